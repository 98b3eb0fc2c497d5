"""How screens answer what operations refuse: forbidden is unknown, a fault stands on the form, a guard says why."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from portal.common.workflow import TransitionRefused

REASONS = {
    "reason_is_given": "Écrivez la raison.",
    "minutes_are_written": "Le compte rendu est vide : écrivez-le, ou joignez un document.",
    "a_remark_is_taken": "Aucune remarque n’a été prise en compte : il n’y a rien à reprendre.",
    "minutes_may_be_approved": (
        "Ce compte rendu ne peut pas encore être approuvé : une remarque attend une réponse, le délai des remarques "
        "court encore, ou la réunion choisie n’est pas tenue."
    ),
    "answer_is_given": "Écrivez votre réponse.",
    "follow_up_is_told": "Écrivez ce qui a été fait.",
}
ELSEWHERE = "Cette étape n’est plus possible : quelqu’un l’a peut-être déjà faite. Revenez à la page précédente."


def unknown_when_denied(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 404 when an operation says that the person may not: forbidden reads like what does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as denied:
            raise Http404 from denied

    return guarded


def attempt(form: Form, act: Callable[[], Any]) -> bool:
    """Do `act`; true when done, false when what stops it is written on the form. PermissionDenied goes through."""
    try:
        act()
    except ValidationError as fault:
        if not hasattr(fault, "error_dict"):
            form.add_error(None, fault)
        else:
            for name, errors in fault.error_dict.items():
                form.add_error(name if name in form.fields else None, errors)
    except TransitionRefused as refused:
        form.add_error(None, REASONS.get(refused.guard or "", ELSEWHERE))
    return not form.errors

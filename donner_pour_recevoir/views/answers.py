"""How the views of this story answer: a step taken, refused in words, or unknown."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from donner_pour_recevoir.models import Placement, Volunteer
from donner_pour_recevoir.workflow import REFUSALS
from portal.common.workflow import TransitionRefused

SESSION_KEY = "donner_pour_recevoir_code"


def attempt(request: HttpRequest, step: Callable[[], Any], done: str) -> bool:
    """Take a step and say so; say why when a state or a guard refuses it. Raises Http404 when it is not theirs."""
    try:
        step()
    except PermissionDenied as error:
        raise Http404 from error
    except TransitionRefused as refused:
        nothing = _("Cela n’est plus possible : quelque chose a changé entre-temps. Voici où vous en êtes.")
        messages.error(request, str(REFUSALS.get(refused.guard or "", nothing)))
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, done)
    return True


def record_of(request: HttpRequest) -> Volunteer | None:
    """The record that the web session opens: by the code that was typed, or else by the account."""
    people = Volunteer.objects.select_related("commune__territory", "orienter__user", "orienter__organisation", "user")
    if digest := request.session.get(SESSION_KEY):
        return people.filter(code_digest=digest).first()
    return people.of_person(request.user).first()


def with_record(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the person's record and the actor; without any, ask for the code."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        record = record_of(request)
        if record is None:
            return redirect("donner_pour_recevoir:enter_code")
        actor = record if request.session.get(SESSION_KEY) else request.user
        return view(request, record, actor, *args, **kwargs)

    return answering


def mode_of(actor: Any) -> str:
    """How a person who acts alone gives a consent."""
    return "code" if isinstance(actor, Volunteer) else "account"


def found(rows: Any, pk: Any) -> Any:
    """The row of that key among those that the user may see. Raises Http404."""
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


PLACEMENTS = (
    "volunteer__commune",
    "volunteer__orienter__user",
    "mission__host__organisation",
    "mission__commune",
    "consent",
)


def placements() -> Any:
    """Placements with all that a page shows of them."""
    return Placement.objects.select_related(*PLACEMENTS, "liaison", "volunteer__user")

"""How a screen finds an object and runs an operation: forbidden answers as unknown, refusals are told in words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render

from network.models import Mandate, Meeting
from portal.common.workflow import TransitionRefused

REASONS = {
    "meeting_is_ready": "Il manque quelque chose : un point à l’ordre du jour, une date à venir, un lieu ou un lien.",
    "date_or_place_changes": "Rien ne change, ou la nouvelle date est passée. Choisissez une date à venir.",
    "papers_are_ready": "Des documents ne sont pas prêts : analyse du fichier en cours, ou résumé simple manquant.",
    "reason_is_given": "Écrivez la raison.",
    "minutes_are_written": "Le compte rendu est vide : écrivez-le, ou joignez un document.",
    "a_remark_is_taken": "Aucune remarque n’a été prise en compte : il n’y a rien à reprendre.",
    "minutes_may_be_approved": (
        "Ce compte rendu ne peut pas encore être approuvé : une remarque attend une réponse, le délai des remarques "
        "court encore, ou la réunion choisie n’est pas tenue."
    ),
    "answer_is_given": "Écrivez votre réponse.",
    "follow_up_is_told": "Écrivez ce qui a été fait.",
    "reason_is_given_before_the_meeting": "Écrivez la raison. Après le début de la réunion, ce n’est plus possible.",
    "meeting_has_begun": "La réunion n’a pas encore commencé.",
    "case_review_was_held": "Écrivez le nombre de participants. La date de la réunion doit être passée.",
    "meeting_is_complete": (
        "Il manque quelque chose : la feuille de présence, un responsable pour chaque décision, "
        "le compte rendu approuvé ou la raison de son absence."
    ),
    "agenda_is_open": "L’ordre du jour est figé.",
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


def find(rows: QuerySet, user: Any, pk: Any, may: Callable[[Any, Any], bool] | None = None) -> Any:
    """The row of that key among those that `user` sees and on which `may(user, row)`; 404 otherwise."""
    found = get_object_or_404(rows.visible_to(user), pk=pk)
    if may is not None and not may(user, found):
        raise Http404
    return found


def find_meeting(user: Any, pk: Any, may: Callable[[Any, Any], bool] | None = None) -> Meeting:
    """A meeting with its committee, as `find`."""
    return find(Meeting.objects.select_related("committee"), user, pk, may)


def typed(request: HttpRequest) -> QueryDict | None:
    """What was typed, for a form that is sent; None for one that is shown."""
    return request.POST if request.method == "POST" else None


def attempt(form: BaseForm, operation: Callable[[], Any]) -> bool:
    """Run an operation whose refusals are shown on `form`; whether it was done. Raises Http404 for who may not."""
    try:
        operation()
    except PermissionDenied:
        raise Http404 from None
    except TransitionRefused as refusal:
        form.add_error(None, REASONS.get(refusal.guard or "", ELSEWHERE))
    except ValidationError as error:
        _place(form, error)
    return not form.errors


def confirm(
    request: HttpRequest,
    *,
    question: str,
    consequences: list[str],
    action: str,
    cancel_url: str,
    people: list[str] | None = None,
    form: BaseForm | None = None,
    warnings: list[str] | None = None,
    cancel: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page that precedes an act: what will happen, to whom, what to fill in."""
    context = {
        "question": question,
        "consequences": consequences,
        "people": people or [],
        "action": action,
        "cancel_url": cancel_url,
        "cancel": cancel,
        "form": form if form is not None else Form(),
        "warnings": warnings or [],
    }
    context["fields"] = context["form"].render("network/fields.html")
    return render(request, "network/confirm.html", context, status=status)


def names_of(user: Any, mandates: QuerySet) -> dict[Any, str]:
    """What `user` may read of who holds each mandate: the name, or the quality of the person."""
    rows = Mandate.objects.visible_to(user).filter(pk__in=mandates.values("pk")).select_related("organisation")
    return {mandate.pk: name_of(mandate) for mandate in rows}


def name_of(mandate: Any) -> str:
    """The name that may be shown, with the body represented; `mandate` comes from `visible_to`."""
    name = mandate.shown_name or mandate.get_quality_display().capitalize()
    return f"{name}, {mandate.organisation}" if mandate.organisation_id else name


def _place(form: BaseForm, error: ValidationError) -> None:
    """Put each message on its field where the form has it, on top otherwise."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, messages in error.error_dict.items():
        form.add_error(name if name in form.fields else None, messages)

"""The steps of a meeting: moved, frozen, opened again, held, closed, cancelled. Each asks before it acts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from network.forms.meetings import ClosingForm, CountForm, DateAndPlaceForm, ReasonForm
from network.models import ConvocationRecipient, Meeting
from network.operations import convening, meetings
from network.views.acts import attempt, confirm, find_meeting, names_of, typed
from portal.common.access import signed_in
from portal.common.workflow import available

READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])


class _NothingToFill(forms.Form):
    """A step that asks for nothing but the button."""


class _MoveForm(DateAndPlaceForm):
    reason = forms.CharField(
        label="Raison", max_length=300, required=False, help_text="Elle est écrite sur la page de la réunion."
    )


@signed_in
@READ_AND_WRITE
def move(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Change the date or the place: the form, then what will be sent and to whom, then the act."""
    found = find_meeting(request.user, meeting, _may("reschedule"))
    form = _MoveForm(typed(request), initial=DateAndPlaceForm.initial_of(found))
    people = told(request.user, found)
    back = reverse("committees:meeting", args=[found.pk])
    if form.is_valid():
        changes = form.diary()
        if "confirmed" in request.POST:
            if attempt(form, lambda: convening.reschedule(found, request.user, form.cleaned_data["reason"], **changes)):
                messages.success(request, f"La réunion est modifiée. {_count(people)} reçoivent le changement.")
                return redirect(back)
        else:
            return _confirm_move(request, found, form, people, back)
    return confirm(
        request,
        question="Modifier la date ou le lieu",
        consequences=["Vous relisez le changement à l’écran suivant.", "Rien n’est encore envoyé."],
        action="Voir ce qui sera envoyé",
        cancel_url=back,
        form=form,
    )


def _confirm_move(
    request: HttpRequest, meeting: Meeting, form: _MoveForm, people: list[str], back: str
) -> HttpResponse:
    changes = form.diary()
    if all(getattr(meeting, name) == value for name, value in changes.items()):
        messages.info(request, "Rien n’a changé : rien n’est envoyé.")
        return redirect(back)
    moment = date_format(timezone.localtime(changes["starts_at"]), r"l j F Y à G \h i")
    hidden = _MoveForm(request.POST)
    hidden.full_clean()
    for field in hidden.fields.values():
        field.widget = forms.HiddenInput()
    hidden.fields["confirmed"] = forms.CharField(initial="1", widget=forms.HiddenInput())
    hidden.data = {**request.POST.dict(), "confirmed": "1"}
    return confirm(
        request,
        question=f"Prévenir {_count(people)} du changement ?",
        consequences=[
            f"La réunion aura lieu le {moment}, {changes['place'] or 'à distance'}.",
            "Chaque personne déjà convoquée reçoit le changement, avec la mise à jour de son agenda.",
            "Un message envoyé ne se reprend pas.",
        ],
        people=people,
        action="Modifier et prévenir",
        cancel_url=back,
        cancel="Ne rien envoyer, revenir",
        form=hidden,
    )


@signed_in
@READ_AND_WRITE
def freeze(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Freeze the agenda and the versions of its documents."""
    found = find_meeting(request.user, meeting, _may("freeze"))
    return _step(
        request,
        found,
        _NothingToFill,
        lambda data: meetings.freeze(found, request.user),
        question="Figer l’ordre du jour ?",
        consequences=[
            "Les points ne changent plus, sauf si vous rouvrez l’ordre du jour avec une raison.",
            "Les documents remis aux membres ne peuvent plus être remplacés.",
        ],
        action="Figer l’ordre du jour",
        done="L’ordre du jour est figé.",
    )


@signed_in
@READ_AND_WRITE
def reopen(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Open a frozen agenda again before the meeting, with a reason."""
    found = find_meeting(request.user, meeting, _may("reopen"))
    return _step(
        request,
        found,
        ReasonForm,
        lambda data: meetings.reopen(found, request.user, data["reason"]),
        question="Rouvrir l’ordre du jour ?",
        consequences=["Les points peuvent changer de nouveau.", "Les documents déjà figés le restent."],
        action="Rouvrir l’ordre du jour",
        done="L’ordre du jour est rouvert.",
    )


@signed_in
@READ_AND_WRITE
def hold(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Say that the meeting took place."""
    found = find_meeting(request.user, meeting, _may("mark_held"))
    return _step(
        request,
        found,
        _NothingToFill,
        lambda data: meetings.mark_held(found, request.user),
        question="La réunion a-t-elle eu lieu ?",
        consequences=["La feuille de présence s’ouvre.", "Vous pourrez écrire le compte rendu et les décisions."],
        action="La réunion a eu lieu",
        done="La réunion est notée comme tenue. Remplissez la feuille de présence.",
        then="committees:attendance",
    )


@signed_in
@READ_AND_WRITE
def record(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Keep the date and the count of a meeting that examined files on persons, elsewhere."""
    found = find_meeting(request.user, meeting, _may("record"))
    return _step(
        request,
        found,
        CountForm,
        lambda data: meetings.record_review(found, request.user, data["attendance_count"]),
        question="Noter cette réunion comme tenue ?",
        consequences=["La date et le nombre de participants sont gardés, rien d’autre."],
        action="Noter la réunion",
        done="La réunion est notée.",
    )


@signed_in
@READ_AND_WRITE
def close(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Close a meeting that is complete."""
    found = find_meeting(request.user, meeting, _may("close"))
    return _step(
        request,
        found,
        ClosingForm,
        lambda data: meetings.close(found, request.user, **data),
        question="Clore cette réunion ?",
        consequences=["La présence et les décisions ne changent plus.", "Une réunion close ne se rouvre pas."],
        action="Clore la réunion",
        done="La réunion est close.",
    )


@signed_in
@READ_AND_WRITE
def cancel(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Cancel: everybody ever convened is told."""
    found = find_meeting(request.user, meeting, _may("cancel"))
    people = told(request.user, found)
    consequences = ["La réunion n’aura pas lieu. Une réunion annulée ne se rouvre pas."]
    if people:
        consequences.append(f"{_count(people)} reçoivent l’annulation. Leur agenda est mis à jour.")
    return _step(
        request,
        found,
        ReasonForm,
        lambda data: convening.cancel(found, request.user, data["reason"]),
        question=f"Annuler la réunion et prévenir {_count(people)} ?" if people else "Annuler la réunion ?",
        consequences=consequences,
        people=people,
        action="Annuler la réunion",
        done="La réunion est annulée.",
    )


def told(user: Any, meeting: Meeting) -> list[str]:
    """Names of those whom a change or a cancellation reaches."""
    rows = ConvocationRecipient.objects.visible_to(user).filter(convocation__meeting=meeting).current()
    names = names_of(user, meeting.committee.mandates.filter(pk__in=rows.values("mandate")))
    return sorted(names.values())


def _may(name: str) -> Callable[[Any, Any], bool]:
    """Whether the table of meetings lets this person take this step from the state in which the meeting is."""
    return lambda user, meeting: any(step.name == name for step in available(meeting, user))


def _count(people: list[str]) -> str:
    return "1 personne" if len(people) == 1 else f"{len(people)} personnes"


def _step(
    request: HttpRequest,
    meeting: Meeting,
    kind: type[forms.Form],
    operation: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    then: str = "committees:meeting",
    **words: Any,
) -> HttpResponse:
    form = kind(typed(request))
    if form.is_valid() and attempt(form, lambda: operation(form.cleaned_data)):
        messages.success(request, done)
        return redirect(then, meeting.pk)
    back = reverse("committees:meeting", args=[meeting.pk])
    return confirm(request, cancel_url=back, form=form, **words)

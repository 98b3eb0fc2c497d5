"""Preparing a meeting: its date and place, its agenda (network.md, sections 4 and 5)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from network.enums import MeetingState
from network.forms.meetings import AboutForm, MeetingForm
from network.models import Committee
from network.operations import meetings
from network.permissions import can_create_meeting, can_delete_meeting, can_edit_meeting
from network.views.acts import attempt, confirm, find, find_meeting, typed
from portal.common.access import signed_in

READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@READ_AND_WRITE
def create(request: HttpRequest, committee: UUID) -> HttpResponseBase:
    """A new meeting, that nobody is told of yet."""
    found = find(Committee.objects, request.user, committee, can_create_meeting)
    form = MeetingForm(typed(request))
    if form.is_valid():
        made = []
        if attempt(form, lambda: made.append(meetings.create_meeting(found, request.user, **form.facts()))):
            messages.success(request, "La réunion est enregistrée. Personne n’est encore prévenu.")
            return redirect("committees:agenda", made[0].pk)
    back = reverse("committees:committee", args=[found.pk])
    intro = [f"{found}. Personne ne reçoit rien tant que vous ne convoquez pas."]
    return _form(request, form, "Préparer une réunion", "Enregistrer la réunion", back, intro)


@signed_in
@READ_AND_WRITE
def edit(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Change a draft wholly; a convened meeting, but its date and place."""
    found = find_meeting(request.user, meeting, can_edit_meeting)
    kind = MeetingForm if found.state == MeetingState.DRAFT else AboutForm
    form = kind(typed(request), initial=kind.initial_of(found))
    if form.is_valid() and attempt(form, lambda: meetings.edit_meeting(found, request.user, **form.facts())):
        messages.success(request, "La réunion est modifiée.")
        return redirect("committees:meeting", found.pk)
    back = reverse("committees:meeting", args=[found.pk])
    intro = [] if kind is MeetingForm else ["La date et le lieu se changent par « Modifier la date ou le lieu »."]
    return _form(request, form, "Modifier la réunion", "Enregistrer", back, intro)


@signed_in
@READ_AND_WRITE
def delete(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Delete a draft."""
    found = find_meeting(request.user, meeting, can_delete_meeting)
    form = AboutForm({})
    form.fields.clear()
    if request.method == "POST" and attempt(form, lambda: meetings.delete_meeting(found, request.user)):
        messages.success(request, "La réunion est supprimée.")
        return redirect("committees:committee", found.committee_id)
    return confirm(
        request,
        question="Supprimer cette réunion ?",
        consequences=[
            "La réunion et son ordre du jour disparaissent.",
            "Personne n’était prévenu : rien n’est envoyé.",
        ],
        action="Supprimer la réunion",
        cancel_url=reverse("committees:meeting", args=[found.pk]),
        form=form,
    )


def _form(request: HttpRequest, form: AboutForm, title: str, action: str, back: str, intro: list[str]) -> HttpResponse:
    context = {"form": form, "title": title, "action": action, "back": back, "intro": intro}
    return render(request, "network/form.html", context)

"""The agenda: its editor for the secretariat, proposals of members and what becomes of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from network.enums import ItemKind, ItemState, ItemVisibility
from network.forms.meetings import AnswerForm, ItemForm, ProposalForm, ReasonForm, SpokenProposalForm
from network.models import AgendaItem, Mandate
from network.operations import meetings
from network.permissions import can_answer_proposal, can_edit_item, can_edit_meeting, can_propose_item, is_agenda_open
from network.views.acts import attempt, confirm, find, find_meeting, name_of, typed
from portal.common.access import signed_in

READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])
ITEMS = AgendaItem.objects.select_related("meeting__committee", "proposed_by")
FIELDS = ("title", "easy_title", "kind", "visibility", "minutes_planned", "rapporteur_label", "action_codes")


@signed_in
@READ_AND_WRITE
def agenda(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """The editor: the points in their order, and a form to add one."""
    found = find_meeting(request.user, meeting, can_edit_meeting)
    form = ItemForm(typed(request))
    if form.is_valid() and attempt(form, lambda: meetings.add_item(found, request.user, **form.cleaned_data)):
        messages.success(request, "Le point est ajouté à la fin de l’ordre du jour.")
        return redirect("committees:agenda", found.pk)
    items = found.items.visible_to(request.user).order_by("position", "created_at")
    planned = sum(item.minutes_planned or 0 for item in items if item.state == ItemState.ACCEPTED)
    length = int((found.ends_at - found.starts_at).total_seconds() // 60)
    context = {
        "meeting": found,
        "form": form,
        "items": [item for item in items if item.state == ItemState.ACCEPTED],
        "proposals": [item for item in items if item.state == ItemState.PROPOSED],
        "is_open": is_agenda_open(found),
        "planned": planned,
        "length": length,
        "is_too_long": planned > length,
    }
    return render(request, "network/meeting/agenda.html", context)


@signed_in
@require_POST
def move_item(request: HttpRequest, item: UUID) -> HttpResponseBase:
    """Put a point one rank higher or lower."""
    found = find(ITEMS, request.user, item, can_edit_item)
    items = list(found.meeting.items.filter(state=ItemState.ACCEPTED).order_by("position", "created_at"))
    pks = [row.pk for row in items]
    rank = pks.index(found.pk)
    other = rank - 1 if request.POST.get("towards") == "up" else rank + 1
    if 0 <= other < len(pks):
        pks[rank], pks[other] = pks[other], pks[rank]
        meetings.order_items(found.meeting, request.user, pks)
        messages.success(request, f"« {found.title} » est maintenant au rang {other + 1}.")
    return redirect("committees:agenda", found.meeting_id)


@signed_in
@READ_AND_WRITE
def edit_item(request: HttpRequest, item: UUID) -> HttpResponseBase:
    """Change a point. One that becomes public after the convening is confirmed: the public page changes."""
    found = find(ITEMS, request.user, item, can_edit_item)
    form = ItemForm(typed(request), initial={name: getattr(found, name) for name in FIELDS})
    back = reverse("committees:agenda", args=[found.meeting_id])
    if form.is_valid():
        becomes_public = ItemVisibility.PUBLIC == form.cleaned_data["visibility"] != found.visibility
        if becomes_public and found.meeting.is_announced and "confirmed" not in request.POST:
            return render(request, "network/meeting/publish_item.html", {"form": form, "back": back})
        if attempt(form, lambda: meetings.edit_item(found, request.user, **form.cleaned_data)):
            messages.success(request, "Le point est modifié.")
            return redirect(back)
    context = {"form": form, "title": "Modifier le point", "action": "Enregistrer", "back": back, "intro": []}
    return render(request, "network/form.html", context)


@signed_in
@READ_AND_WRITE
def remove_item(request: HttpRequest, item: UUID) -> HttpResponseBase:
    """Take a point off; « Suites à donner » is refused with a reason, that is kept."""
    found = find(ITEMS, request.user, item, can_edit_item)
    is_follow_up = found.kind == ItemKind.FOLLOW_UP and found.decisions_followed.exists()
    form = ReasonForm(typed(request))
    if not is_follow_up:
        form.fields.clear()
    if request.method == "POST" and form.is_valid():

        def operation() -> None:
            if is_follow_up:
                meetings.decline_follow_up(found.meeting, request.user, form.cleaned_data["reason"])
            else:
                meetings.remove_item(found, request.user)

        if attempt(form, operation):
            messages.success(request, "Le point n’est plus à l’ordre du jour.")
            return redirect("committees:agenda", found.meeting_id)
    return confirm(
        request,
        question=f"Retirer « {found.title} » de l’ordre du jour ?",
        consequences=["Le point disparaît de l’ordre du jour.", "La raison est gardée."][: 1 + is_follow_up],
        action="Retirer le point",
        cancel_url=reverse("committees:agenda", args=[found.meeting_id]),
        form=form,
    )


@signed_in
@READ_AND_WRITE
def propose(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """A member proposes a point; the secretariat writes down what somebody told it."""

    def may(user: object, row: object) -> bool:
        return can_edit_meeting(user, row) or can_propose_item(user, row)

    found = find_meeting(request.user, meeting, may)
    if can_edit_meeting(request.user, found):
        members = Mandate.objects.visible_to(request.user).filter(committee=found.committee_id).valid_on()
        members = members.select_related("organisation")
        form = SpokenProposalForm(typed(request), members=members, label=name_of)
    else:
        form = ProposalForm(typed(request))
    if form.is_valid() and attempt(form, lambda: meetings.propose_item(found, request.user, **form.cleaned_data)):
        messages.success(request, "Le point est proposé. Le secrétariat répondra.")
        return redirect("committees:meeting", found.pk)
    context = {
        "form": form,
        "title": "Proposer un point",
        "action": "Proposer ce point",
        "back": reverse("committees:meeting", args=[found.pk]),
        "intro": ["N’écrivez pas d’information sur une personne."],
    }
    return render(request, "network/form.html", context)


@signed_in
@READ_AND_WRITE
def answer_proposal(request: HttpRequest, item: UUID) -> HttpResponseBase:
    """Accept or decline a proposal; its author is told."""
    found = find(ITEMS.filter(state=ItemState.PROPOSED), request.user, item, can_answer_proposal)
    form = AnswerForm(typed(request))
    if form.is_valid():

        def operation() -> None:
            if form.cleaned_data["answer"] == "accept":
                meetings.accept_item(found, request.user)
            else:
                meetings.decline_item(found, request.user, form.cleaned_data["reason"])

        if attempt(form, operation):
            messages.success(request, "La réponse est enregistrée.")
            return redirect("committees:meeting", found.meeting_id)
    context = {
        "form": form,
        "title": "Répondre à une proposition",
        "action": "Enregistrer la réponse",
        "back": reverse("committees:meeting", args=[found.meeting_id]),
        "intro": [f"Point proposé par un membre : « {found.title} »."],
    }
    return render(request, "network/form.html", context)

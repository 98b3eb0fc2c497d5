"""The page of a meeting: where, when, who comes, what is on the agenda; what a secretary may do (interface.md)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.calendar import feed
from network.enums import ItemState, MeetingState
from network.forms.answers import ComingForm
from network.models import AgendaItem, CommitteeDocument, ConvocationRecipient, Decision, Meeting, Minutes
from network.operations.convening import note_reading
from network.permissions import (
    can_answer_proposal,
    can_edit_meeting,
    can_propose_item,
    can_see_remote_url,
    is_agenda_open,
    is_member,
    is_secretary,
)
from network.views.acts import find_meeting
from network.views.documents import rows_of
from network.views.duties import duties_of
from portal.common.access import signed_in
from portal.common.workflow import available

# The others are on the page of the meeting's documents.
SHOWN_DOCUMENTS = 12
# The buttons, in the order of a meeting's life: the name of the step, its words, its screen.
_BUTTONS = {
    "convene": ("Convoquer", "committees:convene"),
    "reschedule": ("Modifier la date ou le lieu", "committees:move"),
    "freeze": ("Figer l’ordre du jour", "committees:freeze"),
    "reopen": ("Rouvrir l’ordre du jour", "committees:reopen"),
    "mark_held": ("La réunion a eu lieu", "committees:hold"),
    "record": ("Noter la réunion comme tenue", "committees:record"),
    "close": ("Clore la réunion", "committees:close"),
    "cancel": ("Annuler la réunion", "committees:cancel"),
}
_STATES = {
    MeetingState.DRAFT: "En préparation : personne n’est encore prévenu.",
    MeetingState.CONVENED: "Convoquée.",
    MeetingState.FROZEN: "Convoquée. L’ordre du jour est figé.",
    MeetingState.HELD: "Cette réunion a eu lieu.",
    MeetingState.CLOSED: "Cette réunion est close.",
}


@signed_in
@require_safe
def meeting_page(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """What this person may read of a meeting. Reading it is noted on one's own convocation, as a delivery."""
    found = find_meeting(request.user, meeting)
    user = request.user
    recipient = _own_line(user, found)
    if recipient is not None and request.method == "GET":
        note_reading(found, user)
    runs = is_secretary(user, found)
    items = AgendaItem.objects.visible_to(user).filter(meeting=found).order_by("position", "created_at")
    items = list(items.select_related("meeting__committee"))
    rows = _documents(user, found)
    for item in items:
        item.rows = [row for owner, row in rows if owner == item.pk]
    context = {
        "meeting": found,
        "state_sentence": _state(found),
        "remote_url": found.remote_url if can_see_remote_url(user, found) or runs else "",
        "recipient": recipient,
        "form": ComingForm(recipient=recipient) if recipient is not None and _awaits_answers(found) else None,
        "items": [item for item in items if item.state == ItemState.ACCEPTED],
        "rows": [row for owner, row in rows if owner is None],
        "may_add_document": runs,
        "minutes": Minutes.objects.visible_to(user).filter(meeting=found).first(),
        "shows_owners": is_member(user, found),
        "decisions": Decision.objects.visible_to(user).filter(agenda_item__meeting=found).order_by("number"),
        "proposals": [item for item in items if item.state == ItemState.PROPOSED],
        "answers_proposals": bool(items) and can_answer_proposal(user, items[0]) and is_agenda_open(found),
        "may_propose": can_propose_item(user, found),
        "next_meeting": _next(user, found),
        "has_calendar": recipient is not None and found.ical_uid is not None,
        "is_secretary": runs,
        "may_edit": can_edit_meeting(user, found),
        "buttons": _buttons(user, found) if runs else [],
        "duties": [duty for _name, duty in duties_of(user, [found])] if runs else [],
    }
    return render(request, "network/meeting/meeting.html", context)


@signed_in
@require_safe
def calendar_file(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """The meeting as a calendar file, for somebody convened: a neutral title, nobody's name."""
    found = find_meeting(request.user, meeting)
    if _own_line(request.user, found) is None or found.ical_uid is None:
        raise Http404
    response = HttpResponse(feed([found], timezone.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="reunion.ics"'
    return response


def _own_line(user: Any, meeting: Meeting) -> ConvocationRecipient | None:
    rows = ConvocationRecipient.objects.visible_to(user).filter(convocation__meeting=meeting, mandate__user=user)
    return rows.current().select_related("convocation__meeting", "mandate").first()


def _documents(user: Any, meeting: Meeting) -> list[tuple[Any, dict[str, Any]]]:
    """The document rows of a meeting, each with the key of its agenda item, if it has one."""
    rows = CommitteeDocument.objects.visible_to(user).filter(meeting=meeting, minutes=None)
    shown = rows.order_by("created_at", "pk")[:SHOWN_DOCUMENTS]
    return list(zip(shown.values_list("agenda_item", flat=True), rows_of(user, shown), strict=True))


def _awaits_answers(meeting: Meeting) -> bool:
    return meeting.state in {MeetingState.CONVENED, MeetingState.FROZEN} and meeting.ends_at > timezone.now()


def _state(meeting: Meeting) -> str:
    if meeting.state == MeetingState.CANCELLED:
        return f"Annulée : {meeting.reason}"
    sentence = _STATES[MeetingState(meeting.state)]
    if meeting.rescheduled_at and meeting.state in {MeetingState.CONVENED, MeetingState.FROZEN}:
        return f"La date ou le lieu a changé. {sentence}"
    return sentence


def _next(user: Any, meeting: Meeting) -> Meeting | None:
    rows = Meeting.objects.visible_to(user).upcoming().filter(committee=meeting.committee_id)
    return rows.filter(starts_at__gt=meeting.starts_at).exclude(pk=meeting.pk).first()


def _buttons(user: Any, meeting: Meeting) -> list[dict[str, str]]:
    """What the table of meetings allows to this person, and what its hour makes sensible."""
    names = {step.name for step in available(meeting, user)}
    if not meeting.committee.handles_individual_cases:
        names.discard("record")
    else:
        names.discard("convene")
    has_begun = meeting.starts_at <= timezone.now()
    names -= {"mark_held", "record"} if not has_begun else {"reschedule", "convene", "reopen"}
    return [
        {"text": text, "url": reverse(screen, args=[meeting.pk])}
        for name, (text, screen) in _BUTTONS.items()
        if name in names
    ]

"""Conditions of the transitions of `network.workflow`: `guard(obj, **data)`, true when the step may be taken."""

from typing import Any

from django.utils import timezone

from network.enums import (
    CandidacyState,
    CommitteeKind,
    MeetingState,
    MinutesApproval,
    MinutesState,
    Quality,
    RemarkState,
    Scan,
)
from network.models import AgendaItem, Candidacy, Decision, Meeting, Minutes, MinutesRemark
from network.permissions.committees import is_agenda_open

MATERIAL = ("starts_at", "ends_at", "place", "remote_url")


def reason_is_given(obj: Any, reason: str = "", **data: Any) -> bool:
    """Somebody said why."""
    return bool(reason.strip())


def meeting_is_ready(meeting: Meeting, **data: Any) -> bool:
    """An agenda, a date to come, a place or a link, and no files on persons."""
    return bool(
        not meeting.committee.handles_individual_cases
        and meeting.starts_at > timezone.now()
        and (meeting.place or meeting.remote_url)
        and meeting.items.filter(state="accepted").exists()
    )


def date_or_place_changes(meeting: Meeting, reason: str = "", **data: Any) -> bool:
    """Something that a diary holds really changes, to a date to come."""
    changes = any(name in data and data[name] != getattr(meeting, name) for name in MATERIAL)
    return changes and data.get("starts_at", meeting.starts_at) > timezone.now()


def papers_are_ready(meeting: Meeting, **data: Any) -> bool:
    """Each document has a version that the scanner let through, and an easy summary where accompanied people sit."""
    if meeting.items.filter(title="").exists():
        return False
    accompanied = meeting.committee.mandates.valid_at(meeting.starts_at).filter(quality=Quality.ACCOMPANIED).exists()
    for document in meeting.documents.prefetch_related("versions"):
        versions = list(document.versions.all())
        if not versions or versions[-1].scan in {Scan.PENDING, Scan.INFECTED}:
            return False
        if accompanied and not document.easy_summary:
            return False
    return True


def reason_is_given_before_the_meeting(meeting: Meeting, reason: str = "", **data: Any) -> bool:
    """Somebody said why, and the meeting has not begun."""
    return reason_is_given(meeting, reason) and timezone.now() < meeting.starts_at


def meeting_has_begun(meeting: Meeting, **data: Any) -> bool:
    """Its hour has passed."""
    return meeting.starts_at <= timezone.now()


def case_review_was_held(meeting: Meeting, attendance_count: int | None = None, **data: Any) -> bool:
    """Files on persons were examined, elsewhere: the date and a count alone are kept here."""
    is_review = meeting.committee.kind == CommitteeKind.CASE_REVIEW
    return is_review and attendance_count is not None and meeting_has_begun(meeting)


def meeting_is_complete(meeting: Meeting, without_minutes_reason: str = "", **data: Any) -> bool:
    """Attendance entered; minutes approved, or a reason for none; an owner for each decision."""
    if meeting.committee.handles_individual_cases:
        return meeting.attendance_count is not None
    decisions = Decision.objects.filter(agenda_item__meeting=meeting)
    if decisions.filter(owner_organisation=None, owner_label="").exists() or not meeting.attendances.exists():
        return False
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        return bool(without_minutes_reason.strip())
    return minutes.state == MinutesState.APPROVED


def agenda_is_open(item: AgendaItem, **data: Any) -> bool:
    """The agenda is not frozen."""
    return is_agenda_open(item.meeting)


def minutes_are_written(minutes: Minutes, **data: Any) -> bool:
    """There is a text, or a document that holds it."""
    return bool(minutes.body.strip()) or minutes.documents.exists()


def a_remark_is_taken(minutes: Minutes, **data: Any) -> bool:
    """A member's remark, once taken into account, asks for another version."""
    return minutes.remarks.filter(state=RemarkState.TAKEN, updated_at__gte=minutes.submitted_at).exists()


def minutes_may_be_approved(minutes: Minutes, **data: Any) -> bool:
    """No remark waits; the period is over, or a later meeting of the committee approves."""
    if minutes.remarks.filter(state=RemarkState.OPEN).exists():
        return False
    if data.get("approval_mode") == MinutesApproval.TACIT:
        is_tacit = minutes.meeting.committee.minutes_approval == MinutesApproval.TACIT
        return is_tacit and minutes.remarks_until is not None and minutes.remarks_until < timezone.localdate()
    approved_in = data.get("approved_in")
    return bool(
        approved_in
        and approved_in.committee_id == minutes.meeting.committee_id
        and approved_in.starts_at > minutes.meeting.starts_at
        and approved_in.state in {MeetingState.HELD, MeetingState.CLOSED}
    )


def answer_is_given(remark: MinutesRemark, answer: str = "", **data: Any) -> bool:
    """The member is told why."""
    return bool(answer.strip())


def follow_up_is_told(decision: Decision, follow_up_text: str = "", **data: Any) -> bool:
    """Somebody wrote what was done."""
    return bool((follow_up_text or decision.follow_up_text).strip())


def agreement_is_recorded(candidacy: Candidacy, agreed_at: Any = None, **data: Any) -> bool:
    """The person agreed that their name and how to reach them be kept."""
    return bool(agreed_at or candidacy.agreed_at)


def seat_is_free_and_charter_agreed(candidacy: Candidacy, charter_agreed_at: Any = None, **data: Any) -> bool:
    """A seat of the call is free, and the person agreed to the charter."""
    taken = candidacy.call.candidacies.filter(state=CandidacyState.APPOINTED).count()
    return taken < candidacy.call.seats and bool(charter_agreed_at or candidacy.charter_agreed_at)

"""Who came, what people needed to come, and what they thought of it (network.md, section 8)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext as _

from network.enums import AttendanceStatus, MeetingState, NeedKind
from network.indicators import EVALUATION_OPEN
from network.models import (
    Attendance,
    ConvocationRecipient,
    Mandate,
    Meeting,
    MeetingEvaluation,
    NeedTotal,
    PracticalNeed,
)
from network.notifications import tell_mandates
from network.permissions import can_ask_need, can_record_attendance
from portal.common import codes
from portal.common.workflow import apply

NEEDS_KEPT = timedelta(days=90)
EVALUATION_PURPOSE = "network.evaluation"


@dataclass(frozen=True)
class Line:
    """One line of the attendance sheet: a mandate, or a guest."""

    status: str
    mandate: Mandate | None = None
    represented_by: Mandate | None = None
    guest_label: str = ""
    quality: str = ""
    organisation: Any = None
    is_remote: bool = False


def record_attendance(meeting: Meeting, by: Any, lines: list[Line]) -> dict[int, str]:
    """Write the sheet line by line; what is wrong with which line (by rank), the others being saved.

    A line already written is corrected, its earlier value kept. Raises PermissionDenied, and ValidationError before
    the meeting was held.
    """
    if not can_record_attendance(by, meeting):
        raise PermissionDenied("can_record_attendance")
    if meeting.state != MeetingState.HELD or meeting.committee.handles_individual_cases:
        raise ValidationError(_("L’émargement s’ouvre quand la réunion est tenue."))
    valid = set(meeting.committee.mandates.valid_at(meeting.starts_at).values_list("pk", flat=True))
    faults = {}
    for rank, line in enumerate(lines):
        try:
            _write(meeting, by, line, valid)
        except ValidationError as error:
            faults[rank] = " ".join(error.messages)
    return faults


def attendances_of(meeting: Meeting) -> int:
    """How many attendances: present, represented, guests present."""
    if meeting.attendance_count is not None:
        return meeting.attendance_count
    return meeting.attendances.filter(status__in=[AttendanceStatus.PRESENT, AttendanceStatus.REPRESENTED]).count()


def ask_needs(recipient: ConvocationRecipient, kinds: list[str], by: Any = None) -> None:
    """Keep exactly these needs of a person convened; one already answered stays as it is.

    `by` is None when a signed link or a printed code has proved who asks.
    """
    if by is not None and not can_ask_need(by, recipient):
        raise PermissionDenied("can_ask_need")
    if not set(kinds) <= set(NeedKind.values):
        raise ValidationError({"needs": _("Choisissez dans la liste.")})
    meeting = recipient.convocation.meeting
    with transaction.atomic():
        Mandate.objects.select_for_update(of=("self",)).get(pk=recipient.mandate_id)
        needs = PracticalNeed.objects.filter(meeting=meeting, mandate=recipient.mandate_id)
        needs.unanswered().exclude(kind__in=kinds).delete()
        known = set(needs.values_list("kind", flat=True))
        for kind in sorted(set(kinds) - known):
            PracticalNeed.objects.create(meeting=meeting, mandate=recipient.mandate, kind=kind)


def answer_need(need: PracticalNeed, name: str, by: Any, answer: str = "") -> PracticalNeed:
    """Say what becomes of a need (`arrange`, `give_up`, `drop`) and tell the person."""
    with transaction.atomic():
        apply(need, name, by=by, answer=answer)
        text = f"{need.get_kind_display()} : {need.get_state_display()}. {answer}".strip()
        tell_mandates([need.mandate], _("Votre venue à la réunion"), text, f"need:{need.pk.hex}")
    return need


def late_needs(today: date | None = None) -> Any:
    """Needs that nobody has answered three days before the meeting: an alert for the secretary."""
    limit = timezone.now() + timedelta(days=3)
    if today is not None:
        limit += today - timezone.localdate()
    return PracticalNeed.objects.unanswered().filter(meeting__starts_at__lte=limit, meeting__cancelled_at=None)


def forget_needs(today: date | None = None) -> int:
    """Delete the needs of meetings of more than ninety days ago, adding them to the yearly totals; how many."""
    before = timezone.now() - NEEDS_KEPT
    if today is not None:
        before += today - timezone.localdate()
    with transaction.atomic():
        old = PracticalNeed.objects.select_for_update(of=("self",)).filter(meeting__ends_at__lt=before)
        rows = list(old.select_related("meeting"))
        counts = Counter((row.meeting.committee_id, row.meeting.year, row.kind) for row in rows)
        for (committee, year, kind), count in sorted(counts.items(), key=str):
            total, _created = NeedTotal.objects.get_or_create(committee_id=committee, year=year, kind=kind)
            NeedTotal.objects.filter(pk=total.pk).update(count=F("count") + count)
        PracticalNeed.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def needs_of_year(committee: Any, year: int) -> Counter:
    """Needs by kind in a year, the forgotten ones included: the same count before and after. Not yet suppressed."""
    totals = Counter(dict(NeedTotal.objects.filter(committee=committee, year=year).values_list("kind", "count")))
    rows = PracticalNeed.objects.filter(meeting__committee=committee, meeting__year=year).values_list("kind")
    totals.update(dict(rows.annotate(count=Count("pk"))))
    return totals


def evaluation_code(meeting: Meeting) -> str:
    """The code of the day, written on the board: it opens the evaluation of this meeting, for nobody in particular."""
    return codes.display(codes.derive(meeting.pk, EVALUATION_PURPOSE))


def meeting_of_evaluation_code(code: str) -> Meeting | None:
    """The meeting whose code of the day this is (already normalised, guesses already limited), for fourteen days."""
    now = timezone.now()
    rows = Meeting.objects.announced().filter(starts_at__lte=now, starts_at__gte=now - EVALUATION_OPEN)
    rows = rows.exclude(state=MeetingState.CANCELLED).select_related("committee")
    return next((row for row in rows if codes.derive(row.pk, EVALUATION_PURPOSE) == code), None)


def evaluate(
    meeting: Meeting, *, understood: int, could_speak: int, was_heard: int, was_useful: int, line: str = ""
) -> None:
    """Keep what somebody thought. Raises ValidationError before the meeting, or beyond the number who came."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if meeting.state not in {MeetingState.HELD, MeetingState.CLOSED}:
            raise ValidationError(_("Vous pourrez donner votre avis quand la réunion sera tenue."))
        if meeting.attendances.exists() and meeting.evaluations.count() >= attendances_of(meeting):
            raise ValidationError(_("Tous les avis de cette réunion ont été donnés."))
        evaluation = MeetingEvaluation(
            meeting=meeting,
            understood=understood,
            could_speak=could_speak,
            was_heard=was_heard,
            was_useful=was_useful,
            line=line,
        )
        evaluation.full_clean(exclude=["meeting"])
        evaluation.save(force_insert=True)


def _write(meeting: Meeting, by: Any, line: Line, valid: set) -> None:
    if line.mandate is None:
        quality = line.quality
    else:
        quality = line.mandate.quality
        if line.mandate.pk not in valid:
            raise ValidationError(_("Ce mandat n’était pas en cours le jour de la réunion."))
    if line.represented_by is not None and line.represented_by.pk not in valid:
        raise ValidationError(_("La personne qui représente n’a pas de mandat ce jour-là."))
    row = Attendance.objects.filter(meeting=meeting, mandate=line.mandate).first() if line.mandate else None
    row = row or Attendance(meeting=meeting, mandate=line.mandate)
    values = {
        "status": line.status,
        "represented_by": line.represented_by,
        "is_remote": line.is_remote,
        "guest_label": line.guest_label,
        "organisation": line.organisation,
        "quality": quality,
    }
    if not row._state.adding and row.status != line.status:
        row.earlier = [
            *row.earlier,
            {"status": row.status, "until": timezone.now().isoformat(timespec="seconds"), "by": str(by)},
        ]
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean(exclude=["meeting", "mandate", "organisation"])
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ValidationError(_("Cette ligne en contredit une autre.")) from error

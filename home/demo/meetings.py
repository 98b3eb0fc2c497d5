"""Two years of meetings of a committee of the demonstration, minutes in every state, the next ones to come."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from home.demo import papers
from home.demo.committee_texts import BUDGET, EASY, EXTRACT, REMARK, SUBJECTS, WELCOME, Point
from network.calendar import PARIS
from network.enums import AttendanceStatus, MeetingState, MinutesState, Quality, Seat
from network.models import (
    AgendaItem,
    Attendance,
    Committee,
    CommitteeDocument,
    Decision,
    DocumentVersion,
    Mandate,
    Meeting,
    MeetingEvaluation,
    Minutes,
    MinutesExtract,
    MinutesRemark,
    MinutesVersion,
)
from network.operations.convening import answer, cancel, convene, preview
from network.operations.meetings import freeze, propose_follow_up
from network.operations.minutes import draft_text
from portal.common import files

HOUR = time(14)
GUESTS = 9
# Ranks of the committees that have accounts: the CDAS and the Étang de Thau.
WATCHED = (0, 5)
# Of the last held meeting, by rank of the committee: the CDAS, then the six local ones.
LAST_MINUTES = (
    MinutesState.SUBMITTED,
    MinutesState.DRAFTING,
    MinutesState.REVIEW,
    MinutesState.APPROVED,
    None,
    MinutesState.SUBMITTED,
    MinutesState.DRAFTING,
)
# What awaits: a draft to convene everywhere; convened or frozen ones as well, so that members may answer.
TO_COME = (
    MeetingState.CONVENED,
    MeetingState.FROZEN,
    MeetingState.CONVENED,
    MeetingState.CANCELLED,
    MeetingState.FROZEN,
    MeetingState.CONVENED,
    MeetingState.CONVENED,
)


def hold(committee: Committee, rank: int) -> None:
    """Past meetings every five months, one held lately, those to come."""
    # Two years for the accounts' own committees; one is enough elsewhere.
    days_ago = (700, 545, 390, 240) if rank in WATCHED else (390, 240)
    closed = [_closed(committee, rank, number, days) for number, days in enumerate(days_ago)]
    _opinions(closed)
    for meeting, later in zip(closed, [*closed[1:], None], strict=True):
        _approved_minutes(meeting, later)
    _decisions_to_follow(closed[-1])
    _held_lately(committee, rank)
    _to_come(committee, rank)


def _closed(committee: Committee, rank: int, number: int, days: int) -> Meeting:
    """A meeting of some days ago, with its agenda, its attendance and its decisions."""
    meeting = _meeting(committee, _day(-days - rank), MeetingState.CLOSED)
    for item, point in _agenda(meeting, number + rank):
        if point.decision:
            Decision.objects.create(
                agenda_item=item,
                number=item.position,
                text=point.decision,
                owner_label="MDS" if committee.territory else "Direction de l’action sociale",
                due_on=timezone.localdate(meeting.starts_at) + timedelta(days=120),
                is_public=item.visibility == "public",
                state="done",
                done_at=meeting.starts_at + timedelta(days=100),
                follow_up_text="C’est fait. Le résultat a été présenté à la réunion suivante.",
            )
    _attendance(meeting)
    return meeting


def _held_lately(committee: Committee, rank: int) -> None:
    meeting = _meeting(committee, _day(-12 - rank), MeetingState.HELD)
    _agenda(meeting, rank + 2)
    state = LAST_MINUTES[rank]
    _attendance(meeting)
    if state is None:
        return
    now = timezone.now()
    stamps: dict[str, Any] = {}
    if state != MinutesState.DRAFTING:
        stamps["sent_to_review_at"] = now
    if state in {MinutesState.SUBMITTED, MinutesState.APPROVED}:
        stamps |= {"submitted_at": now, "remarks_until": timezone.localdate() + timedelta(days=12)}
    if state == MinutesState.APPROVED:
        yesterday = timezone.localdate() - timedelta(days=1)
        stamps |= {"approved_at": now, "approval_mode": "tacit", "remarks_until": yesterday}
    minutes = Minutes.objects.create(meeting=meeting, body=draft_text(meeting), easy_body=EASY, state=state, **stamps)
    if "submitted_at" in stamps:
        _keep(minutes)
    if state == MinutesState.SUBMITTED:
        author = committee.mandates.filter(quality=Quality.INSTITUTION).first()
        MinutesRemark.objects.create(minutes=minutes, mandate=author, text=REMARK)


def _to_come(committee: Committee, rank: int) -> None:
    """One that members know of, with its papers, and one that is still to be convened."""
    state = TO_COME[rank]
    known = _meeting(committee, _day(24 + rank), MeetingState.DRAFT)
    items = _agenda(known, rank + 3)
    _paper(items[1][0], papers.pdf("note.pdf", items[1][0].title, [EASY]), "Note de présentation")
    _paper(known, papers.odt("ordre-du-jour.odt", "Ordre du jour", [i.title for i, _p in items]), "Ordre du jour")
    known.refresh_from_db()
    convene(known, None, preview(known).signature)
    known.refresh_from_db()
    if state == MeetingState.FROZEN:
        freeze(known, None)
    elif state == MeetingState.CANCELLED:
        cancel(known, None, "La salle est fermée ce jour-là.")
    if rank in WATCHED:
        lines = known.convocations.get().recipients.filter(mandate__user=None).select_related("mandate")
        for number, line in enumerate(lines[:5]):
            answer(line, "excused" if number == 3 else "present", line.channel)
    draft = _meeting(committee, _day(75 + rank), MeetingState.DRAFT)
    _agenda(draft, rank + 4)
    propose_follow_up(draft)


def _meeting(committee: Committee, starts_at: datetime, state: str) -> Meeting:
    past = state in {MeetingState.HELD, MeetingState.CLOSED}
    stamps: dict[str, Any] = {}
    if past:
        stamps = {"convened_at": starts_at - timedelta(days=20), "held_at": starts_at + timedelta(hours=3)}
        stamps |= {"frozen_at": starts_at - timedelta(days=8), "ical_uid": f"{committee.slug}-{starts_at:%Y%m%d}"}
    if state == MeetingState.CLOSED:
        stamps["closed_at"] = starts_at + timedelta(days=60)
    year = starts_at.year
    return Meeting.objects.create(
        committee=committee,
        year=year,
        number=committee.meetings.filter(year=year).count() + 1,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place=f"MDS {committee.territory}" if committee.territory else "Hôtel du Département (exemple), Montpellier",
        action_codes="7.2.1" if committee.territory else "",
        state=state,
        **stamps,
    )


def _agenda(meeting: Meeting, number: int) -> list[tuple[AgendaItem, Point]]:
    """A welcome, two subjects, and a point that members never see."""
    first = SUBJECTS[number % len(SUBJECTS)], SUBJECTS[(number + 1) % len(SUBJECTS)]
    is_past = meeting.state in {MeetingState.HELD, MeetingState.CLOSED}
    points = (WELCOME, *first, BUDGET)
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            title=point.title,
            easy_title=point.easy,
            kind=point.kind,
            visibility=point.visibility,
            minutes_planned=25,
            result_text=point.result if is_past else "",
        )
        for position, point in enumerate(points)
    )
    return list(zip(items, points, strict=True))


def _attendance(meeting: Meeting) -> None:
    """Titulars came, but one who was excused and one who was represented; guests came as well."""
    titulars = list(meeting.committee.mandates.filter(seat=Seat.TITULAR).order_by("created_at"))
    rows = [
        Attendance(meeting=meeting, mandate=mandate, quality=mandate.quality, **_presence(number, titulars))
        for number, mandate in enumerate(titulars)
    ]
    rows += [
        Attendance(
            meeting=meeting,
            guest_label="une personne accompagnée" if number < 3 else "invité",
            quality=Quality.ACCOMPANIED if number < 3 else Quality.PROFESSIONAL,
            status=AttendanceStatus.PRESENT,
        )
        for number in range(GUESTS)
    ]
    Attendance.objects.bulk_create(rows)


def _presence(number: int, titulars: list[Mandate]) -> dict[str, Any]:
    if number == 4:
        return {"status": AttendanceStatus.EXCUSED}
    if number == 5:
        return {"status": AttendanceStatus.REPRESENTED, "represented_by": titulars[2]}
    return {"status": AttendanceStatus.PRESENT}


def _approved_minutes(meeting: Meeting, later: Meeting | None) -> None:
    """Approved minutes, with their file, and the extract that the public reads."""
    at = meeting.starts_at + timedelta(days=40)
    minutes = Minutes.objects.create(
        meeting=meeting,
        body=draft_text(meeting),
        easy_body=EASY,
        state=MinutesState.APPROVED,
        sent_to_review_at=at - timedelta(days=25),
        submitted_at=at - timedelta(days=20),
        remarks_until=(at - timedelta(days=5)).date(),
        approved_at=at,
        approval_mode="at_meeting" if later else "tacit",
        approved_in=later,
    )
    _keep(minutes)
    title = f"Compte rendu du {timezone.localdate(meeting.starts_at):%d/%m/%Y}"
    _paper(minutes, papers.pdf("compte-rendu.pdf", title, minutes.body.splitlines()), title, is_public=later is None)
    if meeting.committee.is_listed:
        MinutesExtract.objects.create(minutes=minutes, text=EXTRACT, names_checked=True, published_at=at)


def _keep(minutes: Minutes) -> None:
    MinutesVersion.objects.create(
        minutes=minutes, number=1, state=minutes.state, body=minutes.body, easy_body=minutes.easy_body
    )


def _decisions_to_follow(meeting: Meeting) -> None:
    """Of the last closed meeting: one decision late, one in progress."""
    for state, decision in zip(("todo", "in_progress"), meeting_decisions(meeting), strict=False):
        decision.state, decision.done_at, decision.follow_up_text = state, None, ""
        decision.owner_organisation = meeting.committee.mandates.filter(quality=Quality.INSTITUTION)[0].organisation
        decision.save()


def meeting_decisions(meeting: Meeting) -> list[Decision]:
    """Decisions taken at a meeting, in their order."""
    return list(Decision.objects.filter(agenda_item__meeting=meeting).order_by("number"))


def _opinions(closed: list[Meeting]) -> None:
    """What people thought, with three faces: enough of them for a year's totals to be shown."""
    MeetingEvaluation.objects.bulk_create(
        MeetingEvaluation(
            meeting=meeting, understood=face, could_speak=face, was_heard=3 if number % 2 else 2, was_useful=3
        )
        for meeting in closed
        for number, face in enumerate((3,) * 9 + (2,) * 7)
    )


def _paper(owner: Any, upload: Any, title: str, *, is_public: bool = False) -> None:
    """Lay down a file under its owner, published when told so."""
    names = {"Meeting": "meeting", "AgendaItem": "agenda_item", "Minutes": "minutes"}
    document = CommitteeDocument(title=title, easy_summary=EASY[:300], **{names[type(owner).__name__]: owner})
    document.save(force_insert=True)
    version = DocumentVersion.objects.create(
        document=document,
        number=1,
        file=files.store(upload),
        pages=1 if upload.name.endswith("pdf") else None,
        frozen_at=timezone.now() if is_public else None,
        uploaded_by_label="Secrétariat (exemple)",
    )
    if is_public and document.committee.is_listed:
        document.published_version, document.published_at = version, timezone.now()
        document.save()


def _day(days: int) -> datetime:
    """Two in the afternoon in Paris, some days from now, on a working day."""
    day = timezone.localdate() + timedelta(days=days)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return datetime.combine(day, HOUR, tzinfo=PARIS)

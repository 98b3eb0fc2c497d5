"""Figures of committees: meetings and attendances, and what people thought (network.md, 12; participation.md, 13).

Small numbers are hidden by `portal.common.suppression`; figures that still move are not shown, so that no difference
between two days tells about one person.
"""

from collections import defaultdict
from collections.abc import Hashable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.utils import timezone

from network.enums import AttendanceStatus, CommitteeKind, Quality
from network.models import Attendance, CarriedFigure, Committee, Meeting, MeetingEvaluation
from network.querysets import standing_of
from portal.common.indicators import Period
from portal.common.suppression import hidden_cells

PUBLIC_THRESHOLD = 11
MEMBERS_THRESHOLD = 5
EVALUATION_OPEN = timedelta(days=14)
QUESTIONS = ("understood", "could_speak", "was_heard", "was_useful")
FACES = (3, 2, 1)
CAME = Q(attendances__status__in=[AttendanceStatus.PRESENT, AttendanceStatus.REPRESENTED])


class Figure(NamedTuple):
    """Meetings and attendances of a kind on a territory (« » for the département or several territories)."""

    kind: str
    territory_code: str
    territory: str
    meetings: int
    attendances: int


class Opinions(NamedTuple):
    """What people thought of a meeting (`moment`) or of a year: by question, the count of each face, None if hidden."""

    year: int
    moment: Any
    count: int
    rows: list[tuple[str, list[int | None]]]


def meeting_figures(period: Period, reader: Any) -> list[Figure]:
    """Meetings held in the period among those that `reader` may know of, by kind and territory.

    An attendance is a person present, represented, or a guest present. Committees whose composition is never public are
    counted for the administrator alone.
    """
    rows = _counted(period, reader).annotate(
        came=Case(
            When(attendance_count__isnull=False, then=F("attendance_count")), default=Count("attendances", filter=CAME)
        )
    )
    totals: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    for kind, code, name, came in rows.values_list(
        "committee__kind", "committee__territory__code", "committee__territory__name", "came"
    ):
        total = totals[kind, code or "", name or ""]
        total[0] += 1
        total[1] += came
    order = list(CommitteeKind.values)
    keys = sorted(totals, key=lambda key: (order.index(key[0]), key[2]))
    return [Figure(*key, *totals[key]) for key in keys]


def attendances_by_quality(year: int, reader: Any) -> list[tuple[str, int | None]]:
    """Attendances of a finished year by quality, small numbers hidden (None); nothing for the year that still runs."""
    if year >= timezone.localdate().year:
        return []
    meetings = _counted(Period(date(year, 1, 1), date(year, 12, 31)), reader).filter(attendance_count=None)
    came = Attendance.objects.filter(
        meeting__in=meetings, status__in=[AttendanceStatus.PRESENT, AttendanceStatus.REPRESENTED]
    )
    counts = dict.fromkeys(Quality.values, 0) | dict(came.values_list("quality").annotate(Count("pk")))
    cells: dict[Hashable, int] = {"total": sum(counts.values()), **counts}
    hidden = hidden_cells(cells, [("total", tuple(counts))], PUBLIC_THRESHOLD)
    return [(Quality(value).label, None if value in hidden else counts[value]) for value in Quality.values]


def distinct_mandates(period: Period, reader: Any) -> int | None:
    """How many different mandates came at least once; None under the threshold."""
    came = [AttendanceStatus.PRESENT, AttendanceStatus.REPRESENTED]
    rows = Attendance.objects.filter(meeting__in=_counted(period, reader), mandate__isnull=False, status__in=came)
    count = rows.values("mandate").distinct().count()
    return count if count == 0 or count >= PUBLIC_THRESHOLD else None


def years_of_figures(reader: Any) -> list[int]:
    """Years in which meetings were held, the latest first."""
    rows = Meeting.objects.visible_to(reader).counted().order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def carried_figures() -> list[tuple[Period, list[CarriedFigure]]]:
    """Figures from before the portal, by period."""
    periods: dict[Period, list[CarriedFigure]] = defaultdict(list)
    for row in CarriedFigure.objects.select_related("territory"):
        periods[Period(row.starts_on, row.ends_on)].append(row)
    return list(periods.items())


def opinions_for_members(committee: Committee) -> list[Opinions]:
    """Each meeting whose evaluation is over, small numbers hidden, the latest first."""
    shown = []
    for meeting, cells in sorted(_evaluations(committee).items(), key=lambda pair: pair[0].starts_at, reverse=True):
        hidden = hidden_cells(cells, _shares(), MEMBERS_THRESHOLD)
        if "base" not in hidden and cells["base"]:
            shown.append(_opinions(meeting.year, meeting.starts_at, cells, hidden))
    return shown


def opinions_for_all(committee: Committee) -> list[Opinions]:
    """Each finished year: neither it nor its difference with what members were shown tells about a few people."""
    years: dict[int, dict[Any, dict]] = defaultdict(dict)
    for meeting, cells in _evaluations(committee).items():
        if meeting.year < timezone.localdate().year:
            years[meeting.year][meeting.pk] = cells
    shown = []
    for year in sorted(years, reverse=True):
        parts = years[year]
        whole = {key: sum(cells[key] for cells in parts.values()) for key in _keys()}
        hidden = _hidden_of_year(whole, parts)
        if "base" not in hidden and whole["base"] >= PUBLIC_THRESHOLD:
            shown.append(_opinions(year, None, whole, hidden))
    return shown


def _counted(period: Period, reader: Any) -> QuerySet:
    rows = Meeting.objects.visible_to(reader).counted()
    if not standing_of(reader).is_administrator:
        rows = rows.filter(committee__is_membership_hidden=False)
    return rows.filter(starts_at__date__gte=period.start, starts_at__date__lte=period.end)


def _keys() -> list[Hashable]:
    return ["base", *((question, face) for question in QUESTIONS for face in FACES)]


def _shares() -> list[tuple[Hashable, tuple[Hashable, ...]]]:
    """Each question shares out the same people."""
    return [("base", tuple((question, face) for face in FACES)) for question in QUESTIONS]


def _evaluations(committee: Committee) -> dict[Meeting, dict[Hashable, int]]:
    """By meeting, how many chose each face; only once nobody can answer any more."""
    rows = MeetingEvaluation.objects.filter(
        meeting__committee=committee, meeting__starts_at__lt=timezone.now() - EVALUATION_OPEN
    )
    counts: dict[Meeting, dict[Hashable, int]] = defaultdict(lambda: dict.fromkeys(_keys(), 0))
    for row in rows.select_related("meeting"):
        cells = counts[row.meeting]
        cells["base"] += 1
        for question in QUESTIONS:
            cells[question, getattr(row, question)] += 1
    return counts


def _hidden_of_year(whole: dict, parts: dict[Any, dict]) -> set[Hashable]:
    """What stays hidden of a year, given what members already see of each of its meetings."""
    cells: dict[Hashable, int] = {("year", key): count for key, count in whole.items()}
    shares = [(("year", total), tuple(("year", key) for key in keys)) for total, keys in _shares()]
    sensitive: set[Hashable] = {key for key, count in cells.items() if 0 < count < PUBLIC_THRESHOLD}
    kept: set[Hashable] = set()
    for part, counts in parts.items():
        hidden = hidden_cells(counts, _shares(), MEMBERS_THRESHOLD)
        cells |= {(part, key): count for key, count in counts.items()}
        shares += [((part, total), tuple((part, key) for key in keys)) for total, keys in _shares()]
        sensitive |= {(part, key) for key in hidden}
        kept |= {(part, key) for key in counts if key not in hidden}
    shares += [(("year", key), tuple((part, key) for part in parts)) for key in whole]
    hidden_all = hidden_cells(cells, shares, MEMBERS_THRESHOLD, sensitive=sensitive, kept=kept)
    return {key for place, key in hidden_all if place == "year"}


def _opinions(year: int, moment: Any, cells: dict, hidden: Any) -> Opinions:
    label = MeetingEvaluation._meta.get_field
    rows = [
        (
            str(label(question).verbose_name),
            [None if (question, face) in hidden else cells[question, face] for face in FACES],
        )
        for question in QUESTIONS
    ]
    return Opinions(year, moment, cells["base"], rows)

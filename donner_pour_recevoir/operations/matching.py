"""The rule that ranks missions for a person, never persons (section 7): computed when asked, stored nowhere."""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from donner_pour_recevoir.enums import FAMILIES, Activity, HalfDay, Setting, Travel, half_days
from donner_pour_recevoir.models import Mission, Volunteer

RADIUS = 6371
WISHES, HALF_DAYS, NEARNESS, SETTING = 40, 30, 20, 10
SAME_FAMILY = 20
# What the page alone may filter: said of the mission, sent by POST, written nowhere.
ACCESS = ("step_free", "seated_possible", "quiet_place", "no_reading_needed")


@dataclass(frozen=True)
class Match:
    """A mission, its points, and why, in words."""

    mission: Mission
    points: int
    distance: float
    reasons: tuple[tuple[bool, str], ...]

    @property
    def kilometres(self) -> int:
        """The distance as it is told."""
        return round(self.distance)


@dataclass(frozen=True)
class Hidden:
    """How many missions a filter hides; `key` shows them all the same."""

    key: str
    count: int
    reason: str


def distance_between(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres of the great circle between two points given in degrees."""
    latitude, longitude, other_latitude, other_longitude = (math.radians(value) for value in (*here, *there))
    half_chord = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(other_latitude) * math.sin((other_longitude - longitude) / 2) ** 2
    )
    return 2 * RADIUS * math.asin(math.sqrt(half_chord))


def score(
    *,
    activity: str,
    wishes: Iterable[str],
    common_half_days: int,
    half_days_needed: int,
    distance: float,
    limit: float,
    setting: str,
    setting_wish: str,
) -> int:
    """Points from 0 to 100: these eight facts and no other decide. Rounded half up."""
    wishes = set(wishes)
    points = HALF_DAYS * min(1.0, common_half_days / half_days_needed)
    points += NEARNESS * (1 - distance / limit) if limit else 0.0
    points += SETTING if not setting_wish or setting == setting_wish else 0
    if not wishes:
        points = points * 100 / (HALF_DAYS + NEARNESS + SETTING)
    elif activity in wishes:
        points += WISHES
    elif any(activity in family and wishes & family for family in FAMILIES):
        points += SAME_FAMILY
    return int(Decimal(repr(points)).quantize(Decimal(1), ROUND_HALF_UP))


def matches_for(
    volunteer: Volunteer, *, day: date | None = None, widen: Iterable[str] = (), access: Iterable[str] = ()
) -> tuple[list[Match], list[Hidden]]:
    """The missions that a person may join, best first, and what each filter hides.

    In: the record, the filters to lift (`half_days`, `distance`), the criteria of access of this page alone. Two
    queries, whatever the number of missions.
    """
    day, widen = day or timezone.localdate(), set(widen)
    hidden: Counter = Counter()
    found: list[Match] = []
    gone = {host for host, state in volunteer.placements.values_list("mission__host", "state") if state == "withdrawn"}
    here = volunteer.commune.position
    missions = Mission.objects.open_on(day).select_related("host__organisation", "commune")
    for mission in missions:
        if mission.host_id in gone:
            hidden["earlier"] += 1
            continue
        if not all(getattr(mission, name) for name in access if name in ACCESS):
            hidden["access"] += 1
            continue
        common = volunteer.half_days & mission.half_days
        distance = distance_between(here, mission.commune.position)
        if not common and "half_days" not in widen:
            hidden["half_days"] += 1
        elif distance > volunteer.limit and "distance" not in widen:
            hidden["distance"] += 1
        else:
            found.append(_match(volunteer, mission, common, distance))
    found.sort(key=lambda match: (-match.points, match.mission.open_placements, _rotation(match.mission, day)))
    return found, _explained(volunteer, hidden)


def _match(volunteer: Volunteer, mission: Mission, common: int, distance: float) -> Match:
    points = score(
        activity=mission.activity,
        wishes=volunteer.wishes,
        common_half_days=common.bit_count(),
        half_days_needed=mission.half_days_needed,
        distance=min(distance, volunteer.limit),
        limit=volunteer.limit,
        setting=mission.setting,
        setting_wish=volunteer.setting_wish,
    )
    return Match(mission, points, distance, _reasons(volunteer, mission, half_days(common), distance))


def _reasons(
    volunteer: Volunteer, mission: Mission, common: list[HalfDay], distance: float
) -> tuple[tuple[bool, str], ...]:
    """Four easy lines: true for what goes well together, false for what does not."""
    label = Activity(mission.activity).label
    lines = []
    if volunteer.wishes:
        likes = mission.activity in volunteer.wishes
        sentence = _("Vous aimez : %s.") if likes else _("Vous n’avez pas choisi cette activité : %s.")
        lines.append((likes, sentence % label))
    if common:
        free = ", ".join(str(half_day.label) for half_day in common)
        lines.append((True, _("Vous êtes libre : %s.") % free))
    else:
        lines.append((False, _("Vous n’êtes pas libre aux mêmes moments.")))
    if distance < 1:
        lines.append((True, _("C’est dans votre commune.")))
    else:
        lines.append((distance <= volunteer.limit, _("C’est à %d km.") % round(distance)))
    with_whom = {
        Setting.TEAM: _("Vous serez en équipe."),
        Setting.PAIR: _("Vous serez à deux."),
        Setting.ALONE_WITH_SUPPORT: _("Vous serez seul une partie du temps."),
    }[Setting(mission.setting)]
    lines.append((not volunteer.setting_wish or volunteer.setting_wish == mission.setting, with_whom))
    return tuple(lines)


def _explained(volunteer: Volunteer, hidden: Counter) -> list[Hidden]:
    largest = max(volunteer.travel, key=lambda way: list(Travel.values).index(way), default="")
    how = Travel(largest).label if largest and not volunteer.max_km else _("pour vous")
    reasons = {
        "half_days": _("aucun moment commun"),
        "distance": _("trop loin %s") % how,
        "access": _("les critères que vous avez cochés sur cette page"),
        "earlier": _("vous avez déjà arrêté une demande avec cette structure"),
    }
    return [
        Hidden(
            key,
            hidden[key],
            ngettext("%(count)d mission cachée : %(reason)s", "%(count)d missions cachées : %(reason)s", hidden[key])
            % {"count": hidden[key], "reason": reason},
        )
        for key, reason in reasons.items()
        if hidden[key]
    ]


def _rotation(mission: Mission, day: date) -> str:
    """An order that changes each day, so that no host is always first."""
    return hashlib.sha256(f"{day.isoformat()}:{mission.pk}".encode()).hexdigest()

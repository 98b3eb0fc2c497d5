"""Figures of the story for the register (section 12): counts of rows that lead to nobody, or of hosts."""

from statistics import median
from typing import Any

from django.db.models import Q, Sum

from donner_pour_recevoir.enums import AWAITING_ANSWER, PlacementState, Side
from donner_pour_recevoir.models import Feedback, Host, LiaisonForm, MonthlyCount, Placement
from portal.common.indicators import Period, Value, indicator


@indicator("donner_pour_recevoir.hosts_engaged", "Structures d’accueil engagées", "structures")
def hosts_engaged(period: Period, territory: Any = None) -> Value:
    """Hosts engaged at the end of the period, and still engaged or withdrawn later."""
    hosts = Host.objects.filter(engaged_at__date__lte=period.end).exclude(
        Q(suspended_at__date__lte=period.end, state="suspended")
        | Q(withdrawn_at__date__lte=period.end, state="withdrawn")
    )
    if territory is not None:
        hosts = hosts.filter(organisation__commune__territory=territory)
    return hosts.count()


@indicator("donner_pour_recevoir.people_oriented", "Personnes orientées", "personnes")
def people_oriented(period: Period, territory: Any = None) -> Value:
    """People with a first demand transmitted in the year, by the months of the period."""
    return sum(oriented_by_origin(period, territory).values())


def oriented_by_origin(period: Period, territory: Any = None) -> dict[str, int]:
    """The same by origin: accompanied, outreach, spontaneous."""
    rows = MonthlyCount.objects.filter(
        kind=MonthlyCount.Kind.ORIENTED, month__gte=f"{period.start:%Y-%m}", month__lte=f"{period.end:%Y-%m}"
    )
    if territory is not None:
        rows = rows.filter(territory=territory)
    return {row["value"]: row["total"] for row in rows.values("value").annotate(total=Sum("count")).order_by("value")}


@indicator("donner_pour_recevoir.feedback", "Retours d’expérience de personnes", "retours")
def feedback_count(period: Period, territory: Any = None) -> Value:
    """Feedback written by people in the period."""
    return _feedback(period, territory).count()


def feedback_by_mood(period: Period, territory: Any = None) -> dict[str, int]:
    """The same by face."""
    moods = _feedback(period, territory).values_list("mood", flat=True)
    return {mood: list(moods).count(mood) for mood in sorted(set(moods))}


@indicator("donner_pour_recevoir.liaison_forms", "Fiches de liaison envoyées", "fiches")
def liaison_forms(period: Period, territory: Any = None) -> Value:
    """Liaison forms sent in the period."""
    forms = LiaisonForm.objects.filter(sent_at__date__gte=period.start, sent_at__date__lte=period.end)
    if territory is not None:
        forms = forms.filter(placement__mission__commune__territory=territory)
    return forms.count()


@indicator("donner_pour_recevoir.answer_days", "Délai de réponse médian", "jours")
def answer_days(period: Period, territory: Any = None) -> Value:
    """Median number of days between a transmission and what the host made of it; None without any answer."""
    answered = _transmitted(period, territory).filter(liaison__acknowledged_at__isnull=False)
    days = [
        (acknowledged - transmitted).total_seconds() / 86_400
        for transmitted, acknowledged in answered.values_list("transmitted_at", "liaison__acknowledged_at")
    ]
    return round(median(days), 1) if days else None


@indicator("donner_pour_recevoir.expired", "Demandes restées sans réponse", "demandes")
def expired(period: Period, territory: Any = None) -> Value:
    """Demands transmitted in the period that nobody answered in time."""
    late = Q(state=PlacementState.EXPIRED) | Q(state__in=AWAITING_ANSWER, answer_due_at__date__lte=period.end)
    return _transmitted(period, territory).filter(late).count()


def _transmitted(period: Period, territory: Any) -> Any:
    rows = Placement.objects.filter(transmitted_at__date__gte=period.start, transmitted_at__date__lte=period.end)
    return rows if territory is None else rows.filter(mission__commune__territory=territory)


def _feedback(period: Period, territory: Any) -> Any:
    rows = Feedback.objects.filter(by=Side.PERSON, written_at__date__gte=period.start, written_at__date__lte=period.end)
    return rows if territory is None else rows.filter(placement__mission__commune__territory=territory)

"""What committees owe each day: freeze, forget, remind (network.md, sections 3, 4, 7, 8; participation.md, 13)."""

from collections import defaultdict
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from network.models import Committee, Mandate, Meeting
from network.notifications import tell_secretariat
from network.operations.attendance import forget_needs, late_needs
from network.operations.candidacies import forget_declined
from network.operations.documents import forget_accesses
from network.operations.mandates import ending_within
from network.operations.meetings import freeze_due
from portal.common.models import OutgoingMail

# Days before the end of a mandate when the secretary is told.
ALERTS = (60, 30)


def run() -> dict[str, int]:
    """Do all of it; how many rows each duty touched, by its name. What was told before is not told again."""
    with translation.override("fr"):
        return {
            _("ordres du jour figés"): freeze_due(),
            _("besoins pratiques effacés"): forget_needs(),
            _("ouvertures de documents oubliées"): forget_accesses(),
            _("candidatures sans suite effacées"): forget_declined(),
            _("mandats qui se terminent, signalés"): _tell_of_mandates(),
            _("besoins pratiques sans réponse, signalés"): _tell_of_needs(),
        }


def _tell_of_mandates() -> int:
    """One mail a mandate and an alert: nobody is named, the portal says who."""
    told = 0
    committees = Committee.objects.active_on(timezone.localdate())
    for days in ALERTS:
        for mandate in ending_within(days, committees).select_related("committee"):
            # Before the nearer alert is due, the farther one is told; the nearer one then comes by itself.
            if days == ALERTS[0] and _days_left(mandate) <= ALERTS[1]:
                continue
            told += _tell_once(
                mandate.committee,
                _("Un mandat se termine dans moins de %d jours : renouvelez, remplacez ou laissez finir.") % days,
                f"mandate:{mandate.pk.hex}:{mandate.ends_on:%Y%m%d}:{days}",
            )
    return told


def _tell_of_needs() -> int:
    meetings: dict[Meeting, int] = defaultdict(int)
    now = timezone.now()
    for need in late_needs().filter(meeting__ends_at__gte=now).select_related("meeting__committee"):
        meetings[need.meeting] += 1
    return sum(
        _tell_once(
            meeting.committee,
            _("La réunion est dans moins de trois jours et des besoins pratiques attendent une réponse."),
            f"needs:{meeting.pk.hex}:{meeting.ical_sequence}",
        )
        for meeting in meetings
    )


def _days_left(mandate: Mandate) -> int:
    return (mandate.ends_on - timezone.localdate()).days


def _tell_once(committee: Any, text: str, about: str) -> int:
    """1 when the secretariat was told now. What the outbox has forgotten, sent long ago, is past its alert."""
    if OutgoingMail.objects.filter(reference=about).exists():
        return 0
    return int(tell_secretariat(committee, str(committee), text, about) > 0)

"""What is forgotten, and when (section 11). Figures are written in the transaction that deletes."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from donner_pour_recevoir.enums import CLOSED_AFTER_TRANSMISSION, OPEN, PlacementState, Purpose
from donner_pour_recevoir.models import (
    Consent,
    LiaisonForm,
    MonthlyCount,
    PersonAccess,
    Placement,
    Volunteer,
    VolunteerDraft,
)
from donner_pour_recevoir.operations.volunteers import erase_volunteer, forget_logs
from donner_pour_recevoir.rules import (
    ACCESS_KEPT,
    CLOSED_KEPT,
    CONSENT_WAIT,
    ENDED_KEPT,
    LIAISON_KEPT,
    PROOF_KEPT,
    RECORD_KEPT,
    REFUSED_KEPT,
)


def due(now: datetime) -> Iterator[tuple[str, Any]]:
    """Each rule: its name and the rows that it concerns at `now`."""
    today = timezone.localdate(now)
    placements = Placement.objects.all()
    yield (
        "demandes sans accord",
        placements.filter(
            Q(state=PlacementState.AWAITING_CONSENT, asked_at__lte=now - CONSENT_WAIT)
            | Q(state=PlacementState.DRAFT, created_at__lte=now - CONSENT_WAIT)
        ),
    )
    yield "demandes refusées", placements.filter(state=PlacementState.REFUSED, closed_at__lte=now - REFUSED_KEPT)
    yield (
        "demandes closes",
        placements.filter(state__in=CLOSED_AFTER_TRANSMISSION, closed_at__lte=now - CLOSED_KEPT).exclude(
            state=PlacementState.ENDED
        ),
    )
    yield "engagements terminés", placements.filter(state=PlacementState.ENDED, closed_at__lte=now - ENDED_KEPT)
    yield (
        "contenu des fiches de liaison",
        LiaisonForm.objects.filter(placement__closed_at__lte=now - LIAISON_KEPT).exclude(
            practical="", met="", suits=""
        ),
    )
    yield (
        "preuves d’accord",
        Consent.objects.filter(
            Q(withdrawn_at__lte=now - PROOF_KEPT) | Q(withdrawn_at=None, given_at__lte=now - PROOF_KEPT),
            purpose=Purpose.SHARE_WITH_HOST,
            placement=None,
        ),
    )
    yield "lectures", PersonAccess.objects.filter(seen_at__lte=now - ACCESS_KEPT)
    yield (
        "fiches inactives",
        Volunteer.objects.filter(last_contact_on__lte=today - RECORD_KEPT).exclude(placements__state__in=OPEN),
    )
    yield (
        "fiches en cours",
        VolunteerDraft.objects.filter(touched_on__lt=today - timedelta(days=settings.DRAFT_RETENTION_DAYS)),
    )


def forget(now: datetime | None = None, *, dry_run: bool = False) -> Counter:
    """Apply every rule, or only count what it would delete."""
    now = now or timezone.now()
    counts: Counter = Counter()
    for name, rows in due(now):
        counts[name] = rows.count()
        if dry_run or not counts[name]:
            continue
        with transaction.atomic():
            if rows.model is Placement:
                _forget_placements(rows)
            elif rows.model is Volunteer:
                for volunteer in rows:
                    erase_record(volunteer)
            elif rows.model is LiaisonForm:
                rows.update(practical="", met="", goes_on="", suits="", start_on=None, needs_a_word=False)
            else:
                rows.delete()
    return counts


def erase_record(volunteer: Volunteer) -> None:
    """Erase a person's record, what must be counted counted first."""
    with transaction.atomic():
        _count_closed(volunteer.placements.filter(state__in=CLOSED_AFTER_TRANSMISSION))
        erase_volunteer(volunteer)


def _forget_placements(rows: Any) -> None:
    _count_closed(rows.filter(state__in=CLOSED_AFTER_TRANSMISSION))
    keys = list(rows.values_list("pk", flat=True))
    forget_logs(keys)
    Placement.objects.filter(pk__in=keys).delete()


def _count_closed(rows: Any) -> None:
    for placement in rows.select_related("mission__commune__territory"):
        MonthlyCount.objects.add(
            MonthlyCount.Kind.CLOSED,
            f"{timezone.localtime(placement.closed_at):%Y-%m}",
            placement.mission.commune.territory,
            placement.state,
            placement.mission.activity,
        )

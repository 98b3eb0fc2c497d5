"""What time does: reminders, notices, expiries. Each is done once, however often the command runs."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from donner_pour_recevoir.enums import AWAITING_ANSWER, PlacementState
from donner_pour_recevoir.models import Mission, Placement
from donner_pour_recevoir.notifications import tell_host, tell_orienter, tell_person
from donner_pour_recevoir.operations.placements import take
from donner_pour_recevoir.rules import (
    AGREEMENT_WAIT,
    APPOINTMENT_REMINDER,
    CONSENT_REMINDER,
    HOST_REMINDER,
    ORIENTER_NOTICE,
)
from portal.common.workflow import TransitionRefused


def run(now: datetime | None = None) -> Counter:
    """Do what is due; how many of each."""
    now = now or timezone.now()
    done: Counter = Counter()
    awaiting = Placement.objects.filter(state__in=AWAITING_ANSWER)
    done["expired"] = sum(
        _expire(placement) for placement in awaiting.filter(answer_due_at__lte=now).select_related("mission")
    )
    awaiting = awaiting.filter(answer_due_at__gt=now, consent__withdrawn_at=None)
    done["hosts_reminded"] = _each(
        awaiting.filter(reminded_at=None, transmitted_at__lte=now - HOST_REMINDER), "reminded_at", now, tell_host
    )
    done["orienters_told"] = _each(
        awaiting.filter(noticed_at=None, transmitted_at__lte=now - ORIENTER_NOTICE), "noticed_at", now, tell_orienter
    )
    asked = Placement.objects.filter(state=PlacementState.AWAITING_CONSENT, reminded_at=None)
    done["consents_reminded"] = _each(
        asked.filter(asked_at__lte=now - CONSENT_REMINDER), "reminded_at", now, tell_orienter
    )
    soon = Placement.objects.filter(
        state=PlacementState.APPOINTMENT,
        appointment_at__gt=now,
        appointment_at__lte=now + APPOINTMENT_REMINDER,
        consent__withdrawn_at=None,
    ).exclude(reminded_at__gte=now - APPOINTMENT_REMINDER)
    done["appointments_reminded"] = _each(soon, "reminded_at", now, tell_host, tell_person)
    done["yes_forgotten"] = _forget_old_yes(now)
    return done


def _expire(placement: Placement) -> int:
    try:
        with transaction.atomic():
            Mission.objects.select_for_update().get(pk=placement.mission_id)
            take(placement, "expire", by=None)
            tell_person(placement)
            tell_orienter(placement)
    except TransitionRefused:
        return 0  # answered, or withdrawn, in the meantime
    return 1


def _each(placements: QuerySet, field: str, now: datetime, *tell: Callable[[Placement], None]) -> int:
    """Stamp each once, and tell whom it concerns, in the same transaction; a second run finds nothing."""
    count = 0
    for placement in placements.select_related("mission__host", "volunteer__orienter__user"):
        with transaction.atomic():
            unchanged = Placement.objects.filter(
                pk=placement.pk, state=placement.state, **{field: getattr(placement, field)}
            )
            if unchanged.update(**{field: now}):
                for each in tell:
                    each(placement)
                count += 1
    return count


def _forget_old_yes(now: datetime) -> int:
    """A yes that the other side did not answer in time is no longer one."""
    count = 0
    for field, other in (("person_agreed_at", "host_agreed_at"), ("host_agreed_at", "person_agreed_at")):
        old = Placement.objects.filter(**{f"{field}__lte": now - AGREEMENT_WAIT, other: None})
        count += old.update(**{field: None})
    return count

"""Taking one's words back (participation.md, section 4)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from consultations.enums import ContributionState
from consultations.models import Contribution
from consultations.operations import counters


class AlreadyFrozenError(Exception):
    """Results that may hold these answers were frozen: they can no longer be taken out."""


def can_withdraw(contribution: Contribution) -> bool:
    """Whether no results were frozen since the day of sending (a later edition must not differ by one person)."""
    frozen = contribution.consultation.snapshots.filter(frozen_at__date__gte=contribution.submitted_on)
    return contribution.state == ContributionState.SUBMITTED and not frozen.exists()


def withdraw_contribution(contribution_id: UUID, *, now: datetime) -> Contribution:
    """Delete the answers of a sent contribution; that there was one remains. A second call changes nothing.

    Raises AlreadyFrozenError.
    """
    with transaction.atomic(durable=True):
        contribution = (
            Contribution.objects.select_for_update(of=("self",)).select_related("consultation", "version")
        ).get(pk=contribution_id)
        if contribution.state != ContributionState.WITHDRAWN:
            if not can_withdraw(contribution):
                raise AlreadyFrozenError
            counters.add(contribution, sign=-1)
            contribution.state = ContributionState.WITHDRAWN
            contribution.answers = {}
            contribution.territory = None
            contribution.withdrawn_on = contribution.touched_on = timezone.localdate(now)
            contribution.save(update_fields=["state", "answers", "territory", "withdrawn_on", "touched_on"])
    return contribution

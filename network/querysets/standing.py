"""Where a person stands, now: the valid mandates and roles from which every right on committees is computed.

Nothing is kept from one request to the next: a mandate that ended opens nothing more.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from network.enums import MandateRole


@dataclass(frozen=True)
class Seat:
    """What a valid mandate says about rights."""

    mandate: UUID
    committee: UUID
    quality: str
    starts_on: date


@dataclass(frozen=True)
class Standing:
    """The rights of one person at one moment; nobody's when all is empty."""

    user_id: int | None = None
    seats: tuple[Seat, ...] = ()
    member_of: frozenset[UUID] = frozenset()
    facilitates: frozenset[UUID] = frozenset()
    secretary_of: frozenset[UUID] = frozenset()
    is_administrator: bool = False
    is_dpo: bool = False
    mandates: frozenset[UUID] = field(default=frozenset())


NOBODY = Standing()
_FACILITATES = {MandateRole.FACILITATOR, MandateRole.CHAIR}


def standing_of(user: Any) -> Standing:
    """The standing of `user` now, in two queries; NOBODY for a visitor or a deactivated account."""
    if user is None or not user.is_authenticated or not user.is_active:
        return NOBODY
    rows = apps.get_model("network", "Mandate").objects.filter(user=user).valid_at(timezone.now())
    by_role: dict[str, set[UUID]] = defaultdict(set)
    seats = []
    for mandate, committee, role, quality, starts_on in rows.values_list(
        "id", "committee_id", "role", "quality", "starts_on"
    ):
        by_role[role].add(committee)
        seats.append(Seat(mandate, committee, quality, starts_on))
    roles = set(
        apps.get_model("accounts", "DepartmentRole").objects.filter(user=user).valid_on().values_list("role", flat=True)
    )
    return Standing(
        user_id=user.pk,
        seats=tuple(seats),
        member_of=frozenset(seat.committee for seat in seats),
        facilitates=frozenset().union(*(by_role[role] for role in _FACILITATES)),
        secretary_of=frozenset(by_role[MandateRole.SECRETARY]),
        is_administrator="administrator" in roles,
        is_dpo="dpo" in roles,
        mandates=frozenset(seat.mandate for seat in seats),
    )

"""What a person may see of this story; lists, pages, counts, exports and mails all start here (permissions.md, 3)."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from donner_pour_recevoir.enums import (
    AWAITING_ANSWER,
    CLOSED_AFTER_TRANSMISSION,
    OPEN,
    SEEN_BY_HOST,
    TAKING_A_PLACE,
    FeedbackState,
    HostState,
    MissionState,
)
from donner_pour_recevoir.rules import CONFIRMED_FOR, OVER_AFTER_END
from portal.accounts.models import DepartmentRole
from portal.accounts.permissions import has_role


def is_coordinator(user: Any) -> bool:
    """Whether the user coordinates the programme for the Département today."""
    return has_role(user, DepartmentRole.Role.DPR_COORDINATOR) if _is_known(user) else False


def _is_known(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False) and user.is_active)


def _valid(path: str, user: Any, day: date) -> Q:
    """A dated row at `path` belongs to the user and is in force."""
    return Q(
        Q(**{f"{path}ends_on": None}) | Q(**{f"{path}ends_on__gte": day}),
        **{f"{path}user": user, f"{path}starts_on__lte": day},
    )


class HostQuerySet(QuerySet):
    """Hosts."""

    def engaged(self) -> "HostQuerySet":
        """Those the public may know."""
        return self.filter(state=HostState.ENGAGED)

    def covered(self, day: date | None = None) -> "HostQuerySet":
        """Those whose insurance is valid on `day`, today by default, whatever their state says."""
        return self.filter(insurance_valid_until__gte=day or timezone.localdate())

    def kept_by(self, user: Any) -> "HostQuerySet":
        """Those of which the user is a referent today."""
        if not _is_known(user):
            return self.none()
        return self.filter(_valid("referents__", user, timezone.localdate())).distinct()

    def visible_to(self, user: Any) -> "HostQuerySet":
        """Engaged hosts for everybody, one's own, and all of them for the coordinator and the orienters."""
        if is_coordinator(user) or (_is_known(user) and _is_orienter(user)):
            return self
        own = self.kept_by(user).values("pk") if _is_known(user) else []
        return self.filter(Q(state=HostState.ENGAGED) | Q(pk__in=own))


class MissionQuerySet(QuerySet):
    """Missions."""

    def published(self, day: date | None = None) -> "MissionQuerySet":
        """Those that the public reads: published, confirmed, not over, of a host that is engaged and insured."""
        day = day or timezone.localdate()
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gt=day - OVER_AFTER_END),
            state=MissionState.PUBLISHED,
            confirmed_on__gte=day - CONFIRMED_FOR,
            host__state=HostState.ENGAGED,
            host__insurance_valid_until__gte=day,
        )

    def with_taken(self) -> "MissionQuerySet":
        """With `taken`, the places in use, and `open_placements`, the demands under way."""
        return self.annotate(
            taken=Count("placements", filter=Q(placements__state__in=TAKING_A_PLACE), distinct=True),
            open_placements=Count("placements", filter=Q(placements__state__in=OPEN), distinct=True),
        )

    def with_places(self) -> "MissionQuerySet":
        """Those that are not full."""
        return self.with_taken().filter(taken__lt=F("places"))

    def open_on(self, day: date | None = None) -> "MissionQuerySet":
        """Those that somebody may join: published, not full, not past their end."""
        day = day or timezone.localdate()
        return self.published(day).with_places().filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def kept_by(self, user: Any) -> "MissionQuerySet":
        """Those of the hosts of which the user is a referent today."""
        if not _is_known(user):
            return self.none()
        return self.filter(_valid("host__referents__", user, timezone.localdate())).distinct()

    def visible_to(self, user: Any) -> "MissionQuerySet":
        """Published ones for everybody; those of one's own host; all of them for the coordinator."""
        if is_coordinator(user):
            return self
        own = self.kept_by(user).values("pk") if _is_known(user) else []
        shown = self.model.objects.published().values("pk")
        return self.filter(Q(pk__in=shown) | Q(pk__in=own))


class VolunteerQuerySet(QuerySet):
    """Records of people. No role of the Département reads one, the administrator included."""

    def of_person(self, user: Any) -> "VolunteerQuerySet":
        """The user's own."""
        return self.filter(user=user) if _is_known(user) else self.none()

    def caseload_of(self, user: Any) -> "VolunteerQuerySet":
        """Those that the user follows as an orienter today; not those of a colleague, even of the same service."""
        if not _is_known(user):
            return self.none()
        return self.filter(_valid("orienter__", user, timezone.localdate()))

    def visible_to(self, user: Any) -> "VolunteerQuerySet":
        """One's own record and one's own caseload. A host reads a placement, never a record."""
        if not _is_known(user):
            return self.none()
        return self.filter(Q(user=user) | _valid("orienter__", user, timezone.localdate()))


class PlacementQuerySet(QuerySet):
    """Placements."""

    def open(self) -> "PlacementQuerySet":
        """Those under way."""
        return self.filter(state__in=OPEN)

    def of_person(self, user: Any) -> "PlacementQuerySet":
        """All those of the user's own record."""
        return self.filter(volunteer__user=user) if _is_known(user) else self.none()

    def caseload_of(self, user: Any) -> "PlacementQuerySet":
        """Those of the people whom the user follows today."""
        if not _is_known(user):
            return self.none()
        return self.filter(_valid("volunteer__orienter__", user, timezone.localdate()))

    def shared(self) -> "PlacementQuerySet":
        """Those that a host may read now: under a live consent, in a state that it sees, in time.

        The date decides, not the nightly command: a demand without an answer is closed to the host on its day.
        """
        late = Q(state__in=AWAITING_ANSWER, answer_due_at__lte=timezone.now())
        return self.filter(state__in=SEEN_BY_HOST, consent__withdrawn_at=None).exclude(late)

    def of_host(self, user: Any) -> "PlacementQuerySet":
        """Those shared with a host of which the user is a referent today."""
        if not _is_known(user):
            return self.none()
        mine = _valid("mission__host__referents__", user, timezone.localdate())
        return self.shared().filter(mine).distinct()

    def closed_for_host(self, user: Any) -> "PlacementQuerySet":
        """Those closed after a transmission: their host reads the mission and the day, see `closings`."""
        if not _is_known(user):
            return self.none()
        mine = _valid("mission__host__referents__", user, timezone.localdate())
        return self.filter(mine, state__in=CLOSED_AFTER_TRANSMISSION, transmitted_at__isnull=False).distinct()

    def visible_to(self, user: Any) -> "PlacementQuerySet":
        """Those of the person, of own caseload, and those shared with own host."""
        if not _is_known(user):
            return self.none()
        day = timezone.localdate()
        shared = self.model.objects.of_host(user).values("pk")
        return self.filter(
            Q(volunteer__user=user) | _valid("volunteer__orienter__", user, day) | Q(pk__in=shared)
        ).distinct()


class ConsentQuerySet(QuerySet):
    """Consents."""

    def live(self) -> "ConsentQuerySet":
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class FeedbackQuerySet(QuerySet):
    """What people and hosts said."""

    def published(self) -> "FeedbackQuerySet":
        """Published texts; a person's is so only as long as the person agrees."""
        return self.filter(
            Q(by="host") | Q(consent__withdrawn_at=None, consent__isnull=False), state=FeedbackState.PUBLISHED
        )


def _is_orienter(user: Any) -> bool:
    # The model is reached from the account: querysets stand below models.
    from django.apps import apps

    return apps.get_model("donner_pour_recevoir", "Orienter").objects.valid_on().filter(user=user).exists()

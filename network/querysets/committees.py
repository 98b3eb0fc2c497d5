"""Committees, mandates, meetings and what hangs on them, as each person may see them."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import BooleanField, Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from network.enums import Channel, Delivery, MeetingState, Method, NeedState, Quality
from network.querysets.rights import committee_seen, item_seen, meeting_announced, meeting_seen, parent_secretary
from network.querysets.standing import standing_of
from portal.accounts.querysets import DatedRoleQuerySet


class CommitteeQuerySet(QuerySet):
    """Rows of committees."""

    def visible_to(self, user: Any) -> "CommitteeQuerySet":
        """Those that `user` may know of."""
        return self.filter(committee_seen(standing_of(user)))

    def active_on(self, day: date) -> "CommitteeQuerySet":
        """Those that exist on `day`."""
        return self.filter(Q(active_to=None) | Q(active_to__gte=day), active_from__lte=day)

    def run_by(self, user: Any) -> "CommitteeQuerySet":
        """Those whose secretariat `user` holds now."""
        return self.filter(pk__in=standing_of(user).secretary_of)

    def joined_by(self, user: Any) -> "CommitteeQuerySet":
        """Those in which `user` sits now."""
        return self.filter(pk__in=standing_of(user).member_of)


class MandateQuerySet(DatedRoleQuerySet):
    """Rows of mandates."""

    def valid_at(self, moment: datetime) -> "MandateQuerySet":
        """Those in force at `moment`: both days included, an early end at once."""
        rows = super().valid_on(timezone.localdate(moment))
        return rows.filter(Q(ended_at=None) | Q(ended_at__gt=moment))

    def valid_on(self, day: date | None = None) -> "MandateQuerySet":
        """Those in force now, or on another day: then those not ended before it began."""
        if day is None or day == timezone.localdate():
            return self.valid_at(timezone.now())
        return self.valid_at(timezone.make_aware(datetime.combine(day, time.min)))

    def visible_to(self, user: Any) -> "MandateQuerySet":
        """One's own, past ones too; colleagues in force; all for the secretary, the administrator and the DPO.

        Names are read through `shown_name`, annotated here, and never through `display_name`: empty when the name is
        not for this person (an accompanied person who did not choose to be named; the secretary of the parent).
        """
        standing = standing_of(user)
        current = Q(pk__in=self.model.objects.valid_on().values("pk"))
        seen = (
            Q(user=standing.user_id, user__isnull=False)
            | Q(committee__in=standing.secretary_of)
            | (current & (Q(committee__in=standing.member_of) | parent_secretary(standing, "committee__")))
        )
        if standing.is_administrator or standing.is_dpo:
            seen = Q(pk__isnull=False)
        own = Q(user=standing.user_id, user__isnull=False)
        chosen = ~Q(quality=Quality.ACCOMPANIED) | Q(show_name=True)
        named = own | Q(committee__in=standing.secretary_of) | (chosen & Q(committee__in=standing.member_of))
        if standing.is_administrator or standing.is_dpo:
            named = Q(pk__isnull=False)
        return self.filter(seen).annotate(
            shown_name=Case(When(named, then=F("display_name")), default=Value(""), output_field=CharField()),
            has_contacts=Case(
                When(own | Q(committee__in=standing.secretary_of), then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            ),
        )

    def bodies(self) -> list[str]:
        """Names of the bodies represented now, for everybody; nothing when the committee's name tells a status."""
        rows = self.valid_on().filter(committee__is_membership_hidden=False, organisation__isnull=False)
        return list(rows.order_by("organisation__name").values_list("organisation__name", flat=True).distinct())


class MeetingQuerySet(QuerySet):
    """Rows of meetings."""

    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Those that `user` may know of: drafts for who prepares them."""
        return self.filter(meeting_seen(standing_of(user)))

    def announced(self) -> "MeetingQuerySet":
        """Those that members know of."""
        return self.filter(meeting_announced())

    def counted(self) -> "MeetingQuerySet":
        """Those that took place."""
        return self.filter(state__in=[MeetingState.HELD, MeetingState.CLOSED])

    def upcoming(self) -> "MeetingQuerySet":
        """Those that are still to come, nearest first."""
        return self.filter(ends_at__gte=timezone.now()).exclude(state=MeetingState.CANCELLED).order_by("starts_at")


class AgendaItemQuerySet(QuerySet):
    """Rows of agenda items."""

    def visible_to(self, user: Any) -> "AgendaItemQuerySet":
        """By level of visibility and by state of the meeting."""
        return self.filter(item_seen(standing_of(user)))


class AttendanceQuerySet(QuerySet):
    """Rows of attendances."""

    def visible_to(self, user: Any) -> "AttendanceQuerySet":
        """One's own; all for the secretary and for who facilitates."""
        standing = standing_of(user)
        return self.filter(
            Q(mandate__in=standing.mandates) | Q(meeting__committee__in=standing.secretary_of | standing.facilitates)
        )


class PracticalNeedQuerySet(QuerySet):
    """Rows of practical needs."""

    def visible_to(self, user: Any) -> "PracticalNeedQuerySet":
        """One's own; all for the secretary, and nobody else."""
        standing = standing_of(user)
        return self.filter(Q(mandate__in=standing.mandates) | Q(meeting__committee__in=standing.secretary_of))

    def unanswered(self) -> "PracticalNeedQuerySet":
        """Those that nobody has answered."""
        return self.filter(state=NeedState.ASKED)


class ConvocationQuerySet(QuerySet):
    """Rows of convocations."""

    def visible_to(self, user: Any) -> "ConvocationQuerySet":
        """Those addressed to one's valid mandates; all for the secretary."""
        standing = standing_of(user)
        return self.filter(
            Q(pk__in=self.model.objects.filter(recipients__mandate__in=standing.mandates).values("pk"))
            | Q(meeting__committee__in=standing.secretary_of)
        )


class ConvocationRecipientQuerySet(QuerySet):
    """Rows of recipients."""

    def visible_to(self, user: Any) -> "ConvocationRecipientQuerySet":
        """One's own line; all for the secretary."""
        standing = standing_of(user)
        return self.filter(
            Q(mandate__in=standing.mandates) | Q(convocation__meeting__committee__in=standing.secretary_of)
        )

    def current(self) -> "ConvocationRecipientQuerySet":
        """The last line of each mandate and meeting, as long as it is not a cancellation: the one that is answered."""
        last = self.model.objects.filter(
            convocation__meeting=OuterRef("convocation__meeting"), mandate=OuterRef("mandate")
        ).order_by("-convocation__ical_sequence", "-convocation__sent_at", "-created_at")
        return self.filter(pk=Subquery(last.values("pk")[:1])).exclude(convocation__method=Method.CANCEL)

    def with_delivery(self) -> "ConvocationRecipientQuerySet":
        """Annotate `delivery`: from the outbox for mails, from the secretariat’s notes otherwise."""
        return self.annotate(
            delivery=Case(
                When(replaced_at__isnull=False, then=Value(Delivery.REPLACED)),
                When(read_at__isnull=False, then=Value(Delivery.READ)),
                When(handed_over_at__isnull=False, then=Value(Delivery.HANDED_OVER)),
                When(mail__state="failed", then=Value(Delivery.FAILED)),
                When(mail__state="sent", then=Value(Delivery.SENT)),
                # The outbox forgets a mail only once it has been sent.
                When(channel=Channel.EMAIL, mail=None, then=Value(Delivery.SENT)),
                default=Value(Delivery.PREPARED),
                output_field=CharField(),
            )
        )

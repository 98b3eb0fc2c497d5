"""Documents, minutes, decisions and participatory rows, as each person may see them."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from network.enums import DecisionState
from network.querysets.rights import committee_seen, decision_seen, document_read, minutes_seen, version_read
from network.querysets.standing import standing_of


class CommitteeDocumentQuerySet(QuerySet):
    """Rows of documents."""

    def readable_by(self, user: Any) -> "CommitteeDocumentQuerySet":
        """Those that `user` may read in the committee's own space."""
        return self.filter(document_read(standing_of(user)))

    def published(self) -> "CommitteeDocumentQuerySet":
        """Those of which one version is given to everybody."""
        return self.filter(published_version__isnull=False, committee__is_listed=True)

    def visible_to(self, user: Any) -> "CommitteeDocumentQuerySet":
        """Readable ones and published ones."""
        public = Q(published_version__isnull=False, committee__is_listed=True)
        return self.filter(document_read(standing_of(user)) | public)


class DocumentVersionQuerySet(QuerySet):
    """Rows of versions."""

    def visible_to(self, user: Any) -> "DocumentVersionQuerySet":
        """Versions of readable documents, and the published version of the others."""
        public = Q(document__published_version=F("pk"), document__committee__is_listed=True)
        return self.filter(version_read(standing_of(user)) | public)


class DocumentAccessQuerySet(QuerySet):
    """Rows of the log of openings."""

    def visible_to(self, user: Any) -> "DocumentAccessQuerySet":
        """One's own; all for the DPO, and nobody else."""
        standing = standing_of(user)
        if standing.is_dpo:
            return self.all()
        return self.filter(user=standing.user_id, user__isnull=False)


class MinutesQuerySet(QuerySet):
    """Rows of minutes."""

    def visible_to(self, user: Any) -> "MinutesQuerySet":
        """By state: nothing for members before they are submitted."""
        return self.filter(minutes_seen(standing_of(user)))


class MinutesVersionQuerySet(QuerySet):
    """Rows of texts given to members."""

    def visible_to(self, user: Any) -> "MinutesVersionQuerySet":
        """Those of minutes that `user` may read."""
        return self.filter(minutes_seen(standing_of(user), "minutes__"))


class MinutesRemarkQuerySet(QuerySet):
    """Rows of remarks."""

    def visible_to(self, user: Any) -> "MinutesRemarkQuerySet":
        """One's own; all for the secretary and for who facilitates."""
        standing = standing_of(user)
        return self.filter(
            Q(mandate__in=standing.mandates)
            | Q(minutes__meeting__committee__in=standing.secretary_of | standing.facilitates)
        )


class MinutesExtractQuerySet(QuerySet):
    """Rows of public extracts."""

    def visible_to(self, user: Any) -> "MinutesExtractQuerySet":
        """Published ones of the committees one sees; prepared ones for the secretary and for the second signature."""
        standing = standing_of(user)
        published = Q(published_at__isnull=False) & committee_seen(standing, "minutes__meeting__committee__")
        prepared = Q(minutes__meeting__committee__in=standing.secretary_of)
        if standing.is_administrator:
            prepared = Q(pk__isnull=False)
        return self.filter(published | prepared)


class DecisionQuerySet(QuerySet):
    """Rows of decisions."""

    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """Members once the minutes are submitted; the public when the decision is public, after approval."""
        return self.filter(decision_seen(standing_of(user)))

    def still_open(self) -> "DecisionQuerySet":
        """Those to do or in progress."""
        return self.filter(state__in=[DecisionState.TODO, DecisionState.IN_PROGRESS])

    def overdue(self) -> "DecisionQuerySet":
        """Open ones whose date has passed."""
        return self.still_open().filter(due_on__lt=timezone.localdate())


class CallForMembersQuerySet(QuerySet):
    """Rows of calls for members."""

    def visible_to(self, user: Any) -> "CallForMembersQuerySet":
        """Published ones of the committees one sees; drafts for those who prepare them."""
        standing = standing_of(user)
        published = Q(published_at__isnull=False) & committee_seen(standing, "committee__")
        return self.filter(published | Q(committee__in=standing.secretary_of | standing.facilitates))

    def open_now(self) -> "CallForMembersQuerySet":
        """Published ones that one may answer today."""
        today = timezone.localdate()
        return self.filter(published_at__isnull=False, opens_on__lte=today, closes_on__gte=today)


class CandidacyQuerySet(QuerySet):
    """Rows of candidacies."""

    def visible_to(self, user: Any) -> "CandidacyQuerySet":
        """One's own; all for the secretary and for who facilitates."""
        standing = standing_of(user)
        own = Q(user=standing.user_id, user__isnull=False)
        return self.filter(own | Q(call__committee__in=standing.secretary_of | standing.facilitates))


class MeetingEvaluationQuerySet(QuerySet):
    """Rows of evaluations."""

    def visible_to(self, user: Any) -> "MeetingEvaluationQuerySet":
        """None, for anybody: only counts are read, suppressed (`network.indicators.evaluation_counts`)."""
        return self.none()

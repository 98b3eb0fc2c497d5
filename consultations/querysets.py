"""Which consultations, contributions and results a person may see."""

from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Locale, PageManager
from wagtail.query import PageQuerySet

from consultations.enums import AnnouncementState, ContributionState, SnapshotState


class ConsultationQuerySet(PageQuerySet):
    """Pages of consultations."""

    def announced(self) -> "ConsultationQuerySet":
        """Live and announced."""
        return self.live().filter(announcement__state=AnnouncementState.ANNOUNCED)

    def sources_of(self, pages: "list") -> "ConsultationQuerySet":
        """The French pages of these translations, announced or withdrawn, each with its announcement."""
        keys = [page.translation_key for page in pages]
        return (
            self.filter(translation_key__in=keys, locale=Locale.get_default())
            .exclude(announcement__state=AnnouncementState.DRAFT)
            .filter(announcement__isnull=False)
            .select_related("announcement")
        )

    def open_at(self, now: datetime) -> "ConsultationQuerySet":
        """Announced, begun and not closed at `now`."""
        return self.announced().filter(announcement__opens_at__lte=now, announcement__closes_at__gt=now)


ConsultationManager = PageManager.from_queryset(ConsultationQuerySet)


class ContributionQuerySet(QuerySet):
    """Contributions; no person, in any role, reads one but by its personal code."""

    def submitted(self) -> "ContributionQuerySet":
        """Those that were sent and not withdrawn."""
        return self.filter(state=ContributionState.SUBMITTED)


class AccessCodeQuerySet(QuerySet):
    """Printed codes that open the right to take part."""

    def claim(self, digest: str) -> bool:
        """Use the code once; False when it is unknown, used up, expired or revoked (security.md, F6)."""
        # The limit stands outside the subquery: PostgreSQL checks it again on the row that a rival has just changed.
        usable = self.usable().filter(digest=digest).values("pk")
        return self.model.objects.filter(pk__in=usable, uses__lt=F("max_uses")).update(uses=F("uses") + 1) == 1

    def unspent(self, digest: str) -> "AccessCodeQuerySet":
        """The code of this digest, if it can still be used."""
        return self.filter(digest=digest, uses__lt=F("max_uses"))

    def usable(self) -> "AccessCodeQuerySet":
        """Codes of batches that are neither revoked nor expired."""
        today = timezone.localdate()
        return self.filter(
            Q(batch__expires_on=None) | Q(batch__expires_on__gte=today), revoked_on=None, batch__revoked_on=None
        )


class SnapshotQuerySet(QuerySet):
    """Frozen results."""

    def published(self) -> "SnapshotQuerySet":
        """The editions that the public reads, without the counts that they hide."""
        return self.filter(state=SnapshotState.PUBLISHED).defer("audit")

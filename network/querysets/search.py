"""Texts of papers: found by their words, and only by those who may read the paper."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from network.enums import PaperKind
from network.querysets.rights import decision_seen, item_seen, minutes_seen, version_read
from network.querysets.standing import Standing, standing_of
from portal.common.search import matching


class PaperTextQuerySet(QuerySet):
    """Rows of texts."""

    def visible_to(self, user: Any) -> "PaperTextQuerySet":
        """Those of papers that `user` may read, by the very conditions of these papers.

        Of a document one finds its last version, and the published one.
        """
        standing = standing_of(user)
        published = Q(version__document__published_version=F("version"), version__document__committee__is_listed=True)
        return self.filter(
            _reached(standing),
            (Q(kind=PaperKind.DOCUMENT) & (published | (Q(is_last=True) & version_read(standing, "version__"))))
            | (Q(kind=PaperKind.MINUTES) & minutes_seen(standing, "minutes__"))
            | (Q(kind=PaperKind.ITEM) & item_seen(standing, "agenda_item__"))
            | (Q(kind=PaperKind.DECISION) & decision_seen(standing, "decision__")),
        )

    def found_by(self, query: str) -> "PaperTextQuerySet":
        """Those that hold every word, the latest first."""
        return matching(self, query).order_by("-happened_on", "id")

    def of_year(self, year: int) -> "PaperTextQuerySet":
        """Those of a year."""
        return self.filter(happened_on__range=(date(year, 1, 1), date(year, 12, 31)))


def _reached(standing: Standing) -> Q:
    """The committees from which anything at all may come: most rows are set aside before their rights are read."""
    if standing.is_administrator or standing.is_dpo:
        return Q()
    own = standing.member_of | standing.secretary_of | standing.facilitates
    return Q(committee__in=own) | Q(committee__is_listed=True) | Q(committee__parent__in=standing.secretary_of)

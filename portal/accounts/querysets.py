"""Rights that are valid on a day."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone


class DatedRoleQuerySet(QuerySet):
    """Rows of a dated role."""

    def valid_on(self, day: date | None = None) -> "DatedRoleQuerySet":
        """Those in force on `day` (today by default), both ends included."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

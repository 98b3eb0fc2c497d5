"""Rights that are valid on a day, and a log that nothing rewrites."""

from datetime import date, datetime
from typing import NoReturn

from django.db.models import Q, QuerySet
from django.utils import timezone


class DatedRoleQuerySet(QuerySet):
    """Rows of a dated role."""

    def valid_on(self, day: date | None = None) -> "DatedRoleQuerySet":
        """Those in force on `day` (today by default), both ends included."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class AppendOnlyError(TypeError):
    """Something tried to rewrite a log."""


class AccessLogQuerySet(QuerySet):
    """Rows of the access log: added, read, and purged when their time has come."""

    def update(self, **facts: object) -> NoReturn:
        """Refuse. Raises AppendOnlyError."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Refuse. Raises AppendOnlyError."""
        raise AppendOnlyError

    def purge_before(self, moment: datetime) -> int:
        """Delete what was written before `moment` (security.md, section 9); returns how many rows."""
        return super(AccessLogQuerySet, self.filter(read_at__lt=moment)).delete()[0]

"""Communes that answer a name, and those that existed on a day."""

from datetime import date

from django.db.models import Q, QuerySet


class CommuneQuerySet(QuerySet):
    """Rows of communes."""

    def existing_on(self, day: date) -> "CommuneQuerySet":
        """Communes that existed on `day`: the denominator of any share of communes."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day))

"""Figures that outlive the rows they come from: no key to anybody, no order, a month and a territory."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from network.models import Territory


class MonthlyCountQuerySet(models.QuerySet):
    """Rows of monthly counts."""

    def add(self, kind: str, month: str, territory: Territory, value: str, activity: str = "") -> None:
        """Count one more, in the transaction under way; `month` is « 2027-02 »."""
        key = {"kind": kind, "month": month, "territory": territory, "value": value, "activity": activity}
        self.get_or_create(**key)
        self.filter(**key).update(count=F("count") + 1)


class MonthlyCount(models.Model):
    """How many, by month and territory: people oriented by origin, placements closed by end state."""

    class Kind(models.TextChoices):
        """What is counted; `value` is an origin, an end state, or nothing."""

        ORIENTED = "oriented", _("personnes orientées")
        CLOSED = "closed", _("mises en relation closes")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    month = models.CharField(max_length=7)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    value = models.CharField(max_length=16)
    activity = models.CharField(max_length=14, blank=True)
    count = models.PositiveIntegerField(default=0)

    objects = MonthlyCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("compte du mois")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "month", "territory", "value", "activity"], name="monthly_count_unique"
            )
        ]

"""Figures of meetings from before the portal, entered as they were published (network.md, section 12)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.enums import CommitteeKind
from network.models.commune import Territory
from network.models.record import Record


class CarriedFigure(Record):
    """Meetings and attendances of a kind over a period, with their source; never mixed with rows of the portal."""

    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    kind = models.CharField(_("type"), max_length=20, choices=CommitteeKind.choices)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    meetings = models.PositiveIntegerField(_("réunions"))
    attendances = models.PositiveIntegerField(_("participants"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("chiffre repris")
        verbose_name_plural = _("chiffres repris")
        ordering = ("starts_on", "ends_on", "kind")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="carried_figure_ends_after_start"),
            models.CheckConstraint(condition=Q(kind__in=CommitteeKind.values), name="carried_figure_kind_valid"),
            models.CheckConstraint(condition=~Q(source=""), name="carried_figure_has_source"),
            models.UniqueConstraint(
                fields=["starts_on", "ends_on", "kind", "territory"], name="carried_figure_once_a_territory"
            ),
            models.UniqueConstraint(
                fields=["starts_on", "ends_on", "kind"],
                condition=Q(territory=None),
                name="carried_figure_once_for_all",
            ),
        ]

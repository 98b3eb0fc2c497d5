"""People of the département on a territory."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.enums import StaffRole
from network.models.commune import Territory
from portal.accounts.models import DatedRole


class TerritoryStaff(DatedRole):
    """Somebody who works for an MDS, from a day to a day."""

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="staff", verbose_name=_("territoire"))
    role = models.CharField(_("rôle"), max_length=5, choices=StaffRole.choices, default=StaffRole.STAFF)

    class Meta:
        verbose_name = _("agent de territoire")
        verbose_name_plural = _("agents de territoire")
        constraints = [
            models.UniqueConstraint(fields=["user", "territory", "role", "starts_on"], name="territory_staff_unique"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="territory_staff_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} : {self.territory}"

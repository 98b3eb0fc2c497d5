"""Organisations of the network."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models.commune import Commune


class Organisation(models.Model):
    """A body that acts with the département: association, town hall, service."""

    name = models.CharField(_("nom"), max_length=200)
    kind = models.CharField(_("type"), max_length=60, blank=True)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("commune")
    )

    class Meta:
        verbose_name = _("structure")
        verbose_name_plural = _("structures")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

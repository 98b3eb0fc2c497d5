"""Organisations of the network."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models.commune import Commune


class Organisation(models.Model):
    """A body that acts with the département: association, town hall, service."""

    name = models.CharField(_("nom"), max_length=200)
    kind = models.CharField(_("type"), max_length=60, blank=True)
    description = models.TextField(_("ce que fait la structure"), max_length=2000, blank=True)
    siret = models.CharField(
        _("SIRET"), max_length=14, blank=True, validators=[RegexValidator(r"\A\d{14}\Z", _("Écrivez les 14 chiffres."))]
    )
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    email = models.EmailField(_("adresse électronique de la structure"), blank=True)
    website = models.URLField(_("site"), blank=True)
    verified_on = models.DateField(_("vérifiée le"), null=True, blank=True)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("commune")
    )

    class Meta:
        verbose_name = _("structure")
        verbose_name_plural = _("structures")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

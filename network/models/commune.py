"""Territories, intercommunalities and communes of the département."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.enums import IntercommunalityKind, SocialActionMode
from network.querysets import CommuneQuerySet


class Territory(models.Model):
    """A territory of the Maisons départementales des solidarités (MDS)."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("nom"), max_length=100)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    hours = models.CharField(_("horaires"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Intercommunality(models.Model):
    """A group of communes with own taxation (EPCI)."""

    siren = models.CharField(_("SIREN"), max_length=9, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("type"), max_length=5, choices=IntercommunalityKind.choices)

    class Meta:
        verbose_name = _("intercommunalité")
        verbose_name_plural = _("intercommunalités")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune of the département, past or present."""

    insee_code = models.CharField(_("code INSEE"), max_length=5, unique=True)
    name = models.CharField(_("nom"), max_length=80)
    slug = models.SlugField(_("adresse de la page"), max_length=80, unique=True)
    postal_codes = models.CharField(_("codes postaux"), max_length=60)
    population = models.PositiveIntegerField(_("population municipale"))
    population_year = models.PositiveSmallIntegerField(_("année de la population"))
    intercommunality = models.ForeignKey(Intercommunality, models.PROTECT, verbose_name=_("intercommunalité"))
    territory = models.ForeignKey(Territory, models.PROTECT, verbose_name=_("territoire"))
    territory_confirmed = models.BooleanField(_("territoire confirmé"), default=False)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)
    town_hall_latitude = models.DecimalField(
        _("latitude de la mairie"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    town_hall_longitude = models.DecimalField(
        _("longitude de la mairie"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    town_hall_address = models.CharField(_("adresse de la mairie"), max_length=200, blank=True)
    town_hall_phone = models.CharField(_("téléphone de la mairie"), max_length=20, blank=True)
    town_hall_website = models.URLField(_("site de la mairie"), blank=True)
    ended_on = models.DateField(_("existait jusqu’au"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("fusionnée dans")
    )
    social_action_mode = models.CharField(
        _("action sociale"), max_length=7, choices=SocialActionMode.choices, default=SocialActionMode.UNKNOWN
    )

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude of the town hall, of the middle of the commune when there is none."""
        if self.town_hall_latitude is None or self.town_hall_longitude is None:
            return float(self.latitude), float(self.longitude)
        return float(self.town_hall_latitude), float(self.town_hall_longitude)

"""Reference data in the administration."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from network.models import Commune, Territory


class TerritoryViewSet(ModelViewSet):
    """Territories and how to reach them."""

    model = Territory
    icon = "site"
    form_fields = ["code", "name", "phone", "email", "address", "hours"]
    list_display = ["name", "code", "phone"]
    search_fields = ["name", "code"]


class CommuneViewSet(ModelViewSet):
    """Communes; their territory is an assumption until somebody confirms it."""

    model = Commune
    icon = "home"
    form_fields = [
        "name",
        "postal_codes",
        "population",
        "population_year",
        "intercommunality",
        "territory",
        "territory_confirmed",
        "social_action_mode",
        "town_hall_address",
        "town_hall_phone",
        "town_hall_website",
        "ended_on",
        "successor",
    ]
    list_display = ["name", "insee_code", "territory", "territory_confirmed", "social_action_mode"]
    list_filter = ["territory", "territory_confirmed", "social_action_mode"]
    search_fields = ["name", "insee_code", "postal_codes"]

    def formfield_for_dbfield(self, db_field: models.Field, **kwargs: Any) -> forms.Field | None:
        """The field of a form; an address typed without a scheme is read as https, as Django 6 will."""
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, **kwargs)


class NetworkViewSets(ViewSetGroup):
    """One entry of the menu for the reference data."""

    menu_label = _("Réseau")
    menu_icon = "site"
    items = (
        TerritoryViewSet("territories", url_prefix="territories"),
        CommuneViewSet("communes", url_prefix="communes"),
    )

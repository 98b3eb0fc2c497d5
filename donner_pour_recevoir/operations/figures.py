"""The coordinator's figures: counts only, small ones hidden with what would give them back."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from donner_pour_recevoir import indicators
from donner_pour_recevoir.enums import Origin
from donner_pour_recevoir.models import Mission
from donner_pour_recevoir.rules import CONFIRMED_FOR
from network.models import Territory
from portal.common.indicators import Period
from portal.common.suppression import hidden_cells

HIDDEN = None


def desk_figures() -> dict[str, Any]:
    """Running figures of the year, people oriented by territory and origin; a hidden cell is None."""
    today = timezone.localdate()
    year = Period(date(today.year, 1, 1), today)
    expired = indicators.expired(year)
    return {
        "hosts": indicators.hosts_engaged(year),
        "to_confirm": Mission.objects.filter(state="published", confirmed_on__lt=today - CONFIRMED_FOR).count(),
        "answer_days": indicators.answer_days(year),
        "expired": expired if not 0 < expired < settings.INSIDE_THRESHOLD else HIDDEN,
        "oriented": oriented_table(year, settings.INSIDE_THRESHOLD),
    }


def oriented_table(period: Period, threshold: int) -> list[dict[str, Any]]:
    """People oriented: a row a territory, then the département; a cell an origin, then all. None where hidden."""
    territories = list(Territory.objects.order_by("name"))
    origins = list(Origin)
    cells: dict[tuple[str, str], int] = {}
    for territory in territories:
        counts = indicators.oriented_by_origin(period, territory)
        for origin in origins:
            cells[territory.code, origin] = counts.get(origin, 0)
        cells[territory.code, "all"] = sum(counts.values())
    for column in [*origins, "all"]:
        cells["all", column] = sum(cells[territory.code, column] for territory in territories)
    rows = [*[territory.code for territory in territories], "all"]
    constraints = [((row, "all"), tuple((row, origin) for origin in origins)) for row in rows]
    constraints += [
        (("all", column), tuple((territory.code, column) for territory in territories)) for column in [*origins, "all"]
    ]
    hidden = hidden_cells(cells, constraints, threshold)
    names = {territory.code: territory.name for territory in territories} | {"all": _("Département")}
    return [
        {
            "head": names[row],
            "cells": [HIDDEN if (row, column) in hidden else cells[row, column] for column in [*origins, "all"]],
        }
        for row in rows
    ]

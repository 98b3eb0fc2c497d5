"""Yearly figures of meetings and attendances: the page, and the same figures as files."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from network import exports
from network.enums import CommitteeKind
from network.indicators import (
    attendances_by_quality,
    carried_figures,
    distinct_mandates,
    meeting_figures,
    years_of_figures,
)
from portal.common.access import public
from portal.common.exports import download
from portal.common.indicators import Period
from portal.common.middleware import cacheable

FORMATS = ("csv", "ods")


@public
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """A year of meetings (`?annee=2026`), and the figures from before the portal."""
    years = years_of_figures(request.user)
    year = _year(request, years)
    period = Period(date(year, 1, 1), date(year, 12, 31))
    found = meeting_figures(period, request.user)
    context = {
        "years": years,
        "year": year,
        "sentence": _sentence(gettext("En %d") % year, found),
        "kinds": _table(found, lambda figure: str(CommitteeKind(figure.kind).label)),
        "territories": _table(found, lambda figure: figure.territory or gettext("Plusieurs territoires")),
        "qualities": attendances_by_quality(year, request.user),
        "mandates": distinct_mandates(period, request.user),
        "carried": [
            {
                "id": f"repris-{number}",
                "sentence": _sentence(_span(span), rows),
                "rows": [*_table(rows, lambda row: row.get_kind_display()), _total(rows)],
                "sources": sorted({row.source for row in rows}),
            }
            for number, (span, rows) in enumerate(carried_figures())
        ],
        "perimeter": exports.perimeter(),
        "files": [(extension.upper(), f"{reverse('network:figures_file', args=[extension])}") for extension in FORMATS],
    }
    response = render(request, "network/figures/figures.html", context)
    return response if request.user.is_authenticated else cacheable(response)


@public
@require_safe
def figures_file(request: HttpRequest, extension: str) -> HttpResponseBase:
    """Every year, and the figures from before the portal, as a file."""
    if extension not in FORMATS:
        raise Http404
    years = sorted(years_of_figures(request.user))
    periods = [Period(date(year, 1, 1), date(year, 12, 31)) for year in years]
    if extension == "csv":
        content = exports.figures_csv(periods, request.user)
    else:
        address = request.build_absolute_uri(reverse("network:figures"))
        content = exports.figures_ods(periods, request.user, address)
    return download(content, f"reunions-{timezone.localdate():%Y-%m-%d}.{extension}")


def _year(request: HttpRequest, years: list[int]) -> int:
    wanted = request.GET.get("annee", "")
    known = {str(year): year for year in years}
    return known.get(wanted) or (years[0] if years else timezone.localdate().year)


def _span(period: Period) -> str:
    first, last = (date_format(day, "F Y") for day in period)
    # The month first, with no preposition: « d’avril » and « de juin » are not written alike.
    return gettext("%(first)s à %(last)s") % {"first": capfirst(first), "last": last}


def _sentence(when: str, figures: list[Any]) -> str:
    """« D’avril 2017 à juin 2019 : 193 réunions, 2 257 participants, soit 30 … »: the form that is published."""
    meetings, attendances = (sum(getattr(row, name) for row in figures) for name in ("meetings", "attendances"))
    parts = [
        gettext("%(kind)s : %(meetings)s avec %(people)s")
        % {"kind": row["head"], "meetings": _meetings(row["cells"][0]), "people": _people(row["cells"][1])}
        for row in _table(figures, lambda row: str(CommitteeKind(row.kind).label))
    ]
    words = {"when": when, "meetings": _meetings(meetings), "people": _people(attendances), "parts": " ; ".join(parts)}
    if len(parts) < 2:
        return gettext("%(when)s : %(meetings)s, %(people)s.") % words
    return gettext("%(when)s : %(meetings)s, %(people)s, soit %(parts)s.") % words


def _meetings(count: int) -> str:
    return ngettext("%s réunion", "%s réunions", count) % _grouped(count)


def _people(count: int) -> str:
    return ngettext("%s participant", "%s participants", count) % _grouped(count)


def _grouped(count: int) -> str:
    """A number in groups of three, as French writes it."""
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _table(figures: Iterable[Any], name: Any) -> list[dict[str, Any]]:
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in figures:
        totals[name(row)][0] += row.meetings
        totals[name(row)][1] += row.attendances
    return [{"head": head, "cells": cells} for head, cells in totals.items()]


def _total(figures: list[Any]) -> dict[str, Any]:
    cells = [sum(getattr(row, name) for row in figures) for name in ("meetings", "attendances")]
    return {"head": gettext("Total"), "cells": cells}

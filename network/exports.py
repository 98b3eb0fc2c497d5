"""Yearly figures of meetings as files: the lines of the page, and no other (network.md, section 12)."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from network.enums import CommitteeKind
from network.indicators import carried_figures, meeting_figures
from portal.common.exports import write_csv
from portal.common.indicators import Period
from portal.common.spreadsheets import Sheet, write_ods

COLUMNS = ("origine", "ligne", "du", "au", "type_code", "type", "territoire", "reunions", "participants", "source")
PORTAL, CARRIED = "portail", "repris"


def figures_csv(periods: list[Period], reader: Any) -> Iterator[bytes]:
    """One line a kind and a territory, then the total of the period, as open data."""
    return write_csv(rows(periods, reader), COLUMNS, variant="open")


def figures_ods(periods: list[Period], reader: Any, address: str) -> Iterator[bytes]:
    """The same lines in a spreadsheet, after a sheet that says what they are; `address` is the page's."""
    lines = list(rows(periods, reader))
    about = (
        (_("Titre"), _("Réunions et participants")),
        (_("Date"), timezone.localdate()),
        (_("Périmètre"), perimeter()),
        (_("Lignes"), len(lines)),
        (_("Licence"), _("Licence Ouverte 2.0")),
        (_("Page"), address),
        (_("Contact"), settings.HUMAN_PHONE),
    )
    return write_ods([Sheet(_("Réunions"), COLUMNS, lines)], about=about)


def perimeter() -> str:
    """What is counted, in two sentences."""
    return _(
        "Réunions tenues des instances que vous pouvez voir. Un participant est compté à chaque réunion où il est "
        "présent, représenté ou invité."
    )


def rows(periods: list[Period], reader: Any) -> Iterator[tuple]:
    """Lines of the portal for each period, then the figures carried over, each period with its total."""
    for period in periods:
        figures = meeting_figures(period, reader)
        for figure in figures:
            label = str(CommitteeKind(figure.kind).label)
            line = (figure.kind, label, figure.territory, figure.meetings, figure.attendances, "")
            yield (PORTAL, "detail", *period, *line)
        yield (PORTAL, "total", *period, *_total(figures), "")
    for period, carried in carried_figures():
        for row in carried:
            place = row.territory.name if row.territory else ""
            line = (row.kind, row.get_kind_display(), place, row.meetings, row.attendances, row.source)
            yield (CARRIED, "detail", *period, *line)
        yield (CARRIED, "total", *period, *_total(carried), carried[0].source)


def _total(figures: list[Any]) -> tuple[str, str, str, int, int]:
    meetings, attendances = (sum(getattr(figure, name) for figure in figures) for name in ("meetings", "attendances"))
    return "", "", "", meetings, attendances

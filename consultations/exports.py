"""Results as files: the figures of the frozen document, and no other (formats.md, sections 8 and 9)."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from portal.common.exports import write_csv, write_json
from portal.common.spreadsheets import Sheet, write_ods

# Machine names in the open data's order; « secret » true means that the figure is hidden, not that it is nought.
COLUMNS = (
    "consultation",
    "instantane",
    "date_instantane",
    "question_code",
    "question",
    "territoire",
    "modalite_code",
    "modalite",
    "effectif",
    "somme",
    "moyenne",
    "base",
    "secret",
    "seuil",
)
CONTRIBUTIONS = "contributions"
ANSWERED = "reponses"


def json_file(document: dict[str, Any]) -> bytes:
    """The document itself."""
    return write_json(document)


def csv_file(document: dict[str, Any]) -> Iterator[bytes]:
    """One line a figure, as open data."""
    return write_csv(rows(document), COLUMNS, variant="open")


def ods_file(document: dict[str, Any], address: str) -> Iterator[bytes]:
    """The same lines in a spreadsheet, after a sheet that says what they are; `address` is the page's."""
    lines = list(rows(document))
    about = (
        (_("Titre"), document["consultation"]["title"]),
        (_("Édition"), f"{document['edition']}"),
        (_("Publiée le"), document["published_on"]),
        (_("Lignes"), len(lines)),
        (_("Petits effectifs"), rule(document["threshold"])),
        (_("Licence"), _("Licence Ouverte 2.0")),
        (_("Page"), address),
        (_("Contact"), settings.HUMAN_PHONE),
    )
    return write_ods([Sheet(_("Résultats"), COLUMNS, lines)], about=about)


def rule(threshold: int) -> str:
    """Why some figures are hidden, in a sentence."""
    return _(
        "Un nombre de réponses plus petit que %(threshold)s est masqué, avec les nombres qui permettraient de le "
        "calculer. Zéro et « masqué » sont deux choses différentes."
    ) % {"threshold": threshold}


def rows(document: dict[str, Any]) -> Iterator[tuple]:
    """Every figure of a document, in its order: the whole, then for each question the département and territories."""
    first = (document["consultation"]["slug"], document["edition"], document["published_on"])
    threshold = document["threshold"]

    def row(question: dict | None, territory: str, code: str, label: str, count: int | None, **more: Any) -> tuple:
        asked = (question["code"], question["text"]) if question else (None, None)
        figures = (count, more.get("sum"), more.get("mean"), more.get("base"), count is None, threshold)
        return (*first, *asked, territory, code, label, *figures)

    yield row(None, "", CONTRIBUTIONS, _("Contributions"), document["contributions"])
    for place in _territories(document):
        yield row(None, place["territory"], CONTRIBUTIONS, _("Contributions"), place["contributions"])
    for question in document["questions"]:
        labels = [line.get("label", "") for line in _lines(question)]
        for place in ({**question, "territory": ""}, *question["by_territory"]):
            base = place["answered"]
            yield row(question, place["territory"], ANSWERED, _("Ont répondu"), base)
            for line, label in zip(_lines(place), labels, strict=True):
                code = line.get("code") or "/".join(part for part in (line["row"], line["column"]) if part)
                numbers = {name: line.get(name) for name in ("sum", "mean")}
                yield row(question, place["territory"], code, label, line["count"], base=base, **numbers)


def _territories(document: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """The contributions of each territory, which every question repeats."""
    return document["questions"][0]["by_territory"] if document["questions"] else ()


def _lines(place: dict[str, Any]) -> list[dict[str, Any]]:
    return place.get("options") or place.get("cells") or []

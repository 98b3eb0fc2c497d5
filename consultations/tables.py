"""The `resultats/1` document (docs/contract.md): one dictionary, from which every rendering of results is made."""

from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.figures import ANSWERED, EVERYWHERE, NUMBERS, Figures, cells_of, hidden_sums
from consultations.models import Consultation
from consultations.questions import Question

SCHEMA = "resultats/1"
TOTAL = "total"
VALUE = "value"


def document(consultation: Consultation, figures: Figures, hidden: frozenset = frozenset()) -> dict[str, Any]:
    """The results of a consultation in French; the figures of `hidden`, and what they would tell, are null.

    With nothing hidden it is what the console alone may print.
    """
    with translation.override("fr"):
        shown = _Shown(figures, hidden)
        return {
            "schema": SCHEMA,
            "consultation": {
                "slug": consultation.slug,
                "title": consultation.title,
                "phase": str(consultation.phase),
                "level": consultation.level,
            },
            "published_on": None,
            "contributions": shown.count("", "", EVERYWHERE),
            "threshold": consultation.public_threshold,
            "questions": [shown.question(question) for question in figures.questions],
        }


class _Shown:
    """Figures as they may be shown: a hidden one is None."""

    def __init__(self, figures: Figures, hidden: frozenset) -> None:
        self.figures = figures
        self.hidden = hidden
        self.hidden_sums = hidden_sums(figures, hidden) if hidden else frozenset()

    def count(self, question: str, cell: str, place: str) -> int | None:
        key = (question, cell, place)
        if key in self.hidden:
            return None
        return self.figures.numbers[key] if key in self.figures.numbers else self.figures.counts[key]

    def question(self, question: Question) -> dict[str, Any]:
        """A question for the département, then for each territory."""
        shape, lines = self._lines(question)
        shown = {
            "code": question.code,
            "kind": question.kind,
            "text": question.text,
            "answered": self.count(question.id, ANSWERED, EVERYWHERE),
            **({shape: [self._line(question, line, EVERYWHERE, whole=True) for line in lines]} if shape else {}),
        }
        shown["by_territory"] = [
            {
                "territory": territory.code,
                "contributions": self.count("", "", territory.code),
                "answered": self.count(question.id, ANSWERED, territory.code),
                **({shape: [self._line(question, line, territory.code) for line in lines]} if shape else {}),
            }
            for territory in self.figures.territories
        ]
        return shown

    def _lines(self, question: Question) -> tuple[str, list[tuple[str, dict[str, str], str]]]:
        """Whether the question gives options or cells; each with its identity and its label."""
        cells = cells_of(question, (cell for asked, cell, _place in self.figures.counts if asked == question.id))
        if question.kind in NUMBERS or question.kind.startswith("matrix"):
            items = {item.id: (item.code, item.label) for item in (*question.rows, *question.columns)}
            items |= {"": ("", ""), VALUE: (VALUE, ""), TOTAL: (TOTAL, _("Total"))}
            lines = []
            for cell in dict.fromkeys(cells):
                row, _slash, column = cell.rpartition("/")
                (row, row_label), (column, column_label) = items[row], items[column]
                label = " – ".join(word for word in (row_label, column_label) if word)
                lines.append((cell, {"row": row, "column": column}, label))
            return "cells", lines
        labels = {option.id: (option.code, option.label) for option in question.options}
        lines = []
        for cell in dict.fromkeys(cells):
            code, label = labels.get(cell) or (cell, _month(cell))
            lines.append((cell, {"code": code}, label))
        return ("options", lines) if lines or question.kind == "date" else ("", [])

    def _line(self, question: Question, line: tuple, place: str, *, whole: bool = False) -> dict[str, Any]:
        cell, identity, label = line
        key = (question.id, cell, place)
        count = self.count(*key)
        shown: dict[str, Any] = {**identity, **({"label": label} if whole and label else {})}
        shown |= {"count": count, "suppressed": count is None}
        if question.kind in NUMBERS:
            total = None if key in self.hidden_sums or count is None else self.figures.sums[key]
            shown["sum"] = _number(total)
            shown["mean"] = _number(round(total / count, 2)) if total is not None and count else None
        return shown


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _month(cell: str) -> str:
    return date_format(parse_date(f"{cell}-01"), "F Y")

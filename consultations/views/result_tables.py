"""The figures of a published edition as tables and bars, in the active language."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from consultations.questions import Question, Structure
from network.models import Territory

Line = dict[str, Any]


def question_tables(
    document: dict[str, Any], questions: Iterable[dict[str, Any]], structure: Structure
) -> list[dict[str, Any]]:
    """For each of these questions of the document: its words, a table, the same as bars, and a table by territory."""
    names = _territory_names(document)
    return [_question(entry, structure.by_code.get(entry["code"]), names) for entry in questions]


def territories_table(document: dict[str, Any]) -> dict[str, Any]:
    """How many contributions came from each territory: a table, without rows when nobody told one."""
    names = _territory_names(document)
    places = document["questions"][0]["by_territory"] if document["questions"] else []
    rows = [{"head": names[place["territory"]], "cells": [_said(place["contributions"])]} for place in places]
    return {"head": [_("Territoire"), _("Contributions")], "rows": rows}


def _territory_names(document: dict[str, Any]) -> dict[str, str]:
    codes = {place["territory"] for entry in document["questions"] for place in entry["by_territory"]}
    names = dict(Territory.objects.filter(code__in=codes).values_list("code", "name"))
    return {code: names.get(code, code) for code in codes}


def _question(entry: dict[str, Any], question: Question | None, names: dict[str, str]) -> dict[str, Any]:
    lines = entry.get("options") or entry.get("cells") or []
    labels = [_label(line, question) for line in lines]
    answered = entry["answered"]
    shown = {
        "code": entry["code"],
        "text": (question and question.text) or entry["text"],
        "answered": _said(answered),
        "is_text": not lines,
        "table": None,
        "bars": [],
        "territories": None,
        "too_hidden": False,
    }
    if not lines:
        return shown
    if "mean" in lines[0]:
        shown["table"] = _numbers(lines, labels)
        shown["bars"] = _bars(zip(labels, lines, strict=True), "mean", _longest(lines, "mean"))
    else:
        shown["table"] = _matrix(lines, question) if "row" in lines[0] else _counts(lines, labels, answered)
        shown["bars"] = _bars(zip(labels, lines, strict=True), "count", answered)
    shown |= _by_territory(entry["by_territory"], labels, names)
    return shown


def _label(line: Line, question: Question | None) -> str:
    """The label of a line: the question's own words in the active language, else those that were frozen."""
    if question is None:
        return line["label"]
    items = {item.code: item.label for item in (*question.options, *question.rows, *question.columns)}
    words = [items[line[name]] for name in ("code", "row", "column") if line.get(name) in items]
    return " – ".join(words) or line.get("label") or question.text


def _counts(lines: list[Line], labels: list[str], answered: int | None) -> dict[str, Any]:
    rows = [
        {"head": label, "cells": [_said(line["count"]), _share(line["count"], answered)]}
        for label, line in zip(labels, lines, strict=True)
    ]
    return {"head": [_("Réponse"), _("Nombre"), _("Part de ceux qui ont répondu")], "rows": rows}


def _numbers(lines: list[Line], labels: list[str]) -> dict[str, Any]:
    rows = [
        {"head": label, "cells": [_said(line["count"]), _said(line["sum"]), _said(line["mean"])]}
        for label, line in zip(labels, lines, strict=True)
    ]
    return {"head": [_("Ligne"), _("Nombre de réponses"), _("Somme"), _("Moyenne")], "rows": rows}


def _matrix(lines: list[Line], question: Question | None) -> dict[str, Any]:
    """A row of the table for each row of the question, a column for each of its columns."""
    items = {item.code: item.label for item in (*question.rows, *question.columns)} if question else {}
    rows = list(dict.fromkeys(line["row"] for line in lines))
    columns = list(dict.fromkeys(line["column"] for line in lines))
    counts = {(line["row"], line["column"]): line["count"] for line in lines}
    return {
        "head": [_("Ligne"), *(items.get(column, column) for column in columns)],
        "rows": [
            {"head": items.get(row, row), "cells": [_said(counts[row, column]) for column in columns]} for row in rows
        ],
    }


def _bars(lines: Iterable[tuple[str, Line]], name: str, longest: float | None) -> list[dict[str, Any]]:
    """Bars of the visible figures, each beside its number; a table by territory has none."""
    return [
        {
            "label": label,
            "value": None if line[name] is None else _said(line[name]),
            "percent": round(100 * line[name] / longest, 1) if longest and line[name] is not None else None,
        }
        for label, line in lines
    ]


def _longest(lines: list[Line], name: str) -> float | None:
    return max((line[name] for line in lines if line[name]), default=None)


def _by_territory(places: list[dict[str, Any]], labels: list[str], names: dict[str, str]) -> dict[str, Any]:
    """A row for each answer, a column for each territory; no table when more than half of it would be hidden."""
    columns = [place.get("options") or place.get("cells") for place in places]
    figures = [line["mean"] if "mean" in line else line["count"] for column in columns for line in column]
    if not figures:
        return {}
    if figures.count(None) * 2 > len(figures):
        return {"too_hidden": True}
    rows = [
        {
            "head": label,
            "cells": [_said(column[n]["mean"] if "mean" in column[n] else column[n]["count"]) for column in columns],
        }
        for n, label in enumerate(labels)
    ]
    answered = {"head": _("Ont répondu"), "cells": [_said(place["answered"]) for place in places]}
    head = [_("Réponse"), *(names[place["territory"]] for place in places)]
    return {"territories": {"head": head, "rows": [answered, *rows]}}


def _share(count: int | None, answered: int | None) -> str:
    if count is None or not answered:
        return _said(None)
    return _("%(percent)s %%") % {"percent": number_format(100 * count / answered, 0, use_l10n=True)}


def _said(number: float | None) -> str:
    """A number in the active language; what is hidden is said in the same words everywhere."""
    if number is None:
        return _("masqué (petits effectifs)")
    return number_format(number, 0 if isinstance(number, int) else 2, use_l10n=True, force_grouping=True)

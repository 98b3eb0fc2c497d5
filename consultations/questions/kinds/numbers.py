"""Questions answered by numbers."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from consultations.questions.base import Cell, CellError, QuestionKind, Value
from consultations.questions.editing import items_block, question_block
from consultations.questions.inputs import PlainText, precision, text_input
from consultations.questions.kinds.matrices import row_name, text_name
from consultations.questions.kinds.texts import parsed, parsed_text, said_pair
from consultations.questions.numbers import Number, exact, said, typed
from consultations.questions.structure import Question, in_language


def bounds_blocks() -> tuple[tuple[str, blocks.Block], ...]:
    """Bounds, decimals and unit of a number."""
    return (
        ("least", blocks.FloatBlock(label=_("au moins"), required=False)),
        ("most", blocks.FloatBlock(label=_("au plus"), required=False)),
        (
            "decimals",
            blocks.IntegerBlock(label=_("chiffres après la virgule"), default=0, min_value=0, max_value=4),
        ),
        ("unit", blocks.CharBlock(label=_("unité"), max_length=30, required=False)),
    )


def bounds_settings(values: dict[str, StructValue]) -> dict[str, Any]:
    """Bounds, decimals and unit as they are frozen."""
    french = values["fr"]
    return {
        "least": french["least"],
        "most": french["most"],
        "decimals": french["decimals"] or 0,
        "units": {language: value["unit"] for language, value in values.items() if value["unit"]},
    }


def bounds_faults(question: Question) -> list[tuple[str, str]]:
    """Bounds that no number can meet."""
    least, most = question.settings["least"], question.settings["most"]
    if least is not None and most is not None and least > most:
        return [("most", str(_("La plus grande valeur doit dépasser la plus petite.")))]
    return []


def number_field(question: Question) -> Number:
    """The field of a number of this question."""
    settings = question.settings
    return Number(settings["least"], settings["most"], settings["decimals"])


def input_mode(question: Question) -> str:
    """The keyboard that a telephone shows: digits alone, unless a comma or a minus sign may be needed."""
    settings = question.settings
    return "numeric" if not settings["decimals"] and (settings["least"] or 0) >= 0 else "text"


def with_unit(question: Question, number: float) -> str:
    """A number with its unit, in the active language."""
    unit = in_language(question.settings["units"])
    return f"{said(number)}\u00a0{unit}" if unit else said(number)


class NumberKind(QuestionKind):
    """One number."""

    code = "number"
    template = "line"
    missing = _("Écrivez un nombre.")

    def block(self) -> blocks.StructBlock:
        return question_block(_("nombre"), "calc", *bounds_blocks(), group=_("Textes et nombres"))

    def settings(self, values: dict[str, StructValue]) -> dict[str, Any]:
        return bounds_settings(values)

    def faults(self, question: Question) -> list[tuple[str, str]]:
        return bounds_faults(question)

    def fields(self, question: Question) -> dict[str, forms.Field]:
        return {question.code: number_field(question)}

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        return {
            "input": text_input(form, question.code, question.text),
            "unit": in_language(question.settings["units"]),
            "mode": input_mode(question),
        }

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        return {question.code: typed(value)}

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        return cleaned[question.code]

    def tokens(self, question: Question, value: Value) -> float:
        return value

    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        yield "value", value

    def cell_keys(self, question: Question) -> list[str]:
        return ["value"]

    def words(self, question: Question, value: Value) -> list[str]:
        return [with_unit(question, value)]

    def columns(self, question: Question) -> list[str]:
        return [question.code]

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        return parsed(number_field(question), row, question.code)


class NumberTable(QuestionKind):
    """One number a row; the stored value is {"cells": {row: number}, "texts": {row: precision}}, the total computed."""

    code = "number_table"
    template = "number_table"
    missing = _("Écrivez un nombre au moins.")
    least = {"rows": 1}

    def block(self) -> blocks.StructBlock:
        return question_block(
            _("tableau de nombres"),
            "table",
            ("rows", items_block(_("lignes"), has_text=True)),
            ("total", blocks.CharBlock(label=_("libellé du total"), max_length=250, default=_("Total"))),
            *bounds_blocks(),
            group=_("Tableaux"),
        )

    def settings(self, values: dict[str, StructValue]) -> dict[str, Any]:
        totals = {language: str(value["total"]) for language, value in values.items() if value["total"]}
        return {**bounds_settings(values), "totals": totals}

    def faults(self, question: Question) -> list[tuple[str, str]]:
        return bounds_faults(question)

    def fields(self, question: Question) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for row in question.rows:
            found[row_name(question, row)] = number_field(question)
            if row.has_text:
                found[text_name(question, row)] = PlainText()
        return found

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        rows = []
        for row in question.rows:
            number = text_input(form, row_name(question, row), row.label)
            text = precision(form, text_name(question, row)) if row.has_text else None
            rows.append((number, text))
        return {"rows": rows, "unit": in_language(question.settings["units"]), "mode": input_mode(question)}

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for row in question.rows:
            number = value["cells"].get(row.id)
            found[row_name(question, row)] = "" if number is None else typed(number)
            if row.has_text:
                found[text_name(question, row)] = value["texts"].get(row.id, "")
        return found

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        cells, texts = {}, {}
        for row in question.rows:
            if (number := cleaned[row_name(question, row)]) is not None:
                cells[row.id] = number
            if row.has_text and (text := cleaned[text_name(question, row)]):
                texts[row.id] = text
        return {"cells": cells, "texts": texts} if cells or texts else None

    def total(self, value: Value) -> int | float:
        """The sum of what was written."""
        return exact(sum(value["cells"].values()))

    def tokens(self, question: Question, value: Value) -> float:
        return self.total(value)

    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        for row, number in value["cells"].items():
            yield f"{row}/value", number
        if value["cells"]:
            yield "total/value", self.total(value)

    def cell_keys(self, question: Question) -> list[str]:
        return [*(f"{row.id}/value" for row in question.rows), "total/value"]

    def words(self, question: Question, value: Value) -> list[str]:
        lines = []
        for row in question.rows:
            said_here = []
            if row.id in value["cells"]:
                said_here.append(with_unit(question, value["cells"][row.id]))
            if row.id in value["texts"]:
                said_here.append(value["texts"][row.id])
            if said_here:
                lines.append(said_pair(row.label, ", ".join(said_here)))
        if value["cells"]:
            label = in_language(question.settings["totals"]) or str(_("Total"))
            lines.append(said_pair(label, with_unit(question, self.total(value))))
        return lines

    def columns(self, question: Question) -> list[str]:
        texts = [f"{question.code}_{row.code}_texte" for row in question.rows if row.has_text]
        return [*(f"{question.code}_{row.code}" for row in question.rows), *texts, f"{question.code}_total"]

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        cells, texts = {}, {}
        field = number_field(question)
        for line in question.rows:
            column = f"{question.code}_{line.code}"
            if (number := parsed(field, row, column)) is not None:
                cells[line.id] = number
            if line.has_text and (text := parsed_text(row, f"{column}_texte")):
                texts[line.id] = text
        value = {"cells": cells, "texts": texts}
        column = f"{question.code}_total"
        total = parsed(Number(decimals=4), row, column)
        if total is not None and total != self.total(value):
            sentence = _("Le total ne correspond pas à la somme des lignes, qui est %(sum)s.")
            raise CellError(column, str(sentence) % {"sum": said(self.total(value))})
        return value if cells or texts else None

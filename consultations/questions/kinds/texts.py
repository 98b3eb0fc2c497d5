"""Questions answered by a text."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from consultations.questions.base import Cell, CellError, QuestionKind, Value
from consultations.questions.editing import items_block, question_block
from consultations.questions.inputs import AREA, LINE, PlainText, text_input
from consultations.questions.structure import Question


class ShortText(QuestionKind):
    """A line of text."""

    code = "short_text"
    template = "line"
    counts_cells = False
    missing = _("Écrivez votre réponse.")
    limit = LINE
    label = _("texte court")
    icon = "minus"

    def block(self) -> blocks.StructBlock:
        return question_block(self.label, self.icon, group=_("Textes et nombres"))

    def fields(self, question: Question) -> dict[str, forms.Field]:
        return {question.code: PlainText(self.limit)}

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        return {"input": text_input(form, question.code, question.text)}

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        return {question.code: value}

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        return cleaned[question.code] or None

    def tokens(self, question: Question, value: Value) -> str:
        return value

    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        return iter(())

    def cell_keys(self, question: Question) -> list[str]:
        return []

    def words(self, question: Question, value: Value) -> list[str]:
        return value.splitlines()

    def columns(self, question: Question) -> list[str]:
        return [question.code]

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        return parsed_text(row, question.code, self.limit) or None


class LongText(ShortText):
    """An area of text."""

    code = "long_text"
    template = "area"
    limit = AREA
    label = _("texte long")
    icon = "pilcrow"


class TextTable(ShortText):
    """One text a column."""

    code = "text_table"
    template = "text_table"
    least = {"columns": 1}
    label = _("tableau de textes")
    icon = "table"

    def block(self) -> blocks.StructBlock:
        return question_block(self.label, self.icon, ("columns", items_block(_("colonnes"))), group=_("Tableaux"))

    def fields(self, question: Question) -> dict[str, forms.Field]:
        return {f"{question.code}__{column.code}": PlainText(AREA) for column in question.columns}

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        inputs = [text_input(form, f"{question.code}__{column.code}", column.label) for column in question.columns]
        return {"inputs": inputs}

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        return {f"{question.code}__{column.code}": value.get(column.id, "") for column in question.columns}

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        texts = {column.id: cleaned[f"{question.code}__{column.code}"] for column in question.columns}
        return {column: text for column, text in texts.items() if text} or None

    def tokens(self, question: Question, value: Value) -> str:
        return "\n".join(value.values())

    def words(self, question: Question, value: Value) -> list[str]:
        return [said_pair(column.label, value[column.id]) for column in question.columns if column.id in value]

    def columns(self, question: Question) -> list[str]:
        return [f"{question.code}_{column.code}" for column in question.columns]

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        texts = {column.id: parsed_text(row, f"{question.code}_{column.code}", AREA) for column in question.columns}
        return {column: text for column, text in texts.items() if text} or None


def said_pair(label: str, answer: str) -> str:
    """« Label : answer », as the active language punctuates."""
    return str(_("%(label)s : %(answer)s")) % {"label": label, "answer": answer}


def parsed_text(row: dict[str, str], column: str, limit: int = LINE) -> str:
    """The text of a cell of an imported file. Raises CellError."""
    return parsed(_text_field(limit), row, column)


@cache
def _text_field(limit: int) -> PlainText:
    """Made once for all the cells of a file: making a field costs more than reading with it."""
    return PlainText(limit)


def parsed(field: forms.Field, row: dict[str, str], column: str) -> Any:
    """What `field` reads in a cell of an imported file. Raises CellError."""
    try:
        return field.clean(row.get(column, ""))
    except ValidationError as error:
        raise CellError(column, " ".join(error.messages)) from error

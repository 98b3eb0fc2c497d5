"""Tables of choices: one fieldset a row; the stored value is {"rows": {row: [columns]}, "texts": {row: precision}}."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from consultations.questions.base import Cell, CellError, QuestionKind, Value
from consultations.questions.editing import items_block, question_block
from consultations.questions.inputs import (
    OneChoice,
    PlainText,
    Row,
    SeveralChoices,
    choices,
    errors_of,
    precision,
)
from consultations.questions.kinds.choices import parsed_item
from consultations.questions.kinds.texts import parsed_text, said_pair
from consultations.questions.structure import Item, Question


class Matrix(QuestionKind):
    """What both tables of choices share."""

    template = "matrix"
    input_type: ClassVar[str]
    missing = _("Répondez à une ligne au moins.")
    least = {"rows": 1, "columns": 2}
    label: Any
    icon: str

    def block(self) -> blocks.StructBlock:
        return question_block(
            self.label,
            self.icon,
            ("rows", items_block(_("lignes"), has_text=True)),
            ("columns", items_block(_("colonnes"))),
            group=_("Tableaux"),
        )

    def row_field(self, question: Question) -> forms.Field:
        """The field of one row."""
        raise NotImplementedError

    def fields(self, question: Question) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for row in question.rows:
            found[row_name(question, row)] = self.row_field(question)
            if row.has_text:
                found[text_name(question, row)] = PlainText()
        return found

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        rows = []
        for row in question.rows:
            name = row_name(question, row)
            text = precision(form, text_name(question, row)) if row.has_text else None
            rows.append(Row(name, row.label, choices(form, name, question.columns), errors_of(form, name), text))
        return {"rows": rows, "type": self.input_type}

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        codes = {column.id: column.code for column in question.columns}
        found: dict[str, Any] = {}
        for row in question.rows:
            chosen = [codes[column] for column in value["rows"].get(row.id, [])]
            found[row_name(question, row)] = self.shown(chosen)
            if row.has_text:
                found[text_name(question, row)] = value["texts"].get(row.id, "")
        return found

    def shown(self, chosen: list[str]) -> Any:
        """Chosen codes as the field of a row takes them."""
        return chosen

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        ids = {column.code: column.id for column in question.columns}
        rows, texts = {}, {}
        for row in question.rows:
            answer = cleaned[row_name(question, row)]
            if chosen := [answer] if isinstance(answer, str) and answer else answer:
                rows[row.id] = [ids[code] for code in chosen]
            if row.has_text and (text := cleaned[text_name(question, row)]):
                texts[row.id] = text
        return {"rows": rows, "texts": texts} if rows or texts else None

    def tokens(self, question: Question, value: Value) -> set[str]:
        """Codes as « row/column », and each row's code once it has an answer."""
        codes = {column.id: column.code for column in question.columns}
        found = set()
        for row in question.rows:
            chosen = value["rows"].get(row.id, [])
            found.update(f"{row.code}/{codes[column]}" for column in chosen)
        return found

    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        for row, columns in value["rows"].items():
            for column in columns:
                yield f"{row}/{column}", None

    def cell_keys(self, question: Question) -> list[str]:
        return [f"{row.id}/{column.id}" for row in question.rows for column in question.columns]

    def words(self, question: Question, value: Value) -> list[str]:
        lines = []
        for row in question.rows:
            chosen = value["rows"].get(row.id, [])
            said = [column.label for column in question.columns if column.id in chosen]
            if row.id in value["texts"]:
                said.append(value["texts"][row.id])
            if said:
                lines.append(said_pair(row.label, ", ".join(said)))
        return lines

    def columns(self, question: Question) -> list[str]:
        texts = [f"{question.code}_{row.code}_texte" for row in question.rows if row.has_text]
        return [*(f"{question.code}_{row.code}" for row in question.rows), *texts]

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        rows, texts = {}, {}
        for line in question.rows:
            column = f"{question.code}_{line.code}"
            codes = [code.strip() for code in row.get(column, "").split("|") if code.strip()]
            chosen = {parsed_item(question.columns, code, column).id for code in codes}
            if len(chosen) > 1 and self.input_type == "radio":
                raise CellError(column, str(_("Gardez un seul choix pour cette ligne.")))
            if chosen:
                rows[line.id] = [item.id for item in question.columns if item.id in chosen]
            if line.has_text and (text := parsed_text(row, f"{column}_texte")):
                texts[line.id] = text
        return {"rows": rows, "texts": texts} if rows or texts else None


class MatrixSingle(Matrix):
    """One choice a row."""

    code = "matrix_single"
    input_type = "radio"
    label = _("tableau, un choix par ligne")
    icon = "table"

    def row_field(self, question: Question) -> forms.Field:
        return OneChoice(question.columns)

    def shown(self, chosen: list[str]) -> str:
        return chosen[0] if chosen else ""


class MatrixMultiple(Matrix):
    """Several choices a row."""

    code = "matrix_multiple"
    input_type = "checkbox"
    label = _("tableau, plusieurs choix par ligne")
    icon = "table"

    def row_field(self, question: Question) -> forms.Field:
        return SeveralChoices(question.columns)


def row_name(question: Question, row: Item) -> str:
    """The name of a row's field."""
    return f"{question.code}__{row.code}"


def text_name(question: Question, row: Item) -> str:
    """The name of the field that makes a row precise."""
    return f"{question.code}__{row.code}__text"

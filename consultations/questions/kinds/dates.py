"""Questions answered by a date: three fields, or two when the day does not matter."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from consultations.questions.base import Cell, CellError, QuestionKind, Value
from consultations.questions.editing import question_block
from consultations.questions.inputs import text_input
from consultations.questions.numbers import Number
from consultations.questions.structure import Question

PARTS = (("day", _("Jour")), ("month", _("Mois")), ("year", _("Année")))
FORMATS = ("%d/%m/%Y", "%Y-%m-%d")
MONTH_FORMATS = ("%m/%Y", "%Y-%m")


class DateKind(QuestionKind):
    """A date (ISO), or a month (« 2026-03 »)."""

    code = "date"
    template = "date"
    missing = _("Écrivez une date.")

    def block(self) -> blocks.StructBlock:
        precision = blocks.ChoiceBlock(
            choices=[("day", _("jour, mois et année")), ("month", _("mois et année"))],
            default="day",
            label=_("précision"),
        )
        return question_block(_("date"), "date", ("precision", precision), group=_("Textes et nombres"))

    def settings(self, values: dict[str, StructValue]) -> dict[str, Any]:
        return {"precision": values["fr"]["precision"] or "day"}

    def _parts(self, question: Question) -> tuple[tuple[str, Any], ...]:
        return PARTS if question.settings["precision"] == "day" else PARTS[1:]

    def fields(self, question: Question) -> dict[str, forms.Field]:
        return {f"{question.code}__{part}": Number() for part, _label in self._parts(question)}

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        names = [f"{question.code}__{part}" for part, _label in self._parts(question)]
        return {
            "inputs": [
                text_input(form, name, str(label))
                for name, (_part, label) in zip(names, self._parts(question), strict=True)
            ]
        }

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        numbers = [part.lstrip("0") for part in reversed(value.split("-"))]
        parts = self._parts(question)
        return {f"{question.code}__{part}": number for (part, *_rest), number in zip(parts, numbers, strict=True)}

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        numbers = {part: cleaned[f"{question.code}__{part}"] for part, *_rest in self._parts(question)}
        if all(number is None for number in numbers.values()):
            return None
        for part, number in numbers.items():
            if number is None:
                sentences = {
                    "day": _("Écrivez aussi le jour."),
                    "month": _("Écrivez aussi le mois."),
                    "year": _("Écrivez aussi l’année."),
                }
                raise ValidationError({f"{question.code}__{part}": str(sentences[part])})
        first = f"{question.code}__{next(iter(numbers))}"
        try:
            day = date(numbers["year"], numbers["month"], numbers.get("day", 1))
        except (ValueError, OverflowError) as error:
            sentence = _("Cette date n’existe pas : vérifiez le jour, le mois et l’année.")
            raise ValidationError({first: str(sentence)}) from error
        if not 1900 <= day.year <= 2100:
            sentence = _("Écrivez l’année avec quatre chiffres, comme 2026.")
            raise ValidationError({f"{question.code}__year": str(sentence)})
        return self._iso(question, day)

    def _iso(self, question: Question, day: date) -> str:
        return day.isoformat() if question.settings["precision"] == "day" else day.isoformat()[:7]

    def tokens(self, question: Question, value: Value) -> str:
        return value

    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        yield value[:7], None

    def cell_keys(self, question: Question) -> list[str]:
        return []

    def words(self, question: Question, value: Value) -> list[str]:
        if question.settings["precision"] == "day":
            return [date_format(date.fromisoformat(value), "DATE_FORMAT")]
        return [date_format(date.fromisoformat(f"{value}-01"), "YEAR_MONTH_FORMAT")]

    def columns(self, question: Question) -> list[str]:
        return [question.code]

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        text = row.get(question.code, "").strip()
        if not text:
            return None
        for pattern in FORMATS if question.settings["precision"] == "day" else MONTH_FORMATS:
            try:
                day = datetime.strptime(text, pattern).date()  # noqa: DTZ007 -- a day has no time zone
            except ValueError:
                continue
            if 1900 <= day.year <= 2100:
                return self._iso(question, day)
        raise CellError(question.code, str(_("Écrivez une date comme 26/03/2026 ou 2026-03-26.")))

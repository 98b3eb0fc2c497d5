"""An information screen, which asks nothing."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from consultations.questions.base import Cell, QuestionKind, Value
from consultations.questions.editing import code_block, condition_block
from consultations.questions.structure import Question


class Note(QuestionKind):
    """A title and a text."""

    code = "note"
    template = "note"
    asks = False
    counts_cells = False

    def block(self) -> blocks.StructBlock:
        return blocks.StructBlock(
            [
                ("code", code_block()),
                ("text", blocks.CharBlock(label=_("titre"), max_length=300)),
                ("help", blocks.TextBlock(label=_("texte"), max_length=2000)),
                ("condition", condition_block()),
            ],
            label=_("information"),
            icon="info-circle",
            label_format="{code} : {text}",
        )

    def fields(self, question: Question) -> dict[str, forms.Field]:
        return {}

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        return {}

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        return {}

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        return None

    def tokens(self, question: Question, value: Value) -> set[str]:
        return set()

    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        return iter(())

    def cell_keys(self, question: Question) -> list[str]:
        return []

    def words(self, question: Question, value: Value) -> list[str]:
        return []

    def columns(self, question: Question) -> list[str]:
        return []

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        return None

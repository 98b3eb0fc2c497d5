"""A commune of the département, typed with or without accents; the stored value is its INSEE code."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from consultations.questions.base import Cell, CellError, QuestionKind, Value
from consultations.questions.editing import question_block
from consultations.questions.inputs import Choice, PlainText, errors_of, text_input
from consultations.questions.structure import Question
from network.models import Commune

SUGGESTIONS = 7


class CommuneKind(QuestionKind):
    """The name of a commune; results count by territory, never by commune."""

    code = "commune"
    template = "commune"
    counts_cells = False
    missing = _("Écrivez le nom de votre commune.")

    def block(self) -> blocks.StructBlock:
        return question_block(_("commune"), "home", group=_("Textes et nombres"))

    def fields(self, question: Question) -> dict[str, forms.Field]:
        return {question.code: PlainText(), f"{question.code}__choice": PlainText()}

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        name = f"{question.code}__choice"
        typed = text_input(form, question.code, question.text)
        suggested = suggestions(typed.value) if errors_of(form, question.code) else []
        return {
            "input": typed,
            "choices": [
                Choice(f"id_{name}" if position == 0 else f"id_{name}__{insee}", name, insee, label, is_checked=False)
                for position, (insee, label) in enumerate(suggested)
            ],
        }

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        return {question.code: self.words(question, value)[0]}

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        names = _names()
        if (chosen := cleaned[f"{question.code}__choice"].strip()) in names:
            return chosen
        typed = cleaned[question.code].strip()
        if not typed:
            return None
        found = [insee for insee, name in names.items() if plain(name) == plain(typed)]
        if len(found) == 1:
            return found[0]
        if suggestions(typed):
            sentence = _("Nous ne connaissons pas cette commune. Choisissez-la ci-dessous, ou écrivez son nom entier.")
        else:
            sentence = _("Nous ne connaissons pas cette commune dans le département. Vérifiez son nom.")
        raise ValidationError({question.code: str(sentence)})

    def tokens(self, question: Question, value: Value) -> str:
        return value

    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        return iter(())

    def cell_keys(self, question: Question) -> list[str]:
        return []

    def words(self, question: Question, value: Value) -> list[str]:
        return [Commune.objects.filter(insee_code=value).values_list("name", flat=True).first() or value]

    def columns(self, question: Question) -> list[str]:
        return [question.code]

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        text = row.get(question.code, "").strip()
        if not text:
            return None
        names = _names()
        if text in names:
            return text
        found = [insee for insee, name in names.items() if plain(name) == plain(text)]
        if len(found) == 1:
            return found[0]
        raise CellError(question.code, str(_("Écrivez le code INSEE ou le nom exact d’une commune du département.")))


def suggestions(typed: str) -> list[tuple[str, str]]:
    """Communes whose name holds every word typed, or begins alike; (INSEE code, name), in alphabetical order."""
    wanted = plain(typed)
    if len(wanted) < 2:
        return []
    names = _names()
    holding = [(insee, name) for insee, name in names.items() if all(word in plain(name) for word in wanted.split())]
    alike = [(insee, name) for insee, name in names.items() if plain(name).startswith(wanted[:4])]
    return (holding or alike)[:SUGGESTIONS]


def plain(name: str) -> str:
    """A name without accents, case, hyphens, nor the difference between « St » and « Saint »."""
    stripped = "".join(
        sign for sign in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(sign)
    )
    words = re.sub(r"[^a-z0-9]+", " ", stripped.replace("œ", "oe")).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)


def _names() -> dict[str, str]:
    rows = Commune.objects.existing_on(timezone.localdate()).order_by("name")
    return dict(rows.values_list("insee_code", "name"))

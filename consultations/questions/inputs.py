"""Inputs as templates write them, and the fields that check what was typed."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from consultations.questions.structure import Item

LINE, AREA = 250, 5000


@dataclass(frozen=True)
class TextInput:
    """A line or an area, with what was typed and what is wrong with it."""

    name: str
    label: str
    value: str
    errors: list[str]

    @property
    def id(self) -> str:
        """Its id in the page: error summaries link to it."""
        return f"id_{self.name}"


@dataclass(frozen=True)
class Choice:
    """A radio button or a box to tick; the first of a group bears the group's id."""

    id: str
    name: str
    value: str
    label: str
    is_checked: bool
    text: TextInput | None = None
    sign: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a table: its label, and what answers it."""

    name: str
    label: str
    choices: list[Choice]
    errors: list[str]
    text: TextInput | None = None

    @property
    def id(self) -> str:
        """Its id in the page."""
        return f"id_{self.name}"


def errors_of(form: forms.Form, name: str) -> list[str]:
    """What is wrong with a field."""
    return list(form.errors.get(name, []))


def text_input(form: forms.Form, name: str, label: str) -> TextInput:
    """The input of a text field of `form`."""
    value = form[name].value()
    return TextInput(name, label, "" if value is None else str(value), errors_of(form, name))


def choices(form: forms.Form, name: str, items: Iterable[Item]) -> list[Choice]:
    """Radios or boxes for `items`, sent as their codes; an item that asks for a precision has its text beside it."""
    value = form[name].value()
    chosen = set(value) if isinstance(value, list | tuple) else {value}
    return [
        Choice(
            id=f"id_{name}" if position == 0 else f"id_{name}-{item.code}",
            name=name,
            value=item.code,
            label=item.label,
            is_checked=item.code in chosen,
            text=precision(form, f"{name}__{item.code}") if item.has_text else None,
        )
        for position, item in enumerate(items)
    ]


def precision(form: forms.Form, name: str) -> TextInput:
    """The text that makes « autre » precise."""
    return text_input(form, name, str(_("Précisez (facultatif)")))


class PlainText(forms.CharField):
    """A text kept as it was typed, made NFC; what no database or file can hold is refused in words."""

    def __init__(self, limit: int = LINE) -> None:
        super().__init__(required=False, strip=False)
        self.limit = limit

    def to_python(self, value: Any) -> str:
        """The text, empty when it holds blanks only. Raises ValidationError."""
        text = unicodedata.normalize("NFC", value or "")
        if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            raise ValidationError(
                _("Votre texte contient un signe que nous ne pouvons pas garder. Effacez-le, puis continuez."),
                code="impossible_sign",
            )
        excess = len(text.replace("\r\n", "\n")) - self.limit
        if excess > 0:
            raise ValidationError(
                ngettext(
                    "Votre texte est trop long : enlevez %(excess)d signe (%(limit)d au plus).",
                    "Votre texte est trop long : enlevez %(excess)d signes (%(limit)d au plus).",
                    excess,
                ),
                code="too_long",
                params={"excess": excess, "limit": self.limit},
            )
        return text if text.strip() else ""


class OneChoice(forms.ChoiceField):
    """One code among those of `items`, or nothing."""

    def __init__(self, items: Iterable[Item]) -> None:
        super().__init__(
            required=False,
            choices=[(item.code, item.code) for item in items],
            error_messages={"invalid_choice": _("Choisissez une réponse de la liste.")},
        )


class SeveralChoices(forms.MultipleChoiceField):
    """Codes among those of `items`, in their order, each once."""

    def __init__(self, items: Iterable[Item]) -> None:
        super().__init__(
            required=False,
            choices=[(item.code, item.code) for item in items],
            error_messages={
                "invalid_choice": _("Choisissez des réponses de la liste."),
                "invalid_list": _("Choisissez des réponses de la liste."),
            },
        )

    def clean(self, value: Any) -> list[str]:
        """The chosen codes in the order of the options. Raises ValidationError."""
        chosen = set(super().clean(value))
        return [code for code, _label in self.choices if code in chosen]

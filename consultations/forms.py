"""What people type: answers to the questions of a screen, and codes."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consultations.enums import Special
from consultations.models import Announcement
from consultations.questions import KINDS, Question, Structure, visible_questions

Answers = dict[str, dict[str, Any]]
OFFERED = (Special.DONT_KNOW, Special.PREFER_NOT)
# A radio button cannot be undone without JavaScript: there, « Je ne sais pas » wins over a choice made beside it.
CANNOT_BE_UNDONE = frozenset({"yes_no", "single_choice", "scale", "smiley", "matrix_single"})
IMPOSSIBLE = frozenset({"invalid_choice", "invalid_list", "impossible_sign", "too_long", "null_characters_not_allowed"})


class StepForm(forms.Form):
    """The questions of one screen. After validation `answers` holds what to store, by question id.

    `later` (« Continuer plus tard ») asks nothing: what is empty stays unanswered.
    """

    def __init__(
        self,
        structure: Structure,
        questions: tuple[Question, ...],
        stored: Answers,
        data: Any = None,
        *,
        later: bool = False,
    ) -> None:
        self.structure, self.questions, self.stored, self.later = structure, questions, stored, later
        self.answers: Answers = {}
        self.names: dict[str, list[str]] = {}
        initial: dict[str, Any] = {}
        fields: dict[str, forms.Field] = {}
        for question in questions:
            own = dict(KINDS[question.kind].fields(question))
            answer = stored.get(question.id, {})
            if "value" in answer:
                initial |= KINDS[question.kind].initial(question, answer["value"])
            if offers_special(question):
                own[special_name(question)] = forms.MultipleChoiceField(
                    choices=[(special.value, special.label) for special in OFFERED],
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
                initial[special_name(question)] = [answer["special"]] if answer.get("special") in OFFERED else []
            self.names[question.id] = list(own)
            fields |= own
        super().__init__(data, initial=initial)
        self.fields.update(fields)

    def clean(self) -> dict[str, Any]:
        """Turn what was typed into answers; faults of questions that these very answers hide do not count."""
        cleaned = super().clean() or self.cleaned_data
        faults: dict[str, ValidationError] = {}
        for question in self.questions:
            if not KINDS[question.kind].asks or self._has_errors(question):
                continue
            try:
                answer = self._answer(question, cleaned)
            except ValidationError as fault:
                faults[question.id] = fault
            else:
                if answer is not None:
                    self.answers[question.id] = answer
        shown = {question.id for question in visible_questions(self.structure, {**self.stored, **self.answers})}
        for question in self.questions:
            if question.id not in shown:
                for name in self.names[question.id]:
                    self.errors.pop(name, None)
            elif question.id in faults:
                for name, messages in faults[question.id].message_dict.items():
                    self.errors.setdefault(name, self.error_class(renderer=self.renderer)).extend(messages)
        return cleaned

    @property
    def is_impossible(self) -> bool:
        """Whether something came that no screen of the portal lets anybody send."""
        codes = {error.code for errors in self.errors.values() for error in errors.as_data()}
        return not codes.isdisjoint(IMPOSSIBLE)

    @property
    def faults(self) -> list[dict[str, str]]:
        """What is wrong, in the order of the screen: the sentence, and the id of the input to go to."""
        return [
            {"id": f"id_{name if name in self.fields else self._first(question)}", "message": message}
            for question in self.questions
            for name in dict.fromkeys([question.code, *self.names[question.id]])
            for message in self.errors.get(name, [])
        ]

    def _first(self, question: Question) -> str:
        return next(iter(self.names[question.id]), question.code)

    def _has_errors(self, question: Question) -> bool:
        return any(name in self.errors for name in self.names[question.id])

    def _answer(self, question: Question, cleaned: dict[str, Any]) -> dict[str, Any] | None:
        value = KINDS[question.kind].stored(question, cleaned)
        special = cleaned.get(special_name(question)) or []
        if len(special) > 1:
            raise ValidationError({special_name(question): gettext("Cochez une seule case.")})
        if special and value is not None:
            return self._later_act(question, value, special[0])
        if special:
            return {"special": special[0]}
        if value is not None:
            return {"value": value}
        if self.later:
            return None
        if question.required:
            raise ValidationError({question.code: KINDS[question.kind].missing})
        return {"special": Special.BLANK.value}

    def _later_act(self, question: Question, value: Any, special: str) -> dict[str, Any]:
        """Of an answer and a « Je ne sais pas » given together, keep the one that is new."""
        before = self.stored.get(question.id, {})
        if before.get("special") == special:
            return {"value": value}
        if before.get("value") == value or question.kind in CANNOT_BE_UNDONE:
            return {"special": special}
        sentence = gettext("Vous avez donné une réponse et coché « %(box)s ». Gardez l’une des deux.")
        raise ValidationError({special_name(question): sentence % {"box": Special(special).label}})


def special_name(question: Question) -> str:
    """The field of « Je ne sais pas » and « Je préfère ne pas répondre »."""
    return f"{question.code}__special"


def offers_special(question: Question) -> bool:
    """Whether a question offers them: those that may stay without an answer."""
    return question.offers_special and not question.required and KINDS[question.kind].asks


class PersonalCodeForm(forms.Form):
    """The code that a person was given when they began."""

    personal_code = forms.CharField(
        label=_("Votre code personnel"),
        help_text=_("Dix lettres et chiffres, par exemple K7F3Q-XM92H. Majuscules ou minuscules, comme vous voulez."),
        max_length=60,
        error_messages={"required": _("Tapez votre code personnel.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AccessCodeForm(forms.Form):
    """The code of a printed card: the right to take part."""

    access_code = forms.CharField(
        label=_("Le code de votre carte"),
        help_text=_("Il est écrit sur la carte que l’on vous a remise."),
        max_length=60,
        error_messages={"required": _("Tapez le code de votre carte.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ReasonForm(forms.Form):
    """Why a consultation is withdrawn: people read it on its page."""

    reason = forms.CharField(
        label=_("Raison, publiée sur la page"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez la raison : les personnes la liront.")},
    )


class FreezeForm(forms.Form):
    """Why an edition of results is frozen: people read it above the figures; the first one needs no reason."""

    reason = forms.CharField(
        label=_("Raison de cette édition, publiée au-dessus des chiffres"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez la raison : elle dit pourquoi les chiffres changent.")},
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not is_first


class ExtendForm(ReasonForm):
    """A later closing, and why."""

    closes_at = forms.DateTimeField(
        label=_("Nouvelle clôture"),
        help_text=_("Jour et heure, comme 26/03/2026 18:00."),
        error_messages={
            "required": _("Écrivez le jour et l’heure de la nouvelle clôture."),
            "invalid": _("Écrivez le jour et l’heure, comme 26/03/2026 18:00."),
        },
    )
    field_order = ("closes_at", "reason")

    def __init__(self, *args: Any, announcement: Announcement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.announcement = announcement

    def clean_closes_at(self) -> datetime:
        """The new closing. Raises ValidationError when it gives no more time."""
        closes_at = self.cleaned_data["closes_at"]
        if closes_at <= max(self.announcement.closes_at, timezone.now()):
            raise ValidationError(_("Choisissez une date plus tardive que la clôture actuelle, et à venir."))
        return closes_at

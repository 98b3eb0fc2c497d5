"""Questions answered by choosing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override
from wagtail import blocks
from wagtail.blocks import StructValue

from consultations.questions.base import Cell, CellError, QuestionKind, Value
from consultations.questions.editing import items_block, question_block
from consultations.questions.inputs import OneChoice, PlainText, SeveralChoices, choices
from consultations.questions.kinds.texts import parsed_text, said_pair
from consultations.questions.structure import Item, Question

YES_NO = (("yes", "oui", _("Oui")), ("no", "non", _("Non")))
SCALES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "agreement": (
        _("accord"),
        (
            _("Pas du tout d’accord"),
            _("Plutôt pas d’accord"),
            _("Ni d’accord, ni pas d’accord"),
            _("Plutôt d’accord"),
            _("Tout à fait d’accord"),
        ),
    ),
    "satisfaction": (
        _("satisfaction"),
        (
            _("Pas du tout satisfait"),
            _("Peu satisfait"),
            _("Moyennement satisfait"),
            _("Satisfait"),
            _("Très satisfait"),
        ),
    ),
    "ease": (
        _("facilité"),
        (_("Très difficile"), _("Difficile"), _("Ni facile, ni difficile"), _("Facile"), _("Très facile")),
    ),
    "frequency": (_("fréquence"), (_("Jamais"), _("Rarement"), _("Parfois"), _("Souvent"), _("Toujours"))),
}
SMILEYS = (
    ("☹", _("Pas content du tout")),
    ("🙁", _("Pas content")),
    ("😐", _("Entre les deux")),
    ("🙂", _("Plutôt content")),
    ("😀", _("Très content")),
)
STEPS = {"3": (0, 2, 4), "5": (0, 1, 2, 3, 4)}
STEP_CHOICES = [("3", _("trois")), ("5", _("cinq"))]
GROUP = _("Choix")


def fixed_item(identifier: str, code: str, label: Any, languages: list[str]) -> dict[str, Any]:
    """An option that the portal words itself, as the JSON of an item."""
    labels = {}
    for language in languages:
        with override(language):
            labels[language] = str(label)
    return {"id": identifier, "code": code, "labels": labels, "has_text": False, "is_exclusive": False}


class OneOf(QuestionKind):
    """What questions with one answer among options share; the stored value is an option's id."""

    template = "choices"
    missing = _("Choisissez une réponse.")

    def fields(self, question: Question) -> dict[str, forms.Field]:
        return {question.code: OneChoice(question.options)}

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        return {"type": "radio", "choices": choices(form, question.code, question.options)}

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        return {question.code: _by_id(question, value).code}

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        code = cleaned[question.code]
        return _by_code(question, code).id if code else None

    def tokens(self, question: Question, value: Value) -> set[str]:
        return {_by_id(question, value).code}

    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        yield value, None

    def cell_keys(self, question: Question) -> list[str]:
        return [option.id for option in question.options]

    def words(self, question: Question, value: Value) -> list[str]:
        return [_by_id(question, value).label]

    def columns(self, question: Question) -> list[str]:
        return [question.code]

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        code = row.get(question.code, "").strip()
        return parsed_item(question.options, code, question.code).id if code else None


class YesNo(OneOf):
    """Yes or no."""

    code = "yes_no"

    def block(self) -> blocks.StructBlock:
        return question_block(_("oui ou non"), "check", group=GROUP)

    def fixed_options(self, value: StructValue, languages: list[str]) -> list[dict[str, Any]]:
        return [fixed_item(*option, languages) for option in YES_NO]


class Scale(OneOf):
    """Three or five steps, always worded."""

    code = "scale"

    def block(self) -> blocks.StructBlock:
        return question_block(
            _("échelle"),
            "order",
            (
                "wording",
                blocks.ChoiceBlock(
                    choices=[(name, label) for name, (label, _words) in SCALES.items()],
                    default="agreement",
                    label=_("mots de l’échelle"),
                ),
            ),
            ("steps", blocks.ChoiceBlock(choices=STEP_CHOICES, default="5", label=_("nombre de degrés"))),
            group=GROUP,
        )

    def fixed_options(self, value: StructValue, languages: list[str]) -> list[dict[str, Any]]:
        _label, words = SCALES[value["wording"] or "agreement"]
        return [
            fixed_item(str(step + 1), str(step + 1), words[step], languages) for step in STEPS[value["steps"] or "5"]
        ]


class Smiley(OneOf):
    """Three or five faces, each with its words."""

    code = "smiley"

    def block(self) -> blocks.StructBlock:
        return question_block(
            _("visages"),
            "pick",
            ("steps", blocks.ChoiceBlock(choices=STEP_CHOICES, default="3", label=_("nombre de visages"))),
            group=GROUP,
        )

    def fixed_options(self, value: StructValue, languages: list[str]) -> list[dict[str, Any]]:
        return [
            fixed_item(str(step + 1), str(step + 1), SMILEYS[step][1], languages)
            for step in STEPS[value["steps"] or "3"]
        ]

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        shown = choices(form, question.code, question.options)
        faces = [replace(choice, sign=SMILEYS[int(choice.value) - 1][0]) for choice in shown]
        return {"type": "radio", "choices": faces}


class SingleChoice(OneOf):
    """One option; the stored value is {"option": id, "text": precision if any}."""

    code = "single_choice"
    least = {"options": 2}

    def block(self) -> blocks.StructBlock:
        return question_block(
            _("choix unique"), "radio-full", ("options", items_block(_("choix"), has_text=True)), group=GROUP
        )

    def fields(self, question: Question) -> dict[str, forms.Field]:
        return {question.code: OneChoice(question.options), **_texts(question)}

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        option = _by_id(question, value["option"])
        texts = {f"{question.code}__{option.code}": value["text"]} if "text" in value else {}
        return {question.code: option.code, **texts}

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        code = cleaned[question.code]
        texts = _precisions(question, cleaned, {code})
        if not code:
            return None
        option = _by_code(question, code)
        return {"option": option.id, **({"text": texts[option.id]} if option.id in texts else {})}

    def tokens(self, question: Question, value: Value) -> set[str]:
        return super().tokens(question, value["option"])

    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        yield value["option"], None

    def words(self, question: Question, value: Value) -> list[str]:
        label = _by_id(question, value["option"]).label
        return [said_pair(label, value["text"]) if "text" in value else label]

    def columns(self, question: Question) -> list[str]:
        return [question.code, *_text_columns(question)]

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        code = row.get(question.code, "").strip()
        if not code:
            return None
        option = parsed_item(question.options, code, question.code)
        text = parsed_text(row, f"{question.code}_{option.code}_texte") if option.has_text else ""
        return {"option": option.id, **({"text": text} if text else {})}


class MultipleChoice(QuestionKind):
    """Several options; the stored value is {"options": [ids], "texts": {id: precision}}."""

    code = "multiple_choice"
    template = "choices"
    missing = _("Choisissez une réponse au moins.")
    least = {"options": 2}

    def block(self) -> blocks.StructBlock:
        return question_block(
            _("choix multiple"),
            "list-ul",
            ("options", items_block(_("choix"), has_text=True, is_exclusive=True)),
            ("least", blocks.IntegerBlock(label=_("choix au moins"), required=False, min_value=1)),
            ("most", blocks.IntegerBlock(label=_("choix au plus"), required=False, min_value=1)),
            group=GROUP,
        )

    def settings(self, values: dict[str, StructValue]) -> dict[str, Any]:
        return {"least": values["fr"]["least"], "most": values["fr"]["most"]}

    def faults(self, question: Question) -> list[tuple[str, str]]:
        least, most = question.settings["least"] or 1, question.settings["most"] or len(question.options)
        if least > most or least > len(question.options):
            return [("least", str(_("Ce nombre de choix ne peut pas être atteint : diminuez-le.")))]
        return []

    def fields(self, question: Question) -> dict[str, forms.Field]:
        return {question.code: SeveralChoices(question.options), **_texts(question)}

    def context(self, question: Question, form: forms.Form) -> dict[str, Any]:
        return {"type": "checkbox", "choices": choices(form, question.code, question.options)}

    def initial(self, question: Question, value: Value) -> dict[str, Any]:
        codes = {option.id: option.code for option in question.options}
        return {
            question.code: [codes[option] for option in value["options"]],
            **{f"{question.code}__{codes[option]}": text for option, text in value["texts"].items()},
        }

    def stored(self, question: Question, cleaned: dict[str, Any]) -> Value | None:
        codes = cleaned[question.code]
        texts = _precisions(question, cleaned, set(codes))
        if not codes:
            return None
        self._check(question, codes)
        return {"options": [_by_code(question, code).id for code in codes], "texts": texts}

    def _check(self, question: Question, codes: list[str]) -> None:
        """Refuse an exclusive option beside others, and too few or too many choices."""
        exclusive = next((o for o in question.options if o.is_exclusive and o.code in codes), None)
        if exclusive and len(codes) > 1:
            sentence = _("« %(option)s » ne va pas avec d’autres choix : gardez l’un ou les autres.")
            raise ValidationError({question.code: str(sentence) % {"option": exclusive.label}})
        least, most = question.settings.get("least"), question.settings.get("most")
        if least and len(codes) < least and not exclusive:
            sentence = ngettext("Choisissez %d réponse au moins.", "Choisissez %d réponses au moins.", least)
            raise ValidationError({question.code: sentence % least})
        if most and len(codes) > most:
            sentence = ngettext("Gardez %d réponse au plus.", "Gardez %d réponses au plus.", most)
            raise ValidationError({question.code: sentence % most})

    def tokens(self, question: Question, value: Value) -> set[str]:
        return {option.code for option in question.options if option.id in value["options"]}

    def cells(self, question: Question, value: Value) -> Iterator[Cell]:
        for option in value["options"]:
            yield option, None

    def cell_keys(self, question: Question) -> list[str]:
        return [option.id for option in question.options]

    def words(self, question: Question, value: Value) -> list[str]:
        chosen = [option for option in question.options if option.id in value["options"]]
        return [
            said_pair(option.label, value["texts"][option.id]) if option.id in value["texts"] else option.label
            for option in chosen
        ]

    def columns(self, question: Question) -> list[str]:
        return [
            question.code,
            *(f"{question.code}_{option.code}" for option in question.options),
            *_text_columns(question),
        ]

    def parse(self, question: Question, row: dict[str, str]) -> Value | None:
        codes = [code.strip() for code in row.get(question.code, "").split("|") if code.strip()]
        chosen = {parsed_item(question.options, code, question.code).code for code in codes}
        for option in question.options:
            column = f"{question.code}_{option.code}"
            if parsed_flag(row, column):
                chosen.add(option.code)
        if not chosen:
            return None
        kept = [option for option in question.options if option.code in chosen]
        try:
            self._check(question, [option.code for option in kept])
        except ValidationError as error:
            raise CellError(question.code, " ".join(error.messages)) from error
        texts = {
            option.id: parsed_text(row, f"{question.code}_{option.code}_texte") for option in kept if option.has_text
        }
        return {
            "options": [option.id for option in kept],
            "texts": {option: text for option, text in texts.items() if text},
        }


def parsed_item(items: tuple[Item, ...], code: str, column: str) -> Item:
    """The item that bears `code` in a cell of an imported file. Raises CellError."""
    for item in items:
        if item.code == code:
            return item
    known = ", ".join(item.code for item in items)
    raise CellError(
        column, str(_("« %(code)s » n’est pas un choix ; écrivez : %(known)s.")) % {"code": code, "known": known}
    )


def parsed_flag(row: dict[str, str], column: str) -> bool:
    """A cell that says whether an option is chosen. Raises CellError."""
    cell = row.get(column, "").strip().lower()
    if cell in ("1", "oui", "vrai", "x"):
        return True
    if cell in ("", "0", "non", "faux"):
        return False
    raise CellError(column, str(_("Écrivez 1 ou 0.")))


def _by_id(question: Question, identifier: str) -> Item:
    return next(option for option in question.options if option.id == identifier)


def _by_code(question: Question, code: str) -> Item:
    return next(option for option in question.options if option.code == code)


def _texts(question: Question) -> dict[str, forms.Field]:
    return {f"{question.code}__{option.code}": PlainText() for option in question.options if option.has_text}


def _text_columns(question: Question) -> list[str]:
    return [f"{question.code}_{option.code}_texte" for option in question.options if option.has_text]


def _precisions(question: Question, cleaned: dict[str, Any], chosen: set[str]) -> dict[str, str]:
    """Texts typed beside chosen options; a text beside an option that is not chosen is refused, never lost."""
    texts = {}
    for option in question.options:
        name = f"{question.code}__{option.code}"
        if not option.has_text or not cleaned[name]:
            continue
        if option.code not in chosen:
            sentence = _("Choisissez aussi « %(option)s », ou effacez ce texte.")
            raise ValidationError({name: str(sentence) % {"option": option.label}})
        texts[option.id] = cleaned[name]
    return texts

"""A frozen questionnaire as the rest of the code reads it: sections, questions, wordings in each language."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

Words = dict[str, str]  # language code → text


def in_language(words: Words) -> str:
    """The text in the active language, in French where it has none."""
    return words.get(get_language() or "fr") or words.get("fr", "")


@dataclass(frozen=True)
class Item:
    """An option, a row or a column."""

    id: str
    code: str
    labels: Words
    has_text: bool = False  # « autre, précisez »
    is_exclusive: bool = False  # « aucun de ceux-là »

    @property
    def label(self) -> str:
        """Its label in the active language."""
        return in_language(self.labels)


@dataclass(frozen=True)
class Question:
    """A question as it was frozen."""

    id: str
    code: str
    kind: str
    texts: Words
    helps: Words = field(default_factory=dict)
    easy_texts: Words = field(default_factory=dict)
    required: bool = False
    is_personal: bool = False  # asked, never in results
    offers_special: bool = True  # « Je ne sais pas », « Je préfère ne pas répondre »
    condition: dict[str, Any] | None = None  # see conditions.py
    options: tuple[Item, ...] = ()
    rows: tuple[Item, ...] = ()
    columns: tuple[Item, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)  # bounds, unit, total: what the kind alone reads

    @property
    def text(self) -> str:
        """The question in the active language."""
        return in_language(self.texts)

    @property
    def help(self) -> str:
        """Its help in the active language."""
        return in_language(self.helps)

    @property
    def easy_text(self) -> str:
        """Its easy-to-read wording in the active language."""
        return in_language(self.easy_texts)


@dataclass(frozen=True)
class Section:
    """A part of the questionnaire."""

    id: str
    code: str
    titles: Words
    questions: tuple[Question, ...]

    @property
    def title(self) -> str:
        """Its title in the active language."""
        return in_language(self.titles)


@dataclass(frozen=True)
class Structure:
    """All that a version asks, in its order."""

    sections: tuple[Section, ...]

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Structure":
        """Read what `to_json` wrote. Raises KeyError or TypeError on anything else."""
        return cls(
            tuple(
                Section(
                    id=section["id"],
                    code=section["code"],
                    titles=section["titles"],
                    questions=tuple(
                        Question(
                            **{
                                **question,
                                **{name: tuple(Item(**item) for item in question[name]) for name in _ITEMS},
                            }
                        )
                        for question in section["questions"]
                    ),
                )
                for section in data["sections"]
            )
        )

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question and information screen, in order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_code(self) -> dict[str, Question]:
        """Questions by their code."""
        return {question.code: question for question in self.questions}

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """Questions by their id, which all languages and versions share."""
        return {question.id: question for question in self.questions}

    def section_of(self, question: Question) -> Section:
        """The section that holds `question`."""
        return next(section for section in self.sections if question in section.questions)

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)


_ITEMS = ("options", "rows", "columns")

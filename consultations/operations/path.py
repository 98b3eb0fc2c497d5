"""The path of one person through a questionnaire: its screens, in order, from the answers given so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from consultations.enums import Layout
from consultations.questions import KINDS, Question, Structure, visible_questions

Answers = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Step:
    """One screen: one question, or all those of one section."""

    code: str
    title: str
    questions: tuple[Question, ...]

    @property
    def asks(self) -> bool:
        """Whether it asks something; an information screen does not count in « Question 2 sur 5 »."""
        return any(KINDS[question.kind].asks for question in self.questions)


class Path:
    """The screens that the answers given so far open, and where each leads."""

    def __init__(self, structure: Structure, answers: Answers, layout: str) -> None:
        self.structure = structure
        self.answers = answers
        self.questions = tuple(visible_questions(structure, answers))
        self.steps = tuple(_by_section(self.questions, structure) if layout == Layout.SECTION else _one_by_one(self))

    def find(self, code: str) -> Step | None:
        """The screen of this code, None when the answers do not open it."""
        return next((step for step in self.steps if step.code == code), None)

    def knows(self, code: str) -> bool:
        """Whether the questionnaire has such a screen, open or not."""
        return code in self.structure.by_code or any(section.code == code for section in self.structure.sections)

    def before(self, step: Step) -> Step | None:
        """The screen that « Retour » leads to; None from the first one."""
        position = self.steps.index(step)
        return self.steps[position - 1] if position else None

    def after(self, step: Step) -> Step | None:
        """The screen that « Continuer » leads to; None when everything was asked."""
        return next(iter(self.steps[self.steps.index(step) + 1 :]), None)

    def first_unanswered(self) -> Step | None:
        """Where somebody who comes back goes on; None when nothing is left to ask."""
        return next((step for step in self.steps if any(self._waits(question) for question in step.questions)), None)

    def place(self, step: Step) -> tuple[int, int]:
        """Position of a screen among those that ask, and their number."""
        asking = [other for other in self.steps if other.asks]
        return asking.index(step) + 1, len(asking)

    def missing(self) -> list[Question]:
        """Questions that need an answer before sending, and have none."""
        return [question for question in self.questions if question.required and "value" not in self._given(question)]

    def step_of(self, question: Question) -> Step:
        """The screen that asks `question`, which must be on the path."""
        return next(step for step in self.steps if question in step.questions)

    def _given(self, question: Question) -> dict[str, Any]:
        return self.answers.get(question.id, {})

    def _waits(self, question: Question) -> bool:
        if not KINDS[question.kind].asks:
            return False
        given = self._given(question)
        return not given or (question.required and "value" not in given)


def _one_by_one(path: Path) -> Iterable[Step]:
    return (Step(question.code, question.text, (question,)) for question in path.questions)


def _by_section(questions: tuple[Question, ...], structure: Structure) -> Iterable[Step]:
    shown = {question.id for question in questions}
    for section in structure.sections:
        if asked := tuple(question for question in section.questions if question.id in shown):
            yield Step(section.code, section.title, asked)

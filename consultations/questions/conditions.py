"""Which questions are asked, given the answers so far (participation.md, section 3)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from consultations.questions.editing import OPERATORS
from consultations.questions.kinds import KINDS
from consultations.questions.structure import Question, Structure

# A condition, as frozen: {"match": "all" | "any", "tests": [{"question": code, "op": operator, "value": text}]}.
Answers = Mapping[str, Mapping[str, Any]]


def visible_questions(structure: Structure, answers: Answers) -> list[Question]:
    """Questions and information screens to show now, in order.

    `answers` maps a question's id to {"value": …} or {"special": …}. A condition reads visible earlier questions only:
    what was answered to a question that became hidden counts for nothing.
    """
    visible: list[Question] = []
    known: dict[str, Any] = {}
    for question in structure:
        if question.condition and not holds(question.condition, known):
            continue
        visible.append(question)
        answer = answers.get(question.id, {})
        if answer.get("value") is not None:
            known[question.code] = KINDS[question.kind].tokens(question, answer["value"])
    return visible


def condition_words(structure: Structure, question: Question) -> str:
    """When a question is asked, in words for editors and for paper; "" when always."""
    if not question.condition:
        return ""
    operators = dict(OPERATORS)
    said = [
        " ".join(
            part
            for part in (
                f"«\u00a0{structure.by_code[test['question']].text}\u00a0»",
                str(operators[test["op"]]),
                _label(structure.by_code[test["question"]], test["value"]),
            )
            if part
        )
        for test in question.condition["tests"]
    ]
    return f" {_('ou') if question.condition['match'] == 'any' else _('et')} ".join(said)


def _label(question: Question, value: str) -> str:
    return next((f"«\u00a0{option.label}\u00a0»" for option in question.options if option.code == value), value)


def holds(condition: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Whether `condition` is met, `known` giving what each answered question is compared by."""
    results = (_passes(test["op"], test["value"], known.get(test["question"])) for test in condition["tests"])
    return any(results) if condition["match"] == "any" else all(results)


def _passes(operator: str, value: str, tokens: Any) -> bool:
    """An unanswered question, or one that was not asked, meets « empty » alone."""
    if tokens is None:
        return operator == "empty"
    if operator in ("answered", "empty"):
        return operator == "answered"
    if operator == "includes":
        return value in tokens if isinstance(tokens, set) else tokens == value
    if operator in ("eq", "ne"):
        return _equals(tokens, value) is (operator == "eq")
    return _compares(operator, tokens, value)


def _equals(tokens: Any, value: str) -> bool:
    if isinstance(tokens, set):
        return tokens == {value}
    if isinstance(tokens, str):
        return tokens == value
    return tokens == _number(value)


def _compares(operator: str, tokens: Any, value: str) -> bool:
    if isinstance(tokens, set):  # the steps of a scale have numbers for codes
        tokens = _number(next(iter(tokens))) if len(tokens) == 1 else None
    other: Any = value if isinstance(tokens, str) else _number(value)
    if tokens is None or other is None:
        return False
    if operator == "lt":
        return tokens < other
    if operator == "le":
        return tokens <= other
    if operator == "gt":
        return tokens > other
    return tokens >= other


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None

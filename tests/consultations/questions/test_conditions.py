"""Which questions are asked."""

import pytest

from consultations.questions import visible_questions
from tests.factories.consultations import SIX, identifier, items, question, structure


def asked(parts, answers) -> list[str]:
    return [q.code for q in visible_questions(structure(*parts), answers)]


def answer(code: str, value) -> dict:
    return {identifier("question", code): {"value": value}}


def test_a_follow_up_is_asked_once_its_condition_is_met():
    assert "moyen" not in asked(SIX, {})
    assert "moyen" in asked(SIX, answer("venu", "yes"))
    assert "moyen" not in asked(SIX, answer("venu", "no"))


def test_what_was_said_to_a_question_that_became_hidden_counts_for_nothing():
    parts = [
        question("yes_no", "a"),
        question("yes_no", "b", when=[("a", "eq", "oui")]),
        question("yes_no", "c", when=[("b", "eq", "oui")]),
    ]
    both = answer("a", "yes") | answer("b", "yes")
    assert asked(parts, both) == ["a", "b", "c"]
    assert asked(parts, both | answer("a", "no")) == ["a"]


def test_i_do_not_know_is_not_an_answer():
    parts = [question("yes_no", "a"), question("yes_no", "b", when=[("a", "answered", "")])]
    assert asked(parts, {identifier("question", "a"): {"special": "dont_know"}}) == ["a"]


COLOURS = question("multiple_choice", "m", options=items("a", "b", "c"))
M = {code: identifier("m", "options", code) for code in "abc"}
CHOSEN = {"options": [M["a"], M["b"]], "texts": {}}


@pytest.mark.parametrize(
    ("read", "value", "test", "expected"),
    [
        (COLOURS, CHOSEN, ("m", "includes", "a"), True),
        (COLOURS, CHOSEN, ("m", "includes", "c"), False),
        (COLOURS, CHOSEN, ("m", "eq", "a"), False),
        (COLOURS, CHOSEN, ("m", "ne", "a"), True),
        (question("number", "m"), 5, ("m", "ge", "5"), True),
        (question("number", "m"), 5, ("m", "gt", "5"), False),
        (question("number", "m"), 0, ("m", "lt", "0,5"), True),
        (question("date", "m"), "2026-03-26", ("m", "le", "2026-03-26"), True),
        (question("scale", "m"), "4", ("m", "lt", "3"), False),
        (question("short_text", "m"), "Sète", ("m", "eq", "Sète"), True),
        (question("short_text", "m"), "Sète", ("m", "empty", ""), False),
        (question("short_text", "m"), None, ("m", "empty", ""), True),
        (question("short_text", "m"), None, ("m", "ne", "Sète"), False),
        (
            question("number_table", "m", rows=items("x")),
            {"cells": {identifier("m", "rows", "x"): 3}, "texts": {}},
            ("m", "eq", "3"),
            True,
        ),
    ],
)
def test_each_test_compares_what_its_question_keeps(read, value, test, expected):
    parts = [read, question("yes_no", "z", when=[test])]
    given = {} if value is None else answer("m", value)
    assert ("z" in asked(parts, given)) is expected


def test_one_of_several_conditions_may_be_enough():
    tests = [("a", "eq", "oui"), ("b", "eq", "oui")]
    parts = [question("yes_no", "a"), question("yes_no", "b")]
    assert "z" in asked([*parts, question("yes_no", "z", when=tests, match="any")], answer("b", "yes"))
    assert "z" not in asked([*parts, question("yes_no", "z", when=tests)], answer("b", "yes"))

"""What an editor is asked to correct, and where."""

import pytest

from consultations.questions import questionnaire_faults
from consultations.questions.faults import located_faults
from tests.factories.consultations import EVERY_KIND, SIX, items, question, section, stream

YES = question("yes_no", "a")


def test_good_questionnaires_have_no_fault():
    assert questionnaire_faults(stream(*SIX)) == []
    assert questionnaire_faults(stream(*EVERY_KIND)) == []


@pytest.mark.parametrize(
    ("parts", "field", "words"),
    [
        ([YES, question("short_text", "a")], "code", "déjà ce code"),
        ([YES, question("yes_no", "b", when=[("b", "eq", "oui")])], "condition", "d’elle-même"),
        ([question("yes_no", "b", when=[("a", "eq", "oui")]), YES], "condition", "vient plus loin"),
        ([YES, question("yes_no", "b", when=[("zz", "eq", "oui")])], "condition", "Aucune question"),
        ([YES, question("yes_no", "b", when=[("a", "eq", "si")])], "condition", "n’est pas un choix"),
        ([YES, question("yes_no", "b", when=[("a", "lt", "oui")])], "condition", "demande un nombre"),
        ([question("number", "a"), question("yes_no", "b", when=[("a", "lt", "x")])], "condition", "nombre"),
        ([question("date", "a"), question("yes_no", "b", when=[("a", "lt", "hier")])], "condition", "date"),
        ([question("short_text", "a"), question("yes_no", "b", when=[("a", "eq", "")])], "condition", "valeur"),
        (
            [question("note", "a", help="x"), question("yes_no", "b", when=[("a", "answered", "")])],
            "condition",
            "Aucune",
        ),
        ([question("single_choice", "a", options=items("x"))], "options", "2 au moins"),
        ([question("single_choice", "a", options=items("x", "x"))], "options", "sert deux fois"),
        ([question("number_table", "a", rows=items("total"))], "rows", "réservé"),
        ([question("matrix_single", "a", rows=items("x"), columns=items("y"))], "columns", "2 au moins"),
        ([question("text_table", "a", columns=items("b")), question("short_text", "a_b")], "code", "se confond"),
        ([question("short_text", "mds_code")], "code", "se confond"),
        ([question("number", "a", least=5, most=1)], "most", "dépasser"),
        ([question("multiple_choice", "a", options=items("x", "y"), least=3)], "least", "atteint"),
        ([question("short_text", "a", text=" ")], "text", "manque"),
    ],
)
def test_a_fault_is_said_at_the_field_to_correct(parts, field, words):
    faults = located_faults(stream(*parts))
    assert faults
    assert {fault.field for fault in faults} == {field}
    assert words in faults[-1].sentence
    assert faults[-1].sentence.endswith(".")


def test_two_parts_with_one_code_are_a_fault_of_the_part():
    faults = located_faults(stream(section("x", YES), section("x", question("yes_no", "b"))))
    assert [(fault.section, fault.question, fault.field) for fault in faults] == [(0, None, "code"), (1, None, "code")]


def test_each_sentence_names_its_question():
    value = stream(YES, question("yes_no", "b", when=[("zz", "eq", "oui")]))
    assert questionnaire_faults(value) == ["b\u00a0: Aucune question n’a le code «\u00a0zz\u00a0»."]

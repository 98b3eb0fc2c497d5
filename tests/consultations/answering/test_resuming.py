"""Coming back with the personal code, and what a browser that forgot everything is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.operations.codes import find_by_personal_code, personal_code, seal, unseal
from portal.common.codes import normalise
from tests.factories.consultations import make_consultation
from tests.support.visitors import Visitor, only_contribution

pytestmark = pytest.mark.django_db
SENTENCE = "Ce code ne permet pas de continuer ici."


def test_a_draft_resumes_in_another_browser():
    consultation = make_consultation()
    code = Visitor(consultation).start().answer("venu", "oui").note_code()

    other = Visitor(consultation).post("avec-mon-code", personal_code=code)

    assert other.here == "moyen"
    assert other.answer("moyen", "bus").here == "freins"
    assert len(only_contribution().answers) == 2


def test_a_sent_contribution_opens_on_its_receipt():
    consultation = make_consultation()
    code = Visitor(consultation).start().answer_six().send().note_code()

    assert Visitor(consultation).post("avec-mon-code", personal_code=code).here == "mon-recu"


@pytest.mark.parametrize("typed", ["AAAAA-AAAAA", "xx", "0" * 60, "é\u202e"])
def test_a_wrong_code_always_gets_the_same_sentence(typed):
    visitor = Visitor(make_consultation()).post("avec-mon-code", personal_code=typed)
    assert SENTENCE in visitor.text
    assert visitor.here == "avec-mon-code"


def test_the_code_of_another_consultation_opens_nothing():
    code = Visitor(make_consultation()).start().answer("venu", "oui").note_code()
    assert SENTENCE in Visitor(make_consultation()).post("avec-mon-code", personal_code=code).text


def test_after_many_wrong_codes_one_waits_and_is_told():
    consultation = make_consultation()
    visitor = Visitor(consultation)
    for _ in range(6):
        visitor.post("avec-mon-code", personal_code="AAAAA-AAAAA")

    assert "Attendez" in visitor.post("avec-mon-code", personal_code="AAAAA-AAAAA").text


def test_a_code_is_stored_nowhere():
    visitor = Visitor(make_consultation()).start().answer("venu", "oui")
    contribution = only_contribution()
    code = normalise(visitor.note_code())

    assert code not in str(vars(contribution))
    assert contribution.pk.hex not in str(dict(visitor.client.session)), "a session may also name an account"


@settings(max_examples=20, deadline=None, database=None)
@given(st.uuids())
def test_what_is_sealed_is_unsealed(identifier):
    assert unseal(seal(identifier)) == identifier
    assert identifier.hex not in seal(identifier)


def test_a_code_typed_with_its_usual_faults_is_understood():
    consultation = make_consultation()
    Visitor(consultation).start()
    contribution = only_contribution()
    code = personal_code(contribution.pk).lower().replace("0", "o").replace("1", "l").replace("-", " ")

    assert find_by_personal_code(consultation, f" {code} ") == contribution


def test_when_the_session_is_lost_the_text_is_kept_and_the_code_saves_it():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer("venu", "non")
    code = visitor.note_code()
    visitor.client.session.flush()
    visitor.client.cookies.clear()

    visitor.answer("idee", "Un bus le soir, s’il vous plaît")
    assert visitor.page.status_code == 403
    assert visitor.text.count("Un bus le soir") == 2, "once to send again, once to read"

    visitor.answer("idee", "Un bus le soir, s’il vous plaît", personal_code=code)
    assert "Un bus le soir, s’il vous plaît" in str(only_contribution().answers)


def test_a_screen_opened_without_a_session_asks_for_the_code():
    visitor = Visitor(make_consultation())
    for where in ("venu", "verifier-mes-reponses", "plus-tard", "mon-recu", "retirer-mes-reponses"):
        assert visitor.open(where).page.status_code == 303
        assert visitor.page.url == visitor.url("avec-mon-code")


def test_entering_a_code_changes_the_key_of_the_session():
    consultation = make_consultation()
    code = Visitor(consultation).start().answer("venu", "oui").note_code()
    other = Visitor(consultation).start()
    before = other.client.session.session_key

    other.post("avec-mon-code", personal_code=code)

    assert other.client.session.session_key != before


def test_starting_twice_in_one_browser_goes_on_with_the_same_draft():
    visitor = Visitor(make_consultation()).start().start()
    assert visitor.here == "venu"
    assert only_contribution()


def test_a_shared_device_forgets():
    visitor = Visitor(make_consultation()).start().answer("venu", "oui")
    response = visitor.client.post(visitor.url("quitter-cet-appareil"))

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert visitor.open("venu").page.status_code == 303

"""What no screen of the portal lets anybody send: a 4xx in French, never a 500, never a stored fragment."""

import pytest
from django.db import OperationalError
from django.test import Client

from consultations.models import Contribution
from consultations.views import answering
from tests.factories.consultations import EVERY_KIND, make_consultation
from tests.support.visitors import Visitor, only_contribution

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "data",
    [
        {"asked": "venu", "venu": "peut-etre"},
        {"asked": "venu", "venu": "oui\x00"},
        {"asked": "inconnue", "inconnue": "1"},
        {"asked": "venu,idee", "venu": "oui", "idee": "d’un autre écran"},
        {"venu": "oui"},
        {},
    ],
    ids=["option of no list", "null character", "question of no list", "other screen", "nothing asked", "nothing"],
)
def test_a_forged_answer_is_refused_and_not_stored(data):
    visitor = Visitor(make_consultation()).start()
    visitor.post("venu", **data)

    assert visitor.page.status_code == 400
    assert 'lang="fr"' in visitor.text
    assert only_contribution().answers == {}


@pytest.mark.parametrize("text", ["a\x00b", "x" * 5001, "x" * 1_000_000], ids=["null", "too long", "a megabyte"])
def test_an_impossible_text_is_refused_in_words_and_kept_on_the_screen(text):
    visitor = Visitor(make_consultation()).start().answer("idee", text)

    assert visitor.page.status_code == 400
    assert "Votre texte" in visitor.text
    assert text.replace("\x00", "") in visitor.text.replace("\x00", "")
    assert only_contribution().answers == {}


def test_a_lone_surrogate_becomes_no_500():
    visitor = Visitor(make_consultation()).start()
    raw = b"asked=idee&idee=%ED%A0%80"
    response = visitor.client.post(visitor.url("idee"), raw, content_type="application/x-www-form-urlencoded")

    assert response.status_code < 500


def test_a_text_is_kept_as_it_was_typed():
    text = "Ça va ?\r\nمرحبا 👋🏽 " + "e\u0301" * 5 + " <script>alert(1)</script>"
    visitor = Visitor(make_consultation()).start().answer("idee", text)

    assert only_contribution().answers.popitem()[1]["value"] == text.replace("e\u0301", "é")
    assert "<script>alert(1)" not in visitor.open("idee").text
    assert "<script>alert(1)" not in visitor.open("verifier-mes-reponses").text


def test_too_big_a_request_gets_a_page_that_says_what_to_do():
    visitor = Visitor(make_consultation()).start().answer("idee", "x" * 4_000_000)

    assert visitor.page.status_code == 413
    assert "Votre texte est trop long" in visitor.text


@pytest.mark.parametrize("where", ["inconnue", "partie%00", "0" * 300])
def test_a_screen_that_does_not_exist_is_unknown(where):
    visitor = Visitor(make_consultation()).start()
    assert 400 <= visitor.open(where).page.status_code < 500
    assert 400 <= visitor.answer(where, "x").page.status_code < 500


def test_a_question_closed_by_another_answer_stores_nothing_and_keeps_the_text():
    visitor = Visitor(make_consultation()).start().answer("venu", "non")
    before = only_contribution().answers
    visitor.answer("moyen", "autre", moyen__autre="en barque le matin")

    assert visitor.page.status_code == 409
    assert "en barque le matin" in visitor.text
    assert only_contribution().answers == before
    assert visitor.open("moyen").page.status_code == 303


@pytest.mark.parametrize("key", ["", "x", "é" * 30, "a" * 65, "'; DROP TABLE"])
def test_a_key_that_the_portal_did_not_draw_sends_nothing(key):
    visitor = Visitor(make_consultation()).start().answer_six()
    assert visitor.post("verifier-mes-reponses", key=key).page.status_code == 400
    assert only_contribution().state == "draft"


def test_no_kind_of_question_answers_500_to_odd_values():
    visitor = Visitor(make_consultation(EVERY_KIND)).start()
    for kind in EVERY_KIND:
        code = kind["value"]["code"]
        names = [code, f"{code}__special", *(f"{code}__{part}" for part in ("l1", "l2", "x", "autre", "choice", "day"))]
        for value in ("\u202e\u0600", "-1e999", "NaN", "[]", "0000-00-00"):
            visitor.page = visitor.client.post(visitor.url(code), {"asked": code, **dict.fromkeys(names, value)})
            assert visitor.page.status_code < 500, (code, value)


def test_when_the_database_does_not_answer_the_text_comes_back_with_the_same_key(monkeypatch):
    visitor = Visitor(make_consultation()).start().answer_six().open("verifier-mes-reponses")
    key = visitor.page.context["key"]

    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("the database is away")

    with monkeypatch.context() as patch:
        patch.setattr(answering, "submit_contribution", away)
        patch.setattr(answering, "save_answers", away)
        visitor.post("verifier-mes-reponses", key=key)
        assert visitor.page.status_code == 503
        assert visitor.page.headers["Retry-After"]
        assert f'name="key" value="{key}"' in visitor.text
        visitor.answer("idee", "Un bus le soir")
        assert visitor.page.status_code == 503
        assert visitor.text.count("Un bus le soir") == 2
    assert visitor.post("verifier-mes-reponses", key=key).here == "mon-recu"


def test_an_unknown_or_unannounced_consultation_is_unknown_everywhere():
    hidden = make_consultation(is_announced=False)
    for slug in ("inconnue", hidden.slug):
        for where in ("", "venu/", "avec-mon-code/", "verifier-mes-reponses/", "mon-recu/"):
            assert Client().get(f"/consultations/{slug}/repondre/{where}").status_code == 404
        assert Client().get(f"/consultations/{slug}/formulaire/").status_code == 404
        assert Client().get(f"/consultations/{slug}/").status_code == 404


def test_another_persons_contribution_cannot_be_reached_by_its_id():
    consultation = make_consultation()
    Visitor(consultation).start().answer_six()
    identifier = only_contribution().pk
    intruder = Visitor(consultation).open(f"/consultations/{consultation.slug}/repondre/?id={identifier}")

    intruder.start(id=str(identifier), contribution=str(identifier), state="submitted")

    assert Contribution.objects.count() == 2
    assert intruder.answer("venu", "oui", state="submitted", id=str(identifier)).here == "moyen"
    assert Contribution.objects.filter(state="submitted").count() == 0


def test_an_expired_page_shows_a_way_back():
    visitor = Visitor(make_consultation(), client=Client(enforce_csrf_checks=True))
    assert visitor.start().page.status_code == 403
    assert "Cette page est restée ouverte trop longtemps" in visitor.text

    assert "Un bus le soir" in visitor.answer("idee", "Un bus le soir", password="mon mot de passe").text
    assert "mon mot de passe" not in visitor.text

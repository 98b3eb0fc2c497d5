"""Answering, one question a screen or one part a screen."""

import pytest

from consultations.models import Contribution
from tests.factories.consultations import SIX, make_consultation, question, section
from tests.support.visitors import Visitor, only_contribution

pytestmark = pytest.mark.django_db


def test_reading_the_introduction_creates_nothing():
    visitor = Visitor(make_consultation()).open()

    assert visitor.page.status_code == 200
    assert "sessionid" not in visitor.client.cookies
    assert not Contribution.objects.exists()


def test_a_person_goes_from_the_first_question_to_the_receipt():
    visitor = Visitor(make_consultation()).start()
    assert visitor.here == "venu"

    visitor.answer_six()
    assert visitor.here == "verifier-mes-reponses"
    assert "à vélo" in visitor.text

    visitor.send()
    assert visitor.here == "mon-recu"
    assert "Vos réponses sont enregistrées" in visitor.text
    assert only_contribution().state == "submitted"


def test_every_post_leads_on_by_303():
    visitor = Visitor(make_consultation()).start()
    response = visitor.client.post(visitor.url("venu"), {"asked": "venu", "venu": "oui"})

    assert response.status_code == 303


def test_the_number_of_questions_follows_the_real_path():
    visitor = Visitor(make_consultation()).start()
    assert "Question 1 sur 5" in visitor.text

    visitor.answer("venu", "oui")
    assert visitor.here == "moyen"
    assert "Question 2 sur 6" in visitor.text

    visitor.answer("venu", "non")
    assert visitor.here == "freins"
    assert "Question 2 sur 5" in visitor.text


def test_back_shows_the_last_answer():
    visitor = Visitor(make_consultation()).start().answer("venu", "oui").open("venu")
    assert 'value="oui" id="id_venu" checked' in visitor.text.replace("\n", " ")


def test_an_error_keeps_what_was_typed_and_says_what_to_do():
    visitor = Visitor(make_consultation()).start().answer("venu")
    assert "<title>Erreur\u00a0:" in visitor.text
    assert 'href="#id_venu"' in visitor.text

    visitor.answer("trajet", "beaucoup trop")
    assert 'value="beaucoup trop"' in visitor.text
    assert only_contribution().answers == {}


def test_an_error_on_one_question_leaves_the_others_untouched():
    visitor = Visitor(make_consultation()).start().answer_six()
    before = only_contribution().answers

    visitor.answer("trajet", "99999")

    assert only_contribution().answers == before


def test_what_is_optional_may_be_unknown_refused_or_left_blank():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer("venu", "non")
    visitor.answer("freins", freins__special="prefer_not").answer("accueil")
    visitor.answer("trajet", trajet__special="dont_know")

    answers = only_contribution().answers
    by_code = {q.code: answers.get(q.id) for q in consultation.versions.get().structure}
    assert by_code["freins"] == {"special": "prefer_not"}
    assert by_code["accueil"] == {"special": "blank"}
    assert by_code["trajet"] == {"special": "dont_know"}
    assert by_code["idee"] is None


def test_of_an_answer_and_i_do_not_know_the_newer_one_is_kept():
    consultation = make_consultation([question("short_text", "mot"), question("yes_no", "fin")])
    identifier = consultation.versions.get().structure.by_code["mot"].id
    visitor = Visitor(consultation).start().answer("mot", mot__special="dont_know")
    visitor.answer("mot", "bus", mot__special="dont_know")
    assert only_contribution().answers[identifier] == {"value": "bus"}

    visitor.answer("mot", "bus", mot__special="prefer_not")
    assert only_contribution().answers[identifier] == {"special": "prefer_not"}

    visitor.answer("mot", "train", mot__special="dont_know")
    assert "Gardez l’une des deux." in visitor.text
    assert only_contribution().answers[identifier] == {"special": "prefer_not"}


def test_a_change_made_from_the_review_comes_back_to_it():
    visitor = Visitor(make_consultation()).start().answer_six()
    visitor.post(visitor.url("accueil") + "?depuis=verification", asked="accueil", accueil="1")
    assert visitor.here == "verifier-mes-reponses"


def test_a_change_that_opens_a_question_asks_it_before_the_review():
    visitor = Visitor(make_consultation()).start().answer("venu", "non")
    visitor.answer("freins", "prix").answer("accueil", "3").answer("trajet", "10").answer("idee", "Rien")
    assert visitor.here == "verifier-mes-reponses"

    visitor.post(visitor.url("venu") + "?depuis=verification", asked="venu", venu="oui")
    assert visitor.here == "moyen"
    visitor.post(visitor.page.request["PATH_INFO"] + "?depuis=verification", asked="moyen", moyen="bus")
    assert visitor.here == "verifier-mes-reponses"


def test_nothing_is_sent_while_a_needed_answer_is_missing():
    visitor = Visitor(make_consultation()).start()
    visitor.send()

    assert "Il manque des réponses" in visitor.text
    assert only_contribution().state == "draft"


def test_continuing_later_saves_the_screen_and_gives_the_code():
    visitor = Visitor(make_consultation()).start()
    visitor.post("venu", asked="venu", venu="oui", later="1")

    assert visitor.here == "plus-tard"
    assert visitor.note_code() in visitor.text
    assert "<svg" in visitor.text
    assert len(only_contribution().answers) == 1


def test_continuing_later_needs_no_answer():
    visitor = Visitor(make_consultation()).start().post("venu", asked="venu", later="1")
    assert visitor.here == "plus-tard"
    assert only_contribution().answers == {}


def test_a_part_a_screen_asks_the_same_questions():
    parts = [section("avant", *SIX[:3]), section("apres", *SIX[3:])]
    visitor = Visitor(make_consultation(parts, layout="section")).start()
    assert visitor.here == "avant"
    assert "Partie 1 sur 2" in visitor.text

    visitor.post("avant", asked="venu,freins", venu="oui", freins="prix")
    assert visitor.here == "avant", "the answer opened a question of this very part"
    assert 'name="moyen"' in visitor.text

    visitor.post("avant", asked="venu,moyen,freins", venu="oui", moyen="bus", freins="prix")
    assert visitor.here == "apres"
    visitor.post("apres", asked="accueil,trajet,idee", accueil="3", trajet="15", idee="Rien")
    assert visitor.here == "verifier-mes-reponses"
    assert visitor.send().here == "mon-recu"


def test_a_second_tab_does_not_wipe_what_the_first_one_opened():
    parts = [section("avant", *SIX[:3]), section("apres", *SIX[3:])]
    consultation = make_consultation(parts, layout="section")
    visitor = Visitor(consultation).start()
    visitor.post("avant", asked="venu,moyen,freins", venu="oui", moyen="bus", freins="prix")
    visitor.post("avant", asked="venu,freins", venu="oui", freins="distance")

    moyen = consultation.versions.get().structure.by_code["moyen"]
    assert moyen.id in only_contribution().answers


def test_a_fault_in_a_question_that_the_same_answers_hide_does_not_count():
    follow_up = question("number", "combien", when=[("on", "eq", "oui")], required=True)
    visitor = Visitor(make_consultation([question("yes_no", "on"), follow_up], layout="section")).start()
    visitor.post("partie", asked="on,combien", on="non", combien="abc")

    assert visitor.here == "verifier-mes-reponses"


def test_an_answer_keeps_the_wording_that_the_person_saw():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer_six()
    version = only_contribution().version_id

    consultation.questionnaire[0].value["questions"][5].value["text"] = "Une autre question ?"
    consultation.save_revision().publish()

    assert consultation.versions.count() == 2
    assert visitor.send().here == "mon-recu"
    assert "Que changeriez-vous ?" in visitor.text
    assert only_contribution().version_id == version


def test_changing_language_keeps_the_question_and_the_answers():
    consultation = make_consultation(languages=("fr", "en"))
    visitor = Visitor(consultation).start().answer("venu", "oui").answer("moyen", "bus")

    english = Visitor(consultation, "en", visitor.client).open("moyen")
    assert "[en] Comment venez-vous ?" in english.text
    assert "checked" in english.text


def test_a_language_without_translation_is_unknown():
    assert Visitor(make_consultation(), "ar").open().page.status_code == 404

"""The first story, from a question to its result. Read this file first.

A facilitator of the département asks, people answer without saying who they are, and everybody reads the figures.
Each test is one scene; the pages are those that people see, in the order in which they see them.
"""

from datetime import timedelta

import pytest
from django.test import Client

from consultations.operations import counters
from consultations.operations.freezing import freeze_results, publish_results
from tests.factories.consultations import make_consultation
from tests.support.visitors import Visitor, close, only_contribution

pytestmark = pytest.mark.django_db


def test_a_person_finds_the_consultation_and_reads_what_is_promised():
    consultation = make_consultation(title="Vos trajets", negotiable="Les horaires des bus.")

    listed = Client().get("/consultations/").content.decode()
    assert "Vos trajets" in listed

    page = Client().get(f"/consultations/{consultation.slug}/").content.decode()
    assert "Les horaires des bus." in page, "what may change"
    assert "Réponse promise" in page, "by when, and by whom"
    assert "En ligne" in page
    assert "Sur papier" in page
    assert "Avec l’aide de quelqu’un" in page
    assert "Par téléphone" in page


def test_she_answers_stops_and_goes_on_elsewhere_with_her_code():
    consultation = make_consultation()
    telephone = Visitor(consultation).start()
    telephone.answer("venu", "oui").answer("moyen", "bus")
    code = telephone.open("plus-tard").page.context["code"]

    library = Visitor(consultation).post("avec-mon-code", personal_code=code)
    assert library.here == "freins", "the third question: the first two are kept"
    library.answer("freins", freins__special="prefer_not").answer("accueil", "3").answer("trajet", "25")
    library.answer("idee", "Un bus le soir.")

    assert library.here == "verifier-mes-reponses"
    assert "Je préfère ne pas répondre" in library.text
    library.send()
    assert "Vos réponses sont enregistrées" in library.text
    assert code in library.text, "the receipt bears the same code"


def test_her_answer_is_counted_once_and_nothing_says_that_it_is_hers():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer_six().send()
    visitor.open("mon-recu").open("mon-recu")

    contribution = only_contribution()
    assert contribution.territory is None
    assert counters.stored(consultation) == counters.recounted(consultation)
    assert counters.stored(consultation)["", "", "", "online"][0] == 1


def test_she_changes_her_mind_and_takes_her_words_back():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer_six().send()

    visitor.post("retirer-mes-reponses")

    assert "Vos réponses sont retirées" in visitor.text
    assert only_contribution().answers == {}
    assert counters.stored(consultation) == {}


def test_the_closing_comes_and_everybody_reads_the_same_figures():
    consultation = make_consultation()
    for _ in range(12):
        Visitor(consultation).start().answer_six().send()
    assert "Les résultats" in Client().get(f"/consultations/{consultation.slug}/resultats/").content.decode()

    close(consultation, ago=timedelta(hours=1))
    publish_results(freeze_results(consultation, by=None), by=None)

    page = Client().get(f"/consultations/{consultation.slug}/resultats/")
    data = Client().get(f"/consultations/{consultation.slug}/resultats.json").json()
    assert page.status_code == 200
    assert data["contributions"] == 12
    assert "Plus de bus." not in page.content.decode(), "words are never shown as they were written"
    assert "Voir les résultats" in Client().get(f"/consultations/{consultation.slug}/?").content.decode()

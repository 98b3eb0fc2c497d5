"""The pages that everybody reads before and after answering, and what the screens weigh."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from consultations.models import Consultation
from portal.common.templatetags.dates_in_words import day_in_words, moment_in_words
from tests.factories.consultations import EVERY_KIND, make_consultation, make_index, question
from tests.support.visitors import Visitor, close

pytestmark = pytest.mark.django_db
ELEMENTS, KILOBYTES, QUERIES = 200, 14, 5


def make_late() -> Consultation:
    """A consultation that closed, and whose answer was due yesterday."""
    late = close(make_consultation(title="En retard"), ago=timedelta(days=3))
    Consultation.objects.filter(pk=late.pk).update(answer_due_on=timezone.localdate() - timedelta(days=1))
    return late


def read(url: str) -> str:
    return Client().get(url).content.decode()


def test_the_list_says_when_nothing_is_open():
    make_index("fr")
    assert "Aucune consultation n’est ouverte." in read("/consultations/")


def test_the_list_tells_open_upcoming_and_closed_apart():
    now = timezone.now()
    make_consultation(title="Ouverte aujourd’hui")
    make_consultation(title="Plus tard", opens_at=now + timedelta(days=3), closes_at=now + timedelta(days=9))
    close(make_consultation(title="Terminée"), ago=timedelta(days=3))
    make_late()

    page = read("/consultations/")

    order = ["Ouvertes en ce moment", "Ouverte aujourd’hui", "À venir", "Plus tard", "Terminées"]
    assert sorted(order, key=page.index) == order
    assert "réponse en retard" in page


def test_a_consultation_whose_answer_was_due_yesterday_says_that_it_is_late():
    late = make_late()
    assert "La réponse est en retard" in read(f"/consultations/{late.slug}/")


def test_the_list_asks_the_database_as_often_for_two_consultations_as_for_six():
    make_consultation()
    make_late()
    url = "/consultations/?"
    read("/consultations/?warm")
    few = _queries(url + "a")
    for _ in range(4):
        make_late()
    assert _queries(url + "b") == few


def test_the_paper_form_asks_every_question():
    consultation = make_consultation(EVERY_KIND)
    form = read(f"/consultations/{consultation.slug}/formulaire/")
    for asked in EVERY_KIND:
        assert asked["value"]["text"] in form


def test_dates_are_said_in_words():
    moment = timezone.make_aware(timezone.datetime(2027, 5, 11, 14, 0))
    assert moment_in_words(moment) == "mardi 11 mai 2027 à 14\u00a0h"
    assert moment_in_words(moment + timedelta(minutes=5)).endswith("14\u00a0h\u00a005")
    with translation.override("en"):
        assert day_in_words(moment) == "Tuesday 11 May 2027"


def test_every_screen_keeps_within_its_weight():
    matrix = question(
        "matrix_multiple",
        "grande",
        rows=[{"type": "item", "id": f"r{n}", "value": {"code": f"r{n}", "label": f"Mission {n}"}} for n in range(10)],
        columns=[{"type": "item", "id": f"c{n}", "value": {"code": f"c{n}", "label": f"Qui {n}"}} for n in range(3)],
    )
    visitor = Visitor(make_consultation([*EVERY_KIND, matrix])).start()
    for asked in EVERY_KIND:
        page = visitor.open(asked["value"]["code"]).page
        assert len(gzip.compress(page.content)) <= KILOBYTES * 1024
        assert page.content.count(b"<") - page.content.count(b"</") <= ELEMENTS


def test_a_question_costs_five_queries_at_most(django_assert_max_num_queries):
    consultation = make_consultation(languages=("fr", "en"))
    visitor = Visitor(consultation).start().answer_six()
    with django_assert_max_num_queries(QUERIES):
        visitor.open("freins")
    with django_assert_max_num_queries(QUERIES):
        Visitor(consultation, "en", visitor.client).open("freins")


def test_what_a_screen_costs_does_not_grow_with_the_contributions():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer("venu", "oui")
    few = _queries(visitor.url("moyen"), visitor.client)
    for _ in range(5):
        Visitor(consultation).start().answer_six().send()
    assert _queries(visitor.url("moyen"), visitor.client) == few


def _queries(url: str, client: Client | None = None) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert (client or Client()).get(url).status_code == 200
    return len(captured)

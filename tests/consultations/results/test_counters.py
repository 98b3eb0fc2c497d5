"""Counters are the contributions, counted: at every moment, and in whatever order things happen."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultations.enums import Special
from consultations.models import Contribution, Counter
from consultations.operations import counters
from tests.factories.consultations import make_consultation
from tests.factories.contributions import prepare, raw, value

pytestmark = pytest.mark.django_db

CHOICES = {
    "venu": ["oui", "non"],
    "moyen": ["bus", "voiture", "autre"],
    "freins": ["prix", "distance"],
    "accueil": ["1", "3", "5"],
}


@pytest.fixture
def consultation():
    return make_consultation(what_is_kept="profile_only")


def figure(consultation, code, cell="", territory=""):
    question = consultation.versions.last().structure.by_code[code].id if code else ""
    row = Counter.objects.filter(question=question, cell=cell, territory=territory).first()
    return (row.count, row.total) if row else None


def test_each_answer_moves_its_question_its_option_and_the_base(consultation):
    oui, answer = value(consultation, "venu", "oui")
    counters.add(prepare(consultation, dict([(oui, answer), raw(consultation, "trajet", 12.5)]), "MDS-THA"))

    assert figure(consultation, "", territory="MDS-THA") == (1, 0)
    assert figure(consultation, "venu", territory="MDS-THA") == (1, 0)
    assert figure(consultation, "venu", "answered", "MDS-THA") == (1, 0)
    assert figure(consultation, "trajet", "value", "MDS-THA") == (1, 12.5)
    assert figure(consultation, "idee", "special:blank", "MDS-THA") == (1, 0)


def test_what_became_hidden_is_counted_nowhere(consultation):
    answers = dict([value(consultation, "venu", "non"), value(consultation, "moyen", "bus")])
    counters.add(prepare(consultation, answers))

    assert figure(consultation, "moyen") is None


def test_i_do_not_know_and_silence_are_two_things(consultation):
    question = consultation.versions.last().structure.by_code["accueil"].id
    counters.add(prepare(consultation, {question: {"special": Special.DONT_KNOW}}))
    counters.add(prepare(consultation, {}))

    assert figure(consultation, "accueil", "special:dont_know") == (1, 0)
    assert figure(consultation, "accueil", "special:blank") == (1, 0)
    assert figure(consultation, "accueil", "answered") is None


def test_withdrawing_takes_back_exactly_what_sending_gave(consultation):
    contribution = prepare(consultation, dict([value(consultation, "venu", "oui")]))
    counters.add(contribution)
    counters.add(contribution, sign=-1)

    assert counters.stored(consultation) == {}


def test_a_rebuild_repairs_counters_that_drifted(consultation):
    contribution = prepare(consultation, dict([value(consultation, "venu", "oui")]))
    contribution.save()
    counters.add(contribution)
    Counter.objects.update(count=7)

    counters.rebuild(consultation)

    assert counters.stored(consultation) == counters.recounted(consultation)


@st.composite
def answer_sets(draw):
    return {
        code: draw(st.lists(st.sampled_from(options), min_size=1, max_size=2, unique=True))
        for code, options in CHOICES.items()
        if draw(st.booleans())
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(answer_sets(), st.sampled_from(["", "MDS-A", "MDS-B"]), st.booleans()), max_size=6))
def test_after_any_sendings_and_withdrawals_they_equal_the_rebuild(consultation, history):
    Contribution.objects.all().delete()
    Counter.objects.all().delete()
    for answers, territory, is_withdrawn in history:
        stored = dict(
            value(consultation, code, *(chosen if code == "freins" else chosen[:1])) for code, chosen in answers.items()
        )
        contribution = prepare(consultation, stored, territory)
        contribution.save()
        counters.add(contribution)
        if is_withdrawn:
            counters.add(contribution, sign=-1)
            contribution.delete()

    assert counters.stored(consultation) == counters.recounted(consultation)

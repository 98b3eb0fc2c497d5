"""What is published lets nobody find a small count: not by subtraction, not by a follow-up, not by the next edition."""

import random

import pytest

from consultations.figures import EVERYWHERE, figures_of, hidden_figures, hidden_sums
from consultations.operations.freezing import FreezingRefused, freeze_results, publish_results
from consultations.tables import document
from portal.common.suppression import Edition
from tests.factories.consultations import items, make_consultation, question
from tests.factories.contributions import raw, send, value
from tests.support.tables import revealed

pytestmark = pytest.mark.django_db

THRESHOLD = 5
QUESTIONS = [
    question("yes_no", "venu"),
    question("single_choice", "moyen", options=items("bus", "voiture", "pied"), when=[("venu", "eq", "oui")]),
    question("multiple_choice", "freins", options=items("prix", "distance")),
    question("number_table", "agents", rows=items("a", "b"), when=[("venu", "eq", "oui")]),
    question("long_text", "idee"),
]


@pytest.fixture
def consultation():
    return make_consultation(QUESTIONS, what_is_kept="profile_only", public_threshold=THRESHOLD)


def fill(consultation, source, most=9):
    """Send groups of equal answers, as small as they come."""
    rows = consultation.versions.last().structure.by_code["agents"].rows
    for territory in ("MDS-A", "MDS-B", "MDS-C", ""):
        for _group in range(source.randint(1, 3)):
            answers = []
            if source.random() < 0.9:
                answers.append(value(consultation, "venu", source.choice(["oui", "oui", "non"])))
            if source.random() < 0.7:
                answers.append(value(consultation, "moyen", source.choice(["bus", "voiture", "pied"])))
            if source.random() < 0.6:
                answers.append(value(consultation, "freins", source.choice(["prix", "distance"])))
            if source.random() < 0.7:
                cells = {row.id: source.randint(0, 3) for row in rows if source.random() < 0.8}
                if cells:
                    answers.append(raw(consultation, "agents", {"cells": cells, "texts": {}}))
            send(consultation, source.randint(1, most), *answers, territory=territory)


def published_lines(results):
    for entry in results["questions"]:
        for place in (entry, *entry["by_territory"]):
            yield entry, place, place.get("options") or place.get("cells") or []


def small_figures(results):
    """Counts between nought and the threshold that readers see, or get by one subtraction."""
    seen = [results["contributions"]]
    for entry, place, lines in published_lines(results):
        base = results["contributions"] if place is entry else place["contributions"]
        answered = place["answered"]
        seen += [base, answered]
        if base is not None and answered is not None:
            seen.append(base - answered)
        for line in lines:
            seen.append(line["count"])
            if answered is not None and line["count"] is not None and entry["kind"] != "single_choice":
                seen.append(answered - line["count"])
    return [count for count in seen if count is not None and 0 < count < THRESHOLD]


@pytest.mark.parametrize("seed", range(12))
def test_no_small_count_is_visible_or_can_be_computed(consultation, seed):
    fill(consultation, random.Random(seed))
    figures = figures_of(consultation)
    hidden = hidden_figures(figures)

    assert small_figures(document(consultation, figures, hidden)) == []
    sources = {figures.source(key) for key in hidden if key in figures.counts}
    assert revealed(figures.equations, frozenset(sources)) == set()


@pytest.mark.parametrize("seed", range(8))
def test_two_editions_together_tell_no_small_number_of_newcomers(consultation, seed):
    source = random.Random(1000 + seed)
    fill(consultation, source, most=12)
    before = figures_of(consultation)
    edition = Edition(before.counts | before.numbers, hidden_figures(before))
    fill(consultation, source, most=12)
    after = figures_of(consultation)
    hidden = hidden_figures(after, [edition])

    counts = after.counts | after.numbers
    both = [key for key in counts if key in edition.cells and not {key} & (hidden | edition.hidden)]
    changes = [counts[key] - edition.cells[key] for key in both if not key[1].startswith("not:")]
    assert [change for change in changes if 0 < change < THRESHOLD] == []


@pytest.mark.parametrize("seed", range(12))
def test_a_hidden_sum_is_in_no_equation_whose_other_terms_are_visible(consultation, seed):
    fill(consultation, random.Random(2000 + seed))
    figures = figures_of(consultation)
    hidden = hidden_sums(figures, hidden_figures(figures))
    table = next(question for question in figures.questions if question.code == "agents")
    rows = [f"{row.id}/value" for row in table.rows]
    equations = [
        ((table.id, "total/value", place), tuple((table.id, row, place) for row in rows)) for place in figures.places
    ]
    equations += [
        ((table.id, cell, EVERYWHERE), tuple((table.id, cell, place) for place in (*figures.places[1:], "-")))
        for cell in (*rows, "total/value")
    ]
    known = set(figures.sums)
    equations = [(total, tuple(part for part in parts if part in known)) for total, parts in equations]

    # A territory of one voice has the département's own sum, which is visible only when enough people gave it.
    small = {key for key in hidden if 0 < figures.numbers[key] < THRESHOLD}
    assert not small & set(revealed(equations, hidden))


def test_a_follow_up_does_not_tell_who_opened_it(consultation):
    send(consultation, 12, value(consultation, "venu", "oui"), value(consultation, "moyen", "bus"), territory="MDS-A")
    send(consultation, 8, value(consultation, "venu", "oui"), value(consultation, "moyen", "pied"), territory="MDS-B")
    send(consultation, 9, value(consultation, "venu", "non"), territory="MDS-B")
    figures = figures_of(consultation)
    results = document(consultation, figures, hidden_figures(figures))
    asked, follow_up = (results["questions"][n]["by_territory"][0] for n in (0, 1))

    assert asked["contributions"] == 12
    assert [line["count"] for line in asked["options"]] == [None, None]  # all of them said the same
    assert follow_up["answered"] is None


def test_how_many_took_part_is_hidden_only_for_its_own_sake(consultation):
    fill(consultation, random.Random(5))
    send(consultation, 6, value(consultation, "venu", "oui"), territory="MDS-D")
    figures = figures_of(consultation)
    hidden = hidden_figures(figures)

    assert ("", "", EVERYWHERE) not in hidden
    large = [key for key, count in figures.counts.items() if key[:2] == ("", "") and count >= THRESHOLD]
    assert sum(key in hidden for key in large) <= 2


def test_an_edition_needs_enough_new_contributions(consultation):
    with pytest.raises(FreezingRefused, match="au moins 5 contributions"):
        freeze_results(consultation, by=None)
    send(consultation, 20, value(consultation, "venu", "oui"))
    publish_results(freeze_results(consultation, by=None), by=None)
    send(consultation, 4, value(consultation, "venu", "oui"))

    with pytest.raises(FreezingRefused, match="contributions de plus"):
        freeze_results(consultation, by=None)

    send(consultation, 1, value(consultation, "venu", "non"))
    assert freeze_results(consultation, by=None).number == 2


def test_an_older_edition_never_comes_back(consultation):
    send(consultation, 20, value(consultation, "venu", "oui"))
    first = freeze_results(consultation, by=None)
    send(consultation, 20, value(consultation, "venu", "non"))
    publish_results(freeze_results(consultation, by=None), by=None)

    with pytest.raises(FreezingRefused, match="plus récente"):
        publish_results(first, by=None)

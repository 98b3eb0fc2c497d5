"""The rule that ranks missions for a person: each worked example of the product file, and what it hides."""

import inspect
from datetime import date, timedelta

import pytest
from django.utils import timezone

from donner_pour_recevoir.enums import bits
from donner_pour_recevoir.operations.matching import distance_between, matches_for, score
from tests.factories.missions import make_host, make_mission, make_placement, make_volunteer
from tests.factories.network import make_commune

SETE, FRONTIGNAN = (43.40169, 3.69597), (43.44679, 3.75531)
FACTS = {
    "activity": "food",
    "wishes": ["food"],
    "common_half_days": 1,
    "half_days_needed": 1,
    "distance": 6.91,
    "limit": 20,
    "setting": "team",
    "setting_wish": "team",
}


@pytest.mark.any_engine
@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ({}, 93),
        ({"activity": "clothes"}, 73),
        ({"activity": "garden"}, 53),
        ({"wishes": []}, 88),
        ({"distance": 14.69, "limit": 25, "half_days_needed": 2}, 73),
        ({"distance": 0, "limit": 2, "setting": "pair"}, 90),
    ],
)
def test_each_worked_example_gives_its_score(facts, points):
    assert score(**{**FACTS, **facts}) == points


@pytest.mark.any_engine
def test_no_other_fact_can_enter_the_score():
    assert set(inspect.signature(score).parameters) == set(FACTS)
    with pytest.raises(TypeError):
        score(**FACTS, age=40)


@pytest.mark.any_engine
def test_the_distance_between_two_towns_is_that_of_the_great_circle():
    assert distance_between((43.7317, 3.3189), (43.7317, 3.3189)) == 0
    assert distance_between((43.0, 3.0), (44.0, 3.0)) == pytest.approx(111.19, abs=0.01)


@pytest.mark.django_db
def test_distances_are_counted_from_town_hall_to_town_hall():
    commune = make_commune(town_hall_latitude="43.50000", town_hall_longitude="3.50000")
    assert commune.position == (43.5, 3.5)
    assert make_commune(latitude="43.40", longitude="3.69").position == (43.4, 3.69)


@pytest.mark.django_db
def test_what_a_filter_hides_is_counted_and_can_be_shown_all_the_same():
    make_mission(half_days=bits(["mon_am"]))
    far = make_commune("Loin", latitude="43.90")
    make_mission(commune=far)
    near = make_mission()
    volunteer = make_volunteer(travel=["bicycle"])
    found, hidden = matches_for(volunteer)
    assert [match.mission for match in found] == [near]
    assert {line.key: line.count for line in hidden} == {"half_days": 1, "distance": 1}
    assert any("trop loin à vélo" in line.reason for line in hidden)
    widened, rest = matches_for(volunteer, widen=["half_days", "distance"])
    assert (len(widened), rest) == (3, [])


@pytest.mark.django_db
def test_the_same_person_on_the_same_day_gets_the_same_order():
    for _ in range(4):
        make_mission()
    volunteer, day = make_volunteer(), timezone.localdate()
    orders = {tuple(match.mission.pk for match in matches_for(volunteer, day=day)[0]) for _ in range(3)}
    assert len(orders) == 1
    ways = {
        tuple(match.mission.pk for match in matches_for(volunteer, day=day + timedelta(days=rank))[0])
        for rank in range(9)
    }
    assert len(ways) > 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [
        {"state": "suspended"},
        {"confirmed_on": date(2020, 1, 1)},
        {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 2, 1)},
    ],
)
def test_a_mission_that_is_not_open_is_proposed_to_nobody(facts):
    make_mission(**facts)
    assert matches_for(make_volunteer()) == ([], [])


@pytest.mark.django_db
def test_an_engaged_host_whose_insurance_ended_yesterday_has_no_visible_mission():
    host = make_host(insurance_valid_until=timezone.localdate() - timedelta(days=1))
    mission = make_mission(host)
    assert not type(mission).objects.published().exists()
    assert matches_for(make_volunteer()) == ([], [])


@pytest.mark.django_db
def test_a_full_mission_and_a_host_once_left_are_not_proposed():
    full = make_mission()
    make_placement(mission=full, state="active")
    left = make_mission()
    volunteer = make_volunteer()
    make_placement(volunteer, left, "withdrawn")
    found, hidden = matches_for(volunteer)
    assert found == []
    assert [line.key for line in hidden] == ["earlier"]


@pytest.mark.django_db
def test_criteria_of_access_filter_missions_and_are_written_nowhere():
    make_mission(seated_possible=True)
    make_mission()
    volunteer = make_volunteer()
    found, hidden = matches_for(volunteer, access=["seated_possible"])
    assert len(found) == 1
    assert hidden[0].key == "access"


@pytest.mark.django_db
def test_the_number_of_queries_does_not_follow_the_number_of_missions(django_assert_num_queries):
    volunteer = make_volunteer()
    for _ in range(3):
        make_mission()
    with django_assert_num_queries(2):
        matches_for(volunteer)
    for _ in range(5):
        make_mission()
    with django_assert_num_queries(2):
        matches_for(volunteer)


@pytest.mark.django_db
def test_the_person_reads_why_in_four_easy_lines():
    make_mission(setting="alone_with_support")
    match = matches_for(make_volunteer(setting_wish="team"))[0][0]
    assert [right for right, _ in match.reasons] == [True, True, True, False]
    assert match.reasons[1][1] == "Vous êtes libre\u00a0: jeudi après-midi."

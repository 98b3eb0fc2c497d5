"""Who opens which screen of a meeting, what it weighs, and what it asks of the database."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from tests.factories.committees import (
    make_account,
    make_committee,
    make_convened,
    make_document,
    make_item,
    make_mandate,
    make_meeting,
    secretary_of,
)
from tests.support.members import Member

pytestmark = pytest.mark.django_db

OF_A_MEETING = (
    *("edit_meeting", "agenda", "deliveries", "letters", "calls", "move", "freeze", "cancel"),
    *("attendance", "add_guest", "represent", "sign_in_sheet", "needs"),
)


def test_a_member_and_a_stranger_find_no_screen_of_the_secretariat():
    meeting = make_convened()
    secretary = Member(secretary_of(meeting.committee))
    others = [Member(make_mandate(meeting.committee).user), Member(make_account())]
    for screen in OF_A_MEETING:
        assert secretary.open(screen, meeting).status == 200, screen
        assert [other.open(screen, meeting).status for other in others] == [404, 404], screen
    for screen in ("mandates", "add_mandate", "create_meeting"):
        assert secretary.open(screen, meeting.committee).status == 200, screen
        assert [other.open(screen, meeting.committee).status for other in others] == [404, 404], screen


def test_nobody_knows_of_a_meeting_in_preparation_but_those_who_prepare_it():
    meeting = make_meeting()
    member = Member(make_mandate(meeting.committee).user)
    assert Member(secretary_of(meeting.committee)).open("meeting", meeting).status == 200
    assert member.open("meeting", meeting).status == 404
    assert meeting.committee.name in member.open("committees").text
    assert "Aucune réunion n’est prévue" in member.open("committee", meeting.committee).text


def test_a_member_reads_neither_an_item_of_the_secretariat_nor_the_name_of_an_accompanied_person():
    meeting = make_convened()
    make_item(meeting, title="Point réservé", visibility="secretariat")
    make_mandate(meeting.committee, accompanied=True, display_name="Samia Secrète")
    member = Member(make_mandate(meeting.committee).user)
    assert "Point réservé" not in member.open("meeting", meeting).text
    page = member.open("committee", meeting.committee).text
    assert "Samia" not in page
    assert "Personne accompagnée" in page
    assert "Samia Secrète" in Member(secretary_of(meeting.committee)).open("mandates", meeting.committee).text


def test_a_colleague_appointed_this_morning_takes_over_and_the_desk_says_what_is_late():
    meeting = make_convened(starts_at=timezone.now() + timedelta(days=5))
    colleague = Member(make_mandate(meeting.committee, role="secretary", starts_on=timezone.localdate()).user)
    desk = colleague.open("desk").text
    assert "En retard. En cours" in desk, "the agenda is not frozen, five days before"
    assert "Figer l’ordre du jour" in colleague.open("meeting", meeting).text
    assert "est figé" in colleague.confirm("freeze", meeting).text


def test_no_screen_of_a_committee_of_sixty_weighs_more_than_five_hundred_elements():
    committee = make_committee()
    for _member in range(60):
        make_mandate(committee, contact_channel="paper", email="")
    meeting = make_convened(committee)
    for rank in range(12):
        make_document(make_item(meeting) if rank % 2 else meeting)
    secretary = Member(secretary_of(committee))
    screens = [*((name, meeting) for name in ("meeting", *OF_A_MEETING)), ("mandates", committee)]
    for name, key in screens:
        if name in {"letters", "sign_in_sheet"}:  # to print: one line or one page a person
            continue
        elements = len(BeautifulSoup(secretary.open(name, key).page.content, "html.parser").find_all(True))
        assert elements <= 500, f"{name}: {elements}"
    assert len(BeautifulSoup(secretary.open("desk").page.content, "html.parser").find_all(True)) <= 500


def test_the_desk_asks_as_much_of_the_database_for_one_meeting_as_for_ten(django_assert_max_num_queries):
    user = make_account()
    for _committee in range(5):
        committee = make_committee()
        make_mandate(committee, user=user, role="secretary")
        make_convened(committee)
        make_meeting(committee)
    member = Member(user)
    with django_assert_max_num_queries(60):
        member.open("desk")


def test_a_member_takes_the_meeting_into_a_diary_without_title_nor_names():
    meeting = make_convened()
    mandate = make_mandate(meeting.committee)
    assert Member(mandate.user).open("meeting_calendar", meeting).status == 404, "convened after her"
    secretary = Member(secretary_of(meeting.committee))
    hours = f"de {timezone.localtime(meeting.starts_at):%-H} h 00 à {timezone.localtime(meeting.ends_at):%-H} h 00"
    assert hours in secretary.open("meeting", meeting).text
    page = secretary.open("meeting_calendar", meeting).page
    assert page["Content-Type"].startswith("text/calendar")
    assert meeting.committee.name not in page.content.decode()
    assert page.content.decode().count("BEGIN:VEVENT") == 1


def test_the_menu_of_languages_leads_elsewhere_only_where_a_translation_exists(client):
    page = client.get(reverse("committees:answer_by_code")).content.decode()
    assert "/en/reseau" not in page
    assert 'href="/en/"' in page

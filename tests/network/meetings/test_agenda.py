"""Preparing a meeting and its agenda on screens: what is wrong is told on its field, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import AgendaItem, Meeting
from portal.common.models import OutgoingMail
from tests.factories.committees import (
    make_committee,
    make_convened,
    make_decision,
    make_item,
    make_mandate,
    make_meeting,
    secretary_of,
)
from tests.support.members import Member, when

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return make_committee()


@pytest.fixture
def secretary(committee) -> Member:
    return Member(secretary_of(committee))


def titles(meeting) -> list[str]:
    return list(meeting.items.order_by("position").values_list("title", flat=True))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"ends": "09:00"}, "La fin de la réunion vient avant son début"),
        ({"day": "2027-03-28", "starts": "02:30", "ends": "04:00"}, "l’horloge change"),
        ({"day": "le 3 mai"}, "Saisissez une date valide"),
    ],
)
def test_a_wrong_date_is_told_and_the_place_typed_is_still_there(secretary, committee, typed, told):
    data = {"day": "2027-05-04", "starts": "10:00", "ends": "12:00", "purpose": "ordinary", "place": "Salle Agora"}
    secretary.send("create_meeting", committee, **(data | typed))
    assert told in secretary.text
    assert 'value="Salle Agora"' in secretary.page.content.decode()
    assert not Meeting.objects.exists()


def test_a_draft_is_changed_wholly_and_deleted_after_a_question(secretary, committee):
    meeting = make_meeting(committee)
    data = {**when(meeting.starts_at), "place": "Mairie", "purpose": "thematic", "freeze_on": "2027-01-05"}
    secretary.send("edit_meeting", meeting, **data)
    meeting.refresh_from_db()
    assert (meeting.place, meeting.purpose, timezone.localtime(meeting.freeze_at).hour) == ("Mairie", "thematic", 18)
    secretary.confirm("delete_meeting", meeting)
    assert not Meeting.objects.exists()


def test_a_convened_meeting_is_neither_deleted_nor_moved_by_its_description(secretary, committee):
    meeting = make_convened(committee)
    assert secretary.open("delete_meeting", meeting).status == 404
    page = secretary.open("edit_meeting", meeting)
    assert 'name="place"' not in page.page.content.decode()
    secretary.send("edit_meeting", meeting, purpose="evaluation", place="Ailleurs")
    meeting.refresh_from_db()
    assert (meeting.purpose, meeting.place != "Ailleurs") == ("evaluation", True)


def test_points_are_ordered_with_buttons_alone(secretary, committee):
    meeting = make_meeting(committee)
    first, second = make_item(meeting, title="A", position=0), make_item(meeting, title="B", position=1)
    secretary.send("move_item", second, towards="up")
    assert titles(meeting) == ["B", "A"]
    secretary.send("move_item", first, towards="down")
    assert titles(meeting) == ["B", "A"], "the last one goes no lower"


def test_a_point_becomes_public_after_the_convening_only_once_confirmed(secretary, committee):
    meeting = make_convened(committee)
    item = meeting.items.get()
    data = {"title": item.title, "kind": "information", "visibility": "public"}
    assert "Rendre ce point public ?" in secretary.send("edit_item", item, **data).text
    item.refresh_from_db()
    assert item.visibility == "members"
    secretary.send("edit_item", item, **secretary.hidden())
    item.refresh_from_db()
    assert item.visibility == "public"


def test_what_members_propose_is_answered_and_its_author_told_why(secretary, committee):
    meeting = make_convened(committee)
    mandate = make_mandate(committee)
    member = Member(mandate.user)
    member.send("propose", meeting, title="Les horaires d’ouverture", kind="other")
    assert "en attente de réponse" in member.text
    item = AgendaItem.objects.get(state="proposed")
    assert member.open("answer_proposal", item).status == 404

    assert "Écrivez la raison" in secretary.send("answer_proposal", item, answer="decline").text
    secretary.send("answer_proposal", item, answer="decline", reason="Déjà traité en mai.")
    assert "Déjà traité en mai." in OutgoingMail.objects.get(reference__startswith="item:").text


def test_a_point_told_by_voice_is_written_down_by_the_secretary(secretary, committee):
    meeting = make_convened(committee)
    mandate = make_mandate(committee, accompanied=True)
    secretary.send("propose", meeting, title="Un café à l’accueil", kind="other", proposed_by=mandate.pk)
    assert AgendaItem.objects.get(state="proposed").proposed_by == mandate
    secretary.send("answer_proposal", AgendaItem.objects.get(state="proposed"), answer="accept")
    assert "Un café à l’accueil" in titles(meeting)


def test_open_decisions_are_refused_with_a_reason_alone(secretary, committee):
    held = make_meeting(committee, "held")
    make_decision(make_item(held))
    secretary.send("create_meeting", committee, **when(timezone.now() + timedelta(days=20)), purpose="ordinary")
    item = AgendaItem.objects.get(kind="follow_up")
    assert "Il y a un problème" in secretary.send("remove_item", item).text
    secretary.send("remove_item", item, reason="Traité par courrier.")
    assert item.meeting.items.count() == 0


def test_a_frozen_agenda_offers_no_button_and_opens_again_with_a_reason(secretary, committee):
    meeting = make_convened(committee)
    item = meeting.items.get()
    secretary.confirm("freeze", meeting)
    assert "il ne change plus" in secretary.open("agenda", meeting).text
    assert secretary.open("edit_item", item).status == 404
    secretary.send("agenda", meeting, title="Trop tard", kind="other", visibility="members")
    assert "L’ordre du jour est figé" in secretary.text
    secretary.confirm("reopen", meeting, reason="Un point urgent.")
    assert secretary.open("edit_item", item).status == 200

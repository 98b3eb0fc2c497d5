"""The second story, from a mandate to a closed meeting, told as a secretary and as a member. Screens only.

Each test is one scene; the pages are those that people see, in the order in which they see them.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from network.models import ConvocationRecipient, Mandate, Meeting
from portal.common.mail import send_due
from portal.common.models import OutgoingMail
from tests.factories.committees import make_account, make_committee, make_mandate, make_organisation, secretary_of
from tests.support.members import Member, when

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return make_committee(name="Comité local Étang de Thau", secretariat_phone="04 67 67 00 00")


@pytest.fixture
def secretary(committee) -> Member:
    return Member(secretary_of(committee))


@pytest.fixture
def nadia(committee) -> Member:
    """A member with an account and an e-mail address."""
    return Member(make_mandate(committee, display_name="Nadia Roux", email="nadia@exemple.fr").user)


def prepared(secretary: Member, committee) -> Meeting:
    """A meeting with one point, nobody being told of it yet."""
    moment = timezone.now() + timedelta(days=40)
    secretary.send("create_meeting", committee, **when(moment), place="MDS, 3 rue du Port, Sète", purpose="ordinary")
    meeting = Meeting.objects.get()
    secretary.send("agenda", meeting, title="Transports vers la MDS", kind="decision", visibility="members")
    assert "Transports vers la MDS" in secretary.text
    return meeting


def test_a_secretary_gives_a_seat_to_somebody_who_has_no_account_and_no_e_mail(secretary, committee):
    make_organisation("Emmaüs Sète")
    secretary.send(
        "add_mandate",
        committee,
        display_name="Luc Petit",
        organisation="emmaüs sète",
        quality="institution_representative",
        role="member",
        seat="titular",
        starts_on=str(timezone.localdate()),
        contact_channel="paper",
    )
    assert "Luc Petit, Emmaüs Sète" in secretary.text
    assert Mandate.objects.get(display_name="Luc Petit").user is None


def test_the_list_that_she_reads_is_the_list_that_is_convened(secretary, committee, nadia):
    make_mandate(committee, display_name="Luc Petit", contact_channel="paper", email="")
    meeting = prepared(secretary, committee)
    assert "Convoquer" in secretary.open("desk").text

    asked = secretary.open("convene", meeting).text
    assert "Envoyer la convocation à 3 personnes ?" in asked
    assert "Nadia Roux : un courriel avec l’invitation d’agenda (nadia@exemple.fr)" in asked
    assert "Luc Petit : une lettre à imprimer" in asked
    assert not OutgoingMail.objects.exists(), "reading sends nothing"

    receipt = secretary.confirm("convene", meeting).text
    assert "La convocation part à 3 personnes" in receipt
    assert OutgoingMail.objects.get(recipient="nadia@exemple.fr").calendar
    secretary.send("convene", meeting, signature="anything")
    assert OutgoingMail.objects.filter(recipient="nadia@exemple.fr").count() == 1

    letter = secretary.open("letters", meeting).text
    assert "Luc Petit" in letter
    assert "Votre code" in letter
    assert "Nadia" not in letter


def test_a_member_says_that_she_comes_and_what_she_needs(secretary, committee, nadia):
    meeting = prepared(secretary, committee)
    secretary.confirm("convene", meeting)

    assert "Dites si vous venez" in nadia.open("desk").text
    page = nadia.open("meeting", meeting).text
    assert "3 rue du Port" in page
    assert "Transports vers la MDS" in page
    assert "Convoquer" not in page, "she runs nothing"
    nadia.send("answer_own", meeting, **nadia.hidden(), response="present", needs=["transport"])
    assert "Vous avez répondu : je viens" in nadia.text

    assert "1 demande" in secretary.open("desk").text
    assert "Transport : Nadia Roux" in secretary.open("needs", meeting).text


def test_somebody_without_an_account_answers_with_the_code_of_the_letter(secretary, committee):
    make_mandate(committee, display_name="Luc Petit", contact_channel="paper", email="", user=make_account())
    meeting = prepared(secretary, committee)
    secretary.confirm("convene", meeting)
    code = secretary.open("letters", meeting).page.context["letters"][0]["code"]

    visitor = Client()
    page = visitor.post("/reseau/reponse/", {"code": code.lower().replace("-", " ")}, follow=True)
    assert "Venez-vous à la réunion ?" in page.content.decode()
    assert "Luc" not in page.content.decode(), "the page names nobody"
    address = page.redirect_chain[-1][0]
    visitor.get(address)
    line = ConvocationRecipient.objects.get(mandate__display_name="Luc Petit")
    assert line.response == "none", "opening a page changes nothing"

    visitor.post(address, {"response": "excused", "needs": ["childcare"]}, follow=True)
    line.refresh_from_db()
    assert line.response == "excused"
    assert "je ne peux pas venir" in secretary.open("deliveries", meeting).text


def test_everybody_convened_learns_that_the_room_changed_and_nothing_goes_out_before_the_second_screen(
    secretary, committee, nadia
):
    meeting = prepared(secretary, committee)
    secretary.confirm("convene", meeting)
    send_due()
    changed = {**when(meeting.starts_at), "place": "Mairie de Sète", "reason": "Travaux."}

    asked = secretary.send("move", meeting, **changed).text
    assert "Prévenir 2 personnes du changement ?" in asked
    assert "Nadia Roux" in asked
    assert Meeting.objects.get().place != "Mairie de Sète"

    secretary.send("move", meeting, **secretary.hidden())
    assert Meeting.objects.get().place == "Mairie de Sète"
    subjects = OutgoingMail.objects.filter(recipient="nadia@exemple.fr").values_list("subject", flat=True)
    assert any(subject.startswith("Changement") for subject in subjects)
    assert "La date ou le lieu a changé" in nadia.open("meeting", meeting).text


def test_the_meeting_is_frozen_held_and_closed(secretary, committee, nadia):
    meeting = prepared(secretary, committee)
    secretary.confirm("convene", meeting)
    assert "L’ordre du jour est figé" in secretary.confirm("freeze", meeting).text
    Meeting.objects.update(
        starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1)
    )  # time passes

    secretary.confirm("hold", meeting)
    assert "Feuille de présence" in secretary.text
    secretary.send("attendance", meeting, everybody="1")
    assert "La feuille de présence est enregistrée" in secretary.text

    refused = secretary.confirm("close", meeting).text
    assert "le compte rendu approuvé ou la raison de son absence" in refused
    secretary.confirm("close", meeting, without_minutes_reason="Réunion d’information.")
    assert "Cette réunion est close" in secretary.text
    assert "Cette réunion est close" in nadia.open("meeting", meeting).text


def test_a_mandate_that_ends_closes_every_door_at_the_next_request(secretary, committee, nadia):
    meeting = prepared(secretary, committee)
    secretary.confirm("convene", meeting)
    assert nadia.open("meeting", meeting).status == 200
    mandate = Mandate.objects.get(display_name="Nadia Roux")

    secretary.confirm("end_mandate", mandate, reason="left")

    for screen, key in (("meeting", meeting), ("committee", committee), ("meeting_calendar", meeting)):
        assert nadia.open(screen, key).status == 404
    assert "aucun comité" in nadia.open("committees").text

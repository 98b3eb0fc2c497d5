"""The screens of convening: the list confirmed is the list sent, failures come back, answers are one's own."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from network.models import ConvocationRecipient, Meeting, PracticalNeed
from network.notifications import answer_link
from portal.common.models import OutgoingMail
from tests.factories.committees import (
    make_committee,
    make_convened,
    make_item,
    make_mandate,
    make_meeting,
    secretary_of,
)
from tests.support.members import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return make_committee()


@pytest.fixture
def secretary(committee) -> Member:
    return Member(secretary_of(committee))


def line_of(mandate) -> ConvocationRecipient:
    return ConvocationRecipient.objects.filter(mandate=mandate).current().get()


def path_of(recipient) -> str:
    return "/" + answer_link(recipient).split("/", 3)[3]


def test_a_list_that_changed_comes_back_and_the_new_one_can_be_confirmed(secretary, committee):
    meeting = make_meeting(committee)
    make_item(meeting)
    secretary.open("convene", meeting)
    old = secretary.hidden()
    make_mandate(committee, display_name="Arrivée Hier")
    page = secretary.send("convene", meeting, **old).text
    assert "La liste a changé" in page
    assert "Arrivée Hier" in page
    assert not OutgoingMail.objects.exists()
    assert "La convocation part à 2 personnes" in secretary.send("convene", meeting, **secretary.hidden()).text


def test_a_short_notice_is_confirmed_and_not_forbidden(secretary, committee):
    meeting = make_meeting(committee, starts_at=timezone.now() + timedelta(days=3))
    make_item(meeting)
    assert "n’est pas respecté" in secretary.open("convene", meeting).text
    assert "Cochez cette case" in secretary.confirm("convene", meeting).text
    assert "La convocation part" in secretary.confirm("convene", meeting, warned="on").text


@pytest.mark.parametrize("missing", ["agenda", "place", "future"])
def test_a_meeting_without_agenda_place_or_future_date_is_not_convened(secretary, committee, missing):
    facts = {"place": ""} if missing == "place" else {}
    if missing == "future":
        facts = {"starts_at": timezone.now() - timedelta(hours=1)}
    meeting = make_meeting(committee, **facts)
    if missing != "agenda":
        make_item(meeting)
    assert "Il manque quelque chose" in secretary.confirm("convene", meeting, warned="on").text
    assert Meeting.objects.get().state == "draft"


def test_those_left_out_are_listed_with_the_reason(secretary, committee):
    titular = make_mandate(committee)
    make_mandate(committee, display_name="Sup Pléante", substitute_of=titular)
    meeting = make_meeting(committee)
    make_item(meeting)
    assert "Sup Pléante : Suppléant" in secretary.open("convene", meeting).text


def test_a_failed_mail_is_seen_first_and_sent_again_to_the_corrected_address(secretary, committee):
    mandate = make_mandate(committee, display_name="Zoé Zed")
    meeting = make_convened(committee)
    OutgoingMail.objects.filter(recipient=mandate.email).update(state="failed")
    assert "1 envoi en échec" in secretary.open("desk").text
    assert "n’ont pas été remis" in secretary.open("deliveries", meeting).text
    mandate.email = "zoe@exemple.fr"
    mandate.save()
    assert "part de nouveau" in secretary.send("recipient", line_of(mandate), act="resend").text
    assert OutgoingMail.objects.filter(recipient="zoe@exemple.fr", state="prepared").count() == 1
    secretary.send("recipient", line_of(mandate), act="resend")
    assert OutgoingMail.objects.filter(recipient="zoe@exemple.fr").count() == 1


def test_a_letter_handed_and_an_answer_told_by_voice_are_written_down(secretary, committee):
    mandate = make_mandate(committee, contact_channel="phone", phone="04 67 11 22 33", email="")
    meeting = make_convened(committee)
    assert "04 67 11 22 33" in secretary.open("calls", meeting).text
    secretary.send("recipient", line_of(mandate), act="hand_over")
    secretary.send("recipient", line_of(mandate), response="present", needs=["meal"], channel="phone")
    line = line_of(mandate)
    assert (line.response, line.response_channel, line.handed_over_at is not None) == ("present", "phone", True)
    assert PracticalNeed.objects.get().kind == "meal"


def test_opening_the_link_of_a_mail_changes_nothing_and_answering_twice_is_answering_once(committee):
    mandate = make_mandate(committee)
    make_convened(committee)
    path = path_of(line_of(mandate))
    visitor = Client()
    for method in (visitor.get, visitor.head):
        assert method(path).status_code == 200
    assert line_of(mandate).response == "none"
    for _press in range(2):
        page = visitor.post(path, {"response": "present"}, follow=True).content.decode()
        assert "Votre réponse est enregistrée" in page
    assert line_of(mandate).response == "present"
    assert mandate.display_name not in page
    assert committee.name not in page


def test_a_link_without_answer_asks_for_one_and_keeps_the_needs_ticked(committee):
    mandate = make_mandate(committee)
    make_convened(committee)
    page = Client().post(path_of(line_of(mandate)), {"needs": ["transport"]}).content.decode()
    assert "Choisissez une réponse." in page
    assert page.count("checked") == 1


@pytest.mark.parametrize("why", ["forged", "cancelled", "mandate ended"])
def test_a_link_that_opens_nothing_says_whom_to_call(committee, why):
    mandate = make_mandate(committee)
    meeting = make_convened(committee)
    path = path_of(line_of(mandate))
    if why == "forged":
        path = path[:-3] + "x/"
    elif why == "cancelled":
        Member(secretary_of(committee)).confirm("cancel", meeting, reason="Salle fermée.")
    else:
        mandate.ended_at, mandate.ended_reason = timezone.now(), "left"
        mandate.save()
    page = Client().get(path)
    assert page.status_code == 404
    assert "Ce lien ne sert plus" in page.content.decode()


def test_guesses_at_the_code_of_a_letter_wait_longer_and_longer():
    visitor = Client()
    pages = [visitor.post("/reseau/reponse/", {"code": "AAAAA-AAAAA"}).content.decode() for _try in range(8)]
    assert "n’ouvre pas de réunion" in pages[0]
    assert "Attendez" in pages[-1]


def test_nobody_answers_on_the_line_of_somebody_else(committee):
    mandate, other = make_mandate(committee), make_mandate(committee)
    meeting = make_convened(committee)
    member = Member(mandate.user)
    assert member.send("answer_own", meeting, recipient=line_of(other).pk, response="excused").status == 404
    assert member.send("answer_own", meeting, recipient="rien", response="excused").status == 404
    assert line_of(other).response == "none"
    assert member.open("recipient", line_of(mandate)).status == 404


def test_a_cancelled_meeting_says_why_and_reaches_everybody(secretary, committee):
    mandate = make_mandate(committee)
    meeting = make_convened(committee)
    secretary.confirm("cancel", meeting, reason="Salle fermée.")
    assert "Annulée : Salle fermée." in Member(mandate.user).open("meeting", meeting).text
    assert OutgoingMail.objects.filter(recipient=mandate.email, subject__startswith="Annulation").exists()
    assert secretary.open("cancel", meeting).status == 404


def test_moving_to_the_same_date_sends_nothing(secretary, committee):
    meeting = make_convened(committee)
    secretary.open("move", meeting)
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    typed = {"day": f"{starts:%Y-%m-%d}", "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}", "place": meeting.place}
    assert "Rien n’a changé" in secretary.send("move", meeting, **typed).text
    assert meeting.convocations.count() == 1

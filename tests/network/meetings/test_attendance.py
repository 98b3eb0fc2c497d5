"""Who came and what people needed, on screens; mandates given, corrected, renewed and ended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import Attendance, Mandate, PracticalNeed
from network.operations.attendance import ask_needs
from portal.common.models import OutgoingMail
from tests.factories.committees import (
    make_account,
    make_committee,
    make_convened,
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


def test_the_sheet_opens_once_the_meeting_was_held(secretary, committee):
    meeting = make_convened(committee)
    assert "quand la réunion est notée comme tenue" in secretary.open("attendance", meeting).text
    assert "La réunion n’a pas encore commencé" in secretary.confirm("hold", meeting).text


def test_each_line_is_written_corrected_and_counted_with_guests_and_representations(secretary, committee):
    came, excused, away = (make_mandate(committee) for _person in range(3))
    meeting = make_meeting(committee, "held")
    lines = {f"member_{came.pk.hex}": "remote", f"member_{excused.pk.hex}": "excused"}
    secretary.send("attendance", meeting, **lines)
    secretary.send("attendance", meeting, **lines | {f"member_{excused.pk.hex}": "absent"})
    secretary.send("represent", meeting, mandate=away.pk, represented_by=came.pk)
    secretary.send("add_guest", meeting, quality="accompanied_person")

    assert Attendance.objects.get(mandate=came).is_remote
    assert Attendance.objects.get(mandate=excused).earlier[0]["status"] == "excused"
    assert "Présences notées : 3" in secretary.open("attendance", meeting).text
    assert "Personne accompagnée" in secretary.text or "personne accompagnée" in secretary.text


def test_nobody_represents_two_people_nor_oneself(secretary, committee):
    one, two, three = (make_mandate(committee) for _person in range(3))
    meeting = make_meeting(committee, "held")
    secretary.send("represent", meeting, mandate=one.pk, represented_by=two.pk)
    assert "Il y a un problème" in secretary.send("represent", meeting, mandate=three.pk, represented_by=two.pk).text
    assert "Il y a un problème" in secretary.send("represent", meeting, mandate=two.pk, represented_by=two.pk).text
    assert Attendance.objects.count() == 1


def test_a_need_is_answered_and_the_person_told(secretary, committee):
    mandate = make_mandate(committee)
    meeting = make_convened(committee)
    ask_needs(mandate.convocations.get(), ["transport"])
    need = PracticalNeed.objects.get()
    assert "Il y a un problème" in secretary.send("need", need).text
    secretary.send("need", need, step="arrange", answer="Taxi à 13 h, devant la mairie.")
    assert "Organisé" in secretary.text
    assert "Taxi à 13 h" in OutgoingMail.objects.get(reference__startswith="need:").text
    assert secretary.open("need", need).status == 404, "answered once"
    assert Member(mandate.user).open("needs", meeting).status == 404


def test_a_person_corrects_how_to_be_reached_and_nothing_else(committee):
    mandate = make_mandate(committee)
    member = Member(mandate.user)
    typed = {"display_name": "Nadia", "contact_channel": "email", "email": "n@exemple.fr", "role": "secretary"}
    assert "C’est enregistré" in member.send("mandate", mandate, **typed, show_name="on").text
    mandate.refresh_from_db()
    assert (mandate.email, mandate.show_name, mandate.role) == ("n@exemple.fr", True, "member")
    assert member.open("renew_mandate", mandate).status == 404
    assert member.open("mandate", make_mandate(committee)).status == 404


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"account": "personne"}, "Aucun compte ne porte ce nom"),
        ({"organisation": "Inconnue"}, "n’est pas dans l’annuaire"),
        ({"ends_on": "2019-01-01"}, "La fin du mandat vient avant son début"),
        ({"contact_channel": "email"}, "Écrivez l’adresse électronique"),
        ({"seat": "substitute"}, "Un suppléant remplace un titulaire"),
    ],
)
def test_a_mandate_typed_wrong_is_told_and_the_name_is_kept(secretary, committee, typed, told):
    data = {"display_name": "Luc Petit", "quality": "professional", "role": "member", "seat": "titular"}
    data |= {"starts_on": "2026-01-01", "contact_channel": "paper"} | typed
    page = secretary.send("add_mandate", committee, **data)
    assert told in page.text
    assert 'value="Luc Petit"' in page.page.content.decode()
    assert Mandate.objects.filter(committee=committee).count() == 1


def test_a_mandate_that_ends_soon_is_on_the_desk_and_renewed_from_the_next_day(secretary, committee):
    last = timezone.localdate() + timedelta(days=30)
    mandate = make_mandate(committee, display_name="Nadia Roux", ends_on=last)
    assert "Nadia Roux" in secretary.open("desk").text
    secretary.send("renew_mandate", mandate, starts_on=str(last + timedelta(days=1)))
    renewed = Mandate.objects.filter(user=mandate.user).latest("starts_on")
    assert (renewed.starts_on, renewed.display_name) == (last + timedelta(days=1), "Nadia Roux")


def test_the_last_secretary_does_not_leave_and_a_member_leaves_without_a_reason(secretary, committee):
    own = Mandate.objects.get(committee=committee)
    assert "dernier secrétariat" in secretary.confirm("end_mandate", own).text
    mandate = make_mandate(committee, user=make_account())
    member = Member(mandate.user)
    assert "Quitter ce comité ?" in member.open("end_mandate", mandate).text
    assert "Raison" not in member.text
    member.confirm("end_mandate", mandate)
    assert member.open("committee", committee).status == 404

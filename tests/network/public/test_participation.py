"""Joining a participatory committee without e-mail, and saying what one thought of a meeting."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import Candidacy, MeetingEvaluation
from network.operations.attendance import evaluation_code
from tests.factories.committees import (
    make_account,
    make_attendance,
    make_call,
    make_committee,
    make_mandate,
    make_meeting,
)

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
ANSWERS = {"understood": "3", "could_speak": "2", "was_heard": "1", "was_useful": "3", "line": ""}


@pytest.fixture
def call():
    return make_call(make_committee("participatory", is_listed=True, name="Comité consultatif"))


def filled(**changes):
    return {
        "key": str(uuid.uuid4()),
        "display_name": "Sam",
        "contact_channel": "phone",
        "phone": "04 67 00 00 00",
        "territory": "",
        "agrees": "on",
    } | changes


def test_a_person_without_account_nor_email_applies_and_comes_back_with_the_code(client, call):
    assert "Comité consultatif" in client.get(f"/instances/appels/{call.pk}/").content.decode()
    data = filled()
    response = client.post(f"/instances/appels/{call.pk}/me-proposer/", data, follow=True)
    code = response.context["code"]

    client.post(f"/instances/appels/{call.pk}/me-proposer/", data)
    candidacy = Candidacy.objects.get()
    assert (candidacy.display_name, candidacy.user, candidacy.agreed_at is not None) == ("Sam", None, True)

    client.cookies.clear()
    assert client.get("/instances/ma-candidature/").url == "/instances/ma-candidature/retrouver/"
    page = client.post("/instances/ma-candidature/retrouver/", {"code": code.lower()}, follow=True)
    assert page.context["candidacy"] == candidacy
    client.post("/instances/ma-candidature/retirer/")
    candidacy.refresh_from_db()
    assert candidacy.state == "declined"


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client, call):
    response = client.post(f"/instances/appels/{call.pk}/me-proposer/", filled(phone="", agrees=""))

    assert set(response.context["form"].errors) == {"phone", "agrees"}
    assert 'value="Sam"' in response.content.decode()
    assert not Candidacy.objects.exists()


def test_a_helper_applies_for_somebody_who_keeps_their_own_candidacy(client, call):
    helper = make_account()
    client.force_login(helper, backend=BACKEND)
    client.post(f"/instances/appels/{call.pk}/me-proposer/", filled(for_whom="une-autre-personne"))

    candidacy = Candidacy.objects.get()
    assert (candidacy.user, candidacy.helped_by) == (None, helper)


def test_a_candidacy_of_somebody_else_is_not_taken_over_by_its_key(client, call):
    data = filled()
    client.post(f"/instances/appels/{call.pk}/me-proposer/", data)
    client.cookies.clear()
    response = client.post(f"/instances/appels/{call.pk}/me-proposer/", data)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert Candidacy.objects.count() == 1


def test_a_call_that_is_over_or_of_a_private_committee_takes_nobody(client, call):
    hidden = make_call(make_committee("participatory"))
    assert client.get(f"/instances/appels/{hidden.pk}/").status_code == 404
    assert client.post(f"/instances/appels/{hidden.pk}/me-proposer/", filled()).status_code == 404
    call.opens_on, call.closes_on = (timezone.localdate() - timedelta(days=days) for days in (9, 1))
    call.save()

    assert "s’est terminé" in client.get(f"/instances/appels/{call.pk}/").content.decode()
    client.post(f"/instances/appels/{call.pk}/me-proposer/", filled())
    assert not Candidacy.objects.exists()


def test_wrong_codes_make_one_wait(client):
    for _try in range(8):
        page = client.post("/instances/ma-candidature/retrouver/", {"code": "K7F3QXM92H"}).content.decode()

    assert re.search(r"Attendez \d+ secondes", page)


def test_the_code_of_the_day_opens_three_faces_and_keeps_nobody(client):
    meeting = make_meeting(state="held")
    make_attendance(meeting, make_mandate(meeting.committee))
    code = evaluation_code(meeting)
    page = client.post("/instances/avis/", {"code": code})
    assert page.context["meeting"] == meeting

    response = client.post("/instances/avis/", {"code": code, **ANSWERS})

    assert response.url == "/instances/avis/merci/"
    row = MeetingEvaluation.objects.get()
    assert (row.understood, row.could_speak, row.was_heard, row.was_useful) == (3, 2, 1, 3)
    assert not client.session.keys()
    again = client.post("/instances/avis/", {"code": code, **ANSWERS})
    assert "Tous les avis de cette réunion ont été donnés." in again.content.decode()


def test_the_code_of_an_old_meeting_opens_nothing(client):
    meeting = make_meeting(state="held", starts_at=timezone.now() - timedelta(days=20))

    page = client.post("/instances/avis/", {"code": evaluation_code(meeting)})
    assert "form" in page.context
    assert "meeting" not in page.context

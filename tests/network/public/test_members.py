"""The private calendar, the secretary's candidacies, and the daily duties."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from network.models import Candidacy, Mandate, PracticalNeed
from network.operations.mandates import end_mandate
from portal.common.models import OutgoingMail
from tests.factories.committees import (
    make_call,
    make_candidacy,
    make_committee,
    make_convened,
    make_mandate,
    make_meeting,
    secretary_of,
)

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def committee():
    return make_committee("participatory", is_listed=True, mandate_months=9)


def sign_in(client, user):
    client.force_login(user, backend=BACKEND)


def feed_of(client):
    return client.post("/reseau/mon-agenda/", {"renew": "1"}).context["address"]


def test_a_private_address_holds_until_it_is_renewed_ended_or_the_mandate_ends(client, committee):
    mandate = make_mandate(committee)
    meeting = make_convened(committee)
    sign_in(client, mandate.user)
    first = feed_of(client)
    assert str(meeting.ical_uid) in client.get(first).content.decode()
    assert committee.name not in client.get(first).content.decode()
    second = feed_of(client)
    assert client.get(first).status_code == 404

    end_mandate(mandate, secretary_of(committee), "left")
    assert client.get(second).status_code == 404
    third = feed_of(client)
    client.post("/reseau/mon-agenda/", {"end": "1"})
    assert client.get(third).status_code == 404


def test_the_address_is_shown_once(client, committee):
    sign_in(client, make_mandate(committee).user)
    address = feed_of(client)

    assert address not in client.get("/reseau/mon-agenda/").content.decode()


def test_a_secretary_prepares_a_call_publishes_it_and_appoints(client, committee):
    sign_in(client, secretary_of(committee))
    today = timezone.localdate()
    data = {"seats": 1, "opens_on": today, "closes_on": today, "easy_text": "Venez.", "how_to_apply": "Appelez."}
    page = client.post(f"/reseau/comites/{committee.pk}/participation/", data, follow=True)
    call = page.context["call"]
    assert client.get(f"/instances/appels/{call.pk}/").status_code == 404
    client.get(f"/reseau/appels/{call.pk}/publier/")
    assert client.get(f"/instances/appels/{call.pk}/").status_code == 404
    client.post(f"/reseau/appels/{call.pk}/publier/")
    assert client.get(f"/instances/appels/{call.pk}/").status_code == 200

    candidacy = make_candidacy(call)
    url = f"/reseau/candidatures/{candidacy.pk}/"
    client.post(url, {"step": "meet"})
    refused = client.post(url, {"step": "appoint"})
    assert "que la personne accepte la charte" in refused.content.decode()
    client.post(url, {"step": "appoint", "agrees_to_charter": "on"})

    candidacy.refresh_from_db()
    assert candidacy.state == "appointed"
    assert Mandate.objects.get(pk=candidacy.mandate_id).display_name == candidacy.display_name


def test_declining_asks_for_a_sentence(client, committee):
    sign_in(client, secretary_of(committee))
    candidacy = make_candidacy(make_call(committee))
    url = f"/reseau/candidatures/{candidacy.pk}/"
    assert set(client.post(url, {"step": "decline"}).context["form"].errors) == {"reason"}

    client.post(url, {"step": "decline", "reason": "Toutes les places sont prises."})
    assert Candidacy.objects.get().state == "declined"


def test_a_member_sees_opinions_and_no_candidacy_code_nor_count(client, committee):
    secretary_of(committee)
    candidacy = make_candidacy(make_call(committee))
    make_meeting(committee, "held", starts_at=timezone.now() - timedelta(days=1))
    sign_in(client, make_mandate(committee).user)
    page = client.get(f"/reseau/comites/{committee.pk}/participation/")

    assert page.status_code == 200
    assert "candidature" not in page.content.decode()
    assert "code du jour" not in page.content.decode()
    assert client.post(f"/reseau/comites/{committee.pk}/participation/", {}).status_code == 404
    assert client.get(f"/reseau/candidatures/{candidacy.pk}/").status_code == 404


def test_the_secretary_reads_the_code_of_the_day(client, committee):
    sign_in(client, secretary_of(committee))
    make_meeting(committee, "held", starts_at=timezone.now() - timedelta(days=1))

    assert "code du jour" in client.get(f"/reseau/comites/{committee.pk}/participation/").content.decode()


def test_the_daily_duties_tell_each_secretariat_once(committee):
    today = timezone.localdate()
    secretary_of(committee)
    for days in (20, 45, 90):
        make_mandate(committee, ends_on=today + timedelta(days=days))
    soon = make_meeting(committee, "convened", starts_at=timezone.now() + timedelta(days=2))
    PracticalNeed.objects.create(meeting=soon, mandate=make_mandate(committee), kind="transport")
    old = make_meeting(committee, "closed", starts_at=timezone.now() - timedelta(days=100))
    PracticalNeed.objects.create(meeting=old, mandate=make_mandate(committee), kind="meal")

    out = StringIO()
    call_command("network_daily", stdout=out)
    told = out.getvalue().replace("\xa0", " ")
    assert "mandats qui se terminent, signalés : 2" in told
    assert "besoins pratiques sans réponse, signalés : 1" in told
    assert "besoins pratiques effacés : 1" in told
    mails = OutgoingMail.objects.count()
    call_command("network_daily", stdout=StringIO())
    assert OutgoingMail.objects.count() == mails

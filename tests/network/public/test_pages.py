"""Public pages of committees: what everybody reads, and what nobody finds there."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.factories.committees import (
    make_committee,
    make_convened,
    make_decision,
    make_document,
    make_item,
    make_mandate,
    make_meeting,
    make_minutes,
    make_organisation,
)
from tests.security.objects import published_extract

pytestmark = pytest.mark.django_db
CANARY = "CANARI-SECRET"


@pytest.fixture
def committee():
    return make_committee(name="Comité départemental", acronym="CDAS", slug="cdas", is_listed=True)


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_tree_shows_listed_bodies_under_their_parent_and_no_other(client, committee):
    make_committee("working_group", name="Groupe mobilité", parent=committee, is_listed=True)
    hidden = make_committee(name=CANARY, parent=committee)
    make_committee("working_group", name="Groupe visible", parent=hidden, is_listed=True)
    make_committee(name="Ancien comité", is_listed=True, active_to=timezone.localdate() - timedelta(days=1))

    page = text(client, "/instances/")

    assert page.index("Comité départemental (CDAS)") < page.index("Groupe mobilité")
    assert "Groupe visible" in page
    assert CANARY not in page
    assert "Ancien comité" not in page
    assert CANARY not in text(client, "/instances/cdas/")


def test_a_body_without_a_public_page_is_unknown_even_to_its_members(client):
    mandate = make_mandate(make_committee(slug="prive"))
    client.force_login(mandate.user, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/instances/prive/").status_code == 404


def test_a_committee_page_tells_dates_public_items_bodies_and_never_a_name(client, committee):
    make_mandate(committee, organisation=make_organisation("Caf de l’Hérault"), display_name=CANARY)
    meeting = make_convened(committee, title="Rentrée")
    make_item(meeting, title="Bilan public", visibility="public")
    for level in ("members", "secretariat"):
        make_item(meeting, title=f"{CANARY} {level}", visibility=level)
    make_meeting(committee, title=f"{CANARY} brouillon")
    make_document(committee, title="Charte", published=True)
    make_document(committee, title=CANARY)
    held = make_minutes(state="approved", meeting=make_meeting(committee, "held"), body=CANARY).meeting
    item = make_item(held, title=f"{CANARY} point")
    make_decision(item, text="Ouvrir une permanence.", owner_label=CANARY, is_public=True)
    make_decision(item, text=CANARY)

    for path in ("/instances/cdas/", "/en/instances/cdas/", "/ar/instances/cdas/"):
        page = text(client, path)
        for word in ("Bilan public", "Caf de l’Hérault", "Rentrée", "Charte", "Ouvrir une permanence."):
            assert word in page
        assert CANARY not in page


def test_a_member_reads_no_more_on_the_public_page(client, committee):
    mandate = make_mandate(committee)
    make_item(make_convened(committee), title=CANARY, visibility="members")
    client.force_login(mandate.user, backend="django.contrib.auth.backends.ModelBackend")

    assert CANARY not in text(client, "/instances/cdas/")


def test_an_extract_is_read_under_its_own_committee_only(client):
    keys = published_extract()

    assert "L’essentiel." in text(client, f"/instances/{keys['slug']}/extraits/{keys['pk']}/")
    other = make_committee(is_listed=True)
    assert client.get(f"/instances/{other.slug}/extraits/{keys['pk']}/").status_code == 404


def test_a_version_that_was_not_published_is_unknown(client, committee):
    version = make_document(committee).versions.get()

    assert client.get(f"/instances/documents/{version.pk}/").status_code == 404


def test_the_public_calendar_names_bodies_and_places_and_nothing_private(client, committee):
    meeting = make_convened(committee, remote_url="https://visio.exemple.fr/canari")
    make_convened(make_committee(name=CANARY))
    make_meeting(committee)
    response = client.get("/instances/calendrier.ics")

    assert response["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [str(event["uid"]) for event in events] == [meeting.ical_uid]
    assert str(events[0]["url"]).endswith("/instances/cdas/")
    assert "canari" not in response.content.decode().lower()
    page = text(client, "/instances/calendrier/")
    assert "Comité départemental (CDAS)" in page
    assert CANARY not in page

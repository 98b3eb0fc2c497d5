"""Decisions by their screens, what is open on the next agenda, and the search page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import Decision
from network.operations import indexing
from tests.factories.committees import (
    make_account,
    make_committee,
    make_decision,
    make_document,
    make_item,
    make_mandate,
    make_meeting,
    make_minutes,
    make_organisation,
    secretary_of,
)
from tests.network.papers.test_documents import client_of
from tests.network.papers.test_minutes import text_of

pytestmark = pytest.mark.django_db
BASE = "/reseau"


@pytest.fixture
def meeting():
    return make_meeting(state="held")


@pytest.fixture
def secretary(meeting):
    return client_of(secretary_of(meeting.committee))


def test_a_decision_is_noted_followed_by_its_owner_and_done(meeting, secretary) -> None:
    body, item = make_organisation("CCAS de Sète"), make_item(meeting)
    owner = client_of(make_mandate(meeting.committee, organisation=body).user)
    other = client_of(make_mandate(meeting.committee).user)
    early = timezone.localdate() - timedelta(days=60)
    url = f"{BASE}/points/{item.pk}/decision/"
    data = {"text": "Ouvrir une permanence", "owner_organisation": body.pk}
    assert "Cette date vient avant la réunion." in text_of(secretary.post(url, data | {"due_on": early.isoformat()}))
    assert other.get(url).status_code == 404
    secretary.post(url, data | {"due_on": (timezone.localdate() - timedelta(days=1)).isoformat()})
    decision = Decision.objects.get()
    url = f"{BASE}/decisions/{decision.pk}/"
    assert owner.get(url).status_code == 404
    make_minutes(meeting, "submitted")
    page = text_of(owner.get(f"{BASE}/decisions/?liste=en-retard"))
    assert "Ouvrir une permanence" in page
    assert "CCAS de Sète" in page
    owner.post(url, {"text": "Le lundi matin."})
    assert "Le lundi matin." in text_of(other.get(url))
    assert other.post(url, {"text": "x"}).status_code == 404
    assert owner.post(f"{url}etape/terminer/").status_code == 404
    secretary.post(f"{url}etape/commencer/")
    assert "Écrivez la raison." in text_of(secretary.post(f"{url}etape/abandonner/", {"reason": ""}))
    secretary.post(f"{url}etape/terminer/", {"text": "Ouverte."})
    decision.refresh_from_db()
    assert (decision.state, decision.follow_up_text) == ("done", "Ouverte.")
    assert "Il n’y a pas de décision" in text_of(secretary.get(f"{BASE}/decisions/"))
    secretary.post(f"{url}etape/rouvrir/", {"reason": "Fermée de nouveau."})
    secretary.post(f"{url}modifier/", {"text": "Rouvrir la permanence", "owner_label": "MDS"})
    assert "Rouvrir la permanence" in text_of(secretary.get(f"{BASE}/decisions/?liste=toutes"))


def test_what_is_open_goes_to_the_next_agenda_or_a_reason_says_why_not(meeting, secretary) -> None:
    make_decision(make_item(meeting), text="Écrire aux maires")
    draft = make_meeting(meeting.committee)
    url = f"{BASE}/reunions/{draft.pk}/suites-a-donner/"
    assert client_of(make_mandate(meeting.committee).user).get(url).status_code == 404
    assert "Écrire aux maires" in text_of(secretary.get(url))
    secretary.post(url)
    assert draft.items.get().decisions_followed.count() == 1
    assert "Écrivez la raison." in text_of(secretary.post(url, {"decline": "1", "reason": ""}))
    secretary.post(url, {"decline": "1", "reason": "Réunion trop courte."})
    assert draft.items.count() == 0
    assert "Réunion trop courte." in text_of(secretary.get(url))


def test_the_search_page_filters_and_its_counts_betray_nothing(meeting, secretary) -> None:
    committee = meeting.committee
    indexing.index(make_item(meeting, title="Mobilité rurale"))
    indexing.index(make_document(meeting, title="Mobilités : étude", qualities=["elected_official"]))
    indexing.index(make_item(make_meeting(make_committee()), title="Mobilité ailleurs"))
    url = f"{BASE}/recherche/"
    assert "2 résultats pour" in text_of(secretary.get(url, {"q": "mobilité"}))
    member = client_of(make_mandate(committee).user)
    page = text_of(member.get(url, {"q": "mobilites", "comite": committee.pk, "nature": "item"}))
    assert "1 résultat pour" in page
    assert "Mobilité rurale" in page
    assert "étude" not in page
    year = timezone.localdate(meeting.starts_at).year
    assert "1 résultat pour" in text_of(member.get(url, {"q": "mobilité", "annee": year}))
    assert "Vérifiez l’orthographe" in text_of(member.get(url, {"q": "mobilité", "annee": year - 5}))
    assert "Vérifiez l’orthographe" in text_of(client_of(make_account()).get(url, {"q": "mobilité"}))


@pytest.mark.parametrize(
    "data", [{}, {"q": ""}, {"q": "x" * 500}, {"q": "a", "annee": "an"}, {"q": "a", "comite": "0"}, {"q": "'\"*:^"}]
)
def test_no_search_ends_in_an_error(data: dict) -> None:
    assert client_of(make_account()).get(f"{BASE}/recherche/", data).status_code == 200

"""Minutes by their screens: two editors, members' remarks, approval, correction, and what the public reads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from network.models import Decision, Minutes, MinutesExtract, MinutesRemark
from network.operations.minutes_text import sections, with_decisions
from portal.accounts.models import DepartmentRole
from tests.factories.committees import (
    make_account,
    make_committee,
    make_decision,
    make_item,
    make_mandate,
    make_meeting,
    make_minutes,
    secretary_of,
)
from tests.network.papers.test_documents import client_of

pytestmark = pytest.mark.django_db
BASE = "/reseau"


def text_of(answer: object) -> str:
    return answer.content.decode().replace("\u00a0", " ")


@pytest.fixture
def meeting():
    return make_meeting(make_committee(is_listed=True), "held")


@pytest.fixture
def secretary(meeting):
    return client_of(secretary_of(meeting.committee))


@pytest.fixture
def member(meeting):
    return client_of(make_mandate(meeting.committee).user)


def test_minutes_go_from_the_agenda_to_approval_and_members_see_them_when_submitted(meeting, secretary, member) -> None:
    make_item(meeting, title="Budget")
    chair = client_of(make_mandate(meeting.committee, role="chair").user)
    start = f"{BASE}/reunions/{meeting.pk}/compte-rendu/"
    assert member.get(start).status_code == member.post(start).status_code == 404
    page = secretary.post(start, follow=True)
    assert "## Budget" in text_of(page)
    minutes = Minutes.objects.get()
    url = f"{BASE}/comptes-rendus/{minutes.pk}/"
    secretary.post(f"{url}ecrire/", {"body": "## Budget\nVoté.", "easy_body": "On dépense moins.", "version": 1})
    assert {member.get(url).status_code, chair.get(url).status_code} == {404}
    secretary.post(f"{url}etape/relecture/")
    assert secretary.post(f"{url}etape/soumission/").status_code == 404
    assert "Écrivez la raison." in text_of(chair.post(f"{url}etape/renvoi/", {"reason": ""}))
    assert "Membres concernés : 3." in text_of(chair.get(f"{url}etape/soumission/"))
    chair.post(f"{url}etape/soumission/")
    page = text_of(member.get(url))
    assert "<h3>Budget</h3>" in page
    assert "Facile à lire".lower() in page.lower()
    assert "On dépense moins." in text_of(member.get(f"{url}facile-a-lire/"))
    assert "Voté." in text_of(member.get(f"{url}imprimer/"))
    assert "Voté." in text_of(member.get(f"{url}versions/1/"))
    assert client_of(make_account()).get(f"{url}imprimer/").status_code == 404
    early = secretary.post(f"{url}etape/approbation/", {"approved_in": "tacite"})
    assert "Sélectionnez un choix valide" in text_of(early)
    later = make_meeting(meeting.committee, "held", starts_at=timezone.now() - timedelta(hours=3))
    secretary.post(f"{url}etape/approbation/", {"approved_in": str(later.pk)})
    minutes.refresh_from_db()
    assert (minutes.state, minutes.approved_in) == ("approved", later)


def test_the_second_editor_is_told_reads_the_other_text_and_overwrites_nothing(meeting, secretary) -> None:
    minutes = make_minutes(meeting, body="Début")
    other = client_of(make_mandate(meeting.committee, role="secretary").user)
    url = f"{BASE}/comptes-rendus/{minutes.pk}/ecrire/"
    secretary.post(url, {"body": "Texte d’Ana", "easy_body": "", "version": 1})
    answer = other.post(url, {"body": "Texte de Bob", "easy_body": "", "version": 1})
    page = text_of(answer)
    assert answer.status_code == 200
    for sentence in ("Quelqu’un d’autre a enregistré", "Texte d’Ana", "Texte de Bob", 'name="version" value="2"'):
        assert sentence in page
    minutes.refresh_from_db()
    assert (minutes.body, minutes.version) == ("Texte d’Ana", 2)
    other.post(url, {"body": "Texte d’Ana et de Bob", "easy_body": "", "version": 2})
    minutes.refresh_from_db()
    assert minutes.body == "Texte d’Ana et de Bob"


def test_a_remark_is_answered_and_stops_the_approval_until_then(meeting, secretary, member) -> None:
    meeting.committee.minutes_approval = "tacit"
    meeting.committee.save()
    minutes = make_minutes(meeting, "submitted")
    url = f"{BASE}/comptes-rendus/{minutes.pk}/"
    assert "Écrivez un texte." in text_of(member.post(f"{url}remarque/", {"text": " "}))
    member.post(f"{url}remarque/", {"text": "Le chiffre est faux."})
    other = client_of(make_mandate(meeting.committee).user)
    assert "Le chiffre est faux." not in text_of(other.get(url))
    Minutes.objects.update(remarks_until=timezone.localdate() - timedelta(days=1))
    refused = secretary.post(f"{url}etape/approbation/", {"approved_in": "tacite"})
    assert "une remarque attend une réponse" in text_of(refused)
    remark = MinutesRemark.objects.get()
    answer_url = f"{BASE}/remarques/{remark.pk}/repondre/"
    assert member.get(answer_url).status_code == 404
    assert "Écrivez votre réponse." in text_of(secretary.post(answer_url, {"is_taken": "non"}))
    secretary.post(answer_url, {"is_taken": "non", "answer": "Il est vérifié."})
    assert "Il est vérifié." in text_of(member.get(url))
    assert member.post(f"{url}remarque/", {"text": "Trop tard."}).status_code == 404
    secretary.post(f"{url}etape/approbation/", {"approved_in": "tacite"})
    assert Minutes.objects.get().state == "approved"


def test_a_correction_is_a_new_version_and_the_former_one_stays(meeting, secretary, member) -> None:
    minutes = make_minutes(meeting, "approved", body="1 000 euros")
    url = f"{BASE}/comptes-rendus/{minutes.pk}/"
    assert secretary.get(f"{url}ecrire/").status_code == member.get(f"{url}rectifier/").status_code == 404
    data = {"body": "2 000 euros", "easy_body": "", "version": 1}
    assert "Écrivez ce qui change et pourquoi." in text_of(secretary.post(f"{url}rectifier/", data))
    secretary.post(f"{url}rectifier/", data | {"reason": "Faute de frappe."})
    assert "1 000 euros" in text_of(member.get(f"{url}versions/1/"))
    assert "Faute de frappe." in text_of(member.get(f"{url}versions/2/"))
    assert member.get(f"{url}versions/3/").status_code == 404


def test_an_extract_asks_about_each_name_and_is_published_by_a_second_person(meeting, secretary, member) -> None:
    make_mandate(meeting.committee, display_name="Rose Martin")
    minutes = make_minutes(meeting, "approved")
    url = f"{BASE}/comptes-rendus/{minutes.pk}/extrait/"
    assert member.get(url).status_code == 404
    page = text_of(secretary.post(url, {"text": "La rose est le logo."}))
    assert "Ces mots sont aussi des noms de personnes : rose." in page
    assert 'value="rose"' in page
    secretary.post(url, {"text": "La rose est le logo.", "confirmed": ["rose"]})
    extract = MinutesExtract.objects.get()
    publish = f"{BASE}/extraits/{extract.pk}/publier/"
    assert secretary.get(publish).status_code == secretary.post(publish).status_code == 404
    user = make_account()
    DepartmentRole.objects.create(user=user, role="administrator")
    administrator = client_of(user)
    assert "Publier cet extrait ?" in text_of(administrator.get(publish))
    assert "L’extrait est publié" in text_of(administrator.post(publish))
    public = Client().get(f"/instances/{meeting.committee.slug}/extraits/{extract.pk}/")
    assert "La rose est le logo." in text_of(public)
    assert secretary.get(url).status_code == 404


def test_a_decision_goes_into_the_text_under_its_item_once(meeting, secretary) -> None:
    item = make_item(meeting, title="Budget")
    minutes = make_minutes(meeting, body="Deux présents.\n\n## Budget\n\nDébat.\n\n## Divers\n\nRien.")
    secretary.post(f"{BASE}/points/{item.pk}/decision/", {"text": "Écrire\naux maires", "owner_label": "MDS"})
    make_decision(make_item(meeting, title="Secret", visibility="secretariat"), text="Canari")
    url = f"{BASE}/comptes-rendus/{minutes.pk}/ecrire/"
    for version in (1, 2):
        body = Minutes.objects.get().body
        secretary.post(url, {"body": body, "easy_body": "", "version": version, "insert": "1"})
    body = Minutes.objects.get().body.replace("\u00a0", " ")
    assert body.splitlines()[4:9] == ["Débat.", "Décision 1 : Écrire aux maires", "", "## Divers", ""]
    assert body.count("Décision 1") == 1
    assert "Canari" not in body
    assert [section.heading for section in sections(body)] == ["", "Budget", "Divers"]


def test_a_decision_without_a_heading_gets_one_at_the_end() -> None:
    decision = make_decision(text="Agir")
    body = with_decisions("Texte", decision.agenda_item.meeting)
    assert body.splitlines()[-1].endswith("Agir")
    assert sections(body)[-1].heading == decision.agenda_item.title
    assert with_decisions(body, decision.agenda_item.meeting) == body
    assert Decision.objects.count() == 1

"""The document space by its screens: laid down, read under log, withdrawn, published, taken as a whole."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from network.models import CommitteeDocument, DocumentAccess, DocumentVersion
from network.operations import documents as operations
from portal.common.models import OutgoingMail, PrivateFile
from tests.factories.committees import (
    make_account,
    make_committee,
    make_document,
    make_item,
    make_mandate,
    make_meeting,
    make_minutes,
    make_pdf,
    secretary_of,
)

pytestmark = pytest.mark.django_db
BASE = "/reseau"


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(content: bytes = b"%PDF-1.4\nbonjour\n%%EOF", name: str = "note.pdf") -> ContentFile:
    return ContentFile(content, name=name)


@pytest.fixture
def meeting():
    return make_meeting(state="convened")


@pytest.fixture
def secretary(meeting):
    return client_of(secretary_of(meeting.committee))


@pytest.fixture
def member(meeting):
    return client_of(make_mandate(meeting.committee, quality="professional").user)


def test_a_secretary_lays_down_several_files_and_a_member_reads_them(meeting, secretary, member) -> None:
    url = f"{BASE}/reunions/{meeting.pk}/documents/"
    files = [upload(name="Budget_2026.pdf"), upload(b"%PDF-1.4\nautre\n%%EOF", "Bilan.pdf")]
    page = secretary.post(url, {"files": files, "easy_summary": "Ce que nous dépensons."}, follow=True)
    assert "Déposé : Budget 2026, Bilan." in page.content.decode()
    page = member.get(url).content.decode()
    assert "Budget 2026" in page
    assert "Ce que nous dépensons." in page
    assert "(PDF, 1\u00a0Ko)" in page
    assert "Déposer" not in page
    assert member.post(url, {"files": [upload(name="x.pdf")]}).status_code == 404
    version = DocumentVersion.objects.get(document__title="Bilan")
    answer = member.get(f"{BASE}/fichiers/{version.pk}/")
    assert b"autre" in b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    assert DocumentAccess.objects.get().outcome == "served"


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        with archive.open("content.xml", "w") as part:
            part.write(b"\0" * 2_000_000)
    return content.getvalue()


def test_each_fault_is_told_in_french_beside_the_name_and_the_good_files_are_kept(
    meeting, secretary, monkeypatch
) -> None:
    monkeypatch.setattr("portal.common.files.MAXIMUM_UNZIPPED", 1_000_000)
    files = [
        upload(b"<script>", "faux.pdf"),
        upload(b"", "vide.pdf"),
        upload(bomb(), "bombe.odt"),
        upload(b"MZ", "programme.exe"),
        upload(b"%PDF-1.4\nbon\n%%EOF", "../../etc/bon\u202efdp.pdf"),
        upload(b"%PDF-1.4\nbon\n%%EOF", "copie.pdf"),
    ]
    answer = secretary.post(f"{BASE}/reunions/{meeting.pk}/documents/", {"files": files, "easy_summary": "Phrase."})
    page = answer.content.decode()
    assert answer.status_code == 200
    for sentence in (
        "« faux.pdf » : Le contenu de ce fichier n’est pas celui d’un fichier « .pdf ».",
        "« vide.pdf » : Ce fichier est vide.",
        "« bombe.odt » : Ce fichier est abîmé ou chiffré.",
        "« programme.exe » : Choisissez un fichier",
        "« copie.pdf » : C’est la même pièce que « bonfdp »",
    ):
        assert sentence.replace("\u00a0", " ") in page.replace("\u00a0", " ")
    assert 'value="Phrase."' in page
    assert CommitteeDocument.objects.get().title == "bonfdp"
    assert PrivateFile.objects.get().name == "bonfdp.pdf"


def test_a_form_without_file_says_so_and_a_body_that_examines_persons_takes_none(meeting, secretary) -> None:
    page = secretary.post(f"{BASE}/reunions/{meeting.pk}/documents/", {"title": "Budget"}).content.decode()
    assert "Choisissez au moins un fichier." in page
    assert 'value="Budget"' in page
    review = make_committee("case_review")
    url = f"{BASE}/comites/{review.pk}/documents/"
    page = client_of(secretary_of(review)).post(url, {"files": [upload()]}).content.decode()
    assert "Cette instance examine des situations" in page
    assert CommitteeDocument.objects.count() == 0


def test_a_new_version_replaces_the_former_one_which_stays_and_the_same_file_is_refused(meeting, secretary) -> None:
    document = operations.add_document(meeting, secretary_of(meeting.committee), make_pdf("a"), title="Budget")
    url = f"{BASE}/documents/{document.pk}/nouvelle-version/"
    again = secretary.post(url, {"file": make_pdf("a")}).content.decode()
    assert "C’est la même pièce que la version 1" in again
    page = secretary.post(url, {"file": make_pdf("b"), "note": "Page 3"}, follow=True).content.decode()
    assert "Version 2, remplace celle du" in page
    assert "Page 3" in page
    assert page.count("/reseau/fichiers/") == 3


def test_a_restricted_document_leaves_no_line_for_the_others(meeting, secretary, member) -> None:
    document = make_document(meeting, title="Réservé")
    url, page = f"{BASE}/documents/{document.pk}/", f"{BASE}/reunions/{meeting.pk}/documents/"
    assert "Réservé" in member.get(page).content.decode()
    secretary.post(f"{url}modifier/", {"title": "Réservé", "qualities": ["elected_official"]})
    assert member.get(url).status_code == 404
    assert "Il n’y a pas de document" in member.get(page).content.decode()
    version = document.versions.get()
    assert member.get(f"{BASE}/fichiers/{version.pk}/").status_code == 404
    assert DocumentAccess.objects.get().outcome == "refused"


def test_a_document_not_yet_given_disappears_and_a_given_one_keeps_its_line_and_reason(
    meeting, secretary, member
) -> None:
    user = secretary_of(meeting.committee)
    first = operations.add_document(meeting, user, make_pdf("a"), title="Premier")
    secretary.post(f"{BASE}/documents/{first.pk}/retirer/")
    assert PrivateFile.objects.count() == 0
    second = operations.add_document(meeting, user, make_pdf("b"), title="Second")
    operations.freeze_versions(meeting)
    url = f"{BASE}/documents/{second.pk}/retirer/"
    assert "Écrivez la raison." in secretary.post(url, {"reason": " "}).content.decode()
    secretary.post(url, {"reason": "Chiffres faux."})
    page = member.get(f"{BASE}/reunions/{meeting.pk}/documents/").content.decode()
    assert "Document retiré : Chiffres faux." in page
    assert member.get(f"{BASE}/fichiers/{second.versions.get().pk}/").status_code == 404


def test_publishing_is_an_act_that_is_undone() -> None:
    committee = make_committee(is_listed=True)
    secretary, document = client_of(secretary_of(committee)), make_document(committee)
    url = f"{BASE}/documents/{document.pk}/publier/"
    assert "Tout le monde pourra ouvrir" in secretary.get(url).content.decode()
    for published in (True, False):
        secretary.post(url)
        assert CommitteeDocument.objects.published().exists() is published


def test_the_whole_file_of_a_meeting_holds_what_one_may_read_in_folders_of_items(meeting, member) -> None:
    user = secretary_of(meeting.committee)
    hidden = make_item(meeting, title="Secret", visibility="secretariat", position=0)
    item = make_item(meeting, title="Bilan : 2026/2027", position=1)
    operations.add_document(hidden, user, make_pdf("x"), title="Canari")
    operations.add_document(item, user, make_pdf("a"), title="Budget")
    operations.add_document(item, user, make_pdf("b"), title="Budget")
    make_document(meeting, title="Perdu")
    answer = member.get(f"{BASE}/reunions/{meeting.pk}/documents.zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == [
        "Point 1 - Bilan - 2026-2027/Budget.pdf",
        "Point 1 - Bilan - 2026-2027/Budget (2).pdf",
        "Perdu.txt",
    ]
    assert b"\na\n" in archive.read("Point 1 - Bilan - 2026-2027/Budget.pdf")
    assert DocumentAccess.objects.count() == 3
    assert client_of(make_account()).get(f"{BASE}/reunions/{meeting.pk}/documents.zip").status_code == 404


def test_who_cannot_read_a_document_tells_the_secretariat_once_a_day(meeting, member) -> None:
    document = make_document(meeting)
    secretary_of(meeting.committee)
    for _ in range(2):
        page = member.post(f"{BASE}/documents/{document.pk}/illisible/", follow=True).content.decode()
        assert "Le secrétariat est prévenu." in page
    assert OutgoingMail.objects.count() == 1


def test_an_infected_version_is_given_to_nobody(meeting, secretary, member) -> None:
    document = make_document(meeting)
    version = document.versions.get()
    DocumentVersion.objects.update(scan="infected")
    assert "infecté" in secretary.get(f"{BASE}/documents/{document.pk}/").content.decode()
    for client in (secretary, member):
        assert client.get(f"{BASE}/fichiers/{version.pk}/").status_code == 404


def test_outsiders_find_nothing_at_any_address(meeting) -> None:
    minutes = make_minutes(make_meeting(meeting.committee, "held"))
    item, document = make_item(meeting), make_document(meeting)
    paths = [
        f"comites/{meeting.committee.pk}/documents/",
        f"reunions/{meeting.pk}/documents/",
        f"reunions/{meeting.pk}/documents.zip",
        f"points/{item.pk}/documents/",
        f"comptes-rendus/{minutes.pk}/documents/",
        f"fichiers/{document.versions.get().pk}/",
        f"fichiers/{uuid4()}/",
        *(f"documents/{document.pk}/{act}" for act in ("", "modifier/", "nouvelle-version/", "retirer/", "publier/")),
    ]
    ended = client_of(make_mandate(meeting.committee, ended=True).user)
    assert {path: ended.get(f"{BASE}/{path}").status_code for path in paths} == dict.fromkeys(paths, 404)
    assert {Client().get(f"{BASE}/{path}").status_code for path in paths} == {302}

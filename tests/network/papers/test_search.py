"""Search over papers: French words, one answer whatever the engine, and only what one may read, counts included."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from network.models import CommitteeDocument, PaperText
from network.operations import decisions, documents, indexing, meetings, minutes
from portal.common.search import excerpt, stems
from tests.factories.committees import (
    make_account,
    make_committee,
    make_document,
    make_item,
    make_mandate,
    make_meeting,
    make_minutes,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def found(user: object, query: str) -> list[str]:
    return [row.title for row in PaperText.objects.visible_to(user).found_by(query)]


def make_odt(text: str, name: str = "note.odt") -> ContentFile:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:text><text:p>{text}</text:p></office:text>")
    return ContentFile(content.getvalue(), name=name)


@pytest.mark.parametrize(
    "query", ["mobilite", "MOBILITÉS", "mobilité rurale", "  mobilité & (rurale) OR 'x", "l’mobilité"]
)
def test_accents_plurals_and_operators_do_not_matter(query: str) -> None:
    committee = make_committee()
    item = meetings.add_item(make_meeting(committee), secretary_of(committee), title="Mobilité rurale x or ou")
    assert found(secretary_of(committee), query) == [item.title]


@pytest.mark.parametrize("query", ["", "  ", "le", "'", '"', "*", "€", "a" * 500, "mot " * 400, "x:y", "\\"])
def test_a_query_without_words_or_made_of_signs_finds_nothing_and_breaks_nothing(query: str) -> None:
    committee = make_committee()
    meetings.add_item(make_meeting(committee), secretary_of(committee), title="Budget")
    assert found(secretary_of(committee), query) == []


def test_the_text_of_a_file_is_found_once_read() -> None:
    meeting = make_meeting(state="convened")
    secretary = secretary_of(meeting.committee)
    document = documents.add_document(
        meeting, secretary, make_odt("Les épiceries solidaires &amp; sociales"), title="Note"
    )
    assert found(secretary, "épicerie") == []
    assert (indexing.read_files(), indexing.read_files()) == (1, 0)
    member = make_mandate(meeting.committee).user
    assert found(member, "épicerie solidaire") == ["Note"]
    documents.add_version(document, secretary, make_odt("Rien de tel"))
    assert found(member, "épicerie") == []


def test_what_one_may_not_read_is_neither_found_nor_counted() -> None:
    committee, other = make_committee(), make_committee(is_listed=True)
    member, outsider = make_mandate(committee).user, make_mandate(other).user
    meeting = make_meeting(committee, "held")
    secretary = secretary_of(committee)
    for visibility in ("public", "members", "secretariat"):
        indexing.index(make_item(meeting, title=f"Canari {visibility}", visibility=visibility))
    indexing.index(make_item(make_meeting(committee), title="Canari brouillon"))
    text = minutes.start_minutes(meeting, secretary)
    text = minutes.write_minutes(text, secretary, body="Canari", easy_body="", version=text.version)
    indexing.index(make_document(meeting, title="Canari réservé", qualities=["elected_official"]))
    indexing.index(make_document(meeting, title="Canari pièce"))
    assert sorted(found(member, "canari")) == ["Canari members", "Canari pièce", "Canari public"]
    assert len(found(secretary, "canari")) == 7
    assert found(outsider, "canari") == found(make_account(), "canari") == []


def test_a_submitted_text_and_its_decisions_are_found_by_members() -> None:
    meeting = make_meeting(state="held")
    secretary, member = secretary_of(meeting.committee), make_mandate(meeting.committee).user
    item = make_item(meeting, title="Budget")
    decisions.record_decision(item, secretary, text="Écrire aux boulangeries")
    indexing.index(make_minutes(meeting, "submitted", body="Les boulangeries ont répondu."))
    assert len(found(member, "boulangerie")) == 2


def test_a_published_document_is_found_by_all_and_a_withdrawn_one_by_the_secretary_alone() -> None:
    committee = make_committee(is_listed=True)
    secretary, member = secretary_of(committee), make_mandate(committee).user
    document = make_document(committee, title="Charte", published=True)
    indexing.index(document)
    assert found(make_account(), "charte") == found(member, "charte") == ["Charte"]
    documents.withdraw_document(document, secretary, "Erreur de date.")
    assert found(make_account(), "charte") == found(member, "charte") == []
    assert found(secretary, "charte") == ["Charte"]


def test_what_is_taken_away_leaves_no_word_behind() -> None:
    committee = make_committee()
    document = documents.add_document(committee, secretary_of(committee), make_odt("Zèbre"), title="Zèbre")
    documents.remove_document(document, secretary_of(committee))
    with connection.cursor() as cursor:
        table = "network_papertext_words" if connection.vendor == "sqlite" else "network_papertext"
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        assert cursor.fetchone() == (0,)


def test_the_whole_index_can_be_written_anew() -> None:
    meeting = make_meeting(state="held")
    make_item(meeting, title="Budget")
    make_document(meeting, title="Budget en images")
    make_minutes(meeting, "submitted", body="Le budget est voté.")
    assert indexing.rebuild() == 3
    assert len(found(make_mandate(meeting.committee).user, "budgets")) == 3
    assert CommitteeDocument.objects.count() == 1


@pytest.mark.any_engine
def test_an_excerpt_shows_the_word_that_was_looked_for() -> None:
    text = "Préambule. " * 40 + "Les mobilités rurales avancent. " + "Fin. " * 40
    assert "mobilités rurales" in excerpt(text, "mobilite")
    assert excerpt("", "x") == ""
    assert stems("L’œuvre de l’été") == stems("oeuvres étés")

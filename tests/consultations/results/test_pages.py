"""Published results: one edition, the same figures everywhere, which nothing that comes later moves."""

import csv
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations.operations.freezing import freeze_results, publish_results, shown
from portal.common.middleware import purge_pages
from tests.factories.consultations import make_consultation
from tests.factories.contributions import send, value

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    page = make_consultation(what_is_kept="profile_only")
    for territory, times in (("MDS-A", 30), ("MDS-B", 20)):
        send(page, times, value(page, "venu", "oui"), value(page, "moyen", "bus"), territory=territory)
        send(page, 15, value(page, "venu", "non"), value(page, "freins", "prix"), territory=territory)
    send(page, 3, value(page, "venu", "oui"), value(page, "moyen", "voiture"), territory="MDS-B")
    return page


@pytest.fixture
def edition(consultation):
    return publish_results(freeze_results(consultation, by=None), by=None)


def test_before_any_edition_the_page_says_when_and_the_files_do_not_exist(client, consultation):
    response = client.get(f"/consultations/{consultation.slug}/resultats/")

    assert "Les résultats seront publiés le" in response.text
    for extension in ("json", "csv", "ods"):
        assert client.get(f"/consultations/{consultation.slug}/resultats.{extension}").status_code == 404


def test_a_frozen_edition_is_public_only_once_published(client, consultation):
    snapshot = freeze_results(consultation, by=None)
    assert client.get(f"/consultations/{consultation.slug}/resultats.json").status_code == 404

    publish_results(snapshot, by=None)

    assert client.get(f"/consultations/{consultation.slug}/resultats.json").json()["contributions"] == 83


def test_the_document_holds_what_the_contract_says(edition):
    document = shown(edition)
    assert document["schema"] == "resultats/1"
    assert document["consultation"].keys() == {"slug", "title", "phase", "level"}
    assert document["published_on"] == edition.published_at.astimezone().date().isoformat()
    for question in document["questions"]:
        assert question.keys() >= {"code", "kind", "text", "answered", "by_territory"}
        for line in question.get("options", []):
            assert line.keys() == {"code", "label", "count", "suppressed"}
            assert line["suppressed"] is (line["count"] is None)
        for line in question.get("cells", []):
            assert line.keys() >= {"row", "column", "count", "suppressed", "sum", "mean"}
        for place in question["by_territory"]:
            assert place.keys() >= {"territory", "contributions"}


def test_every_rendering_tells_the_same_figures_and_no_hidden_one(client, consultation, edition):
    address = f"/consultations/{consultation.slug}/resultats"
    document = client.get(f"{address}.json").json()
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}.csv").getvalue().decode())))
    ods = zipfile.ZipFile(io.BytesIO(client.get(f"{address}.ods").getvalue())).read("content.xml").decode()
    page = client.get(f"{address}/").text

    by_code = {question["code"]: question for question in document["questions"]}
    assert by_code["moyen"]["options"][1] == {"code": "voiture", "label": "Voiture", "count": None, "suppressed": True}
    visible = {(row["question_code"], row["territoire"], row["modalite_code"]): row["effectif"] for row in rows}
    for question in document["questions"]:
        for place in ({**question, "territory": ""}, *question["by_territory"]):
            for line in place.get("options", []):
                shown_there = visible[question["code"], place["territory"], line["code"]]
                assert shown_there == ("" if line["count"] is None else str(line["count"]))
    assert all((row["secret"] == "true") == (row["effectif"] == "") for row in rows)
    assert ods.count("<table:table-row>") == len(rows) + 1 + 9
    assert "masqué (petits effectifs)" in page
    assert "<td>53</td>" in page  # « venu : oui », the same as in the files
    assert str(by_code["venu"]["options"][0]["count"]) == "53"


def test_what_comes_later_changes_no_published_figure(client, consultation, edition):
    before = client.get(f"/consultations/{consultation.slug}/resultats.json").content

    send(consultation, 40, value(consultation, "venu", "oui"), territory="MDS-A")

    assert client.get(f"/consultations/{consultation.slug}/resultats.json").content == before


def test_reading_results_costs_the_same_however_many_took_part(client, consultation, edition):
    def queries() -> int:
        purge_pages()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/consultations/{consultation.slug}/resultats/").status_code == 200
        return len(captured)

    queries()  # the first page of a process also looks for the site and its languages
    few = queries()
    send(consultation, 200, value(consultation, "venu", "oui"), territory="MDS-A")
    publish_results(freeze_results(consultation, by=None), by=None)

    assert queries() == few <= 8


def test_a_new_edition_is_shown_at_once_in_the_place_of_the_former(
    client, consultation, edition, django_capture_on_commit_callbacks
):
    address = f"/consultations/{consultation.slug}/resultats/"
    assert "83 contributions" in client.get(address).text
    send(consultation, 60, value(consultation, "venu", "oui"), territory="MDS-A")

    with django_capture_on_commit_callbacks(execute=True):
        publish_results(freeze_results(consultation, by=None, reason="Plus de réponses."), by=None)

    assert "143 contributions" in client.get(address).text
    edition.refresh_from_db()
    assert edition.state == "replaced"


def test_results_read_in_the_language_of_the_page(client):
    page = make_consultation(languages=("fr", "en", "ar"))
    send(page, 20, value(page, "venu", "oui"))
    send(page, 15, value(page, "venu", "non"))
    publish_results(freeze_results(page, by=None), by=None)

    assert "[en] Êtes-vous déjà venu" in client.get(f"/en/consultations/{page.slug}/resultats/").text
    assert "[ar] Êtes-vous déjà venu" in client.get(f"/ar/consultations/{page.slug}/resultats/").text

"""The mayors' consultation of the demonstration, from its files to its published results."""

import csv
import json
import re
from io import StringIO

import pytest
from django.core.management import call_command

from consultations.models import Consultation
from home.demo import consultations
from home.demo.questionnaires import DATA, mayors
from home.operations.site import prepare_site
from network.operations.communes import load_communes
from tests.factories.consultations import make_consultation
from tests.support.visitors import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration():
    load_communes()
    prepare_site()
    consultations.load()


def synthesis():
    out = StringIO()
    call_command("synthesis", "questionnaire-maires", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_105_answers_are_counted_as_their_file_says(demonstration):
    text = (DATA / "questionnaire_maires_reponses.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(StringIO(text)))
    figures = synthesis()
    assert (figures["schema"], figures["contributions"], len(figures["questions"])) == ("resultats/1", 105, 19)
    for question in figures["questions"]:
        code = question["code"]
        for option in question.get("options", []):
            chosen = [
                row
                for row in rows
                if option["code"] in (row.get(code) or "").split("|") or row.get(f"{code}_{option['code']}") == "1"
            ]
            assert option["count"] == len(chosen), (code, option)
        for cell in question.get("cells", []):
            values = [row[f"{code}_{cell['row']}"] for row in rows]
            if "sum" in cell:
                numbers = [int(each) for each in values if each]
                assert (cell["count"], cell["sum"]) == (len(numbers), sum(numbers)), (code, cell)
            else:
                assert cell["count"] == sum(cell["column"] in each.split("|") for each in values), (code, cell)
    for place in figures["questions"][0]["by_territory"]:
        assert place["contributions"] == sum(row["mds_code"] == place["territory"] for row in rows)


def test_loading_it_twice_changes_nothing(demonstration):
    before = synthesis()
    edition = Consultation.objects.get(slug="questionnaire-maires").snapshots.get()

    assert consultations.load() == 3

    assert synthesis() == before
    assert Consultation.objects.get(slug="questionnaire-maires").snapshots.get() == edition


def test_the_interim_edition_is_public_with_the_105(demonstration, client):
    published = client.get("/consultations/questionnaire-maires/resultats.json").json()

    assert published["contributions"] == 105
    assert published["threshold"] == 5
    assert {question["code"] for question in published["questions"]} >= {"q1", "q6", "q13a"}
    assert not {question["code"] for question in published["questions"]} & {"commune", "repondant_nom"}


def test_the_short_one_is_complete_in_three_languages(demonstration, client):
    for path in ("/consultations/vos-trajets/", "/en/consultations/vos-trajets/", "/ar/consultations/vos-trajets/"):
        assert client.get(path).status_code == 200
    assert "à 23\u00a0h\u00a059" in client.get("/consultations/vos-trajets/").text
    version = Consultation.objects.get(slug="vos-trajets", locale__language_code="fr").versions.get()
    assert len(version.structure.questions) == 6
    for question in version.structure:
        assert question.texts.keys() == {"fr", "en", "ar"}
        for option in question.options:
            assert option.labels.keys() == {"fr", "en", "ar"}


def test_no_screen_of_the_mayors_holds_more_than_200_elements():
    visitor = Visitor(make_consultation(mayors(), layout="section")).start()
    opening = {"q1": "epci", "q2": "oui", "q8": "oui", "q11": "oui", "q12": "oui", "q13": "oui"}
    screens = {}
    while visitor.here != "verifier-mes-reponses":
        asked = re.search(r'name="asked" value="([^"]+)"', visitor.text)[1]
        answers = {code: answer for code, answer in opening.items() if code in asked.split(",")}
        screens[visitor.here] = max(screens.get(visitor.here, 0), len(re.findall(r"<[a-z]", visitor.text)))
        visitor.post(visitor.here, asked=asked, **answers)
    assert len(screens) == 6
    assert max(screens.values()) <= 200, screens

"""Answers given on paper: all of the file or nothing, each fault named by its row, its column and its reason."""

import pytest

from consultations.models import Contribution
from consultations.operations import counters
from consultations.operations.importing import import_contributions
from tests.factories.consultations import items, make_consultation, question
from tests.factories.network import make_territory

pytestmark = pytest.mark.django_db

QUESTIONS = [
    question("commune", "commune", is_personal=True),
    question("single_choice", "venu", options=items("oui", "non")),
    question("multiple_choice", "freins", options=items("prix", "distance")),
    question("number_table", "agents", rows=items("a", "b"), when=[("venu", "eq", "oui")]),
    question("matrix_multiple", "missions", rows=items("x", "y"), columns=items("commune", "epci")),
    question("text_table", "roles", columns=items("ccas", "autre")),
    question("long_text", "idee"),
]
HEADER = (
    "id_reponse,date_reponse,mds_code,venu,freins_prix,freins_distance,agents_a,agents_b,agents_total,missions_x,idee"
)
GOOD = "R1,2022-04-10,MDS-THA,oui,1,0,2,3,5,commune|epci,Plus de bus"


@pytest.fixture
def consultation():
    make_territory()
    return make_consultation(QUESTIONS, what_is_kept="profile_only")


def load(consultation, *rows, header=HEADER, encoding="utf-8", **options):
    return import_contributions(consultation, "\n".join((header, *rows)).encode(encoding), **options)


def test_a_row_becomes_a_contribution_of_its_day_and_territory(consultation):
    assert load(consultation, GOOD).created == 1

    sent = Contribution.objects.get()
    structure = sent.version.structure
    value = {question.code: sent.answers.get(question.id, {}).get("value") for question in structure}
    assert (sent.channel, str(sent.submitted_on), sent.territory.code) == ("paper", "2022-04-10", "MDS-THA")
    assert value["commune"] is None
    assert sorted(value["agents"]["cells"].values()) == [2, 3]
    assert value["idee"] == "Plus de bus"
    assert counters.stored(consultation) == counters.recounted(consultation)


def test_the_same_file_twice_adds_nothing(consultation):
    load(consultation, GOOD)

    report = load(consultation, GOOD, GOOD.replace("R1", "R2"))

    assert (report.read, report.created, report.unchanged) == (2, 1, 1)
    assert "R1" not in str(Contribution.objects.values_list("idempotency_key", "answers"))


def test_a_trial_writes_nothing(consultation):
    assert load(consultation, GOOD, dry_run=True).created == 1
    assert not Contribution.objects.exists()


FAULTS = [
    ("duplicate_in_file", 3, "id_reponse", GOOD),
    ("cell_required", 3, "id_reponse", GOOD.replace("R1", "")),
    ("cell_required", 3, "date_reponse", GOOD.replace("R1", "R2").replace("2022-04-10", "")),
    ("date_invalid", 3, "date_reponse", GOOD.replace("R1", "R2").replace("2022-04-10", "31/02/2022")),
    ("date_invalid", 3, "date_reponse", GOOD.replace("R1", "R2").replace("2022", "2999")),
    ("reference_unknown", 3, "mds_code", GOOD.replace("R1", "R2").replace("MDS-THA", "MDS-XXX")),
    ("value_not_in_list", 3, "venu", GOOD.replace("R1", "R2").replace(",oui,", ",peut-être,")),
    ("value_not_in_list", 3, "freins_prix", GOOD.replace("R1", "R2").replace(",1,0,", ",7,0,")),
    ("value_not_in_list", 3, "missions_x", GOOD.replace("R1", "R2").replace("epci", "lune")),
    ("number_invalid", 3, "agents_a", GOOD.replace("R1", "R2").replace(",2,3,5", ",deux,3,5")),
    ("number_invalid", 3, "agents_total", GOOD.replace("R1", "R2").replace(",2,3,5", ",2,3,6")),
    ("question_not_asked", 3, "agents_a", GOOD.replace("R1", "R2").replace(",oui,", ",non,")),
    ("control_character", 3, "idee", GOOD.replace("R1", "R2") + "\x00"),
    ("row_too_long", 3, "", GOOD.replace("R1", "R2") + ",encore"),
    ("file_unreadable", 3, "", GOOD.replace("R1", "R2") + ',"jamais fermé'),
]


@pytest.mark.parametrize(("code", "row", "column", "bad"), FAULTS)
def test_one_fault_refuses_the_whole_file(consultation, code, row, column, bad):
    report = load(consultation, GOOD, bad)

    assert [(fault.code, fault.row, fault.column) for fault in report.faults] == [(code, row, column)]
    assert str(report.faults[0]).endswith(f"[{code}]")
    assert not Contribution.objects.exists()
    assert not consultation.counters.exists()


@pytest.mark.parametrize(
    ("code", "header"),
    [
        ("header_missing", HEADER.replace("date_reponse", "jour")),
        ("header_twice", HEADER.replace("freins_distance", "venu")),
        ("file_unreadable", ""),
    ],
)
def test_faulty_headings_refuse_the_file(consultation, code, header):
    assert {fault.code for fault in load(consultation, GOOD, header=header).faults} == {code}


def test_a_column_that_nobody_asked_for_is_named_and_not_kept(consultation):
    report = load(consultation, f"{GOOD},Sète,M. X", header=f"{HEADER},commune,nom")

    assert [(warning.code, warning.column) for warning in report.warnings] == [
        ("header_unknown", "commune"),
        ("header_unknown", "nom"),
    ]
    assert "M. X" not in str(Contribution.objects.get().answers)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_files_of_an_office_are_read_with_their_separator_and_encoding(consultation, encoding):
    row = GOOD.replace("2022-04-10", "10/04/2022").replace("Plus de bus", "Été à Sète")
    report = load(consultation, row.replace(",", ";"), header=HEADER.replace(",", ";"), encoding=encoding)

    assert report.created == 1
    assert "Été à Sète" in str(Contribution.objects.get().answers)
    assert [warning.code for warning in report.warnings] == (["encoding_guessed"] if encoding == "cp1252" else [])


def test_a_consultation_that_is_not_announced_takes_nothing():
    page = make_consultation(QUESTIONS, is_announced=False)

    assert [fault.code for fault in load(page, GOOD).faults] == ["state_conflict"]


def test_an_anonymous_consultation_says_that_it_drops_the_territory():
    make_territory()
    page = make_consultation(QUESTIONS)

    assert "territory_dropped" in [warning.code for warning in load(page, GOOD).warnings]
    assert Contribution.objects.get().territory is None

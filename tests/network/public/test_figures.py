"""Figures of meetings and attendances: the check table, who counts what, and nobody found out."""

from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.utils import timezone
from odf.opendocument import load as load_ods
from odf.table import Table, TableCell, TableRow

from network.indicators import attendances_by_quality, meeting_figures, opinions_for_all, opinions_for_members
from network.models import CarriedFigure, MeetingEvaluation
from portal.common.indicators import Period
from tests.factories.accounts import make_role
from tests.factories.committees import make_account, make_attendance, make_committee, make_mandate, make_meeting

pytestmark = pytest.mark.django_db
EVERYBODY = AnonymousUser()
CHECK = """du;au;type;territoire;reunions;participants;source
01/04/2017;30/06/2019;comité d’engagement;;30;716;Document 003
01/04/2017;30/06/2019;groupe de travail;;163;1541;Document 003
"""


@pytest.fixture
def check(tmp_path):
    file = tmp_path / "chiffres.csv"
    file.write_text(CHECK, encoding="utf-8")
    return file


def year(of):
    return Period(date(of, 1, 1), date(of, 12, 31))


def held(committee, people=0, **facts):
    meeting = make_meeting(committee, "held", **facts)
    for _person in range(people):
        make_attendance(meeting)
    return meeting


def ods_rows(content):
    table = load_ods(BytesIO(content)).spreadsheet.getElementsByType(Table)[1]
    return [[str(cell) for cell in row.getElementsByType(TableCell)] for row in table.getElementsByType(TableRow)]


def test_30_and_163_meetings_with_716_and_1541_attendances_give_193_and_2257_in_page_csv_and_ods(client, check):
    for _twice in range(2):
        call_command("import_figures", check, stdout=StringIO())
    assert CarriedFigure.objects.count() == 2

    page = client.get("/instances/chiffres/").content.decode().replace("\xa0", " ").replace("\u202f", " ")
    assert "Avril 2017 à juin 2019 : 193 réunions, 2 257 participants, soit" in page
    assert "30 réunions avec 716 participants" in page
    assert "163 réunions avec 1 541 participants" in page
    lines = b"".join(client.get("/instances/chiffres.csv")).decode().splitlines()
    assert [line.split(",")[-3:-1] for line in lines[-3:]] == [["30", "716"], ["163", "1541"], ["193", "2257"]]
    rows = ods_rows(b"".join(client.get("/instances/chiffres.ods")))
    assert [row[-3:-1] for row in rows[-3:]] == [["30", "716"], ["163", "1541"], ["193", "2257"]]


def test_a_fault_or_a_trial_writes_nothing(check):
    call_command("import_figures", check, "--dry-run", stdout=StringIO())
    check.write_text(CHECK.replace("1541", "beaucoup"), encoding="utf-8")
    faults = StringIO()
    with pytest.raises(CommandError, match="Rien n’a été écrit"):
        call_command("import_figures", check, stdout=StringIO(), stderr=faults)

    assert "Ligne 3, colonne « participants »" in faults.getvalue().replace("\xa0", " ")
    assert not CarriedFigure.objects.exists()


def test_the_public_counts_listed_committees_and_the_administrator_all():
    listed = make_committee("local", is_listed=True)
    moment = timezone.make_aware(timezone.datetime(2024, 3, 1, 14))
    meeting = held(listed, 3, starts_at=moment)
    make_attendance(meeting, make_mandate(listed), status="excused")
    held(make_committee(), 5, starts_at=moment)
    held(make_committee("participatory", is_listed=True, is_membership_hidden=True), 7, starts_at=moment)
    held(make_committee("case_review"), attendance_count=9, starts_at=moment)
    make_meeting(listed, "convened")
    admin = make_account()
    make_role(admin, "administrator")

    assert [figure[3:] for figure in meeting_figures(year(2024), EVERYBODY)] == [(1, 3)]
    assert {figure.kind: figure[3:] for figure in meeting_figures(year(2024), admin)} == {
        "departmental": (1, 5),
        "local": (1, 3),
        "participatory": (1, 7),
        "case_review": (1, 9),
    }
    assert meeting_figures(year(2023), admin) == []


def test_attendances_by_quality_hide_small_numbers_and_the_year_that_still_runs():
    committee = make_committee(is_listed=True)
    meeting = held(committee, 30, starts_at=timezone.make_aware(timezone.datetime(2024, 3, 1, 14)))
    for quality, count in (("accompanied_person", 4), ("elected_official", 15)):
        for _person in range(count):
            make_attendance(meeting, quality=quality)

    shown = dict(attendances_by_quality(2024, EVERYBODY))
    assert shown["personne accompagnée"] is None
    assert sum(count is None for count in shown.values()) > 1
    assert attendances_by_quality(timezone.localdate().year, EVERYBODY) == []


def opinions(meeting, *faces):
    MeetingEvaluation.objects.bulk_create(
        MeetingEvaluation(meeting=meeting, understood=face, could_speak=3 - face % 2, was_heard=face, was_useful=face)
        for face in faces
    )


def test_opinions_are_shown_to_members_from_five_and_to_all_from_eleven_once_the_year_is_over(client):
    committee = make_committee(is_listed=True, slug="cdas")
    last_year = timezone.now().replace(month=6, day=1) - timedelta(days=365)
    opinions(held(committee, starts_at=last_year), *[3] * 20, *[2] * 20)
    opinions(held(committee, starts_at=last_year + timedelta(days=30)), 3, 2, 1)
    opinions(held(committee, starts_at=timezone.now() - timedelta(days=2)), *[3] * 30)

    assert [opinion.count for opinion in opinions_for_members(committee)] == [40]
    public = opinions_for_all(committee)
    # The year minus the meeting that members see would tell about three people: no figure of the year may.
    assert all(cell is None for opinion in public for _label, cells in opinion.rows for cell in cells)
    opinions(held(committee, starts_at=last_year + timedelta(days=60)), *[3] * 12, *[2] * 12)
    assert client.get("/instances/cdas/").status_code == 200


def test_ten_opinions_are_not_published():
    committee = make_committee(is_listed=True)
    last_year = timezone.now().replace(month=6, day=1) - timedelta(days=365)
    opinions(held(committee, starts_at=last_year), *[3] * 5, *[2] * 5)

    assert opinions_for_all(committee) == []
    assert [opinion.count for opinion in opinions_for_members(committee)] == [10]


def test_enough_opinions_are_published_by_year(client):
    committee = make_committee(is_listed=True, slug="cdas")
    last_year = timezone.now().replace(month=6, day=1) - timedelta(days=365)
    opinions(held(committee, starts_at=last_year), *[3] * 20, *[2] * 15)

    (opinion,) = opinions_for_all(committee)
    assert (opinion.count, dict(opinion.rows)["j’ai compris"]) == (35, [20, 15, 0])
    assert "35 avis" in client.get("/instances/cdas/").content.decode()

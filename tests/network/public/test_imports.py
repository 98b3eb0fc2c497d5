"""Members and past meetings from files: all or nothing, twice the same adds nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import Mandate, Meeting
from network.operations.importing import import_mandates, import_meetings
from tests.factories.committees import make_account, make_committee

pytestmark = pytest.mark.django_db
MANDATES = """comite;nom;qualite;role;debut;fin;organisme;moyen;courriel;place;titulaire;compte
cdas;Ange Exemple;institution_representative;membre;01/01/2025;31/12/2027;Caf;email;ange@exemple.fr;;;ange
cdas;Billie Exemple;représentant d’une institution;membre;01/01/2025;;Caf;;;suppléant;Ange Exemple;
"""
MEETINGS = """comite;debut;fin;lieu;participants
cdas;12/03/2019 14:00;12/03/2019 16:00;Sète;41
cdas;2019-10-08 09:30;2019-10-08 12:00;;38
"""


@pytest.fixture
def committee():
    make_account("ange")
    return make_committee(slug="cdas")


def test_mandates_are_opened_once(committee):
    first = import_mandates(MANDATES.encode())
    again = import_mandates(MANDATES.encode())

    assert (first.faults, first.created, again.created, again.unchanged) == ([], 2, 0, 2)
    ange, billie = Mandate.objects.order_by("display_name")
    assert (ange.user.username, ange.organisation.name, billie.substitute_of) == ("ange", "Caf", ange)


def test_one_fault_or_a_trial_opens_none(committee):
    assert import_mandates(MANDATES.encode(), dry_run=True).created == 2
    wrong = MANDATES.replace("31/12/2027", "31/12/2020") + "autre;X;élu;membre;hier;;;;;;;\n"
    report = import_mandates(wrong.encode())

    assert [fault.row for fault in report.faults] == [2, 3, 4]
    assert not Mandate.objects.exists()


def test_a_file_never_changes_a_mandate_that_is_there(committee):
    import_mandates(MANDATES.encode())
    report = import_mandates(MANDATES.replace("ange@exemple.fr", "autre@exemple.fr").encode())

    assert "changez-le sur son écran" in str(report.faults[0])
    assert Mandate.objects.get(user__username="ange").email == "ange@exemple.fr"


def test_past_meetings_are_closed_and_counted_once(committee):
    first = import_meetings(MEETINGS.encode())
    again = import_meetings(MEETINGS.encode())

    assert (first.faults, first.created, again.unchanged) == ([], 2, 2)
    assert list(Meeting.objects.order_by("number").values_list("number", "state", "attendance_count")) == [
        (1, "closed", 41),
        (2, "closed", 38),
    ]


def test_a_meeting_to_come_or_at_an_hour_that_does_not_exist_is_refused(committee):
    day = f"{timezone.localdate() + timedelta(days=9):%d/%m/%Y}"
    rows = f"comite;debut;fin;participants\ncdas;{day} 14:00;{day} 16:00;4\ncdas;31/03/2019 02:30;31/03/2019 04:00;4\n"
    report = import_meetings(rows.encode())

    assert [(fault.row, fault.column) for fault in report.faults] == [(2, "fin"), (3, "debut")]
    assert not Meeting.objects.exists()

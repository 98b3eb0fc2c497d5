from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count

from network.enums import SocialActionMode
from network.models import Commune, Intercommunality, Territory
from network.operations.communes import load_communes

pytestmark = pytest.mark.django_db


def test_every_commune_is_loaded_once_however_often_the_command_runs():
    first, second = StringIO(), StringIO()

    call_command("load_communes", stdout=first)
    call_command("load_communes", stdout=second)

    assert first.getvalue() == "Communes : 342 créées, 0 modifiées, 0 inchangées.\n"
    assert second.getvalue() == "Communes : 0 créées, 0 modifiées, 342 inchangées.\n"
    assert (Commune.objects.count(), Intercommunality.objects.count(), Territory.objects.count()) == (342, 17, 6)
    assert not Commune.objects.values("slug").annotate(number=Count("pk")).filter(number__gt=1).exists()


def test_the_files_update_facts_and_leave_decisions_alone():
    load_communes()
    thau = Territory.objects.get(code="MDS-THA")
    Territory.objects.filter(pk=thau.pk).update(phone="04 67 00 00 01")
    Commune.objects.filter(name="Lunel").update(
        population=1, territory=thau, territory_confirmed=True, social_action_mode=SocialActionMode.CCAS
    )
    Commune.objects.filter(name="Abeilhan").update(territory=thau)

    report = load_communes()

    lunel = Commune.objects.get(name="Lunel")
    assert (report.changed, lunel.population) == (2, 26623)
    assert (lunel.territory, lunel.social_action_mode) == (thau, SocialActionMode.CCAS)
    assert Commune.objects.get(name="Abeilhan").territory.code == "MDS-HLO"
    assert Territory.objects.get(pk=thau.pk).phone == "04 67 00 00 01"


def test_a_commune_that_ended_points_to_its_successor_and_leaves_later_denominators():
    load_communes()

    ended = Commune.objects.get(insee_code="34093")

    assert (ended.successor.insee_code, ended.successor.name) == ("34144", "Lunas-les-Châteaux")
    assert Commune.objects.existing_on(date(2023, 1, 1)).count() == 342
    assert Commune.objects.existing_on(date(2026, 1, 1)).count() == 341


def test_nobody_is_said_to_be_without_a_ccas():
    load_communes()

    assert set(Commune.objects.values_list("social_action_mode", flat=True)) == {SocialActionMode.UNKNOWN}


@pytest.mark.parametrize("file", ["communes_herault.csv", "epci_to_mds_demo.csv"])
def test_a_file_without_its_columns_writes_nothing(tmp_path, file):
    for name in ("communes_herault.csv", "mairies_herault.csv", "epci_to_mds_demo.csv"):
        (tmp_path / name).write_text("code_insee\n34001\n" if name == file else "code_insee_2026\n", encoding="utf-8")

    with pytest.raises(KeyError):
        load_communes(tmp_path)

    assert not Commune.objects.exists()
    assert not Territory.objects.exists()

"""Committees of the demonstration: all the bodies, every state, and each account before its own."""

import zipfile
from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import storages
from django.db import transaction

from home.demo import accounts, committees
from network.enums import MeetingState, MinutesState
from network.models import Committee, CommitteeDocument, Mandate, Meeting, Minutes
from portal.accounts.models import User
from portal.common.models import OutgoingMail, PrivateFile

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """Loaded once for this module, and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        accounts.load()
        yield committees.load()
        transaction.set_rollback(True)


def test_the_bodies_of_the_file_make_one_tree(demonstration):
    assert Committee.objects.filter(kind="local").count() == 6
    assert Committee.objects.filter(kind="local", parent__slug="cdas").count() == 6
    assert Committee.objects.filter(kind="case_review").count() == 3
    assert Committee.objects.filter(is_internal=True).count() == 3
    assert not Committee.objects.filter(is_internal=True, is_listed=True).exists()
    names = " ".join(Committee.objects.values_list("name", flat=True))
    assert "'" not in names
    assert Committee.objects.get(slug="cdas").acronym == "CDAS"


def test_every_state_of_a_meeting_and_of_minutes_is_to_be_seen(demonstration):
    assert set(Meeting.objects.values_list("state", flat=True)) == set(MeetingState.values)
    assert set(Minutes.objects.values_list("state", flat=True)) == set(MinutesState.values)
    assert Meeting.objects.filter(committee__slug="cdas", state="draft").exists()


def test_loading_it_twice_changes_nothing(demonstration):
    counts = [model.objects.count() for model in (Committee, Mandate, Meeting, Minutes, PrivateFile)]

    assert committees.load() == demonstration
    assert [model.objects.count() for model in (Committee, Mandate, Meeting, Minutes, PrivateFile)] == counts


def test_each_account_sits_in_its_own_committees_and_sees_their_minutes_only(demonstration):
    cdas, thau = "cdas", "comite-local-etang-de-thau"
    for name, slugs, runs in (
        ("secretaire.cdas", {cdas}, {cdas}),
        ("membre.cdas", {cdas}, set()),
        ("secretaire.thau", {thau, "comite-consultatif-etang-de-thau"}, {thau, "comite-consultatif-etang-de-thau"}),
        ("membre.thau", {thau}, set()),
    ):
        person = User.objects.get(username=name)
        joined = Committee.objects.visible_to(person).joined_by(person)
        assert set(joined.values_list("slug", flat=True)) == slugs
        assert set(Committee.objects.run_by(person).values_list("slug", flat=True)) == runs
        elsewhere = Minutes.objects.visible_to(person).exclude(meeting__committee__slug__in=slugs)
        # The secretary of the CDAS reads the approved minutes of the local committees below it.
        states = {"approved"} if name == "secretaire.cdas" else set()
        assert set(elsewhere.values_list("state", flat=True)) == states


def test_the_files_are_real_and_some_are_public(demonstration):
    for file in PrivateFile.objects.all():
        with storages["private"].open(file.path, "rb") as stream:
            content = stream.read()
        if file.name.endswith(".odt"):
            with zipfile.ZipFile(BytesIO(content)) as archive:
                assert archive.infolist()[0].filename == "mimetype"
                assert archive.testzip() is None
        else:
            assert content.startswith(b"%PDF-1.4")
            assert content.endswith(b"%%EOF\n")
    assert CommitteeDocument.objects.visible_to(AnonymousUser()).exists()


def test_nobody_is_written_to_outside_the_demonstration(demonstration):
    addresses = OutgoingMail.objects.values_list("recipient", flat=True)
    assert addresses
    assert {address.rpartition("@")[2] for address in addresses} == {accounts.DOMAIN}

"""Results in the administration: analysts freeze, administrators publish, and each refusal is said in French."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.operations.freezing import freeze_results
from portal.accounts.operations import prepare_role_groups
from tests.factories.accounts import client_of, make_user
from tests.factories.consultations import make_consultation
from tests.factories.contributions import send, value

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _role_groups():
    prepare_role_groups()


def signed_in(role):
    return client_of(make_user(role=role, second_factor=True))


@pytest.fixture
def consultation():
    page = make_consultation()
    send(page, 20, value(page, "venu", "oui"))
    send(page, 12, value(page, "venu", "non"))
    return page


def address(name, consultation, *more):
    return reverse(f"consultations_{name}", args=[consultation.pk, *more])


def test_an_analyst_freezes_and_an_administrator_publishes(consultation, client):
    analyst, administrator = signed_in("analyst"), signed_in("administrator")
    confirm = analyst.get(address("freeze", consultation)).text
    assert "<dd>32</dd>" in confirm
    assert "aucune édition encore" in confirm
    assert not consultation.snapshots.exists()

    frozen = analyst.post(address("freeze", consultation), {"reason": ""}, follow=True).text
    assert "Le public ne la voit pas encore" in frozen
    assert "32 contributions" in frozen
    assert client.get(f"/consultations/{consultation.slug}/resultats.json").status_code == 404

    shown = administrator.get(address("decisions", consultation)).text
    assert address("publish", consultation, 1) in shown
    assert "Nombres masqués" in administrator.get(address("publish", consultation, 1)).text
    assert client.get(f"/consultations/{consultation.slug}/resultats.json").status_code == 404
    assert "Les résultats sont publiés" in administrator.post(address("publish", consultation, 1), follow=True).text

    assert client.get(f"/consultations/{consultation.slug}/resultats.json").json()["contributions"] == 32
    assert administrator.get(address("publish", consultation, 1)).status_code == 404


def test_each_finds_only_what_is_theirs_to_do(consultation):
    freeze_results(consultation, by=None)
    analyst, administrator, editor = signed_in("analyst"), signed_in("administrator"), signed_in("editor")
    assert analyst.post(address("publish", consultation, 1)).status_code == 404
    for other in (administrator, editor):
        assert other.post(address("freeze", consultation), {"reason": "Encore"}).status_code == 404
    assert editor.get(address("edition", consultation, 1)).status_code == 200
    facilitator = signed_in("facilitator")
    assert facilitator.get(address("edition", consultation, 1)).status_code == 404
    assert facilitator.get(reverse("consultations_overview")).status_code == 404
    assert consultation.snapshots.get().state == "frozen"


def test_an_analyst_who_may_edit_no_page_finds_the_consultations_in_the_menu(consultation):
    analyst = signed_in("analyst")
    assert reverse("consultations_overview") in analyst.get("/admin/").text
    assert address("decisions", consultation) in analyst.get(reverse("consultations_overview")).text
    shown = analyst.get(address("decisions", consultation)).text
    assert address("freeze", consultation) in shown
    assert reverse("wagtailadmin_pages:edit", args=[consultation.pk]) not in shown


def test_too_few_new_contributions_are_refused_in_words(consultation):
    freeze_results(consultation, by=None)
    analyst = signed_in("analyst")
    for where in ("decisions", "freeze"):
        shown = analyst.get(address(where, consultation)).text
        assert "Il faut au moins 11 contributions de plus" in shown
    refused = analyst.post(address("freeze", consultation), {"reason": "Encore"}, follow=True).text
    assert "Il faut au moins 11 contributions de plus" in refused
    assert consultation.snapshots.count() == 1


def test_a_second_edition_needs_its_reason(consultation):
    freeze_results(consultation, by=None)
    send(consultation, 15, value(consultation, "venu", "oui"))
    analyst = signed_in("analyst")
    assert "Écrivez la raison" in analyst.post(address("freeze", consultation), {"reason": ""}).text
    analyst.post(address("freeze", consultation), {"reason": "Quinze personnes de plus."})
    assert consultation.snapshots.last().reason == "Quinze personnes de plus."


def test_the_older_of_two_editions_is_not_published_after_the_newer(consultation):
    freeze_results(consultation, by=None)
    send(consultation, 15, value(consultation, "venu", "oui"))
    freeze_results(consultation, by=None, reason="Quinze de plus.")
    administrator = signed_in("administrator")
    administrator.post(address("publish", consultation, 2))
    refused = administrator.post(address("publish", consultation, 1), follow=True).text
    assert "Une édition plus récente est déjà publiée" in refused
    assert [snapshot.state for snapshot in consultation.snapshots.all()] == ["frozen", "published"]


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        ({"opens_at": timedelta(days=1), "closes_at": timedelta(days=9)}, "pas encore ouverte"),
        ({"opens_at": timedelta(days=-9), "closes_at": timedelta(minutes=-2)}, "attendez dix minutes"),
        ({"opens_at": timedelta(days=-1), "closes_at": timedelta(days=9)}, "Il faut au moins 11 contributions"),
    ],
)
def test_a_moment_that_does_not_allow_freezing_is_said(dates, sentence):
    page = make_consultation()
    send(page, 3 if dates["closes_at"] > timedelta(0) else 12, value(page, "venu", "oui"))
    for name, distance in dates.items():
        setattr(page.announcement, name, timezone.now() + distance)
    page.announcement.save()
    shown = signed_in("analyst").get(address("decisions", page)).text
    assert sentence in shown
    assert address("freeze", page) not in shown


def test_the_smallest_counts_are_not_told_even_inside():
    page = make_consultation()
    send(page, 3, value(page, "venu", "oui"))
    shown = signed_in("analyst").get(address("decisions", page)).text
    assert "moins de 5" in shown
    assert "<dd>3</dd>" not in shown


def test_nothing_is_frozen_of_a_consultation_in_preparation():
    page = make_consultation(is_announced=False)
    analyst = signed_in("analyst")
    assert analyst.get(address("freeze", page)).status_code == 404
    assert "Contributions reçues" not in analyst.get(address("decisions", page)).text
    assert "en préparation" in analyst.get(reverse("consultations_overview")).text

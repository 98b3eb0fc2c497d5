"""Announcing, extending and withdrawing a consultation."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from consultations.operations.announcing import announce, extend, withdraw
from consultations.permissions import announcement_faults
from portal.common.workflow import TransitionRefused
from tests.factories.accounts import make_user
from tests.factories.consultations import SIX, make_consultation, question, stream

pytestmark = pytest.mark.django_db


def tomorrow(days: int = 60):
    return timezone.now() + timedelta(days=days)


def test_an_announced_consultation_asks_its_first_version():
    page = make_consultation(languages=("fr", "en"))
    version = page.versions.get()
    assert version.number == 1
    assert page.phase == "open"
    assert version.structure.by_code["venu"].texts["en"].startswith("[en]")


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"negotiable": ""}, "promesse"),
        ({"notice": " "}, "données"),
        ({"contact_phone": ""}, "qui parler"),
        ({"questionnaire": []}, "aucune question"),
        ({"live": False}, "Publiez"),
    ],
)
def test_an_incomplete_consultation_is_not_announced(missing, words):
    page = make_consultation(is_announced=False)
    for name, value in missing.items():
        setattr(page, name, value)
    page.save(clean=False)
    with pytest.raises(TransitionRefused):
        announce(page, by=None)
    assert words in " ".join(announcement_faults(page))
    assert not page.versions.exists()


def test_a_language_that_lacks_words_holds_back_the_announcement():
    page = make_consultation(SIX, languages=("fr", "en"), is_announced=False)
    page.questionnaire = stream(*SIX, question("yes_no", "nouvelle"))
    page.save()
    with pytest.raises(TransitionRefused):
        announce(page, by=None)
    assert announcement_faults(page) == ["La traduction «\u00a0English\u00a0» n’est pas complète\u00a0: nouvelle."]


def test_more_time_is_given_by_an_editor_with_a_reason():
    page, editor = make_consultation(), make_user(role="editor")
    closes_at = tomorrow()
    extend(page, closes_at=closes_at, reason="Beaucoup d’absents en août", by=editor)
    page.announcement.refresh_from_db()
    assert page.announcement.closes_at == closes_at
    assert page.announcement.reason == "Beaucoup d’absents en août"


@pytest.mark.parametrize(("days", "reason"), [(10, "Raison"), (60, " ")])
def test_time_is_never_taken_back_nor_given_without_a_reason(days, reason):
    page = make_consultation()
    with pytest.raises(TransitionRefused):
        extend(page, closes_at=tomorrow(days), reason=reason, by=make_user(role="editor"))


def test_each_decision_belongs_to_its_role():
    page, editor, administrator = make_consultation(), make_user(role="editor"), make_user(role="administrator")
    with pytest.raises(PermissionDenied):
        extend(page, closes_at=tomorrow(), reason="Raison", by=administrator)
    with pytest.raises(PermissionDenied):
        withdraw(page, reason="Raison", by=editor)
    withdraw(page, reason="Raison", by=administrator)
    assert page.announcement.__class__.objects.get().state == "withdrawn"
    with pytest.raises(TransitionRefused):
        announce(page, by=None)

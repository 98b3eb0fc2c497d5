"""A table of transitions is the only way to change a state; the database holds it, the log remembers it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from consultations import permissions
from consultations.models import Announcement, Consultation
from consultations.workflow import ANNOUNCEMENT
from portal.common.models import TransitionLog
from portal.common.workflow import (
    Transition,
    TransitionRefused,
    apply,
    available,
    mermaid,
    state_constraints,
    states,
    unresolved,
)
from tests.factories.accounts import make_user
from tests.factories.consultations import make_consultation

LOOP = (
    Transition("received", "published", "publish", who="can_publish", stamp="published_on"),
    Transition("published", "merged", "merge", who="can_merge", stamp="merged_on"),
    Transition("merged", "published", "split", who="can_merge", stamp="split_on"),
    Transition("merged", "received", "forget", who="can_merge"),
)


def conditions(table):
    return {constraint.name: str(constraint.condition) for constraint in state_constraints(table, "idea")}


@pytest.mark.any_engine
def test_a_table_becomes_constraints_on_states_and_stamps():
    assert conditions(LOOP) == {
        "idea_state_valid": "(AND: ('state__in', ['merged', 'published', 'received']))",
        "idea_merged_has_merged_on": "(OR: (NOT (AND: ('state', 'merged'))), ('merged_on__isnull', False))",
        "idea_published_has_published_on_or_split_on": (
            "(OR: (NOT (AND: ('state', 'published'))), ('published_on__isnull', False), ('split_on__isnull', False))"
        ),
    }
    assert states(LOOP) == ["merged", "published", "received"]


@pytest.mark.any_engine
def test_a_step_that_stays_in_a_state_asks_for_no_stamp_to_be_in_it():
    names = {constraint.name for constraint in state_constraints(ANNOUNCEMENT, "announcement")}
    assert "announcement_announced_has_announced_at" in names
    assert not any("extended" in name for name in names)


@pytest.mark.any_engine
def test_a_table_draws_itself():
    assert mermaid(ANNOUNCEMENT).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> draft",
        "    draft --> announced: announce",
        "    announced --> announced: extend",
        "    announced --> withdrawn: withdraw",
    ]


@pytest.mark.any_engine
def test_a_rule_that_the_permissions_do_not_hold_is_found(monkeypatch):
    assert unresolved(Announcement) == []
    table = (Transition("draft", "announced", "announce", who="can_fly", guard="moon_is_full"), *ANNOUNCEMENT)
    monkeypatch.setattr(Announcement, "transitions", table)
    assert unresolved(Announcement) == ["can_fly", "moon_is_full"]


@pytest.fixture
def announcement(db) -> Announcement:
    return Announcement.objects.get(consultation=make_consultation())


@pytest.fixture
def editor(db):
    return make_user(role="editor")


def test_a_step_changes_state_stamp_and_data_and_is_logged(announcement, editor):
    later = announcement.closes_at + timedelta(days=7)
    stale = Announcement.objects.get(pk=announcement.pk)
    assert (
        apply(announcement, "extend", by=editor, closes_at=later, reason="Beaucoup d’entre vous écrivent.")
        is announcement
    )
    kept = Announcement.objects.get(pk=announcement.pk)
    for row in (announcement, kept):
        assert (row.state, row.closes_at, row.reason) == ("announced", later, "Beaucoup d’entre vous écrivent.")
        assert row.extended_at is not None
    log = TransitionLog.objects.latest("pk")
    assert (log.subject, log.name, log.source, log.target, log.user) == (
        kept,
        "extend",
        "announced",
        "announced",
        editor,
    )
    assert log.reason == "Beaucoup d’entre vous écrivent."
    with pytest.raises(TransitionRefused):
        apply(stale, "extend", by=editor, closes_at=later, reason="Deux fois la même date.")


def test_a_state_that_has_changed_meanwhile_decides(announcement):
    stale = Announcement.objects.get(pk=announcement.pk)
    apply(announcement, "withdraw", by=None, reason="Une erreur.")
    with pytest.raises(TransitionRefused) as refused:
        apply(stale, "withdraw", by=None, reason="Une erreur.")
    assert (refused.value.name, refused.value.guard) == ("withdraw", None)
    assert TransitionLog.objects.filter(name="withdraw").count() == 1


def test_who_may_not_changes_nothing(announcement, editor):
    before = TransitionLog.objects.count()
    with pytest.raises(PermissionDenied):
        apply(announcement, "withdraw", by=editor, reason="Une erreur.")
    assert Announcement.objects.get(pk=announcement.pk).state == "announced"
    assert TransitionLog.objects.count() == before


def test_a_guard_that_says_no_is_named(announcement, editor):
    with pytest.raises(TransitionRefused) as refused:
        apply(announcement, "extend", by=editor, closes_at=timezone.now() - timedelta(days=1), reason="Trop tard.")
    assert refused.value.guard == "closes_later"
    assert Announcement.objects.get(pk=announcement.pk).extended_at is None


def test_a_page_offers_the_steps_that_its_reader_may_take(announcement, editor, monkeypatch):
    assert [step.name for step in available(announcement, editor)] == ["extend"]
    assert [step.name for step in available(announcement, make_user(role="administrator"))] == ["withdraw"]
    assert available(announcement, make_user()) == []
    monkeypatch.setattr(permissions, "can_withdraw", lambda user, row: True)
    assert [step.name for step in available(announcement, editor)] == ["extend", "withdraw"]


@pytest.mark.parametrize("fields", [{"announced_at": None}, {"state": "elsewhere"}, {"state": "withdrawn"}])
def test_the_database_refuses_a_state_without_its_stamp(announcement, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.filter(pk=announcement.pk).update(**fields)


def test_a_log_is_never_corrected(announcement):
    log = TransitionLog.objects.latest("pk")
    log.reason = "autre chose"
    with pytest.raises(ValueError, match="append-only"):
        log.save()
    assert Consultation.objects.filter(pk=announcement.consultation_id).exists()

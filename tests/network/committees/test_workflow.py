"""The tables of transitions hold: what they do not name is refused, and the database keeps the evidence."""

from datetime import timedelta
from itertools import product

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from network.enums import MeetingState
from network.models import AgendaItem, Committee, Convocation, DocumentVersion, Mandate, Meeting, MinutesVersion
from network.operations import meetings
from network.workflow import MEETING
from portal.common.models import TransitionLog
from portal.common.workflow import TransitionRefused, apply, unresolved
from tests.factories.committees import (
    make_attendance,
    make_committee,
    make_convened,
    make_decision,
    make_document,
    make_item,
    make_mandate,
    make_meeting,
    make_minutes,
    secretary_of,
)
from tests.factories.network import make_territory


@pytest.mark.any_engine
def test_every_name_of_the_tables_is_a_function_of_permissions() -> None:
    models = [model for model in apps.get_app_config("network").get_models() if hasattr(model, "transitions")]
    assert len(models) >= 7
    assert {model.__name__: unresolved(model) for model in models} == {model.__name__: [] for model in models}


@pytest.mark.django_db
def test_every_pair_of_states_not_in_the_table_is_refused_and_logged_nowhere() -> None:
    committee = make_committee()
    by_state = {state: make_meeting(committee, state) for state in MeetingState.values}
    known = {(str(step.source), step.name) for step in MEETING}
    for state, name in product(by_state, {step.name for step in MEETING}):
        if (state, name) not in known:
            with pytest.raises(TransitionRefused):
                apply(by_state[state], name, by=None)
    assert not TransitionLog.objects.exists()


@pytest.mark.django_db
def test_a_convened_meeting_cannot_be_deleted_by_anybody() -> None:
    meeting = make_convened()
    with pytest.raises(PermissionDenied):
        meetings.delete_meeting(meeting, secretary_of(meeting.committee))


@pytest.mark.django_db
def test_a_secretary_new_this_morning_can_finish_a_meeting_convened_by_a_colleague() -> None:
    meeting = make_convened()
    new = make_mandate(meeting.committee, role="secretary", starts_on=timezone.localdate()).user
    meetings.freeze(meeting, new)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(hours=2), ends_at=timezone.now())
    meetings.mark_held(meeting, new)
    make_attendance(meeting, make_mandate(meeting.committee))
    meetings.close(meeting, new, without_minutes_reason="Réunion d’information.")
    assert meeting.state == MeetingState.CLOSED
    assert list(TransitionLog.objects.order_by("pk").values_list("name", flat=True)) == [
        "convene",
        "freeze",
        "mark_held",
        "close",
    ]


@pytest.mark.django_db
def test_a_meeting_closes_only_with_attendance_minutes_and_owners() -> None:
    meeting = make_meeting(state="held")
    secretary, item = secretary_of(meeting.committee), make_item(meeting)
    with pytest.raises(TransitionRefused):
        meetings.close(meeting, secretary, without_minutes_reason="Aucun.")
    make_attendance(meeting, make_mandate(meeting.committee))
    decision = make_decision(item, owner_label="")
    with pytest.raises(TransitionRefused):
        meetings.close(meeting, secretary, without_minutes_reason="Aucun.")
    decision.owner_label = "MDS"
    decision.save()
    minutes = make_minutes(meeting, "submitted")
    with pytest.raises(TransitionRefused):
        meetings.close(meeting, secretary, without_minutes_reason="Aucun.")
    type(minutes).objects.update(state="approved", approved_at=timezone.now(), approval_mode="tacit")
    assert meetings.close(meeting, secretary).closed_at


@pytest.mark.django_db
def test_a_frozen_agenda_changes_no_more_and_the_hour_freezes_it_by_itself() -> None:
    meeting = make_convened(freeze_at=timezone.now() + timedelta(days=1))
    secretary, document = secretary_of(meeting.committee), make_document(meeting)
    assert meetings.add_item(meeting, secretary, title="Encore un point")
    meeting.freeze_at = timezone.now() - timedelta(minutes=1)
    meeting.save()
    with pytest.raises(ValidationError):
        meetings.add_item(meeting, secretary, title="Trop tard")
    with pytest.raises(PermissionDenied):
        meetings.propose_item(meeting, make_mandate(meeting.committee).user, title="Trop tard")
    assert meetings.freeze_due() == 1
    assert document.versions.get().frozen_at
    meeting.refresh_from_db()
    meetings.reopen(meeting, secretary, "Un point urgent.")
    assert meetings.add_item(meeting, secretary, title="Urgent")
    assert document.versions.get().frozen_at


@pytest.mark.django_db
def test_papers_that_the_scanner_holds_back_or_without_easy_summary_forbid_the_freeze() -> None:
    meeting = make_convened()
    secretary, document = secretary_of(meeting.committee), make_document(meeting)
    document.versions.update(scan="pending")
    with pytest.raises(TransitionRefused):
        meetings.freeze(meeting, secretary)
    document.versions.update(scan="clean")
    make_mandate(meeting.committee, accompanied=True)
    with pytest.raises(TransitionRefused):
        meetings.freeze(meeting, secretary)
    type(document).objects.update(easy_summary="Ce document explique le budget.")
    assert meetings.freeze(meeting, secretary).frozen_at


@pytest.mark.django_db
def test_a_committee_that_examines_files_on_persons_keeps_dates_and_counts_only() -> None:
    committee = make_committee("case_review")
    secretary = secretary_of(committee)
    now = timezone.now()
    meeting = meetings.create_meeting(
        committee, secretary, starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1)
    )
    with pytest.raises(ValidationError):
        meetings.add_item(meeting, secretary, title="Dossier de M. X")
    with pytest.raises(TransitionRefused):
        apply(meeting, "convene", by=secretary, ical_uid="u")
    meetings.record_review(meeting, secretary, attendance_count=7)
    assert meetings.close(meeting, secretary).attendance_count == 7


@pytest.mark.django_db
def test_a_member_proposes_an_item_and_learns_why_it_is_declined() -> None:
    meeting = make_convened()
    member = make_mandate(meeting.committee)
    item = meetings.propose_item(meeting, member.user, title="Le prix des bus")
    assert item.state == "proposed"
    with pytest.raises(TransitionRefused):
        meetings.decline_item(item, secretary_of(meeting.committee), "  ")
    meetings.decline_item(item, secretary_of(meeting.committee), "Ce sujet relève de la métropole.")
    assert AgendaItem.objects.get(pk=item.pk).reason == "Ce sujet relève de la métropole."


def _refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


@pytest.mark.django_db
def test_the_database_refuses_what_no_screen_would_send() -> None:
    committee, territory = make_committee(), make_territory()
    mandate, meeting = make_mandate(committee), make_meeting(committee)
    make_committee("local", territory=territory)
    changes = {
        "second active local committee": lambda: make_committee("local", territory=territory),
        "working group without parent": lambda: make_committee("working_group", parent=None),
        "listed internal body": lambda: make_committee(is_internal=True, is_listed=True),
        "own parent": lambda: Committee.objects.filter(pk=committee.pk).update(parent=committee),
        "end before start": lambda: Mandate.objects.filter(pk=mandate.pk).update(ends_on="2019-01-01"),
        "substitute of nobody": lambda: Mandate.objects.filter(pk=mandate.pk).update(seat="substitute"),
        "early end without reason": lambda: Mandate.objects.filter(pk=mandate.pk).update(ended_at=timezone.now()),
        "e-mail without address": lambda: Mandate.objects.filter(pk=mandate.pk).update(email=""),
        "convened without stamp": lambda: Meeting.objects.filter(pk=meeting.pk).update(state="convened"),
        "cancelled without reason": lambda: Meeting.objects.filter(pk=meeting.pk).update(
            state="cancelled", cancelled_at=timezone.now()
        ),
        "end of meeting before its start": lambda: Meeting.objects.filter(pk=meeting.pk).update(
            ends_at=meeting.starts_at - timedelta(hours=1)
        ),
        "two attendances": lambda: [make_attendance(meeting, mandate) for _ in range(2)],
        "represented by nobody": lambda: make_attendance(meeting, mandate, status="represented"),
        "represented by oneself": lambda: make_attendance(
            meeting, mandate, status="represented", represented_by=mandate
        ),
        "decision done without a word": lambda: make_decision(state="done", done_at=timezone.now()),
    }
    assert {name: _refused(change) for name, change in changes.items()} == dict.fromkeys(changes, True)


@pytest.mark.django_db
def test_the_database_itself_refuses_to_change_what_was_sent_approved_or_frozen() -> None:
    convocation = make_convened().convocations.get()
    version = make_minutes(state="approved").versions.get()
    frozen = make_document(make_meeting()).versions.get()
    DocumentVersion.objects.filter(pk=frozen.pk).update(frozen_at=timezone.now())
    changes = {
        "convocation": lambda: Convocation.objects.filter(pk=convocation.pk).update(snapshot={"changed": True}),
        "minutes": lambda: MinutesVersion.objects.filter(pk=version.pk).update(body="autre"),
        "document": lambda: DocumentVersion.objects.filter(pk=frozen.pk).update(note="autre"),
    }
    assert {name: _refused(change) for name, change in changes.items()} == dict.fromkeys(changes, True)
    DocumentVersion.objects.filter(pk=frozen.pk).update(scan="clean")

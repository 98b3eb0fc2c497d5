"""Committees, mandates, attendance, needs and candidacies: each refusal names its field, each deadline erases."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from network.models import Attendance, Candidacy, Committee, Mandate, MeetingEvaluation, PracticalNeed
from network.operations import attendance, candidacies, mandates
from network.operations.attendance import Line
from portal.common import codes
from portal.common.workflow import TransitionRefused
from tests.factories.committees import (
    LONG_AGO,
    convocation_of,
    make_account,
    make_call,
    make_candidacy,
    make_committee,
    make_convened,
    make_mandate,
    make_meeting,
    make_minutes,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def refused_field(call, *args, **kwargs) -> str:
    with pytest.raises(ValidationError) as refused:
        call(*args, **kwargs)
    return next(iter(refused.value.message_dict))


def test_a_faulty_mandate_is_refused_on_its_field() -> None:
    committee = make_committee()
    secretary = secretary_of(committee)
    titular = make_mandate(committee, seat_name="CAF")
    elsewhere = make_mandate()
    facts = {"display_name": "X", "quality": "professional", "starts_on": LONG_AGO, "contact_channel": "paper"}
    for field, faulty in {
        "seat_name": {"seat_name": "CAF"},
        "substitute_of": {"seat": "substitute", "substitute_of": elsewhere},
        "user": {"user": titular.user},
        "__all__": {"ends_on": LONG_AGO - timedelta(days=1)},
    }.items():
        assert refused_field(mandates.give_mandate, committee, secretary, **facts | faulty) == field
    own = {"user": titular.user, "seat": "substitute", "substitute_of": titular}
    assert refused_field(mandates.give_mandate, committee, secretary, **facts | own) == "substitute_of"
    assert mandates.give_mandate(committee, secretary, **facts)


def test_a_person_corrects_how_to_reach_them_and_nothing_else() -> None:
    mandate = make_mandate(accompanied=True)
    mandates.edit_mandate(mandate, mandate.user, show_name=True, phone="04 67 00 00 00", contact_channel="phone")
    with pytest.raises(PermissionDenied):
        mandates.edit_mandate(mandate, mandate.user, role="secretary")
    with pytest.raises(PermissionDenied):
        mandates.edit_mandate(mandate, make_mandate(mandate.committee).user, phone="1")


def test_the_last_secretary_stays_until_somebody_else_is_one() -> None:
    mandate = make_mandate(role="secretary")
    with pytest.raises(ValidationError):
        mandates.end_mandate(mandate, mandate.user, "left")
    make_mandate(mandate.committee, role="secretary")
    assert mandates.end_mandate(mandate, mandate.user, "left").ended_at


def test_closing_a_working_group_ends_access_of_its_members_and_keeps_its_minutes_for_the_parents_secretary() -> None:
    parent = make_committee()
    chief = secretary_of(parent)
    group = mandates.create_committee(
        chief, parent=parent, kind="working_group", name="Mobilité", slug="mobilite", active_from=LONG_AGO
    )
    # As long as the group has no secretary, the parent's gives the first mandates.
    secretary = mandates.give_mandate(
        group,
        chief,
        user=make_account(),
        display_name="S",
        quality="professional",
        role="secretary",
        starts_on=LONG_AGO,
    ).user
    with pytest.raises(PermissionDenied):
        mandates.give_mandate(group, chief, display_name="T", quality="professional")
    member = make_mandate(group).user
    text = make_minutes(make_meeting(group, "held"), "approved")
    mandates.close_committee(group, secretary, timezone.localdate() - timedelta(days=1))
    assert not type(text).objects.visible_to(member).exists()
    assert not type(text).objects.visible_to(secretary).exists()
    assert type(text).objects.visible_to(chief).get() == text


def test_a_committee_neither_loops_nor_ends_before_a_planned_meeting() -> None:
    top = make_committee()
    below = make_committee(parent=top)
    assert refused_field(mandates.edit_committee, top, secretary_of(top), parent=below) == "parent"
    top = Committee.objects.get(pk=top.pk)
    make_meeting(top)
    assert refused_field(mandates.close_committee, top, secretary_of(top), timezone.localdate()) == "active_to"
    with pytest.raises(PermissionDenied):
        mandates.create_committee(secretary_of(top), parent=top, kind="technical", name="x", slug="x")


def test_mandates_near_their_end_are_seen_sixty_days_before() -> None:
    soon = make_mandate(ends_on=timezone.localdate() + timedelta(days=50))
    make_mandate(soon.committee)
    committees = Committee.objects.filter(pk=soon.committee_id)
    assert list(mandates.ending_within(60, committees)) == [soon]
    assert not mandates.ending_within(30, committees).exists()


def test_the_attendance_sheet_keeps_right_lines_and_names_wrong_ones() -> None:
    meeting = make_meeting(state="held")
    secretary = secretary_of(meeting.committee)
    here, away, ended = (make_mandate(meeting.committee, ended=index == 2) for index in range(3))
    Mandate.objects.filter(pk=ended.pk).update(ends_on=timezone.localdate() - timedelta(days=30))
    lines = [
        Line("present", here),
        Line("represented", away, represented_by=here),
        Line("present", ended),
        Line("represented", here, represented_by=here),
        Line("present", guest_label="", quality="accompanied_person"),
    ]
    faults = attendance.record_attendance(meeting, secretary, lines)
    assert set(faults) == {2, 3}
    assert attendance.attendances_of(meeting) == 3
    attendance.record_attendance(meeting, secretary, [Line("excused", here)])
    assert Attendance.objects.get(mandate=here).earlier[0]["status"] == "present"


def test_nobody_is_present_before_the_meeting_was_held() -> None:
    meeting = make_convened()
    with pytest.raises(ValidationError):
        attendance.record_attendance(meeting, secretary_of(meeting.committee), [])


def test_ninety_one_days_after_a_meeting_no_row_says_who_needed_what_and_the_yearly_counts_are_unchanged() -> None:
    meeting = make_convened()
    line = convocation_of(meeting).recipients.get()
    attendance.ask_needs(line, ["meal", "transport"])
    attendance.ask_needs(line, ["meal", "childcare"])
    need = PracticalNeed.objects.get(kind="meal")
    attendance.answer_need(need, "arrange", secretary_of(meeting.committee), "Repas réservé.")
    before = attendance.needs_of_year(meeting.committee, meeting.year)
    assert before == {"meal": 1, "childcare": 1}
    after = timezone.localdate(meeting.ends_at) + timedelta(days=89)
    assert attendance.forget_needs(after) == 0
    assert attendance.forget_needs(after + timedelta(days=2)) == 2
    assert not PracticalNeed.objects.exists()
    assert attendance.needs_of_year(meeting.committee, meeting.year) == before


def test_an_evaluation_waits_for_the_meeting_and_never_outnumbers_those_who_came() -> None:
    smileys = {"understood": 3, "could_speak": 2, "was_heard": 1, "was_useful": 3}
    with pytest.raises(ValidationError):
        attendance.evaluate(make_meeting(), **smileys)
    meeting = make_meeting(state="held")
    attendance.record_attendance(
        meeting, secretary_of(meeting.committee), [Line("present", make_mandate(meeting.committee))]
    )
    attendance.evaluate(meeting, **smileys)
    with pytest.raises(ValidationError):
        attendance.evaluate(meeting, **smileys)
    assert {field.name for field in MeetingEvaluation._meta.fields} == {"id", "meeting", "line", *smileys}


def test_a_person_without_account_nor_email_applies_is_met_and_appointed() -> None:
    call = make_call(make_committee("participatory", mandate_months=9), seats=1)
    secretary = secretary_of(call.committee)
    person, code = candidacies.apply_to(
        call, agrees=True, display_name="Samia", contact_channel="through_referent", referent_label="MDS de Sète"
    )
    assert candidacies.candidacy_of_code(codes.normalise(code)) == person
    candidacies.meet(person, secretary)
    with pytest.raises(TransitionRefused):
        candidacies.appoint(person, secretary, agrees_to_charter=False)
    mandate = candidacies.appoint(person, secretary, agrees_to_charter=True)
    assert (mandate.ends_on - mandate.starts_on).days == 274
    assert mandate.show_name is False
    second = make_candidacy(call, state="met", met_at=timezone.now())
    with pytest.raises(TransitionRefused):
        candidacies.appoint(second, secretary, agrees_to_charter=True)
    assert Mandate.objects.filter(committee=call.committee, quality="accompanied_person").count() == 1


def test_a_candidacy_needs_the_persons_agreement_and_an_open_call() -> None:
    facts = {"display_name": "Samia", "contact_channel": "paper"}
    for call, agrees in ((make_call(), False), (make_call(published=False), True)):
        with pytest.raises(ValidationError):
            candidacies.apply_to(call, agrees=agrees, **facts)
    assert not Candidacy.objects.exists()


def test_a_declined_candidacy_is_forgotten_after_ninety_days() -> None:
    person = make_candidacy()
    candidacies.decline(person, secretary_of(person.call.committee), "Toutes les places sont prises.")
    today = timezone.localdate()
    assert candidacies.forget_declined(today + timedelta(days=89)) == 0
    assert candidacies.forget_declined(today + timedelta(days=91)) == 1

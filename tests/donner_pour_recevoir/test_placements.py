"""A placement: the person decides, the host answers, time closes; and what each may see of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from donner_pour_recevoir.models import Consent, Mission, MonthlyCount, Placement, Volunteer
from donner_pour_recevoir.operations import clock, placements
from donner_pour_recevoir.operations.consents import give_consent
from donner_pour_recevoir.operations.volunteers import hand_over
from donner_pour_recevoir.permissions import can_see_contact
from portal.common.models import OutgoingMail, TransitionLog
from portal.common.workflow import TransitionRefused
from tests.factories.missions import (
    make_coordinator,
    make_host,
    make_mission,
    make_organisation,
    make_orienter,
    make_placement,
    make_referent,
    make_volunteer,
)

pytestmark = pytest.mark.django_db


def referent_of(mission: Mission):
    return mission.host.referents.get().user


def age(placement: Placement, days: float) -> None:
    """Let days pass for a placement."""
    moved = timedelta(days=days)
    stamps = {
        name: getattr(placement, name) - moved
        for name in ("created_at", "asked_at", "transmitted_at", "answer_due_at", "closed_at")
        if getattr(placement, name)
    }
    Placement.objects.filter(pk=placement.pk).update(**stamps)
    placement.refresh_from_db()


def test_a_person_alone_with_a_code_goes_from_the_demand_to_the_engagement():
    volunteer, mission = make_volunteer(), make_mission()
    referent = referent_of(mission)
    placement = placements.prepare(volunteer, mission, by=volunteer)
    assert not Placement.objects.visible_to(referent).exists()
    placement = placements.transmit(placement, by=volunteer, mode="code")
    assert Placement.objects.visible_to(referent).get() == placement
    placement = placements.acknowledge(placement, by=referent)
    placement = placements.plan_appointment(placement, by=referent, appointment_at=timezone.now() + timedelta(days=2))
    placement = placements.agree(placement, "start_trial", by=referent)
    assert placement.state == "appointment"
    placement = placements.agree(placement, "start_trial", by=volunteer)
    assert placement.state == "trial"
    placement = placements.agree(placement, "engage", by=volunteer)
    placement = placements.agree(placement, "engage", by=referent)
    assert placement.state == "active"
    placement = placements.pause(placement, by=volunteer)
    placement = placements.resume(placement, by=volunteer)
    placement = placements.end(placement, by=volunteer)
    assert (placement.state, placement.closing_reason, placement.closed_by) == ("ended", "prefer_not_to_say", "person")
    assert not can_see_contact(referent, placement)


def test_a_proposal_of_the_orienter_waits_for_the_person():
    orienter = make_orienter()
    volunteer, mission = make_volunteer(orienter=orienter), make_mission()
    placement = placements.prepare(volunteer, mission, by=orienter.user)
    assert placement.state == "awaiting_consent"
    with pytest.raises(PermissionDenied):
        placements.transmit(placement, by=orienter.user, mode="code")
    with pytest.raises(ValidationError):
        placements.transmit(placement, by=orienter.user, mode="oral")
    placement = placements.transmit(placement, by=orienter.user, mode="oral", read_aloud=True)
    assert placement.consent.collected_by == orienter.user
    assert placement.consent.host == mission.host


@pytest.mark.parametrize("days", [-1, 8])
def test_an_oral_consent_of_tomorrow_or_of_long_ago_is_refused(days):
    volunteer = make_volunteer()
    given_at = timezone.now() - timedelta(days=days)
    with pytest.raises(ValidationError):
        give_consent(
            volunteer, "be_contacted", "oral", collected_by=make_referent(), read_aloud=True, given_at=given_at
        )


def test_no_placement_is_transmitted_without_a_live_consent_for_that_very_host():
    placement = make_placement(state="draft")
    other = give_consent(placement.volunteer, "share_with_host", "code", host=make_host())
    due = timezone.now() + timedelta(days=30)
    with pytest.raises(TransitionRefused):
        placements.take(placement, "transmit", by=placement.volunteer, consent=other, answer_due_at=due)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(pk=placement.pk).update(state="transmitted")


def test_nobody_is_sent_to_own_host():
    host = make_host()
    mission = make_mission(host)
    referent = referent_of(mission)
    volunteer = make_volunteer(user=referent)
    with pytest.raises(TransitionRefused):
        placements.prepare(volunteer, mission, by=referent)
    orienter = make_orienter(user=referent)
    with pytest.raises(TransitionRefused):
        placements.prepare(make_volunteer(orienter=orienter), mission, by=referent)


def test_three_demands_at_once_are_the_most_and_one_a_mission():
    volunteer, mission = make_volunteer(), make_mission()
    first = placements.prepare(volunteer, mission, by=volunteer)
    assert placements.prepare(volunteer, mission, by=volunteer) == first
    placements.prepare(volunteer, make_mission(), by=volunteer)
    placements.prepare(volunteer, make_mission(), by=volunteer)
    with pytest.raises(placements.TooManyPlacements):
        placements.prepare(volunteer, make_mission(), by=volunteer)


def test_withdrawing_hides_the_person_from_the_host_at_once_and_stops_queued_mails():
    orienter = make_orienter()
    volunteer = make_volunteer(orienter=orienter)
    placement = make_placement(volunteer)
    referent = referent_of(placement.mission)
    OutgoingMail.objects.create(recipient=referent.email, subject="x", text="x", reference=f"placement:{placement.pk}")
    withdrawn = placements.withdraw(placement, by=volunteer)
    assert withdrawn.state == "withdrawn"
    assert not Placement.objects.visible_to(referent).exists()
    assert not OutgoingMail.objects.filter(subject="x").exists()
    assert placements.withdraw(placement, by=volunteer).closed_at == withdrawn.closed_at
    for answer in (placements.acknowledge, lambda p, by: placements.decline(p, by=by, closing_reason="full")):
        with pytest.raises((TransitionRefused, PermissionDenied)):
            answer(placement, by=referent)


def test_a_withdrawal_wins_over_the_answer_that_the_host_gave_just_before():
    placement = make_placement()
    referent = referent_of(placement.mission)
    placements.plan_appointment(placement, by=referent, appointment_at=timezone.now() + timedelta(days=2))
    assert placements.withdraw(placement, by=placement.volunteer).state == "withdrawn"
    names = list(TransitionLog.objects.order_by("pk").values_list("name", flat=True))
    assert names == ["plan_appointment", "withdraw"]


def test_a_host_that_answers_twice_gets_the_same_answer():
    placement = make_placement()
    referent, when = referent_of(placement.mission), timezone.now() + timedelta(days=2)
    placements.plan_appointment(placement, by=referent, appointment_at=when)
    placements.plan_appointment(placement, by=referent, appointment_at=when)
    assert TransitionLog.objects.filter(name="plan_appointment").count() == 1


def test_the_last_place_goes_to_one():
    mission = make_mission(places=1)
    waiting = [make_placement(mission=mission, state="appointment") for _ in range(2)]
    for placement in waiting:
        placements.agree(placement, "engage", by=referent_of(mission))
    assert placements.agree(waiting[0], "engage", by=waiting[0].volunteer).state == "active"
    with pytest.raises(TransitionRefused):
        placements.agree(waiting[1], "engage", by=waiting[1].volunteer)
    waiting[1].refresh_from_db()
    assert waiting[1].state == "appointment"
    assert waiting[1].person_agreed_at is not None


def test_day_10_day_20_and_day_30_each_happen_once():
    orienter = make_orienter()
    placement = make_placement(make_volunteer(orienter=orienter))
    referent = referent_of(placement.mission)
    assert sum(clock.run().values()) == 0
    for days, recipient, kind in ((10, referent.email, "hosts_reminded"), (10, orienter.user.email, "orienters_told")):
        age(placement, days)
        assert clock.run()[kind] == 1
        assert sum(clock.run().values()) == 0
        assert OutgoingMail.objects.latest("pk").recipient == recipient
    age(placement, 10)
    assert not Placement.objects.visible_to(referent).exists()
    assert clock.run()["expired"] == 1
    placement.refresh_from_db()
    assert placement.state == "expired"
    call_command("tick")
    assert TransitionLog.objects.filter(name="expire").count() == 1


def test_an_expired_placement_is_unknown_to_the_host_even_when_the_nightly_command_did_not_run():
    placement = make_placement()
    age(placement, 31)
    referent = referent_of(placement.mission)
    assert not Placement.objects.visible_to(referent).exists()
    with pytest.raises((TransitionRefused, PermissionDenied)):
        placements.plan_appointment(placement, by=referent, appointment_at=timezone.now() + timedelta(days=1))


def test_mails_name_nobody_and_nothing():
    placement = make_placement(make_volunteer(orienter=make_orienter(), first_name="Nadia"))
    placements.acknowledge(placement, by=referent_of(placement.mission))
    placements.withdraw(placement, by=placement.volunteer)
    for mail in OutgoingMail.objects.all():
        text = mail.subject + mail.text
        assert not any(word in text for word in ("Nadia", "repas", "Association", "retir", "RSA", "mission"))


def test_a_colleague_of_the_same_service_sees_nothing_until_a_handover():
    service = make_organisation()
    mine, colleague = make_orienter(service), make_orienter(service)
    volunteer = make_volunteer(orienter=mine)
    placement = make_placement(volunteer)
    assert not Volunteer.objects.visible_to(colleague.user).exists()
    assert not Placement.objects.visible_to(colleague.user).exists()
    with pytest.raises(PermissionDenied):
        hand_over(volunteer, make_orienter(), by=mine.user)
    hand_over(volunteer, colleague, by=mine.user)
    assert Placement.objects.visible_to(colleague.user).get() == placement
    assert not Volunteer.objects.visible_to(mine.user).exists()


def test_rights_end_with_the_dated_row():
    orienter = make_orienter()
    placement = make_placement(make_volunteer(orienter=orienter))
    referent = referent_of(placement.mission)
    yesterday = timezone.localdate() - timedelta(days=1)
    for row in (orienter, placement.mission.host.referents.get()):
        type(row).objects.filter(pk=row.pk).update(starts_on=yesterday, ends_on=yesterday)
    assert not Placement.objects.visible_to(referent).exists()
    assert not Placement.objects.visible_to(orienter.user).exists()


def test_the_coordinator_and_another_host_read_no_record_and_no_placement():
    make_placement()
    other = make_mission()
    for user in (make_coordinator(), referent_of(other)):
        assert not Placement.objects.visible_to(user).exists()
        assert not Volunteer.objects.visible_to(user).exists()


def test_the_origin_is_counted_once_a_year_and_stands_on_no_row_of_a_person():
    orienter = make_orienter()
    volunteer = make_volunteer(orienter=orienter)
    for mission in (make_mission(), make_mission()):
        placement = placements.prepare(volunteer, mission, by=orienter.user)
        placements.transmit(placement, by=orienter.user, mode="oral", read_aloud=True, origin="outreach")
    assert MonthlyCount.objects.get().count == 1
    assert MonthlyCount.objects.get().value == "outreach"
    for model in (Volunteer, Placement, Consent):
        for row in model.objects.values():
            assert "outreach" not in str(row)


def test_ending_a_mission_closes_what_is_under_way_and_tells_people():
    mission = make_mission(places=3)
    asked, engaged = make_placement(mission=mission), make_placement(mission=mission, state="active")
    placements.close_for(mission)
    asked.refresh_from_db()
    engaged.refresh_from_db()
    assert (asked.state, engaged.state) == ("declined", "ended")
    assert asked.closing_reason == engaged.closing_reason == "mission_ended"


def test_a_consent_is_never_rewritten():
    consent = make_placement().consent
    consent.mode = "oral"
    with pytest.raises(ValueError, match="append-only"):
        consent.save()

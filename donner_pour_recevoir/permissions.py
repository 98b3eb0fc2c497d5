"""Who may do what, and what must be true for it (permissions.md, section 3).

An actor is a `User`, or the `Volunteer` that a printed code opened. Functions named by `workflow.py` take
`(actor, obj)`; guards take `(obj, **data)`.
"""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from donner_pour_recevoir.enums import DeclineReason, EndReason
from donner_pour_recevoir.models import Consent, Feedback, Host, HostReferent, Mission, Orienter, Placement, Volunteer
from donner_pour_recevoir.querysets import is_coordinator

# Roles ---------------------------------------------------------------------------------------------------------------


def can_coordinate(user: Any) -> bool:
    """Coordinators of the programme."""
    return is_coordinator(user)


def can_orient(user: Any) -> bool:
    """Orienters in force today, who have read the guide."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    return Orienter.objects.valid_on().filter(user=user, guide_read_on__isnull=False).exists()


def can_host(user: Any) -> bool:
    """Referents in force today of any host."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    return HostReferent.objects.valid_on().filter(user=user).exists()


def is_referent(user: Any, host: Host) -> bool:
    """Whether the user answers for this host today."""
    return can_host(user) and HostReferent.objects.valid_on().filter(user=user, host=host).exists()


def nobody(user: Any, obj: Any) -> bool:
    """Nobody: the clock alone takes this step."""
    return False


# Hosts and missions --------------------------------------------------------------------------------------------------


def can_verify_host(user: Any, host: Host) -> bool:
    """The coordinator."""
    return is_coordinator(user)


def can_engage_host(user: Any, host: Host) -> bool:
    """The coordinator."""
    return is_coordinator(user)


def can_suspend_host(user: Any, host: Host) -> bool:
    """The coordinator, and the host's own referents."""
    return is_coordinator(user) or is_referent(user, host)


def is_supported(host: Host, **data: Any) -> bool:
    """A funding reference, or the words « soutien » that the Département wrote."""
    return bool(data.get("funding_reference", host.funding_reference).strip())


def is_ready(host: Host, **data: Any) -> bool:
    """Charter signed, insurance valid today, a referent valid today who has an e-mail address."""
    referents = HostReferent.objects.valid_on().filter(host=host, user__is_active=True, user__email__isnull=False)
    return bool(host.charter_signed_on) and host.is_covered and referents.exists()


def reason_is_given(obj: Any, *, reason: str = "", **data: Any) -> bool:
    """A reason in words."""
    return bool(reason.strip())


def can_edit_mission(user: Any, mission: Mission) -> bool:
    """Referents of the mission's host."""
    return is_referent(user, mission.host)


def can_publish_mission(user: Any, mission: Mission) -> bool:
    """The coordinator, unless it is the coordinator's own host."""
    return is_coordinator(user) and not is_referent(user, mission.host)


def can_hold_mission(user: Any, mission: Mission) -> bool:
    """Those who may suspend or end it: referents and the coordinator."""
    return is_coordinator(user) or is_referent(user, mission.host)


def is_complete(mission: Mission, **data: Any) -> bool:
    """Every required field is there: summary, a half-day, somebody who welcomes."""
    return bool(mission.easy_summary and mission.half_days and mission.tutor_label and mission.places)


def host_is_engaged_and_checklist_signed(mission: Mission, **data: Any) -> bool:
    """No path publishes a mission otherwise."""
    engaged = Host.objects.engaged().covered().filter(pk=mission.host_id).exists()
    return engaged and is_complete(mission) and not mission.unsigned


def is_confirmed_today(mission: Mission, *, confirmed_on: date | None = None, **data: Any) -> bool:
    """The referent says today that it is still wanted, and the guards of publication still hold."""
    return confirmed_on == timezone.localdate() and host_is_engaged_and_checklist_signed(mission)


# People --------------------------------------------------------------------------------------------------------------


def is_person(actor: Any, placement: Placement) -> bool:
    """The person: by account, or by the code that opened the record."""
    return owns_record(actor, placement.volunteer)


def owns_record(actor: Any, volunteer: Volunteer) -> bool:
    """Whether the actor is the person of this record."""
    if isinstance(actor, Volunteer):
        return actor.pk == volunteer.pk
    return bool(getattr(actor, "is_authenticated", False)) and actor.is_active and volunteer.user_id == actor.pk


def follows(user: Any, volunteer: Volunteer) -> bool:
    """Whether the user is this person's own orienter today."""
    if isinstance(user, Volunteer):
        return False
    return Volunteer.objects.caseload_of(user).filter(pk=volunteer.pk).exists()


def is_own_orienter(user: Any, placement: Placement) -> bool:
    """The person's own orienter, never towards a host of which the orienter is a referent."""
    return follows(user, placement.volunteer) and not is_referent(user, placement.mission.host)


def can_prepare_placement(actor: Any, volunteer: Volunteer) -> bool:
    """The person, and own orienter."""
    return owns_record(actor, volunteer) or follows(actor, volunteer)


def can_record_oral_consent(user: Any, placement: Placement) -> bool:
    """The person's own orienter."""
    return is_own_orienter(user, placement)


def can_hand_over(user: Any, volunteer: Volunteer) -> bool:
    """The person's own orienter."""
    return follows(user, volunteer)


def can_transmit(actor: Any, placement: Placement) -> bool:
    """The person; own orienter with a consent collected orally or on paper."""
    return is_person(actor, placement) or is_own_orienter(actor, placement)


def can_answer_placement(user: Any, placement: Placement) -> bool:
    """Referents of the host to whom it is shared now."""
    if isinstance(user, Volunteer):
        return False
    return Placement.objects.of_host(user).filter(pk=placement.pk).exists()


def can_see_contact(user: Any, placement: Placement) -> bool:
    """The same: from the transmission to the end, never before nor after."""
    return can_answer_placement(user, placement)


def can_agree(actor: Any, placement: Placement) -> bool:
    """The person and the host; the orienter records what the person says."""
    return is_person(actor, placement) or can_answer_placement(actor, placement) or is_own_orienter(actor, placement)


def can_write_return(user: Any, placement: Placement) -> bool:
    """Referents of the host, once there was an appointment."""
    return can_answer_placement(user, placement) and placement.appointment_at is not None


def can_withdraw(actor: Any, placement: Placement) -> bool:
    """The person alone."""
    return is_person(actor, placement)


def can_moderate_feedback(user: Any, feedback: Feedback) -> bool:
    """The coordinator."""
    return is_coordinator(user)


def can_unpublish_feedback(actor: Any, feedback: Feedback) -> bool:
    """The coordinator, and the person who wrote it."""
    return is_coordinator(actor) or (feedback.by == "person" and is_person(actor, feedback.placement))


# Guards of placements ------------------------------------------------------------------------------------------------


def may_be_transmitted(placement: Placement, *, consent: Consent | None = None, **data: Any) -> bool:
    """A live consent of this person for this host, a mission still open, and nobody of the host's own."""
    if consent is None:
        return False
    mission = placement.mission
    live = Consent.objects.live().filter(
        pk=consent.pk, volunteer=placement.volunteer_id, purpose="share_with_host", host=mission.host_id
    )
    return (
        live.exists()
        and Mission.objects.open_on().filter(pk=mission.pk).exists()
        and not is_of_the_host(placement.volunteer, mission.host)
    )


def is_of_the_host(volunteer: Volunteer, host: Host) -> bool:
    """Whether the person, or who accompanies the person, answers for that host."""
    users = {volunteer.user_id, volunteer.orienter.user_id if volunteer.orienter else None} - {None}
    return HostReferent.objects.valid_on().filter(host=host, user__in=users).exists()


def is_in_time(placement: Placement, **data: Any) -> bool:
    """The answer is not overdue and the consent is live."""
    return Placement.objects.shared().filter(pk=placement.pk).exists()


def is_overdue(placement: Placement, **data: Any) -> bool:
    """The day of the answer has passed."""
    return placement.answer_due_at is not None and placement.answer_due_at <= timezone.now()


def appointment_is_to_come(placement: Placement, *, appointment_at: datetime | None = None, **data: Any) -> bool:
    """A moment to come, for a demand still in time."""
    return appointment_at is not None and appointment_at > timezone.now() and is_in_time(placement)


def reason_is_of_mission(placement: Placement, *, closing_reason: str = "", **data: Any) -> bool:
    """A reason of the closed list, for a demand still in time."""
    return closing_reason in DeclineReason.values and is_in_time(placement)


def end_reason_is_listed(placement: Placement, *, closing_reason: str = "", **data: Any) -> bool:
    """A reason of the closed list, « je préfère ne pas le dire » included."""
    return closing_reason in EndReason.values


def both_agree(placement: Placement, **data: Any) -> bool:
    """Both said yes."""
    return placement.person_agreed_at is not None and placement.host_agreed_at is not None


def mission_has_a_place(placement: Placement, **data: Any) -> bool:
    """A place of the mission is left; the caller holds the mission's row."""
    mission = Mission.objects.with_taken().get(pk=placement.mission_id)
    return mission.state == "published" and mission.taken < mission.places


def both_agree_and_a_place_is_left(placement: Placement, **data: Any) -> bool:
    """Both said yes, and a place is left."""
    return both_agree(placement) and mission_has_a_place(placement)


def may_be_published(feedback: Feedback, **data: Any) -> bool:
    """There is a text; a person's has a live consent."""
    if not feedback.text:
        return False
    return feedback.by == "host" or (feedback.consent is not None and feedback.consent.withdrawn_at is None)

"""What happens between a person and a mission. The person decides; nobody's answer can be sent in their name."""

from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from donner_pour_recevoir.enums import (
    OPEN,
    DeclineReason,
    PlacementState,
    Purpose,
    Side,
)
from donner_pour_recevoir.models import (
    Consent,
    LiaisonForm,
    Mission,
    MonthlyCount,
    Placement,
    Volunteer,
)
from donner_pour_recevoir.notifications import forget_queued, tell_host, tell_orienter, tell_person
from donner_pour_recevoir.operations.consents import give_consent, withdraw_consent
from donner_pour_recevoir.permissions import (
    can_agree,
    can_answer_placement,
    can_prepare_placement,
    is_of_the_host,
    is_person,
    owns_record,
)
from donner_pour_recevoir.rules import ANSWER_WAIT, OPEN_PLACEMENTS, TRIAL_REVIEW
from portal.common import workflow
from portal.common.workflow import TransitionRefused

_UNDECIDED = [
    PlacementState.DRAFT,
    PlacementState.AWAITING_CONSENT,
    PlacementState.TRANSMITTED,
    PlacementState.UNDER_REVIEW,
    PlacementState.APPOINTMENT,
]


class TooManyPlacements(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """The person has as many demands under way as one may have at once."""


def take(placement: Placement, name: str, *, by: Any, **data: Any) -> Placement:
    """Take a step of the table. `by` is a user, the Volunteer that a code opened, or None for the clock.

    Raises PermissionDenied, TransitionRefused: see `workflow.apply`.
    """
    if isinstance(by, Volunteer):
        allowed = {step.who for step in placement.transitions if step.name == name}
        if not all(workflow.rule(placement, who)(by, placement) for who in allowed):
            raise PermissionDenied(name)
        by = None
    return workflow.apply(placement, name, by=by, **data)


@contextmanager
def _holding(placement: Placement) -> Any:
    """Hold the mission, then the placement: every change of a placement takes its locks in this order."""
    with transaction.atomic():
        Mission.objects.select_for_update().get(pk=placement.mission_id)
        locked = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
        yield locked


def prepare(volunteer: Volunteer, mission: Mission, *, by: Any, message: str = "", **outbound: Any) -> Placement:
    """Prepare a demand; the open one for the same mission is given back rather than doubled.

    Raises PermissionDenied, TooManyPlacements, TransitionRefused when the mission is no more open, or the person is of
    the host's own.
    """
    if not can_prepare_placement(by, volunteer):
        raise PermissionDenied
    with transaction.atomic():
        Volunteer.objects.select_for_update().get(pk=volunteer.pk)
        standing = volunteer.placements.open().filter(mission=mission).first()
        if standing is not None:
            return standing
        if volunteer.placements.filter(state__in=_UNDECIDED).count() >= OPEN_PLACEMENTS:
            raise TooManyPlacements
        if not Mission.objects.open_on().filter(pk=mission.pk).exists() or is_of_the_host(volunteer, mission.host):
            raise TransitionRefused("prepare", "may_be_transmitted")
        side = Side.PERSON if owns_record(by, volunteer) else Side.ORIENTER
        placement = Placement.objects.create(volunteer=volunteer, mission=mission, initiated_by=side, message=message)
        LiaisonForm.objects.create(placement=placement, **outbound)
        if side == Side.ORIENTER:
            take(placement, "ask_consent", by=by)
            tell_person(placement)
    return placement


def transmit(
    placement: Placement,
    *,
    by: Any,
    mode: str,
    origin: str = "",
    read_aloud: bool = False,
    given_at: datetime | None = None,
) -> Placement:
    """Give the form to the host, under a consent of the person for that host, written in the same transaction.

    Sent twice, it answers the same. Raises PermissionDenied, TransitionRefused, ValidationError (see `give_consent`).
    """
    with _holding(placement) as locked:
        if locked.state not in {PlacementState.DRAFT, PlacementState.AWAITING_CONSENT}:
            _replay(locked, "transmit", PlacementState.TRANSMITTED)
            return locked
        is_own = is_person(by, locked)
        if is_own == (mode in {"oral", "paper"}):
            raise PermissionDenied("transmit")
        if not (is_own or workflow.rule(locked, "can_transmit")(by, locked)):
            raise PermissionDenied("transmit")
        consent = give_consent(
            locked.volunteer,
            Purpose.SHARE_WITH_HOST,
            mode,
            host=locked.mission.host,
            collected_by=None if is_own else by,
            read_aloud=read_aloud,
            given_at=given_at,
        )
        due = timezone.now() + ANSWER_WAIT
        take(locked, "transmit", by=by, consent=consent, answer_due_at=due)
        LiaisonForm.objects.filter(placement=locked).update(sent_at=locked.transmitted_at)
        _count_once_a_year(locked.volunteer, origin or ("spontaneous" if is_own else "accompanied"))
        tell_host(locked)
        tell_orienter(locked)
    return locked


def refuse(placement: Placement, *, by: Any) -> Placement:
    """The person says no to a proposal: one button, no reason, no trace after some weeks."""
    return _close(placement, "refuse", PlacementState.REFUSED, by=by, side=Side.PERSON)


def withdraw(placement: Placement, *, by: Any) -> Placement:
    """The person changes their mind: the consent ends, queued mails are dropped, the host sees nothing more.

    It wins over whatever the host answers at the same moment: from any open state it is possible.
    """
    with _holding(placement) as locked:
        if not is_person(by, locked):
            raise PermissionDenied("withdraw")
        if locked.consent is not None:
            withdraw_consent(locked.consent)
        forget_queued(locked)
        if locked.state in OPEN:
            was_shared = locked.transmitted_at is not None
            take(locked, "withdraw", by=by, closed_by=Side.PERSON)
            tell_orienter(locked)
            if was_shared:
                tell_host(locked)
    return locked


def acknowledge(placement: Placement, *, by: Any) -> Placement:
    """The host says that it has read the demand."""
    with _holding(placement) as locked:
        if locked.state == PlacementState.UNDER_REVIEW and can_answer_placement(by, locked):
            return locked
        take(locked, "open", by=by)
        LiaisonForm.objects.filter(placement=locked).update(acknowledged_at=timezone.now())
        tell_person(locked)
    return locked


def plan_appointment(placement: Placement, *, by: Any, appointment_at: datetime) -> Placement:
    """The host proposes a day and an hour."""
    with _holding(placement) as locked:
        if locked.state == PlacementState.APPOINTMENT and locked.appointment_at == appointment_at:
            _replay(locked, "plan_appointment", PlacementState.APPOINTMENT)
            return locked
        take(locked, "plan_appointment", by=by, appointment_at=appointment_at)
        tell_person(locked)
        tell_orienter(locked)
    return locked


def decline(placement: Placement, *, by: Any, closing_reason: str) -> Placement:
    """The host says no, for a reason of the mission."""
    return _close(placement, "decline", PlacementState.DECLINED, by=by, side=Side.HOST, closing_reason=closing_reason)


def agree(placement: Placement, name: str, *, by: Any) -> Placement:
    """Say yes to `start_trial` or `engage`: the step happens when both have said yes.

    The first yes is kept even when the step does not follow. Raises PermissionDenied, TransitionRefused when the state
    knows no such step or no place is left.
    """
    refusal = None
    with _holding(placement) as locked:
        if not can_agree(by, locked):
            raise PermissionDenied(name)
        step = next((step for step in locked.transitions if (step.source, step.name) == (locked.state, name)), None)
        if step is None:
            raise TransitionRefused(name)
        field = "host_agreed_at" if can_answer_placement(by, locked) else "person_agreed_at"
        if getattr(locked, field) is None:
            setattr(locked, field, timezone.now())
            locked.save(update_fields=[field])
        if locked.person_agreed_at and locked.host_agreed_at:
            refusal = _engage(locked, name, by)
        elif field == "host_agreed_at":
            tell_person(locked)
        else:
            tell_host(locked)
    if refusal is not None:
        raise refusal
    return locked


def _engage(locked: Placement, name: str, by: Any) -> TransitionRefused | None:
    """Take the step that both want; a refusal is given back, so that the yes stays written."""
    data: dict[str, Any] = {}
    if name == "start_trial":
        data["trial_review_on"] = timezone.localdate() + TRIAL_REVIEW
    try:
        take(locked, name, by=by, **data)
    except TransitionRefused as refused:
        return refused
    # The engagement after a trial needs a yes of its own from each.
    locked.person_agreed_at = locked.host_agreed_at = None
    locked.save(update_fields=["person_agreed_at", "host_agreed_at"])
    tell_person(locked)
    tell_host(locked)
    tell_orienter(locked)
    return None


def pause(placement: Placement, *, by: Any) -> Placement:
    """The person stops for a while, for no stated reason; the place is free meanwhile."""
    with _holding(placement) as locked:
        if locked.state == PlacementState.PAUSED and is_person(by, locked):
            return locked
        take(locked, "pause", by=by)
        tell_host(locked)
    return locked


def resume(placement: Placement, *, by: Any) -> Placement:
    """The person comes back, if a place is left."""
    with _holding(placement) as locked:
        if locked.state == PlacementState.ACTIVE and is_person(by, locked):
            return locked
        take(locked, "resume", by=by)
        tell_host(locked)
    return locked


def end(placement: Placement, *, by: Any, closing_reason: str = "prefer_not_to_say") -> Placement:
    """Either side ends the engagement; the person needs no reason."""
    side = Side.HOST if can_answer_placement(by, placement) else Side.PERSON
    return _close(placement, "end", PlacementState.ENDED, by=by, side=side, closing_reason=closing_reason)


def close_for(mission: Mission) -> int:
    """Close what is under way when a mission or its host stops; people are told first. How many."""
    count = 0
    for placement in mission.placements.open().select_related("volunteer", "consent"):
        with _holding(placement) as locked:
            tell_person(locked)
            tell_orienter(locked)
            if locked.state in {PlacementState.DRAFT, PlacementState.AWAITING_CONSENT}:
                locked.delete()
            else:
                take(locked, "stop", by=None, closing_reason=DeclineReason.MISSION_ENDED, closed_by=Side.HOST)
            count += 1
    return count


def write_return(placement: Placement, *, by: Any, **answers: Any) -> LiaisonForm:
    """The host's half of the liaison form, which the person reads, and the orienter only with the person's accord."""
    with _holding(placement) as locked:
        if not workflow.rule(locked, "can_write_return")(by, locked):
            raise PermissionDenied("write_return")
        form = LiaisonForm.objects.select_for_update().get(placement=locked)
        for name, value in answers.items():
            setattr(form, name, value)
        form.returned_at = timezone.now()
        form.save(update_fields=[*answers, "returned_at"])
        tell_person(locked)
        if Consent.objects.live().filter(volunteer=locked.volunteer, purpose=Purpose.FEEDBACK_TO_ORIENTER).exists():
            tell_orienter(locked)
    return form


def _close(placement: Placement, name: str, target: str, *, by: Any, side: str, **data: Any) -> Placement:
    with _holding(placement) as locked:
        if locked.state == target:
            _replay(locked, name, target)
            return locked
        take(locked, name, by=by, closed_by=side, **data)
        if name != "refuse":
            tell_orienter(locked)
            (tell_person if side == Side.HOST else tell_host)(locked)
    return locked


def _replay(locked: Placement, name: str, target: str) -> None:
    """The step was taken already: the same page answers. Raises TransitionRefused when another step was taken."""
    if locked.state != target:
        raise TransitionRefused(name)


def _count_once_a_year(volunteer: Volunteer, origin: str) -> None:
    """Count a person the first time of the year; the origin stands in the figure alone."""
    today = timezone.localdate()
    counted = Volunteer.objects.filter(pk=volunteer.pk).exclude(counted_year=today.year)
    if counted.update(counted_year=today.year, last_contact_on=today):
        territory = volunteer.commune.territory
        MonthlyCount.objects.add(MonthlyCount.Kind.ORIENTED, f"{today:%Y-%m}", territory, origin)

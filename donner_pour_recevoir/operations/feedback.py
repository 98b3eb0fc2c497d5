"""What the person and the host say of a mission; what is published, with the person's accord, after reading."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from donner_pour_recevoir.enums import CLOSED_AFTER_TRANSMISSION, ENGAGED, ConsentMode, Purpose, Side
from donner_pour_recevoir.models import Feedback, Placement, Volunteer
from donner_pour_recevoir.operations.consents import give_consent, withdraw_consent
from donner_pour_recevoir.permissions import can_moderate_feedback, can_unpublish_feedback, is_person, is_referent
from portal.common import workflow
from portal.common.workflow import TransitionRefused


def say(placement: Placement, *, by: Any, publish: bool = False, **answers: Any) -> Feedback:
    """Write what one side says, once; said again, the first stands.

    The person's text may be published only under a consent of its own, given here. Raises PermissionDenied for
    anybody else, TransitionRefused before an engagement began.
    """
    side = _side(placement, by)
    if placement.engaged_at is None and placement.trial_at is None:
        raise TransitionRefused("say")
    with transaction.atomic():
        Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
        standing = placement.feedbacks.filter(by=side).first()
        if standing is not None:
            return standing
        consent = None
        if side == Side.PERSON and publish and answers.get("text"):
            mode = ConsentMode.CODE if isinstance(by, Volunteer) else ConsentMode.ACCOUNT
            consent = give_consent(placement.volunteer, Purpose.PUBLISH_TESTIMONY, mode)
        return Feedback.objects.create(placement=placement, by=side, consent=consent, **answers)


def moderate(feedback: Feedback, name: str, *, by: Any) -> Feedback:
    """Publish, keep or reject. Raises PermissionDenied, TransitionRefused: see `workflow.apply`."""
    if not can_moderate_feedback(by, feedback):
        raise PermissionDenied(name)
    return workflow.apply(feedback, name, by=by)


def unpublish(feedback: Feedback, *, by: Any) -> None:
    """The person takes back the accord to publish: the text is gone from the site at once."""
    if not can_unpublish_feedback(by, feedback):
        raise PermissionDenied("unpublish")
    if feedback.consent is not None:
        withdraw_consent(feedback.consent)


def _side(placement: Placement, by: Any) -> str:
    if is_person(by, placement) and placement.state in (*ENGAGED, *CLOSED_AFTER_TRANSMISSION):
        return Side.PERSON
    if not isinstance(by, Volunteer) and is_referent(by, placement.mission.host) and placement.state in ENGAGED:
        return Side.HOST
    raise PermissionDenied("say")

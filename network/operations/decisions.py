"""Decisions: recorded, followed, never forgotten between two meetings (network.md, section 10)."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from network.enums import DecisionState, ItemState, ItemVisibility, MeetingState
from network.models import AgendaItem, Decision, Meeting
from network.operations.indexing import index
from network.permissions import can_follow_decision, can_record_decision
from portal.common.workflow import apply


def record_decision(item: AgendaItem, by: Any, *, text: str, **fields: Any) -> Decision:
    """Write a decision on an item of a held meeting; it is numbered through the meeting.

    Fields: `easy_text`, `owner_organisation`, `owner_label`, `due_on`, `action_codes`, `is_public`. Raises
    PermissionDenied, ValidationError (a date before the meeting, an item left out, a meeting not held).
    """
    if not can_record_decision(by, item):
        raise PermissionDenied("can_record_decision")
    meeting = item.meeting
    if meeting.state not in {MeetingState.HELD, MeetingState.CLOSED} or item.state != ItemState.ACCEPTED:
        raise ValidationError(_("Une décision se note sur un point de l’ordre du jour, quand la réunion est tenue."))
    with transaction.atomic():
        Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        last = Decision.objects.filter(agenda_item__meeting=meeting).aggregate(last=Max("number"))["last"] or 0
        decision = Decision(agenda_item=item, number=last + 1, text=text, **fields)
        _check(decision)
        decision.save(force_insert=True)
        index(decision)
    return decision


def edit_decision(decision: Decision, by: Any, **fields: Any) -> Decision:
    """Change the words, the owner, the date or the publicity of a decision still open."""
    if not can_record_decision(by, decision):
        raise PermissionDenied("can_record_decision")
    if decision.state not in {DecisionState.TODO, DecisionState.IN_PROGRESS}:
        raise ValidationError(_("Cette décision est terminée. Rouvrez-la pour la changer."))
    for name, value in fields.items():
        setattr(decision, name, value)
    _check(decision)
    with transaction.atomic():
        decision.save()
        index(decision)
    return decision


def write_follow_up(decision: Decision, by: Any, text: str) -> Decision:
    """Write what was done: the secretary, or a member for the body responsible."""
    if not can_follow_decision(by, decision):
        raise PermissionDenied("can_follow_decision")
    Decision.objects.filter(pk=decision.pk).update(follow_up_text=text, updated_at=timezone.now())
    decision.follow_up_text = text
    index(decision)
    return decision


def start(decision: Decision, by: Any) -> Decision:
    """Say that somebody is at work."""
    return apply(decision, "start", by=by)


def finish(decision: Decision, by: Any, follow_up_text: str = "") -> Decision:
    """Say that it is done, and what was done."""
    return apply(decision, "finish", by=by, follow_up_text=follow_up_text.strip() or decision.follow_up_text)


def drop(decision: Decision, by: Any, reason: str) -> Decision:
    """Give a decision up, and say why."""
    return apply(decision, "drop", by=by, reason=reason)


def reopen(decision: Decision, by: Any, reason: str) -> Decision:
    """Take up again a decision that was done."""
    return apply(decision, "reopen", by=by, reason=reason)


def decisions_owned_by(user: Any) -> QuerySet:
    """Open decisions that `user` may follow as a member for the body responsible, the most urgent first."""
    if not user.is_authenticated:
        return Decision.objects.none()
    represents = user.mandates.valid_on().filter(
        committee=OuterRef("agenda_item__meeting__committee"), organisation=OuterRef("owner_organisation")
    )
    own = Decision.objects.visible_to(user).still_open().filter(Exists(represents))
    return own.order_by(F("due_on").asc(nulls_last=True))


def _check(decision: Decision) -> None:
    decision.full_clean(exclude=["agenda_item", "owner_organisation"])
    meeting = decision.agenda_item.meeting
    if decision.due_on and decision.due_on < timezone.localdate(meeting.starts_at):
        raise ValidationError({"due_on": _("Cette date vient avant la réunion.")})
    if decision.is_public and decision.agenda_item.visibility == ItemVisibility.SECRETARIAT:
        raise ValidationError(
            {"is_public": _("Ce point est réservé au secrétariat : sa décision ne peut pas être publique.")}
        )

"""Preparing a meeting, its agenda, and what happens until it is closed (network.md, sections 4 and 5)."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from network.calendar import PARIS
from network.enums import ItemKind, ItemState, MeetingState
from network.models import AgendaItem, Committee, Decision, Mandate, Meeting
from network.notifications import tell_mandates
from network.operations.documents import freeze_versions
from network.operations.indexing import index, redate
from network.permissions import (
    can_create_meeting,
    can_delete_meeting,
    can_edit_item,
    can_edit_meeting,
    can_propose_item,
    is_agenda_open,
)
from portal.common.workflow import TransitionRefused, apply

# Held by reschedule() once the meeting is convened: a change of theirs must reach everybody.
_IN_DIARIES = ("starts_at", "ends_at", "place", "remote_url")


def local_moment(naive: datetime) -> datetime:
    """A clock time of Paris as a moment.

    Raises ValidationError for an hour that does not exist or that comes twice, on the nights of the clock change.
    """
    first, second = naive.replace(tzinfo=PARIS, fold=0), naive.replace(tzinfo=PARIS, fold=1)
    if first.utcoffset() != second.utcoffset():
        raise ValidationError(
            _("Cette nuit-là, l’horloge change : cette heure n’existe pas, ou existe deux fois. Changez-la.")
        )
    return first


def create_meeting(committee: Committee, by: Any, *, starts_at: datetime, ends_at: datetime, **fields: Any) -> Meeting:
    """Prepare a meeting, with open decisions due before it as one item « Suites à donner ».

    Raises PermissionDenied; ValidationError when the committee is closed that day or the end comes before the start.
    """
    if not can_create_meeting(by, committee):
        raise PermissionDenied("can_create_meeting")
    day = timezone.localdate(starts_at)
    if not Committee.objects.filter(pk=committee.pk).active_on(day).exists():
        raise ValidationError({"starts_at": _("Ce comité n’est pas en activité ce jour-là.")})
    with transaction.atomic():
        Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
        last = committee.meetings.filter(year=day.year).aggregate(last=Max("number"))["last"] or 0
        meeting = Meeting(
            committee=committee, year=day.year, number=last + 1, starts_at=starts_at, ends_at=ends_at, **fields
        )
        meeting.full_clean(exclude=["committee"])
        meeting.save(force_insert=True)
        propose_follow_up(meeting)
    return meeting


def edit_meeting(meeting: Meeting, by: Any, **fields: Any) -> Meeting:
    """Change what a meeting says. Once it is convened its date and place change through `reschedule` alone."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if not can_edit_meeting(by, meeting):
            raise PermissionDenied("can_edit_meeting")
        if meeting.state != MeetingState.DRAFT and any(
            name in fields and fields[name] != getattr(meeting, name) for name in _IN_DIARIES
        ):
            raise ValidationError(_("La réunion est convoquée : utilisez « Modifier la date ou le lieu »."))
        for name, value in fields.items():
            setattr(meeting, name, value)
        meeting.full_clean(exclude=["committee"])
        meeting.save()
        redate(meeting)
    return meeting


def delete_meeting(meeting: Meeting, by: Any) -> None:
    """Delete a draft that holds no document. Raises PermissionDenied otherwise."""
    if not can_delete_meeting(by, meeting):
        raise PermissionDenied("can_delete_meeting")
    if meeting.documents.exists():
        raise ValidationError(_("Retirez d’abord les documents de cette réunion."))
    meeting.delete()


def add_item(meeting: Meeting, by: Any, *, title: str, **fields: Any) -> AgendaItem:
    """Put an item at the end of the agenda. Raises ValidationError when files on persons are examined there."""
    if not can_edit_meeting(by, meeting):
        raise PermissionDenied("can_edit_meeting")
    _may_hold_items(meeting)
    if not is_agenda_open(meeting):
        raise ValidationError(_("L’ordre du jour est figé. Rouvrez-le pour le changer."))
    return _append(meeting, title=title, **fields)


def edit_item(item: AgendaItem, by: Any, **fields: Any) -> AgendaItem:
    """Change an item of an agenda that is still open."""
    if not can_edit_item(by, item):
        raise PermissionDenied("can_edit_item")
    for name, value in fields.items():
        setattr(item, name, value)
    item.full_clean(exclude=["meeting", "proposed_by"])
    with transaction.atomic():
        item.save()
        index(item)
    return item


def remove_item(item: AgendaItem, by: Any) -> None:
    """Take an item off an agenda that is still open, unless documents or decisions hang on it."""
    if not can_edit_item(by, item):
        raise PermissionDenied("can_edit_item")
    if item.documents.exists() or item.decisions.exists():
        raise ValidationError(_("Des documents ou des décisions sont attachés à ce point : retirez-les d’abord."))
    item.delete()


def order_items(meeting: Meeting, by: Any, pks: list[Any]) -> None:
    """Put the items in the order of `pks`; those that are not named follow, as they were."""
    if not can_edit_meeting(by, meeting) or not is_agenda_open(meeting):
        raise PermissionDenied("can_edit_meeting")
    wanted = {str(pk): rank for rank, pk in enumerate(pks)}
    items = sorted(meeting.items.all(), key=lambda item: wanted.get(str(item.pk), len(wanted)))
    for position, item in enumerate(items):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


def propose_item(meeting: Meeting, by: Any, *, title: str, **fields: Any) -> AgendaItem:
    """A member proposes an item, until the agenda is frozen. The secretary may write it down for who has no account."""
    on_behalf = fields.pop("proposed_by", None)
    if on_behalf is not None and can_edit_meeting(by, meeting):
        mandate = Mandate.objects.filter(pk=on_behalf.pk, committee=meeting.committee_id).valid_on().first()
    elif can_propose_item(by, meeting):
        mandate = Mandate.objects.filter(user=by, committee=meeting.committee_id).valid_on().first()
    else:
        raise PermissionDenied("can_propose_item")
    if mandate is None:
        raise ValidationError({"proposed_by": _("Ce mandat n’est pas en cours dans ce comité.")})
    _may_hold_items(meeting)
    return _append(meeting, title=title, state=ItemState.PROPOSED, proposed_by=mandate, **fields)


def accept_item(item: AgendaItem, by: Any) -> AgendaItem:
    """Put a proposal on the agenda, and tell its author."""
    with transaction.atomic():
        apply(item, "accept", by=by)
        _tell_author(item, _("Votre point est à l’ordre du jour."))
    return item


def decline_item(item: AgendaItem, by: Any, reason: str) -> AgendaItem:
    """Leave a proposal out, and tell its author why."""
    with transaction.atomic():
        apply(item, "decline", by=by, reason=reason)
        _tell_author(item, _("Votre point n’est pas à l’ordre du jour. Raison : %s") % reason)
    return item


def propose_follow_up(meeting: Meeting) -> AgendaItem | None:
    """Open decisions of the committee due before the meeting, as one item; None without any, or when refused."""
    if meeting.committee.handles_individual_cases or meeting.follow_up_declined_reason:
        return None
    due = Q(due_on=None) | Q(due_on__lte=timezone.localdate(meeting.starts_at))
    of_committee = Q(
        agenda_item__meeting__committee=meeting.committee_id, agenda_item__meeting__starts_at__lt=meeting.starts_at
    )
    decisions = list(Decision.objects.still_open().filter(due, of_committee))
    item = meeting.items.filter(kind=ItemKind.FOLLOW_UP, decisions_followed__isnull=False).first()
    if not decisions:
        return item
    if item is None:
        item = _append(meeting, title=_("Suites à donner"), kind=ItemKind.FOLLOW_UP)
    item.decisions_followed.set(decisions)
    return item


def decline_follow_up(meeting: Meeting, by: Any, reason: str) -> None:
    """Leave the item « Suites à donner » out of the agenda, and keep why."""
    if not can_edit_meeting(by, meeting) or not is_agenda_open(meeting):
        raise PermissionDenied("can_edit_meeting")
    if not reason.strip():
        raise ValidationError({"reason": _("Écrivez pourquoi ces décisions ne sont pas à l’ordre du jour.")})
    with transaction.atomic():
        meeting.items.filter(kind=ItemKind.FOLLOW_UP, decisions_followed__isnull=False).delete()
        Meeting.objects.filter(pk=meeting.pk).update(follow_up_declined_reason=reason)


def freeze(meeting: Meeting, by: Any) -> Meeting:
    """Freeze the agenda and the versions that members were given."""
    with transaction.atomic():
        apply(meeting, "freeze", by=by)
        freeze_versions(meeting)
    return meeting


def freeze_due(now: datetime | None = None) -> int:
    """Freeze the agendas whose hour has come and whose papers are ready (the daily command); how many."""
    frozen = 0
    due = Meeting.objects.filter(state=MeetingState.CONVENED, freeze_at__lte=now or timezone.now())
    for meeting in due:
        try:
            freeze(meeting, None)
        except TransitionRefused:
            # Papers not ready: the agenda is closed to changes all the same (is_agenda_open), the secretary sees why.
            continue
        frozen += 1
    return frozen


def reopen(meeting: Meeting, by: Any, reason: str) -> Meeting:
    """Open the agenda again before the meeting. Frozen versions stay frozen, and no hour freezes it any more."""
    return apply(meeting, "reopen", by=by, reason=reason, freeze_at=None)


def mark_held(meeting: Meeting, by: Any) -> Meeting:
    """Say that the meeting took place: the attendance sheet opens."""
    return apply(meeting, "mark_held", by=by)


def record_review(meeting: Meeting, by: Any, attendance_count: int) -> Meeting:
    """Keep the date and the count of a meeting that examined files on persons, elsewhere."""
    return apply(meeting, "record", by=by, attendance_count=attendance_count)


def close(meeting: Meeting, by: Any, without_minutes_reason: str = "") -> Meeting:
    """Close a meeting that is complete. Without minutes, a reason says why."""
    return apply(meeting, "close", by=by, without_minutes_reason=without_minutes_reason)


def _append(meeting: Meeting, **fields: Any) -> AgendaItem:
    last = meeting.items.aggregate(last=Max("position"))["last"]
    item = AgendaItem(meeting=meeting, position=0 if last is None else last + 1, **fields)
    item.full_clean(exclude=["meeting", "proposed_by"])
    with transaction.atomic():
        item.save(force_insert=True)
        index(item)
    return item


def _may_hold_items(meeting: Meeting) -> None:
    if meeting.committee.handles_individual_cases:
        raise ValidationError(_("Cette instance examine des situations : aucun point, document ni compte rendu ici."))


def _tell_author(item: AgendaItem, text: str) -> None:
    if item.proposed_by is not None:
        # Neither the committee's papers nor the title leave the portal by mail.
        tell_mandates([item.proposed_by], str(item.meeting.committee), text, f"item:{item.pk.hex}")

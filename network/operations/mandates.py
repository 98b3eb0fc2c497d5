"""Committees and mandates: given, corrected, ended; access follows at once (network.md, sections 2 and 3)."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from network.enums import CommitteeKind, EndReason, MandateRole, MeetingState, Seat
from network.models import CalendarFeed, Committee, Mandate
from network.operations.convening import withdraw_recipient
from network.permissions import can_create_committee, can_edit_committee, can_edit_contacts, can_manage_mandate

CONTACT_FIELDS = {"display_name", "contact_channel", "email", "phone", "show_name", "neutral_subject"}


def create_committee(by: Any, *, parent: Committee | None = None, **fields: Any) -> Committee:
    """Create a committee. The secretary of the parent creates working groups; the administrator, any."""
    if not can_create_committee(by, parent):
        raise PermissionDenied("can_create_committee")
    committee = Committee(parent=parent, **fields)
    if not can_create_committee(by) and committee.kind != CommitteeKind.WORKING_GROUP:
        raise PermissionDenied("can_create_committee")
    _check_committee(committee)
    committee.save(force_insert=True)
    return committee


def edit_committee(committee: Committee, by: Any, **fields: Any) -> Committee:
    """Change what a committee says of itself. Raises ValidationError for a loop, or an end before a planned meeting."""
    if not can_edit_committee(by, committee):
        raise PermissionDenied("can_edit_committee")
    for name, value in fields.items():
        setattr(committee, name, value)
    _check_committee(committee)
    committee.save()
    return committee


def close_committee(committee: Committee, by: Any, day: date) -> Committee:
    """End a committee and its mandates that day: access stops, papers are kept. A planned meeting forbids it."""
    with transaction.atomic():
        committee = edit_committee(committee, by, active_to=day)
        committee.mandates.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day).update(ends_on=day)
        committee.mandates.filter(starts_on__gt=day, ended_at=None).update(
            ended_at=timezone.now(), ended_reason=EndReason.COMMITTEE_CLOSED
        )
    return committee


def give_mandate(committee: Committee, by: Any, **fields: Any) -> Mandate:
    """Give a mandate. Raises PermissionDenied; ValidationError on the field that is wrong (dates, seat, duplicate)."""
    if not can_manage_mandate(by, committee):
        raise PermissionDenied("can_manage_mandate")
    return open_mandate(committee, **fields)


def open_mandate(committee: Committee, **fields: Any) -> Mandate:
    """Write a mandate that somebody allowed decided: a secretary, an appointment, an import. Raises ValidationError."""
    with transaction.atomic():
        Committee.objects.select_for_update(of=("self",)).get(pk=committee.pk)
        mandate = Mandate(committee=committee, **fields)
        _check_mandate(mandate)
        mandate.save(force_insert=True)
        _renew_feed(mandate)
    return mandate


def edit_mandate(mandate: Mandate, by: Any, **fields: Any) -> Mandate:
    """Change a mandate: the secretary, anything; the person, how to reach them and whether their name is shown."""
    allowed = can_edit_contacts if set(fields) <= CONTACT_FIELDS else can_manage_mandate
    if not allowed(by, mandate):
        raise PermissionDenied(allowed.__name__)
    with transaction.atomic():
        Committee.objects.select_for_update(of=("self",)).get(pk=mandate.committee_id)
        for name, value in fields.items():
            setattr(mandate, name, value)
        _check_mandate(mandate)
        mandate.save()
        if not set(fields) <= CONTACT_FIELDS:
            _renew_feed(mandate)
            _withdraw_from_meetings(mandate, by)
    return mandate


def end_mandate(mandate: Mandate, by: Any, reason: str) -> Mandate:
    """End a mandate now: nothing opens from the next request on, and calendars are told of meetings to come.

    The person may leave without giving a reason. Raises ValidationError for the last secretary.
    """
    if not can_manage_mandate(by, mandate) and mandate.user_id != by.pk:
        raise PermissionDenied("can_manage_mandate")
    with transaction.atomic():
        Committee.objects.select_for_update(of=("self",)).get(pk=mandate.committee_id)
        mandate = Mandate.objects.select_for_update(of=("self",)).select_related("committee").get(pk=mandate.pk)
        if mandate.ended_at is not None:
            return mandate
        secretaries = mandate.committee.mandates.filter(role=MandateRole.SECRETARY).valid_on()
        if mandate.role == MandateRole.SECRETARY and not secretaries.exclude(pk=mandate.pk).exists():
            raise ValidationError(
                _("C’est le dernier secrétariat de ce comité : donnez d’abord ce mandat à quelqu’un.")
            )
        mandate.ended_at, mandate.ended_reason = timezone.now(), reason
        mandate.full_clean(exclude=["committee", "user"])
        mandate.save(update_fields=["ended_at", "ended_reason", "updated_at"])
        _renew_feed(mandate)
        _withdraw_from_meetings(mandate, by)
    return mandate


def ending_within(days: int, committees: QuerySet) -> QuerySet:
    """Mandates of these committees in force today and ending within so many days: renew, replace or let end."""
    limit = timezone.localdate() + timedelta(days=days)
    return Mandate.objects.valid_on().filter(committee__in=committees, ends_on__lte=limit).order_by("ends_on")


def _check_committee(committee: Committee) -> None:
    committee.full_clean()
    above, seen = committee.parent, {committee.pk}
    while above is not None:
        if above.pk in seen:
            raise ValidationError({"parent": _("Ce comité serait rattaché à lui-même.")})
        seen.add(above.pk)
        above = above.parent
    if committee.active_to is not None:
        planned = committee.meetings.filter(starts_at__date__gt=committee.active_to, held_at=None).exclude(
            state=MeetingState.CANCELLED
        )
        dates = [timezone.localtime(meeting.starts_at).strftime("%d/%m/%Y") for meeting in planned]
        if dates:
            raise ValidationError({"active_to": _("Des réunions sont prévues après : %s.") % ", ".join(dates)})


def _check_mandate(mandate: Mandate) -> None:
    mandate.full_clean(exclude=["committee", "user"])
    titular = mandate.substitute_of
    if titular is not None and titular.committee_id != mandate.committee_id:
        raise ValidationError({"substitute_of": _("Ce titulaire siège dans un autre comité.")})
    if titular is not None and mandate.user_id is not None and titular.user_id == mandate.user_id:
        raise ValidationError({"substitute_of": _("Une personne n’est pas son propre suppléant.")})
    others = _overlapping(mandate)
    same_seat = others.filter(seat=Seat.TITULAR, seat_name=mandate.seat_name)
    if mandate.seat == Seat.TITULAR and mandate.seat_name and same_seat.exists():
        raise ValidationError({"seat_name": _("Le siège « %s » a déjà un titulaire.") % mandate.seat_name})
    if mandate.user_id is not None and others.filter(user=mandate.user_id, role=mandate.role).exists():
        raise ValidationError({"user": _("Cette personne a déjà ce mandat à ces dates.")})


def _overlapping(mandate: Mandate) -> QuerySet:
    others = Mandate.objects.filter(committee=mandate.committee_id, ended_at=None).exclude(pk=mandate.pk)
    others = others.filter(Q(ends_on=None) | Q(ends_on__gte=mandate.starts_on))
    return others if mandate.ends_on is None else others.filter(starts_on__lte=mandate.ends_on)


def _renew_feed(mandate: Mandate) -> None:
    """The private address of a calendar ends when a mandate changes: somebody may have kept it."""
    if mandate.user_id is not None:
        CalendarFeed.objects.filter(user=mandate.user_id).delete()


def _withdraw_from_meetings(mandate: Mandate, by: Any) -> None:
    for meeting in mandate.committee.meetings.upcoming().filter(convened_at__isnull=False):
        if not Mandate.objects.filter(pk=mandate.pk).valid_at(meeting.starts_at).exists():
            withdraw_recipient(meeting, mandate, by)

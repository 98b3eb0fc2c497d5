"""Committees for those who sit in them: the list, and the page of one."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.models import Committee, Mandate, Meeting
from network.permissions import can_create_meeting, can_manage_mandate, is_member
from network.views.acts import find, name_of
from portal.common.access import signed_in

PAST_A_PAGE = 10


@signed_in
@require_safe
def committees(request: HttpRequest) -> HttpResponseBase:
    """The committees in which the person sits now."""
    mine = Committee.objects.visible_to(request.user).joined_by(request.user)
    run = set(mine.run_by(request.user).values_list("pk", flat=True))
    rows = [
        {
            "title": str(committee),
            "url": reverse("committees:committee", args=[committee.pk]),
            "hint": committee.get_kind_display().capitalize(),
            "state": "Vous tenez le secrétariat" if committee.pk in run else "Membre",
        }
        for committee in mine
    ]
    return render(request, "network/committee/committees.html", {"committees": rows})


@signed_in
@require_safe
def committee(request: HttpRequest, committee: UUID) -> HttpResponseBase:
    """One committee: what it is for, who sits there, its meetings; to whom does not sit there, bodies alone."""
    found = find(Committee.objects.select_related("parent", "territory"), request.user, committee)
    user = request.user
    meetings = Meeting.objects.visible_to(user).filter(committee=found)
    past = meetings.filter(ends_at__lt=timezone.now()).order_by("-starts_at")
    context = {
        "committee": found,
        "parent": Committee.objects.visible_to(user).filter(pk=found.parent_id).first(),
        "children": Committee.objects.visible_to(user).filter(parent=found),
        "members": _members(user, found),
        "bodies": found.mandates.bodies(),
        "upcoming": [_row(meeting) for meeting in meetings.upcoming()],
        "page": Paginator([_row(meeting) for meeting in past], PAST_A_PAGE).get_page(request.GET.get("page")),
        "is_member": is_member(user, found),
        "may_create": can_create_meeting(user, found),
        "may_manage": can_manage_mandate(user, found),
        "own": Mandate.objects.visible_to(user).filter(committee=found, user=user).valid_on().first(),
    }
    return render(request, "network/committee/committee.html", context)


def _members(user: Any, committee: Committee) -> list[dict[str, Any]]:
    """Who sits there now, as this person may read it."""
    if not (is_member(user, committee) or can_manage_mandate(user, committee)):
        return []
    rows = Mandate.objects.visible_to(user).filter(committee=committee).valid_on().select_related("organisation")
    return [
        {
            "head": name_of(mandate),
            "cells": [mandate.get_role_display(), mandate.get_quality_display(), mandate.get_seat_display()],
        }
        for mandate in rows
    ]


def _row(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting, "state": meeting.get_state_display()}

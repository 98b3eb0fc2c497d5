"""Who came, and what people need to come (network.md, section 8)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from network.enums import AttendanceStatus, NeedState
from network.forms.attendance import REMOTE, GuestForm, NeedForm, RepresentationForm, SheetForm
from network.models import Attendance, Mandate, Meeting, PracticalNeed
from network.operations.attendance import Line, answer_need, attendances_of, record_attendance
from network.permissions import can_answer_need, can_record_attendance, can_see_needs
from network.views.acts import attempt, find, find_meeting, name_of, names_of, typed
from portal.common.access import signed_in

READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])
# Five radio buttons a line: more lines would make a page too heavy for an old telephone.
A_PAGE = 15


@signed_in
@READ_AND_WRITE
def attendance(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """The sheet, line by line: what is right is saved even when another line is not."""
    found = find_meeting(request.user, meeting, can_record_attendance)
    page = Paginator(list(_members(request.user, found)), A_PAGE).get_page(request.GET.get("page"))
    members = [(mandate, name_of(mandate)) for mandate in page.object_list]
    rows = Attendance.objects.visible_to(request.user).filter(meeting=found)
    written = {row.mandate_id: REMOTE if row.is_remote else row.status for row in rows if row.mandate_id}
    form = SheetForm(typed(request), members=members, written=written)
    if form.is_valid() and _write(request, found, form, written):
        messages.success(request, "La feuille de présence est enregistrée.")
        last = "committees:meeting" if not page.has_next() else None
        if last:
            return redirect(last, found.pk)
        return redirect(f"{reverse('committees:attendance', args=[found.pk])}?page={page.next_page_number()}")
    return _sheet_page(request, found, form, page, list(rows))


def _sheet_page(
    request: HttpRequest, meeting: Meeting, form: SheetForm, page: Page, rows: list[Attendance]
) -> HttpResponse:
    names = names_of(request.user, meeting.committee.mandates.all())
    context = {
        "meeting": meeting,
        "form": form,
        "page": page,
        "total": attendances_of(meeting),
        "guests": [row.guest_label or row.get_quality_display() for row in rows if row.mandate_id is None],
        "represented": [
            f"{names[row.mandate_id]}, représenté par {names[row.represented_by_id]}"
            for row in rows
            if row.status == AttendanceStatus.REPRESENTED
        ],
    }
    return render(request, "network/attendance/sheet.html", context)


def _write(request: HttpRequest, meeting: Meeting, form: SheetForm, written: dict[Any, str]) -> bool:
    everybody = "everybody" in request.POST
    keys, lines = [], []
    for name, mandate in form.members.items():
        status = form.cleaned_data[name]
        if not status and everybody and mandate.pk not in written:
            status = AttendanceStatus.PRESENT
        if status and status != written.get(mandate.pk):
            keys.append(name)
            is_remote = status == REMOTE
            lines.append(Line(AttendanceStatus.PRESENT if is_remote else status, mandate, is_remote=is_remote))

    def operation() -> None:
        faults = record_attendance(meeting, request.user, lines)
        if faults:
            raise ValidationError({keys[rank]: fault for rank, fault in faults.items()})

    return attempt(form, operation)


@signed_in
@READ_AND_WRITE
def add_guest(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Somebody who came without a mandate."""
    found = find_meeting(request.user, meeting, can_record_attendance)
    form = GuestForm(typed(request))

    def operation() -> None:
        _one(record_attendance(found, request.user, [Line(AttendanceStatus.PRESENT, **form.cleaned_data)]))

    if form.is_valid() and attempt(form, operation):
        messages.success(request, "L’invité est sur la feuille de présence.")
        return redirect("committees:attendance", found.pk)
    return _form_page(request, found, form, "Ajouter un invité", "Ajouter à la feuille")


@signed_in
@READ_AND_WRITE
def represent(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Somebody who was represented by another member."""
    found = find_meeting(request.user, meeting, can_record_attendance)
    form = RepresentationForm(typed(request), members=_members(request.user, found), label=name_of)

    def operation() -> None:
        _one(record_attendance(found, request.user, [Line(AttendanceStatus.REPRESENTED, **form.cleaned_data)]))

    if form.is_valid() and attempt(form, operation):
        messages.success(request, "La représentation est notée.")
        return redirect("committees:attendance", found.pk)
    return _form_page(request, found, form, "Noter une représentation", "Noter la représentation")


@signed_in
@require_safe
def sign_in_sheet(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """The paper sheet that people sign."""
    found = find_meeting(request.user, meeting, can_record_attendance)
    rows = [{"head": name_of(mandate), "cells": [""]} for mandate in _members(request.user, found)]
    rows += [{"head": "", "cells": [""]} for _line in range(5)]
    return render(request, "network/attendance/paper.html", {"meeting": found, "rows": rows})


@signed_in
@require_safe
def needs(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Practical needs asked for a meeting: no reason is ever written."""
    found = find_meeting(request.user, meeting, can_see_needs)
    names = names_of(request.user, found.committee.mandates.all())
    rows = PracticalNeed.objects.visible_to(request.user).filter(meeting=found).order_by("state", "kind")
    tasks = [
        {
            "title": f"{need.get_kind_display().capitalize()} : {names[need.mandate_id]}",
            "url": reverse("committees:need", args=[need.pk]) if need.state == NeedState.ASKED else "",
            "hint": need.answer,
            "state": need.get_state_display().capitalize(),
        }
        for need in rows
    ]
    return render(request, "network/attendance/needs.html", {"meeting": found, "needs": tasks})


@signed_in
@READ_AND_WRITE
def need(request: HttpRequest, need: UUID) -> HttpResponseBase:
    """Answer one practical need; the person is told."""
    rows = PracticalNeed.objects.select_related("meeting__committee", "mandate").unanswered()
    found = find(rows, request.user, need, can_answer_need)
    form = NeedForm(typed(request))
    if form.is_valid():
        step, answer = form.cleaned_data["step"], form.cleaned_data["answer"]
        if attempt(form, lambda: answer_need(found, step, request.user, answer)):
            messages.success(request, "La réponse est enregistrée. La personne est prévenue si elle a un courriel.")
            return redirect("committees:needs", found.meeting_id)
    name = names_of(request.user, found.meeting.committee.mandates.all())[found.mandate_id]
    context = {
        "form": form,
        "title": f"{found.get_kind_display().capitalize()} : {name}",
        "action": "Enregistrer la réponse",
        "back": reverse("committees:needs", args=[found.meeting_id]),
        "intro": [],
    }
    return render(request, "network/form.html", context)


def _members(user: Any, meeting: Meeting) -> QuerySet:
    rows = Mandate.objects.visible_to(user).filter(committee=meeting.committee_id).valid_at(meeting.starts_at)
    return rows.select_related("organisation")


def _one(faults: dict[int, str]) -> None:
    """Tell the fault of a sheet of one line."""
    if faults:
        raise ValidationError(faults[0])


def _form_page(request: HttpRequest, meeting: Meeting, form: Any, title: str, action: str) -> HttpResponse:
    back = reverse("committees:attendance", args=[meeting.pk])
    context = {"form": form, "title": title, "action": action, "back": back, "intro": []}
    return render(request, "network/form.html", context)

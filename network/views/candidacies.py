"""The secretary's screens of participation: calls for members, candidacies, what people thought of the meetings."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from network.enums import CommitteeKind, MeetingState
from network.forms.candidacies import CallForm, StepForm
from network.indicators import EVALUATION_OPEN, opinions_for_members
from network.models import CallForMembers, Candidacy, Committee, Meeting
from network.operations.attendance import evaluation_code
from network.operations.candidacies import appoint, decline, meet, prepare_call, publish_call, put_on_waiting_list
from network.permissions import can_meet_candidate, can_prepare_call, facilitates, is_member, is_secretary
from portal.common import workflow
from portal.common.access import signed_in
from portal.common.workflow import TransitionRefused

A_PAGE = 20
REFUSED_AT = {"reason_is_given": "reason", "seat_is_free_and_charter_agreed": "agrees_to_charter"}
REFUSED = {
    "agreement_is_recorded": "L’accord de la personne n’est pas noté.",
    "seat_is_free_and_charter_agreed": "Il faut une place libre, et que la personne accepte la charte.",
    "reason_is_given": "Écrivez une phrase pour la personne.",
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def participation(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """What members thought of the meetings; for the secretary, the codes of the day, the calls, and a new one."""
    committee = get_object_or_404(Committee.objects.visible_to(request.user), pk=pk)
    if not (is_member(request.user, committee) or is_secretary(request.user, committee)):
        raise Http404
    may_prepare = can_prepare_call(request.user, committee)
    is_participatory = committee.kind == CommitteeKind.PARTICIPATORY
    form = CallForm(request.POST or None) if may_prepare and is_participatory else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            try:
                return redirect("committees:call", prepare_call(committee, request.user, **form.cleaned_data).pk)
            except ValidationError as error:
                form.add_error(None, ValidationError(error.messages))
    context = {
        "committee": committee,
        "form": form,
        "calls": _calls(request.user, committee),
        "codes": _codes(request.user, committee) if may_prepare else [],
        "opinions": opinions_for_members(committee),
    }
    return render(request, "network/candidacies/participation.html", context)


@signed_in
@require_http_methods(["GET", "HEAD"])
def call(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """A call and its candidacies, for those who meet the candidates."""
    row = _call(request, pk)
    candidacies = Candidacy.objects.visible_to(request.user).filter(call=row)
    context = {
        "call": row,
        "page": Paginator(candidacies, A_PAGE).get_page(request.GET.get("page")),
        "may_publish": row.published_at is None and can_prepare_call(request.user, row),
    }
    return render(request, "network/candidacies/call.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """Ask before a call is shown to everybody (GET), show it (POST)."""
    row = _call(request, pk)
    if not can_prepare_call(request.user, row):
        raise Http404
    if request.method == "POST" or row.published_at is not None:
        if request.method == "POST":
            publish_call(row, request.user)
        return redirect("committees:call", row.pk)
    return render(request, "network/candidacies/publish.html", {"call": row})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def candidacy(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """One candidacy: how to reach the person, and the next step."""
    rows = Candidacy.objects.visible_to(request.user).select_related("call__committee", "territory")
    row = get_object_or_404(rows, pk=pk)
    if not can_meet_candidate(request.user, row):
        raise Http404
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _take(row, request.user, form):
        return redirect("committees:candidacy", row.pk)
    steps = {step.name for step in workflow.available(row, request.user)}
    context = {"candidacy": row, "call": row.call, "form": form, "steps": steps}
    return render(request, "network/candidacies/candidacy.html", context)


def _calls(user: Any, committee: Committee) -> list[tuple[CallForMembers, int | None]]:
    """The calls, each with how many candidacies it received for those who meet the candidates."""
    rows = CallForMembers.objects.visible_to(user).filter(committee=committee)
    if not (is_secretary(user, committee) or facilitates(user, committee)):
        return [(row, None) for row in rows]
    return [(row, row.received) for row in rows.annotate(received=Count("candidacies"))]


def _codes(user: Any, committee: Committee) -> list[tuple[Meeting, str]]:
    """The codes of the day of the meetings of today and of the last two weeks."""
    since = timezone.now() - EVALUATION_OPEN
    rows = Meeting.objects.visible_to(user).filter(committee=committee, convened_at__isnull=False)
    tonight = timezone.now() + timedelta(days=1)
    rows = rows.filter(starts_at__gte=since, starts_at__lte=tonight).exclude(state=MeetingState.CANCELLED)
    return [(row, evaluation_code(row)) for row in rows.order_by("starts_at")]


def _call(request: HttpRequest, pk: Any) -> CallForMembers:
    row = get_object_or_404(CallForMembers.objects.visible_to(request.user).select_related("committee"), pk=pk)
    if not (is_secretary(request.user, row) or facilitates(request.user, row)):
        raise Http404
    return row


def _take(row: Candidacy, user: Any, form: StepForm) -> bool:
    """Take the step; or write on the form why it is refused."""
    data = form.cleaned_data
    try:
        match data["step"]:
            case "meet":
                meet(row, user)
            case "wait":
                put_on_waiting_list(row, user)
            case "appoint":
                appoint(row, user, agrees_to_charter=data["agrees_to_charter"])
            case "decline":
                decline(row, user, data["reason"])
    except TransitionRefused as refusal:
        form.add_error(
            REFUSED_AT.get(refusal.guard or ""),
            REFUSED.get(refusal.guard or "", "Cette candidature a déjà changé. Relisez la page."),
        )
        return False
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    return True

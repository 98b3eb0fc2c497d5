"""Decisions by their screens: noted, followed until they are done, and brought to the next agenda."""

from datetime import datetime, time
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from network.enums import DecisionState, ItemKind
from network.forms.papers import DecisionForm, ReasonForm, TextForm
from network.models import AgendaItem, Committee, Decision, Meeting, Minutes
from network.operations import decisions as operations
from network.operations import meetings
from network.permissions import can_edit_meeting, can_follow_decision, can_record_decision, is_agenda_open
from network.views.acts import attempt, unknown_when_denied
from portal.common.access import signed_in
from portal.common.workflow import available

_READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
DECISIONS_A_PAGE = 20


class Step(NamedTuple):
    """A step of a decision as a page asks for it; `asks` is the field that goes with it."""

    name: str
    question: str
    action: str
    asks: str = ""


STEPS = {
    "commencer": Step("start", "Cette décision est en cours ?", "Dire qu’elle est en cours"),
    "terminer": Step("finish", "Cette décision est faite ?", "Dire qu’elle est faite", "follow_up_text"),
    "abandonner": Step("drop", "Abandonner cette décision ?", "Abandonner la décision", "reason"),
    "rouvrir": Step("reopen", "Reprendre cette décision ?", "Reprendre la décision", "reason"),
}
SHOWN = {"ouvertes": "Ouvertes", "en-retard": "En retard", "toutes": "Toutes"}


def _visible(request: HttpRequest) -> QuerySet:
    return Decision.objects.visible_to(request.user).select_related(
        "agenda_item__meeting__committee", "owner_organisation"
    )


def owner_of(decision: Decision) -> str:
    """Who does it, in words: a body, a service or a function."""
    return " – ".join(filter(None, [str(decision.owner_organisation or ""), decision.owner_label])) or "à préciser"


@signed_in
@require_safe
def decisions(request: HttpRequest) -> HttpResponseBase:
    """Decisions that this person may read, the most urgent first; open ones unless another list is asked for."""
    shown = request.GET.get("liste") if request.GET.get("liste") in SHOWN else "ouvertes"
    committees = Committee.objects.visible_to(request.user).joined_by(request.user).order_by("name")
    chosen = next((row for row in committees if str(row.pk) == request.GET.get("comite")), None)
    rows = _visible(request).filter(agenda_item__meeting__committee__in=[chosen] if chosen else committees)
    if shown == "ouvertes":
        rows = rows.still_open()
    elif shown == "en-retard":
        rows = rows.overdue()
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "created_at")
    page = Paginator(rows, DECISIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [
            {"decision": row, "owner": owner_of(row), "is_overdue": row.is_overdue()} for row in page.object_list
        ],
        "lists": [{"value": value, "words": words, "is_current": value == shown} for value, words in SHOWN.items()],
        "shown": shown,
        "committees": committees,
        "chosen": chosen,
        "page_link": f"?liste={shown}{f'&comite={chosen.pk}' if chosen else ''}&",
    }
    return render(request, "network/decisions/list.html", context)


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def decision(request: HttpRequest, decision: Any) -> HttpResponseBase:
    """One decision: who, by when, what was done; who follows it writes what was done here."""
    found = get_object_or_404(_visible(request), pk=decision)
    can_follow = can_follow_decision(request.user, found)
    form = None
    if can_follow:
        form = TextForm(request.POST if request.method == "POST" else None, initial={"text": found.follow_up_text})
        form.fields["text"].label = "Ce qui a été fait"
    if request.method == "POST":
        if form is None:
            raise Http404
        text = request.POST.get("text", "")
        if form.is_valid() and attempt(form, lambda: operations.write_follow_up(found, request.user, text)):
            messages.success(request, "C’est enregistré.")
            return redirect("committees:decision", decision=found.pk)
    steps = {step.name for step in available(found, request.user)}
    is_open = found.state in {DecisionState.TODO, DecisionState.IN_PROGRESS}
    meeting = found.agenda_item.meeting
    context = {
        "decision": found,
        "meeting": meeting,
        "owner": owner_of(found),
        "is_overdue": found.is_overdue(),
        "form": form,
        "can_edit": is_open and can_record_decision(request.user, found),
        "minutes": Minutes.objects.visible_to(request.user).filter(meeting=meeting).first(),
        "steps": [
            {"text": step.action, "url": reverse("committees:decision_step", args=[found.pk, slug])}
            for slug, step in STEPS.items()
            if step.name in steps
        ],
    }
    return render(request, "network/decisions/decision.html", context)


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def decision_record(request: HttpRequest, agenda_item: Any) -> HttpResponseBase:
    """Note a decision on an item of a held meeting."""
    rows = AgendaItem.objects.visible_to(request.user).select_related("meeting__committee")
    item = get_object_or_404(rows, pk=agenda_item)
    if not can_record_decision(request.user, item):
        raise Http404
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: operations.record_decision(item, request.user, **data)):
            messages.success(request, "La décision est notée.")
            minutes = Minutes.objects.visible_to(request.user).filter(meeting=item.meeting).first()
            if minutes is not None:
                return redirect("committees:minutes", minutes=minutes.pk)
            return redirect("committees:decisions")
    return render(request, "network/decisions/edit.html", {"item": item, "decision": None, "form": form})


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def decision_edit(request: HttpRequest, decision: Any) -> HttpResponseBase:
    """Change a decision still open."""
    found = get_object_or_404(_visible(request), pk=decision)
    if not can_record_decision(request.user, found):
        raise Http404
    form = DecisionForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: operations.edit_decision(found, request.user, **data)):
            messages.success(request, "Les changements sont enregistrés.")
            return redirect("committees:decision", decision=found.pk)
    context = {"item": found.agenda_item, "decision": found, "form": form}
    return render(request, "network/decisions/edit.html", context)


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def decision_step(request: HttpRequest, decision: Any, step: str) -> HttpResponseBase:
    """Ask before a step, with what goes with it, then take it."""
    found = get_object_or_404(_visible(request), pk=decision)
    if step not in STEPS or STEPS[step].name not in {known.name for known in available(found, request.user)}:
        raise Http404
    asked, data = STEPS[step], request.POST if request.method == "POST" else None
    form: Form = Form(data)
    if asked.asks == "reason":
        form = ReasonForm(data)
    elif asked.asks:
        form = TextForm(data, initial={"text": found.follow_up_text})
        form.fields["text"].label = "Ce qui a été fait"
    if request.method == "POST" and form.is_valid():
        values = {asked.asks: next(iter(form.cleaned_data.values()))} if asked.asks else {}
        act = getattr(operations, asked.name)
        if attempt(form, lambda: act(found, request.user, **values)):
            messages.success(request, "C’est enregistré.")
            return redirect("committees:decision", decision=found.pk)
    return render(request, "network/decisions/step.html", {"decision": found, "step": asked, "form": form})


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def follow_up(request: HttpRequest, meeting: Any) -> HttpResponseBase:
    """What is still open, proposed to this agenda as one item; the secretary takes it or says why not."""
    rows = Meeting.objects.visible_to(request.user).select_related("committee")
    found = get_object_or_404(rows, pk=meeting)
    if not can_edit_meeting(request.user, found) or not is_agenda_open(found):
        raise Http404
    form = ReasonForm(request.POST if "decline" in request.POST else None)
    if "decline" in request.POST and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: meetings.decline_follow_up(found, request.user, reason)):
            messages.success(request, "Ces décisions ne sont pas à l’ordre du jour. Votre raison est gardée.")
            return redirect(request.path)
    elif request.method == "POST" and "decline" not in request.POST:
        if meetings.propose_follow_up(found) is None:
            messages.info(request, "Aucune décision n’est due avant cette réunion.")
        else:
            messages.success(request, "Le point « Suites à donner » est à jour.")
        return redirect(request.path)
    end = timezone.make_aware(datetime.combine(timezone.localdate(found.starts_at), time.max))
    context = {
        "meeting": found,
        "form": form,
        "item": found.items.filter(kind=ItemKind.FOLLOW_UP, decisions_followed__isnull=False).first(),
        "open": _visible(request)
        .filter(agenda_item__meeting__committee=found.committee, agenda_item__meeting__starts_at__lte=end)
        .still_open()
        .order_by(F("due_on").asc(nulls_last=True), "created_at")[:50],
    }
    return render(request, "network/decisions/follow_up.html", context)

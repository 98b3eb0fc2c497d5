"""Minutes by their screens: begun, written by one at a time, read, and brought from one state to the next."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import date as in_words
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from network.enums import MeetingState, MinutesApproval, MinutesState
from network.forms.papers import ApprovalForm, CorrectionForm, MinutesForm, ReasonForm, TextForm
from network.models import Decision, Meeting, Minutes, MinutesExtract, MinutesRemark, MinutesVersion
from network.operations import minutes as operations
from network.operations.minutes_text import sections, with_decisions
from network.permissions import (
    can_answer_remark,
    can_prepare_extract,
    can_publish_extract,
    can_remark,
    can_write_minutes,
)
from network.views.acts import attempt, unknown_when_denied
from portal.common.access import signed_in
from portal.common.workflow import available

_READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
TACIT = "tacite"


class Step(NamedTuple):
    """A step of minutes as a page asks for it: its name in the workflow, question, what will happen, button."""

    name: str
    question: str
    consequence: str
    action: str


STEPS = {
    "relecture": Step(
        "send_to_review",
        "Envoyer ce compte rendu en relecture ?",
        "La présidence et l’animation du comité pourront le lire. Vous ne pourrez plus le changer sans leur accord.",
        "Envoyer en relecture",
    ),
    "renvoi": Step(
        "send_back",
        "Rendre ce compte rendu au secrétariat ?",
        "Le secrétariat pourra le changer. Il lira votre raison.",
        "Rendre au secrétariat",
    ),
    "soumission": Step(
        "submit",
        "Soumettre ce compte rendu aux membres ?",
        "Tous les membres du comité le liront et recevront un courriel. Ils auront quinze jours pour leurs remarques.",
        "Soumettre aux membres",
    ),
    "reprise": Step(
        "rework",
        "Reprendre la rédaction ?",
        "Les membres ne verront plus ce compte rendu, jusqu’à ce que vous le soumettiez de nouveau.",
        "Reprendre la rédaction",
    ),
    "approbation": Step(
        "approve",
        "Approuver ce compte rendu ?",
        "Ce texte ne changera plus. Seul un rectificatif pourra s’y ajouter.",
        "Approuver",
    ),
}


def _found(request: HttpRequest, pk: Any) -> Minutes:
    return get_object_or_404(Minutes.objects.visible_to(request.user).select_related("meeting__committee"), pk=pk)


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def minutes_of_meeting(request: HttpRequest, meeting: Any) -> HttpResponseBase:
    """The minutes of a meeting, wherever they stand; the secretary begins them."""
    rows = Minutes.objects.visible_to(request.user).filter(meeting=meeting)
    if (found := rows.first()) is not None:
        return redirect("committees:minutes", minutes=found.pk)
    held = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("committee"), pk=meeting)
    if not can_write_minutes(request.user, held):
        raise Http404
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and attempt(form, lambda: operations.start_minutes(held, request.user)):
        return redirect("committees:minutes_write", minutes=Minutes.objects.get(meeting=held).pk)
    return render(request, "network/minutes/start.html", {"meeting": held, "form": form})


@signed_in
@require_safe
def minutes(request: HttpRequest, minutes: Any) -> HttpResponseBase:
    """The minutes as this person may read them, what they may do, remarks, versions and extract."""
    found = _found(request, minutes)
    user, meeting = request.user, found.meeting
    remarks = MinutesRemark.objects.visible_to(user).filter(minutes=found).select_related("mandate")
    extract = MinutesExtract.objects.visible_to(user).filter(minutes=found).first()
    context = {
        "minutes": found,
        "meeting": meeting,
        "sections": sections(found.body),
        "steps": steps_of(found, user),
        "can_write": found.state == MinutesState.DRAFTING and can_write_minutes(user, found),
        "can_correct": found.state == MinutesState.APPROVED and can_write_minutes(user, found),
        "remarks": remarks,
        "can_answer": found.state == MinutesState.SUBMITTED and can_answer_remark(user, found),
        "remark_form": TextForm() if can_remark(user, found) else None,
        "versions": MinutesVersion.objects.visible_to(user).filter(minutes=found).order_by("-number"),
        "decisions": Decision.objects.visible_to(user).filter(agenda_item__meeting=meeting).order_by("number"),
        "extract": extract,
        "can_prepare_extract": found.state == MinutesState.APPROVED
        and meeting.committee.is_listed
        and can_prepare_extract(user, found)
        and not (extract and extract.published_at),
        "can_publish": bool(extract and not extract.published_at and can_publish_extract(user, extract)),
    }
    return render(request, "network/minutes/minutes.html", context)


def steps_of(minutes: Minutes, user: Any) -> list[dict[str, str]]:
    """The steps that this person may ask for now, each with its page: guards speak there."""
    names = {step.name for step in available(minutes, user)}
    return [
        {"text": step.action, "url": reverse("committees:minutes_step", args=[minutes.pk, slug])}
        for slug, step in STEPS.items()
        if step.name in names
    ]


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def minutes_step(request: HttpRequest, minutes: Any, step: str) -> HttpResponseBase:
    """Ask before a step, then take it. What stops it is told on the page."""
    found = _found(request, minutes)
    if step not in STEPS or STEPS[step].name not in {known.name for known in available(found, request.user)}:
        raise Http404
    asked, data = STEPS[step], request.POST if request.method == "POST" else None
    form: Form = Form(data)
    if asked.name == "send_back":
        form = ReasonForm(data)
    elif asked.name == "approve":
        form = ApprovalForm(data, choices=_approvals(found))
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = dict(form.cleaned_data)
        if asked.name == "approve":
            chosen = values["approved_in"]
            values["approved_in"] = None if chosen == TACIT else Meeting.objects.get(pk=chosen)
        act = getattr(operations, asked.name)
        if attempt(form, lambda: act(found, request.user, **values)):
            messages.success(request, "C’est fait.")
            if Minutes.objects.visible_to(request.user).filter(pk=found.pk).exists():
                return redirect("committees:minutes", minutes=found.pk)
            return redirect("committees:desk")
    people = found.meeting.committee.mandates.valid_on().count() if asked.name == "submit" else None
    context = {"minutes": found, "step": asked, "form": form, "people": people}
    return render(request, "network/minutes/step.html", context)


def _approvals(minutes: Minutes) -> list[tuple[str, str]]:
    committee = minutes.meeting.committee
    later = committee.meetings.filter(
        starts_at__gt=minutes.meeting.starts_at, state__in=[MeetingState.HELD, MeetingState.CLOSED]
    )
    choices = [
        (str(meeting.pk), f"À la réunion du {in_words(timezone.localtime(meeting.starts_at), 'j F Y')}")
        for meeting in later.order_by("starts_at")[:10]
    ]
    if committee.minutes_approval == MinutesApproval.TACIT:
        choices.append((TACIT, "Sans remarque à la fin du délai"))
    return choices


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def minutes_write(request: HttpRequest, minutes: Any) -> HttpResponseBase:
    """Write the minutes. Whoever saves second is told, reads the other text beside, and nothing is overwritten."""
    found = _found(request, minutes)
    if found.state != MinutesState.DRAFTING or not can_write_minutes(request.user, found):
        raise Http404
    current = None
    form = MinutesForm(initial={"body": found.body, "easy_body": found.easy_body, "version": found.version})
    if request.method == "POST":
        form = MinutesForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            adds = "insert" in request.POST
            body = with_decisions(data["body"], found.meeting) if adds else data["body"]
            try:
                operations.write_minutes(
                    found, request.user, body=body, easy_body=data["easy_body"], version=data["version"]
                )
            except operations.StaleMinutesError as stale:
                current = stale.current
                form = _against(MinutesForm, request, current)
            else:
                messages.success(request, "Le compte rendu est enregistré.")
                return redirect("committees:minutes_write" if adds else "committees:minutes", minutes=found.pk)
    items = found.meeting.items.visible_to(request.user).filter(state="accepted")
    context = {"minutes": found, "meeting": found.meeting, "form": form, "current": current, "items": items}
    return render(request, "network/minutes/write.html", context)


def _against(kind: type[MinutesForm], request: HttpRequest, current: Minutes) -> MinutesForm:
    """The same text, to be compared with the one that stands now: saving again is then a choice."""
    data = request.POST.copy()
    data["version"] = str(current.version)
    return kind(data)


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def minutes_correct(request: HttpRequest, minutes: Any) -> HttpResponseBase:
    """Correct approved minutes: a new version with its note; the former one stays readable."""
    found = _found(request, minutes)
    if found.state != MinutesState.APPROVED or not can_write_minutes(request.user, found):
        raise Http404
    current = None
    form = CorrectionForm(initial={"body": found.body, "easy_body": found.easy_body, "version": found.version})
    if request.method == "POST":
        form = CorrectionForm(request.POST)
        if form.is_valid():
            try:
                if attempt(form, lambda: operations.correct(found, request.user, **form.cleaned_data)):
                    messages.success(request, "Le rectificatif est enregistré. Les deux versions restent lisibles.")
                    return redirect("committees:minutes", minutes=found.pk)
            except operations.StaleMinutesError as stale:
                current = stale.current
                form = _against(CorrectionForm, request, current)
    context = {"minutes": found, "meeting": found.meeting, "form": form, "current": current, "items": []}
    return render(request, "network/minutes/write.html", context)


@signed_in
@require_safe
def minutes_easy(request: HttpRequest, minutes: Any) -> HttpResponseBase:
    """The decisions in easy words."""
    found = _found(request, minutes)
    if not found.easy_body.strip():
        raise Http404
    return render(request, "network/minutes/text.html", _text(found, found.easy_body, is_easy=True))


@signed_in
@require_safe
def minutes_print(request: HttpRequest, minutes: Any) -> HttpResponseBase:
    """The text alone, to print or to keep."""
    found = _found(request, minutes)
    return render(request, "network/minutes/text.html", _text(found, found.body))


@signed_in
@require_safe
def minutes_version(request: HttpRequest, minutes: Any, number: int) -> HttpResponseBase:
    """A text that members were given, as it was then."""
    found = _found(request, minutes)
    version = get_object_or_404(MinutesVersion.objects.visible_to(request.user), minutes=found, number=number)
    return render(request, "network/minutes/text.html", _text(found, version.body, version=version))


def _text(
    minutes: Minutes, body: str, *, version: MinutesVersion | None = None, is_easy: bool = False
) -> dict[str, Any]:
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "sections": sections(body),
        "version": version,
        "is_easy": is_easy,
    }

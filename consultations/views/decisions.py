"""What editors and administrators decide about a consultation, in the administration."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.models import Locale

from consultations.enums import AnnouncementState, SnapshotState
from consultations.forms import ExtendForm, ReasonForm
from consultations.models import Announcement, Consultation
from consultations.operations.announcing import announce, announcement_of, extend, withdraw
from consultations.operations.freezing import standing_of
from consultations.permissions import announcement_faults, can_freeze_results, can_prepare, can_publish_results
from consultations.questions import KINDS, Structure, condition_words, frozen_structure
from portal.common.workflow import TransitionRefused, available

DECISIONS = {"announce": announce, "extend": extend, "withdraw": withdraw}


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Every consultation, the last to close first: the way in for those who decide without writing pages."""
    if not can_prepare(request.user):
        raise Http404
    pages = Consultation.objects.filter(locale=Locale.get_default()).select_related("announcement")
    context = {"pages": pages.defer("questionnaire", "body").order_by("-closes_at")}
    return render(request, "consultations/admin/overview.html", context)


@require_GET
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided, what may be, what is still missing, the versions of the questionnaire, and the results."""
    page = prepared(request, pk)
    row = announcement_of(page)
    is_announced = row.state != AnnouncementState.DRAFT
    context = {
        "page": page,
        "announcement": row,
        "faults": announcement_faults(page) if row.state == "draft" else [],
        "decisions": [(step.name, _title(step.name)) for step in available(row, request.user)],
        "versions": page.versions.all(),
        "can_edit": page.permissions_for_user(request.user).can_edit(),
        "standing": standing_of(page) if is_announced else None,
        "can_freeze": can_freeze_results(request.user, page),
        "editions": page.snapshots.defer("data", "audit").order_by("-number"),
        "publishable": SnapshotState.FROZEN if can_publish_results(request.user, page) else None,
        "inside_threshold": settings.INSIDE_THRESHOLD,
    }
    return render(request, "consultations/admin/decisions.html", context)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask for confirmation, then decide. A decision that is not theirs, or not of this state, is not found."""
    page = prepared(request, pk)
    row = announcement_of(page)
    if name not in {step.name for step in available(row, request.user)}:
        raise Http404
    form = _form(request, name, row)
    if request.method == "POST" and form.is_valid():
        try:
            DECISIONS[name](page, by=request.user, **form.cleaned_data)
        except (TransitionRefused, PermissionDenied):
            messages.error(request, _("Cette décision n’est plus possible : voyez ci-dessous ce qui manque."))
        else:
            messages.success(request, _("C’est fait."))
        return redirect("consultations_decisions", pk=page.pk)
    context = {"page": page, "announcement": row, "form": form, "name": name, "title": _title(name)}
    return render(request, "consultations/admin/decide.html", context)


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The questionnaire being written, as people will see its questions, with the condition of each in words."""
    page = prepared(request, pk)
    structure = Structure.from_json(frozen_structure(page.get_latest_revision_as_object(), []))
    form = forms.Form()
    for question in structure:
        form.fields.update(KINDS[question.kind].fields(question))
    sections = [
        (section, [(question, condition_words(structure, question)) for question in section.questions])
        for section in structure.sections
    ]
    return render(request, "consultations/admin/preview.html", {"page": page, "sections": sections, "form": form})


def prepared(request: HttpRequest, pk: int) -> Consultation:
    """The French page. Raises Http404 to whom it does not concern, as for an unknown page."""
    page = get_object_or_404(Consultation, pk=pk)
    if not can_prepare(request.user, page):
        raise Http404
    return page.source


def _form(request: HttpRequest, name: str, row: Announcement) -> forms.Form:
    data: Any = request.POST if request.method == "POST" else None
    if name == "extend":
        return ExtendForm(data, announcement=row)
    return ReasonForm(data) if name == "withdraw" else forms.Form(data)


def _title(name: str) -> str:
    return {
        "announce": _("Annoncer la consultation"),
        "extend": _("Donner plus de temps"),
        "withdraw": _("Retirer la consultation"),
    }[name]

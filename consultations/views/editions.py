"""Editions of results in the administration: analysts freeze them, administrators publish them."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consultations.enums import AnnouncementState
from consultations.forms import FreezeForm
from consultations.models import Consultation, PublishedSnapshot
from consultations.operations.announcing import announcement_of
from consultations.operations.freezing import FreezingRefused, freeze_results, publish_results, shown, standing_of
from consultations.permissions import can_freeze_results
from consultations.views.decisions import prepared
from consultations.views.results import edition_context
from portal.common.workflow import TransitionRefused, available


@require_http_methods(["GET", "POST"])
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be frozen, ask for a reason, then freeze. Not found by others than analysts."""
    page = prepared(request, pk)
    if announcement_of(page).state == AnnouncementState.DRAFT or not can_freeze_results(request.user, page):
        raise Http404
    standing = standing_of(page)
    form = FreezeForm(request.POST if request.method == "POST" else None, is_first=standing.last is None)
    if request.method == "POST" and form.is_valid():
        try:
            snapshot = freeze_results(page, by=request.user, reason=form.cleaned_data["reason"])
        except FreezingRefused as refused:
            messages.error(request, str(refused))
            return _decisions(page)
        messages.success(request, _("Les résultats sont figés. Un administrateur peut maintenant les publier."))
        return redirect("consultations_edition", pk=page.pk, number=snapshot.number)
    context = {"page": page, "standing": standing, "form": form, "inside_threshold": settings.INSIDE_THRESHOLD}
    return render(request, "consultations/admin/freeze.html", context)


@require_GET
def edition(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An edition as the public reads it, or will."""
    page = prepared(request, pk)
    context = edition_context(_edition(page, number), page, request.GET.get("page", "1"))
    return render(request, "consultations/results/results.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask for confirmation, then publish. An edition that is not theirs to publish, or already public, is not found."""
    page = prepared(request, pk)
    snapshot = _edition(page, number)
    if "publish" not in {step.name for step in available(snapshot, request.user)}:
        raise Http404
    if request.method == "POST":
        try:
            publish_results(snapshot, by=request.user)
        except FreezingRefused as refused:
            messages.error(request, str(refused))
        except (TransitionRefused, PermissionDenied):
            messages.error(request, _("Cette édition ne peut plus être publiée."))
        else:
            messages.success(request, _("Les résultats sont publiés."))
        return _decisions(page)
    context = {
        "page": page,
        "snapshot": snapshot,
        "document": shown(snapshot),
        "hidden": sum(is_hidden for *_figure, is_hidden in snapshot.audit),
        "former": page.snapshots.published().first(),
    }
    return render(request, "consultations/admin/publish.html", context)


def _edition(page: Consultation, number: int) -> PublishedSnapshot:
    return get_object_or_404(page.snapshots, number=number)


def _decisions(page: Consultation) -> HttpResponse:
    return redirect("consultations_decisions", pk=page.pk)

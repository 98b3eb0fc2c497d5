"""What everybody reads of committees: the same pages for all, whoever is signed in (network.md, sections 2, 4, 9)."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from network.calendar import public_calendar
from network.indicators import opinions_for_all
from network.models import (
    AgendaItem,
    CallForMembers,
    Committee,
    CommitteeDocument,
    Decision,
    DocumentVersion,
    Meeting,
    MinutesExtract,
)
from portal.common.access import public
from portal.common.files import serve
from portal.common.middleware import cacheable
from portal.common.templatetags.dates_in_words import day_in_words

# Members read more elsewhere: here, everybody reads what a visitor reads.
EVERYBODY = AnonymousUser()
A_PAGE = 10
YEARS_OF_OPINIONS = 3


@public
@require_safe
def committees(request: HttpRequest) -> HttpResponse:
    """The bodies that have a public page, as the tree that they make."""
    today = timezone.localdate()
    rows = list(Committee.objects.visible_to(EVERYBODY).active_on(today).select_related("territory"))
    calls = CallForMembers.objects.visible_to(EVERYBODY).open_now().select_related("committee")
    return cacheable(render(request, "network/public/committees.html", {"tree": _tree(rows), "calls": calls}))


@public
@require_safe
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: purpose, bodies represented, dates, public items, extracts, decisions and documents."""
    row = get_object_or_404(Committee.objects.visible_to(EVERYBODY).select_related("territory", "parent"), slug=slug)
    meetings = _meetings().filter(committee=row)
    past = meetings.filter(ends_at__lt=timezone.now()).order_by("-starts_at")
    visible = Committee.objects.visible_to(EVERYBODY)
    documents = CommitteeDocument.objects.published().filter(committee=row).select_related("published_version__file")
    decisions = Decision.objects.visible_to(EVERYBODY).filter(agenda_item__meeting__committee=row)
    context = {
        "committee": row,
        "parent": visible.filter(pk=row.parent_id).first(),
        "children": visible.active_on(timezone.localdate()).filter(parent=row),
        "bodies": row.mandates.bodies(),
        "upcoming": meetings.upcoming(),
        "past": Paginator(past, A_PAGE).get_page(request.GET.get("page")),
        "extracts": MinutesExtract.objects.visible_to(EVERYBODY)
        .filter(minutes__meeting__committee=row)
        .select_related("minutes__meeting")
        .order_by("-published_at")[:A_PAGE],
        "decisions": decisions.order_by("-agenda_item__meeting__starts_at", "number")[:A_PAGE],
        "documents": [_row(document) for document in documents.order_by("-published_at")[: 2 * A_PAGE]],
        "calls": CallForMembers.objects.visible_to(EVERYBODY).open_now().filter(committee=row),
        "opinions": opinions_for_all(row)[:YEARS_OF_OPINIONS],
    }
    return cacheable(render(request, "network/public/committee.html", context))


@public
@require_safe
def extract(request: HttpRequest, slug: str, pk: Any) -> HttpResponse:
    """What the public reads of a meeting: a text of its own, without names."""
    rows = MinutesExtract.objects.visible_to(EVERYBODY).select_related("minutes__meeting__committee")
    row = get_object_or_404(rows, pk=pk, minutes__meeting__committee__slug=slug)
    return cacheable(render(request, "network/public/extract.html", {"extract": row, "meeting": row.minutes.meeting}))


@public
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The next meetings of the bodies that have a public page."""
    page = Paginator(_meetings().upcoming(), 2 * A_PAGE).get_page(request.GET.get("page"))
    address = request.build_absolute_uri(reverse("network:calendar_file"))
    return cacheable(render(request, "network/public/calendar.html", {"page": page, "address": address}))


@public
@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The same, and the past year, for a diary."""
    since = timezone.now() - timedelta(days=365)
    rows = _meetings().filter(ical_uid__isnull=False, starts_at__gte=since).order_by("starts_at")
    content = public_calendar(rows, timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response.headers["Content-Disposition"] = 'attachment; filename="reunions.ics"'
    return cacheable(response)


@public
@require_safe
def document(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """One version that was given to everybody."""
    version = get_object_or_404(DocumentVersion.objects.visible_to(EVERYBODY).select_related("file"), pk=pk)
    return serve(version.file, request)


def _meetings() -> Any:
    items = AgendaItem.objects.visible_to(EVERYBODY)
    return (
        Meeting.objects.visible_to(EVERYBODY)
        .select_related("committee")
        .prefetch_related(Prefetch("items", queryset=items, to_attr="public_items"))
    )


def _tree(rows: list[Committee]) -> list[dict[str, Any]]:
    """The bodies under those that stand above them; one whose parent is not shown stands first."""
    shown = {row.pk for row in rows}
    nodes = {row.pk: {"committee": row, "children": []} for row in rows}
    roots = []
    for row in rows:
        above = nodes[row.parent_id]["children"] if row.parent_id in shown else roots
        above.append(nodes[row.pk])
    return roots


def _row(document: CommitteeDocument) -> dict[str, Any]:
    """A published document, as its row shows it."""
    version = document.published_version
    return {
        "title": document.title,
        "date": gettext("publié le %s") % day_in_words(document.published_at),
        "sentence": document.easy_summary,
        "download_url": reverse("network:public_document", args=[version.pk]),
        "format": version.file.name.rpartition(".")[2].upper(),
        "pages": version.pages,
        "size": filesizeformat(version.file.size),
    }

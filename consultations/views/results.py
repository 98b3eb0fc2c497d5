"""Published results: the page, and the same figures as files."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from consultations import exports
from consultations.models import Consultation, PublishedSnapshot
from consultations.operations.freezing import shown
from consultations.views import held
from consultations.views.result_tables import question_tables, territories_table
from portal.common.access import public
from portal.common.exports import download
from portal.common.middleware import cacheable

FORMATS = ("csv", "ods", "json")
QUESTIONS_A_PAGE = 5
WHOLE = "tout"


@public
@require_http_methods(["GET", "HEAD"])
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest edition, a few questions a page or all of them (`?page=tout`); or when it will come."""
    consultation = held.find_consultation(slug)
    snapshot = _published(consultation)
    if snapshot is None:
        context: dict[str, Any] = {"consultation": consultation, "snapshot": None}
        return cacheable(render(request, "consultations/results/none.html", context))
    context = edition_context(snapshot, consultation, request.GET.get("page", "1"))
    context["files"] = [
        (extension.upper(), reverse("consultations:results_file", args=[slug, extension])) for extension in FORMATS
    ]
    return cacheable(render(request, "consultations/results/results.html", context))


def edition_context(snapshot: PublishedSnapshot, consultation: Consultation, wanted: str) -> dict[str, Any]:
    """What the template of results shows of an edition: one page of its questions, no file to download."""
    document = shown(snapshot)
    per_page = max(len(document["questions"]), 1) if wanted == WHOLE else QUESTIONS_A_PAGE
    page = Paginator(document["questions"], per_page).get_page(wanted)
    structure = consultation.source.versions.order_by("-number").first().structure
    return {
        "consultation": consultation,
        "snapshot": snapshot,
        "document": document,
        "questions": question_tables(document, page.object_list, structure),
        "page": page,
        "by_territory": territories_table(document),
        "rule": exports.rule(document["threshold"]),
        "files": [],
    }


@public
@require_http_methods(["GET", "HEAD"])
def results_file(request: HttpRequest, slug: str, extension: str) -> HttpResponseBase:
    """The latest edition as a file; 404 where nothing is published."""
    consultation = held.find_consultation(slug)
    snapshot = _published(consultation)
    if snapshot is None or extension not in FORMATS:
        raise Http404
    document = shown(snapshot)
    if extension == "json":
        return cacheable(HttpResponse(exports.json_file(document), content_type="application/json; charset=utf-8"))
    if extension == "csv":
        content = exports.csv_file(document)
    else:
        content = exports.ods_file(document, request.build_absolute_uri(reverse("consultations:results", args=[slug])))
    return cacheable(download(content, f"resultats-{slug}-edition-{snapshot.number}.{extension}"))


def _published(consultation: Consultation) -> PublishedSnapshot | None:
    return consultation.source.snapshots.published().order_by("-number").first()

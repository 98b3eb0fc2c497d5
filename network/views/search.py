"""Search over documents, minutes, agendas and decisions: only what one may read, counts included."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from network.enums import PaperKind
from network.forms.papers import PaperSearchForm
from network.models import Committee, PaperText
from portal.common.access import signed_in
from portal.common.search import excerpt

RESULTS_A_PAGE = 20


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """Papers that hold every word of `q`, the latest first. An impossible filter is told, never an error."""
    committees = Committee.objects.visible_to(request.user).order_by("name")
    form = PaperSearchForm(request.GET, committees=committees)
    rows = PaperText.objects.none()
    query = ""
    if form.is_valid():
        data = form.cleaned_data
        query = data["q"]
        rows = PaperText.objects.visible_to(request.user).found_by(query)
        if data["comite"]:
            rows = rows.filter(committee=data["comite"])
        if data["annee"]:
            rows = rows.of_year(data["annee"])
        if data["nature"]:
            rows = rows.filter(kind=data["nature"])
    results = Paginator(rows.select_related("committee", "version"), RESULTS_A_PAGE).get_page(request.GET.get("page"))
    filters = {name: request.GET[name] for name in ("q", "comite", "annee", "nature") if request.GET.get(name)}
    context = {
        "form": form,
        "query": query,
        "results": results,
        "count": results.paginator.count,
        "lines": [{"row": row, "url": _url(row), "excerpt": excerpt(row.text, query)} for row in results.object_list],
        "page_link": f"?{urlencode(filters)}&",
    }
    return render(request, "network/search/search.html", context)


def _url(row: PaperText) -> str:
    if row.kind == PaperKind.DOCUMENT:
        return reverse("committees:document", args=[row.version.document_id])
    if row.kind == PaperKind.MINUTES:
        return reverse("committees:minutes", args=[row.minutes_id])
    if row.kind == PaperKind.DECISION:
        return reverse("committees:decision", args=[row.decision_id])
    return reverse("committees:item_documents", args=[row.agenda_item_id])

"""The paper form of a consultation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from consultations.questions import KINDS
from consultations.views import held
from portal.common.access import public
from portal.common.middleware import cacheable


@public
@require_http_methods(["GET", "HEAD"])
def paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Every question on one page, to print and fill in by hand."""
    consultation = held.find_consultation(slug)
    version = consultation.source.versions.order_by("-number").first()
    if version is None:
        raise Http404
    sections = [
        {
            "title": section.title,
            "questions": [{"question": question, "asks": KINDS[question.kind].asks} for question in section.questions],
        }
        for section in version.structure.sections
    ]
    context = {"consultation": consultation, "sections": sections}
    return cacheable(render(request, "consultations/consultation/paper_form.html", context))

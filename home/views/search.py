"""Search over public pages."""

import re
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.forms import SearchForm
from home.querysets import public_pages
from portal.common.access import public

RESULTS_A_PAGE = 10
MAXIMUM_LENGTH = 100


@public
@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """Public pages of the current language that answer `q`; the middleware has refused NUL and invalid UTF-8."""
    query = request.GET.get("q", "").strip()[:MAXIMUM_LENGTH]
    # Quotes and operators are words of SQLite's own search language: a lone quote would be an error there.
    words = " ".join(re.findall(r"\w+", query))
    pages = public_pages(get_language()).specific()
    results = Paginator(pages.search(words) if words else [], RESULTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": SearchForm(initial={"q": query}),
        "query": query,
        "results": results,
        "count": results.paginator.count,
        "page_link": f"?{urlencode({'q': query})}&",
    }
    return render(request, "home/search.html", context)

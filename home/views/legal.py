"""Pages that the law asks for, filled from the settings, and the map of the site."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.querysets import public_pages
from portal.common.access import public
from portal.common.middleware import cacheable


@public
@require_safe
def legal_notice(request: HttpRequest) -> HttpResponseBase:
    """Publisher, director of publication, host (law of 21 June 2004, article 1-1)."""
    return _page(request, "home/legal/legal_notice.html")


@public
@require_safe
def personal_data(request: HttpRequest) -> HttpResponseBase:
    """What is kept, why, how long, and whom to ask (GDPR, articles 13 and 14)."""
    return _page(request, "home/legal/personal_data.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponseBase:
    """Accessibility statement: not compliant until an audit says otherwise (decree 2019-768)."""
    return _page(request, "home/legal/accessibility.html")


@public
@require_safe
def site_map(request: HttpRequest) -> HttpResponseBase:
    """Every public page of the language, in the order of the tree."""
    pages = public_pages(get_language()).order_by("path")
    return cacheable(render(request, "home/site_map.html", {"pages": pages}))


def _page(request: HttpRequest, template: str) -> HttpResponseBase:
    context = {
        "publication_director": settings.PUBLICATION_DIRECTOR,
        "hosting_company": settings.HOSTING_COMPANY,
        "data_protection_email": settings.DATA_PROTECTION_EMAIL,
        "site_url": settings.SITE_URL,
        "draft_days": settings.DRAFT_RETENTION_DAYS,
    }
    return cacheable(render(request, template, context))

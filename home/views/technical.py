"""Addresses that machines read: robots, sitemap, security contact, health."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page, PageQuerySet

from home.querysets import public_pages
from portal.common.access import public
from portal.common.middleware import cacheable


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """Everything public may be indexed, except the demonstration."""
    lines = ["User-agent: *"]
    if settings.IS_DEMONSTRATION:
        lines += ["Disallow: /"]
    else:
        lines += [f"Disallow: {path}" for path in ("/admin/", "/compte/", "/mon-espace/", "/recherche/")]
        lines += [f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return cacheable(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))


class PagesSitemap(Sitemap):
    """The live public pages of every language."""

    limit = 5000

    def items(self) -> PageQuerySet:
        """Pages, in a stable order."""
        return public_pages().order_by("pk")

    def location(self, item: Page) -> str:
        """The path of a page."""
        return item.get_url() or "/"

    def lastmod(self, item: Page) -> object:
        """When a page was last published."""
        return item.last_published_at

    def get_urls(self, page: int = 1, site: object = None, protocol: str | None = None) -> list[dict]:
        """Absolute addresses under SITE_URL, whatever host the request names."""
        return [
            {
                "location": f"{settings.SITE_URL}{self.location(item)}",
                "lastmod": self.lastmod(item),
                "item": item,
                "alternates": [],
                "changefreq": None,
                "priority": "",
            }
            for item in self.paginator.page(page).object_list
        ]


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The map of the site for search engines."""
    return cacheable(sitemap_view(request, {"pages": PagesSitemap}).render())


@public
@require_safe
def security_contact(request: HttpRequest) -> HttpResponseBase:
    """Whom to tell about a vulnerability (RFC 9116); the expiry follows the day it is read."""
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    text = (
        f"Contact: mailto:{settings.DATA_PROTECTION_EMAIL}\nExpires: {expires}\nPreferred-Languages: fr\n"
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt\nPolicy: {settings.SITE_URL}/mentions-legales/\n"
    )
    return cacheable(HttpResponse(text, content_type="text/plain; charset=utf-8"))


@public
@require_safe
def health(request: HttpRequest) -> HttpResponseBase:
    """Whether this instance can answer: its database does. A failure is a 503 of the caller's proxy, never details."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"etat": "ok"})

"""The page that every Wagtail page of the portal inherits."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from portal.common.middleware import cacheable


class BasePage(Page):
    """A page with a summary in plain words, shown in lists and to search engines."""

    summary = models.TextField(_("résumé en une ou deux phrases"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page; cacheable when nothing restricts it. A page of another language than the URL's is unknown."""
        if self.locale.language_code != get_language():
            raise Http404
        request.page_urls = self._urls_by_language()  # type: ignore[attr-defined]  # read by the language menu - a request has no such field
        response = super().serve(request, *args, **kwargs)
        if request.method == "GET" and not self.get_view_restrictions():
            cacheable(response)
        return response

    def _urls_by_language(self) -> dict[str, str]:
        """Where this page is in the languages that have it; a link to a missing translation would be a dead end."""
        translations = self.get_translations(inclusive=True).live().public().select_related("locale")
        return {page.locale.language_code: page.get_url() for page in translations}

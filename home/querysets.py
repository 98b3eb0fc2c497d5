"""The one rule that decides which pages a search, a list or the sitemap may name."""

from wagtail.models import Locale, Page, PageQuerySet


def public_pages(language: str | None = None) -> PageQuerySet:
    """Live pages that every visitor may read, of one language or of all.

    A restricted page is left out for everybody, signed in or not: neither its title nor the count of results may tell
    that it exists (security.md, F3).
    """
    pages = Page.objects.live().public().filter(depth__gt=1)
    # The search engine filters by the columns of the page alone: hence the locale itself, not its code.
    return pages if language is None else pages.filter(locale=Locale.objects.get_for_language(language))

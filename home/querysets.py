"""The one rule that decides which pages a search, a list or the sitemap may name."""

from wagtail.models import Page, PageQuerySet


def public_pages(language: str | None = None) -> PageQuerySet:
    """Live pages that every visitor may read, of one language or of all.

    A restricted page is left out for everybody, signed in or not: neither its title nor the count of results may tell
    that it exists (security.md, F3).
    """
    pages = Page.objects.live().public().filter(depth__gt=1)
    return pages if language is None else pages.filter(locale__language_code=language)

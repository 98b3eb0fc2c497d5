"""Pages of the front."""

from home.models import ContentPage, HomePage, NewsIndexPage, NewsPage
from home.operations.site import home_of, page_of
from home.operations.site_texts import NEWS


def make_home(language: str = "fr") -> HomePage:
    """The live home page of a language, served by the default site."""
    return home_of(language)


def make_content_page(title: str = "Une page", language: str = "fr", **attributes: object) -> ContentPage:
    """A live page of text under the home page."""
    page = ContentPage(title=title, locale=make_home(language).locale, **attributes)
    make_home(language).add_child(instance=page)
    return page


def make_news(title: str = "Une actualité", language: str = "fr", **attributes: object) -> NewsPage:
    """A live piece of news."""
    index = page_of(NewsIndexPage, "actualites", language, NEWS)
    page = NewsPage(title=title, locale=index.locale, **attributes)
    index.add_child(instance=page)
    return page

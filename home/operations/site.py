"""The tree of pages that every installation has: a home page a language, what the site is for, the news."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from consultations.models import ConsultationIndexPage
from home.models import ContentPage, HomePage, NewsIndexPage
from home.operations.site_texts import ABOUT, ABOUT_EASY, CONSULTATIONS, HOME, NEWS, Blocks, PageTexts
from portal.common.pages import BasePage


def prepare_site() -> None:
    """Make what is missing of the tree, in every language. What exists, edited or not, is left as it is."""
    with transaction.atomic():
        for language, _name in settings.LANGUAGES:
            home_of(language)
            page_of(ContentPage, "a-propos", language, ABOUT, show_in_menus=True)
            page_of(ConsultationIndexPage, "consultations", language, CONSULTATIONS)
            page_of(NewsIndexPage, "actualites", language, NEWS, show_in_menus=True)
        about = page_of(ContentPage, "a-propos", settings.LANGUAGE_CODE, ABOUT)
        if about.easy_version is None:
            about.easy_version = page_of(ContentPage, "a-propos-facile", settings.LANGUAGE_CODE, ABOUT_EASY)
            about.save()


def home_of(language: str) -> HomePage:
    """The home page of a language, made when it does not exist; those of other languages translate the French one."""
    locale, _created = Locale.objects.get_or_create(language_code=language)
    if (home := HomePage.objects.filter(locale=locale).first()) is not None:
        return home
    texts = HOME[language]
    if language == settings.LANGUAGE_CODE:
        home = HomePage(slug="accueil", locale=locale)
    else:
        home = home_of(settings.LANGUAGE_CODE).copy_for_translation(locale)
    home.hero_title, home.hero_text = texts["hero_title"], texts["hero_text"]
    write(home, texts)
    if home.pk is None:
        Page.get_first_root_node().add_child(instance=home)
        _serve(home)
    publish(home)
    Site.clear_site_root_paths_cache()
    return home


def page_of(
    kind: type[BasePage], slug: str, language: str, texts: dict[str, PageTexts], **attributes: object
) -> BasePage:
    """The page of that slug under the home page of a language, made with its first texts when it does not exist."""
    home = home_of(language)
    if (page := kind.objects.child_of(home).filter(slug=slug).first()) is not None:
        return page
    source = kind.objects.child_of(home_of(settings.LANGUAGE_CODE)).filter(slug=slug).first()
    page = source.copy_for_translation(home.locale) if source else kind(slug=slug, locale=home.locale, **attributes)
    write(page, texts[language])
    if page.pk is None:
        home.add_child(instance=page)
    publish(page)
    return page


def write(page: BasePage, texts: PageTexts) -> None:
    """Put texts on a page, without saving it."""
    page.title = page.draft_title = texts["title"]
    page.seo_title = ""
    page.summary = texts["summary"]
    if texts["body"]:
        page.body = page._meta.get_field("body").to_python(stream(page.slug, texts["body"]))


def stream(seed: str, blocks: Blocks) -> list[dict]:
    """Raw data of a StreamField. Every level bears an id, without which a list is not translatable."""
    return [
        {
            "type": kind,
            "id": _identifier(seed, number),
            "value": [
                {"type": "item", "id": _identifier(seed, number, line), "value": text}
                for line, text in enumerate(value)
            ]
            if isinstance(value, list)
            else value,
        }
        for number, (kind, value) in enumerate(blocks)
    ]


def publish(page: Page) -> None:
    """Publish a page as an editor would: with a revision that the administration can compare and restore."""
    page.save_revision().publish()
    page.refresh_from_db()


def _identifier(*parts: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(map(str, parts))))


def _serve(home: HomePage) -> None:
    """Make the French home page the root of the only site, instead of Wagtail's welcome page."""
    address = urlsplit(settings.SITE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or (443 if address.scheme == "https" else 80),
            "root_page": home,
            "site_name": settings.PORTAL_NAME,
        },
    )
    for welcome in Page.objects.filter(depth=2, content_type__model="page", content_type__app_label="wagtailcore"):
        welcome.delete()

"""Pages of the front: home page, content pages with their easy-to-read twins, news."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index

from consultations.models import Consultation
from home.blocks import BodyBlock
from portal.common.pages import BasePage

NEWS_A_PAGE = 10
LATEST_NEWS = 3


class HomePage(BasePage):
    """The first page of a language: what the portal is for, in one sentence, and where to go."""

    hero_title = models.CharField(_("phrase d’accueil"), max_length=120, blank=True)
    hero_text = models.TextField(_("texte d’accueil"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("contenu"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("hero_title"),
        FieldPanel("hero_text"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("hero_text"), index.SearchField("body")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("page d’accueil")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the open consultations of this language, soonest closed first, and the three latest news."""
        context = super().get_context(request, *args, **kwargs)
        sources = Consultation.objects.open_at(timezone.now()).order_by("announcement__closes_at")
        keys = list(sources.values_list("translation_key", flat=True))
        pages = Consultation.objects.live().public().filter(translation_key__in=keys, locale=self.locale)
        latest = NewsPage.objects.live().public().filter(locale=self.locale).order_by("-published_on", "-pk")
        return {
            **context,
            "open_consultations": sorted(pages, key=lambda page: keys.index(page.translation_key)),
            "latest_news": latest[:LATEST_NEWS],
        }


class ContentPage(BasePage):
    """A page of text; it may have a twin in easy French (« FALC »)."""

    body = StreamField(BodyBlock(), verbose_name=_("contenu"), blank=True)
    easy_version = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="ordinary_versions",
        verbose_name=_("version facile à lire"),
    )
    easy_read_on = models.DateField(
        _("relue le"),
        null=True,
        blank=True,
        help_text=_("Pour une page facile à lire : le jour où des personnes concernées l’ont relue."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [PageChooserPanel("easy_version", "home.ContentPage"), FieldPanel("easy_read_on")],
            heading=_("Facile à lire et à comprendre"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.ContentPage"]

    class Meta:
        verbose_name = _("page de contenu")
        verbose_name_plural = _("pages de contenu")

    def clean(self) -> None:
        """Refuse a page that is its own easy twin."""
        super().clean()
        if self.pk and self.easy_version_id == self.pk:
            raise ValidationError({"easy_version": _("Une page ne peut pas être sa propre version facile à lire.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is public of: the pages below, the twin in easy French, the page of which this one is the twin."""
        context = super().get_context(request, *args, **kwargs)
        shown = ContentPage.objects.live().public()
        return {
            **context,
            "children": self.get_children().live().public().in_menu().specific(),
            "easy_version": shown.filter(pk=self.easy_version_id).first(),
            "ordinary_version": shown.filter(easy_version_id=self.pk).first(),
        }


class NewsIndexPage(BasePage):
    """The list of news, latest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page des actualités")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of news; a page number that does not exist gives the nearest."""
        context = super().get_context(request, *args, **kwargs)
        news = NewsPage.objects.live().public().child_of(self).order_by("-published_on", "-pk")
        return {**context, "news": Paginator(news, NEWS_A_PAGE).get_page(request.GET.get("page"))}


class NewsPage(BasePage):
    """One piece of news."""

    published_on: date = models.DateField(_("date de l’actualité"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("contenu"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("published_on"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("actualité")
        verbose_name_plural = _("actualités")

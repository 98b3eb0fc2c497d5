"""What consultations add to the administration."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from consultations.models import Consultation
from consultations.permissions import can_prepare
from consultations.views import decisions, editions


@hooks.register("register_admin_urls")
def register_decisions() -> list[URLPattern]:
    """Decisions, their confirmation, the preview of the questionnaire, and the editions of results."""
    return [
        path("consultations/", decisions.overview, name="consultations_overview"),
        path("consultations/<int:pk>/decisions/", decisions.decisions, name="consultations_decisions"),
        path("consultations/<int:pk>/decisions/<slug:name>/", decisions.decide, name="consultations_decide"),
        path("consultations/<int:pk>/questionnaire/", decisions.preview, name="consultations_preview"),
        path("consultations/<int:pk>/resultats/figer/", editions.freeze, name="consultations_freeze"),
        path("consultations/<int:pk>/resultats/<int:number>/", editions.edition, name="consultations_edition"),
        path("consultations/<int:pk>/resultats/<int:number>/publier/", editions.publish, name="consultations_publish"),
    ]


class OverviewMenuItem(MenuItem):
    """An entry of the menu for those who decide about consultations."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person holds one of their roles today."""
        return can_prepare(request.user)


@hooks.register("register_admin_menu_item")
def list_consultations() -> MenuItem:
    """The list of consultations with their decisions and results: analysts reach no page by the explorer."""
    url = reverse("consultations_overview")
    return OverviewMenuItem(gettext_lazy("Consultations"), url, name="consultations", icon_name="check", order=150)


@hooks.register("register_page_header_buttons")
def link_to_decisions(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Buttons in the header of a consultation's editing pages."""
    if isinstance(page, Consultation) and can_prepare(user, page):
        yield Button(_("Décisions"), reverse("consultations_decisions", args=[page.pk]), icon_name="check", priority=5)
        yield Button(
            _("Voir le questionnaire"), reverse("consultations_preview", args=[page.pk]), icon_name="view", priority=6
        )

"""What consultations add to the administration."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from consultations.models import Consultation
from consultations.permissions import can_prepare
from consultations.views import decisions


@hooks.register("register_admin_urls")
def register_decisions() -> list[URLPattern]:
    """Decisions, their confirmation, and the preview of the questionnaire."""
    return [
        path("consultations/<int:pk>/decisions/", decisions.decisions, name="consultations_decisions"),
        path("consultations/<int:pk>/decisions/<slug:name>/", decisions.decide, name="consultations_decide"),
        path("consultations/<int:pk>/questionnaire/", decisions.preview, name="consultations_preview"),
    ]


@hooks.register("register_page_header_buttons")
def link_to_decisions(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Buttons in the header of a consultation's editing pages."""
    if isinstance(page, Consultation) and can_prepare(user, page):
        yield Button(_("Décisions"), reverse("consultations_decisions", args=[page.pk]), icon_name="check", priority=5)
        yield Button(
            _("Voir le questionnaire"), reverse("consultations_preview", args=[page.pk]), icon_name="view", priority=6
        )

"""A person who answers a consultation in a browser, screen after screen."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from consultations.models import Consultation, Contribution


class Visitor:
    """A browser of its own on one consultation; `page` is the last answer of the server."""

    def __init__(self, consultation: Consultation, language: str = "fr", client: Client | None = None) -> None:
        prefix = "" if language == "fr" else f"/{language}"
        self.base = f"{prefix}/consultations/{consultation.slug}/repondre/"
        self.client = client or Client()
        self.page: Any = None

    def open(self, where: str = "") -> "Visitor":
        """GET a screen: a name such as `venu` or `plus-tard`, or a whole address."""
        self.page = self.client.get(where if where.startswith("/") else self.url(where))
        return self

    def post(self, where: str = "", **data: Any) -> "Visitor":
        """POST to a screen, and follow where it leads."""
        self.page = self.client.post(where if where.startswith("/") else self.url(where), data, follow=True)
        return self

    def start(self, **data: Any) -> "Visitor":
        """Press « Commencer »."""
        return self.post("", **data)

    def answer(self, code: str, *values: str, **more: Any) -> "Visitor":
        """Answer the question of that code, alone on its screen."""
        data = {code: values if len(values) != 1 else values[0]} if values else {}
        return self.post(code, asked=code, **data, **more)

    def answer_six(self) -> "Visitor":
        """Answer the six questions of the factories."""
        self.answer("venu", "oui").answer("moyen", "autre", moyen__autre="à vélo").answer("freins", "prix", "distance")
        return self.answer("accueil", "3").answer("trajet", trajet__special="dont_know").answer("idee", "Plus de bus.")

    def send(self, **more: Any) -> "Visitor":
        """Open the review and send."""
        key = self.open("verifier-mes-reponses").page.context["key"]
        return self.post("verifier-mes-reponses", key=key, **more)

    def note_code(self) -> str:
        """The personal code, read on « Continuer plus tard » or on the receipt."""
        return self.client.get(self.url("plus-tard"), follow=True).context["code"]

    def url(self, where: str = "") -> str:
        """Address of a screen."""
        return f"{self.base}{where}/" if where else self.base

    @property
    def here(self) -> str:
        """Name of the screen that the browser shows."""
        return self.page.request["PATH_INFO"].removeprefix(self.base).strip("/")

    @property
    def text(self) -> str:
        """The page that the browser shows."""
        return self.page.content.decode()


def close(consultation: Consultation, *, ago: timedelta) -> Consultation:
    """Let an announced consultation have closed some time ago."""
    announcement = consultation.announcement
    announcement.closes_at = timezone.now() - ago
    announcement.opens_at = min(announcement.opens_at, announcement.closes_at - timedelta(days=1))
    announcement.save()
    return consultation


def only_contribution() -> Contribution:
    """The one contribution there is."""
    return Contribution.objects.get()

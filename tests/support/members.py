"""A person signed in, who opens screens of committees and fills them in as a browser does."""

from datetime import timedelta
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User


class Member:
    """Whoever holds an account: opens a screen by its name, sends its form, reads what comes back."""

    def __init__(self, user: User) -> None:
        """In: the account; it signs in without a password, that other tests try."""
        self.user, self.client, self.page = user, Client(), None
        self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def open(self, name: str, *keys: Any) -> "Member":
        """Open a screen; its status is for the test to read."""
        self.page = self.client.get(self._url(name, *keys), follow=True)
        return self

    def send(self, name: str, *keys: Any, **data: Any) -> "Member":
        """Send a form to a screen, and follow where it leads."""
        self.page = self.client.post(self._url(name, *keys), data, follow=True)
        return self

    def confirm(self, name: str, *keys: Any, **data: Any) -> "Member":
        """Open a page of confirmation, fill it in, and press its button: hidden fields go with it."""
        self.open(name, *keys)
        assert self.status == 200, self.status
        return self.send(name, *keys, **(self.hidden() | data))

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page, but the protection of forms."""
        fields = self._main().select("input[type=hidden][name]")
        return {field["name"]: field.get("value", "") for field in fields}

    @property
    def status(self) -> int:
        """The status of the last page."""
        return self.page.status_code

    @property
    def text(self) -> str:
        """What the last page says."""
        return " ".join(self._main().get_text().split())

    def _main(self) -> BeautifulSoup:
        return BeautifulSoup(self.page.content, "html.parser").main

    @staticmethod
    def _url(name: str, *keys: Any) -> str:
        return reverse(f"committees:{name}", args=[getattr(key, "pk", key) for key in keys])


def when(moment: Any, hours: int = 2) -> dict[str, str]:
    """A day and two clock times, as typed in the form of a meeting."""
    starts = timezone.localtime(moment)
    ends = starts + timedelta(hours=hours)
    return {"day": f"{starts:%Y-%m-%d}", "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}

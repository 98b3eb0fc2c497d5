"""A real browser on a real server: one Chromium, one server and one demonstration for the whole run."""

import os
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from portal.accounts.models import User
from tests.browser.audit import Watch
from tests.factories.accounts import make_user

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright keeps an event loop in this thread; Django would refuse the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything of this folder drives a browser."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(django_db_setup, django_db_blocker) -> Iterator[LiveServer]:
    """The portal with its first pages, served on loopback; what a test writes stays until the end of the run."""
    with django_db_blocker.unblock():
        call_command("prepare_site", stdout=StringIO())
        live = LiveServer("127.0.0.1")
        yield live
        live.stop()


def session_cookie(username: str, url: str) -> dict[str, str]:
    """The cookie of a web session of that account."""
    user = User.objects.filter(username=username).first() or make_user(username)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture
def visit(chromium: Browser, server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open a path in a context of its own: `visit("/", color_scheme="dark")`; options are those of `new_context`.

    `account` is the user name of whom is signed in; the account is made when there is none.
    The page carries `watch`, which has seen its requests, console and refusals of the content policy.
    """
    contexts = []

    def open_page(path: str, account: str | None = None, **options: Any) -> Page:
        context = chromium.new_context(base_url=server.url, locale="fr-FR", **options)
        contexts.append(context)
        if account:
            context.add_cookies([session_cookie(account, server.url)])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.watch = Watch(page, server.url)
        page.goto(path, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()

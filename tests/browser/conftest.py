"""A real browser on a real server: one Chromium, one server and one demonstration for the whole run."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.audit import Watch

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
    """The portal, served on loopback; what a test writes stays until the end of the run."""
    with django_db_blocker.unblock():
        live = LiveServer("127.0.0.1")
        yield live
        live.stop()


@pytest.fixture
def visit(chromium: Browser, server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open a path in a context of its own: `visit("/", color_scheme="dark")`; options are those of `new_context`.

    The page carries `watch`, which has seen its requests, console and refusals of the content policy.
    """
    contexts = []

    def open_page(path: str, account: str | None = None, **options: Any) -> Page:
        context = chromium.new_context(base_url=server.url, locale="fr-FR", **options)
        contexts.append(context)
        page = context.new_page()
        page.watch = Watch(page, server.url)
        page.goto(path, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()

"""Every URL of the site, tried by each kind of visitor: none is forgotten, none opens to whom it should not."""

import re
from pathlib import Path

import pytest
import yaml
from django.test import Client

from portal.common.access import routes
from tests.factories.accounts import client_of, make_user
from tests.factories.home import make_home
from tests.security.objects import OBJECTS

ACCESS = yaml.safe_load((Path(__file__).parent / "access.yaml").read_text())
URLS, GROUPS = ACCESS["urls"], ACCESS["groups"]
ROLES = ("anonymous", "user", "admin")
# Wagtail's pages: who sees which is the restriction of each page (tests of home and of consultations).
PAGES = "wagtail_serve "
UNKNOWN = {
    "int": "987654321",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "slug": "inconnu",
    "str": "inconnu",
    "path": "inconnu",
}


def all_routes() -> list[tuple[str, str]]:
    return [(f"{name} {route}", route) for name, route, _ in routes() if not f"{name} ".startswith(PAGES)]


def group_of(route: str) -> dict | None:
    return next((group for group in GROUPS if route.startswith(group["prefix"])), None)


def path_of(route: str, keys: dict[str, object]) -> str:
    """The path of a route, with these keys, or unknown ones."""

    def key(match: re.Match[str]) -> str:
        kind, _, name = match.group(1).rpartition(":")
        return str(keys.get(name, UNKNOWN.get(kind or "str", "inconnu")))

    return "/" + re.sub(r"<([^>]+)>", key, route)


def client_for(role: str) -> Client:
    if role == "anonymous":
        return Client()
    if role == "user":
        client = Client()
        client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
        return client
    return client_of(make_user(role="administrator", second_factor=True))


@pytest.mark.any_engine
def test_every_url_has_a_row_and_every_row_a_url():
    known = dict(all_routes())
    assert set(URLS) - set(known) == set()
    assert {row for row, route in known.items() if row not in URLS and group_of(route) is None} == set()


@pytest.mark.any_engine
def test_every_view_of_ours_has_its_own_row():
    ours = {f"{name} {route}" for name, route, view in routes() if hasattr(view, "access")}
    assert ours - set(URLS) == set()


@pytest.mark.any_engine
def test_every_group_gives_its_reason_and_still_holds_something():
    assert all(group["reason"] for group in GROUPS)
    assert {group["prefix"] for group in GROUPS} == {
        group["prefix"] for _, route in all_routes() if (group := group_of(route)) is not None
    }


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_url_answers_each_visitor_as_its_row_says(role):
    make_home()
    client, examples, wrong = client_for(role), {}, {}
    for row, expected in URLS.items():
        keys = {}
        if isinstance(expected, dict):
            if name := expected.get("object"):
                if name not in examples:
                    examples[name] = OBJECTS[name]()
                keys = examples[name]
            expected = expected.get(role, expected.get("all"))
        status = client.get(path_of(row.split(" ", 1)[1], keys)).status_code
        if status != expected:
            wrong[row] = status
    assert wrong == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_view_of_a_library_answers_as_the_rule_of_its_group(role):
    make_home()
    client, wrong = client_for(role), {}
    for row, route in all_routes():
        group = group_of(route)
        if row in URLS or group is None or "^" in route or "logout" in route:
            continue
        status = client.get(path_of(route, {})).status_code
        if status not in group[role]:
            wrong[row] = status
    assert wrong == {}


@pytest.mark.django_db
def test_an_administrator_without_a_second_factor_finds_no_view_of_the_administration():
    client = client_of(make_user(role="administrator"))
    for row, route in all_routes():
        if route.startswith("admin/") and "^" not in route:
            assert client.get(path_of(route, {})).status_code == 302, row


@pytest.mark.django_db
def test_a_view_of_an_unknown_object_answers_404_or_asks_to_sign_in():
    make_home()
    rows = [row for row, expected in URLS.items() if isinstance(expected, dict) and "object" in expected]
    statuses = {row: Client().get(path_of(row.split(" ", 1)[1], {})).status_code for row in rows}
    assert {row: status for row, status in statuses.items() if status not in (302, 404, 405)} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_no_view_of_ours_knows_other_methods(method):
    make_home()
    ours = [f"{name} {route}" for name, route, view in routes() if hasattr(view, "access")]
    statuses = {row: getattr(Client(), method)(path_of(row.split(" ", 1)[1], {})).status_code for row in ours}
    assert {row: status for row, status in statuses.items() if status not in (302, 404, 405)} == {}

"""A wrong installation says so in one sentence and does not start."""

import sqlite3

import pytest
from django.db import connections

from portal.common import checks

pytestmark = pytest.mark.any_engine


def test_the_project_itself_passes():
    for check in (
        checks.every_view_says_who_may_open_it,
        checks.every_transition_names_its_rules,
        checks.legal_notice_is_complete,
        checks.pepper_is_long_enough,
        checks.installed_versions_are_the_pinned_ones,
    ):
        assert check(None) == []


def test_a_view_that_says_nothing_is_named(monkeypatch):
    monkeypatch.setattr(checks, "undeclared", lambda: ["home:secret secret/"])
    [error] = checks.every_view_says_who_may_open_it(None)
    assert "home:secret secret/" in error.msg


def test_a_rule_that_does_not_exist_is_named(monkeypatch):
    monkeypatch.setattr(checks, "unresolved", lambda model: ["can_fly"])
    assert all("can_fly" in error.msg for error in checks.every_transition_names_its_rules(None))
    assert checks.every_transition_names_its_rules(None)


def test_a_legal_notice_without_a_host_is_refused(settings):
    settings.HOSTING_COMPANY = " "
    [error] = checks.legal_notice_is_complete(None)
    assert "HOSTING_COMPANY" in error.msg


@pytest.mark.parametrize("pepper", ["", "court", "la-meme-chose-que-la-cle-de-signature"])
def test_a_weak_pepper_is_refused(settings, pepper):
    settings.SECRET_KEY = "la-meme-chose-que-la-cle-de-signature"
    settings.CODE_PEPPER = pepper
    assert [error.id for error in checks.pepper_is_long_enough(None)] == ["portal.E004"]


def test_another_wagtail_than_the_pinned_one_is_told(monkeypatch):
    monkeypatch.setattr(checks, "version", lambda name: "7.3")
    assert [warning.id for warning in checks.installed_versions_are_the_pinned_ones(None)] == ["portal.W001"] * 2


class OnDisk:
    """A SQLite connection whose PRAGMAs a test chooses."""

    vendor = "sqlite"

    def __init__(self, path, pragmas):
        self.sqlite = sqlite3.connect(path)
        self.sqlite.executescript(pragmas)

    def is_in_memory_db(self):
        return False

    def cursor(self):
        return self

    def execute(self, sql):
        return self.sqlite.execute(sql)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


@pytest.mark.parametrize(
    ("pragmas", "found"),
    [
        ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;", []),
        ("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;", ["portal.E005"]),
        ("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;", ["portal.E005"]),
    ],
)
def test_a_database_that_could_lose_an_answer_is_refused(settings, monkeypatch, tmp_path, pragmas, found):
    settings.TEST_WORLD = False
    connection = OnDisk(tmp_path / "base.sqlite3", pragmas)
    monkeypatch.setattr(checks, "connections", {"default": connection})
    assert [error.id for error in checks.an_acknowledged_answer_survives_a_power_cut(None, ["default"])] == found
    connection.sqlite.close()


def test_no_database_is_read_unless_asked():
    assert checks.an_acknowledged_answer_survives_a_power_cut(None) == []
    assert connections["default"].vendor in {"sqlite", "postgresql"}

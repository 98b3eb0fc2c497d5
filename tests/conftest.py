"""The strict test world: no network, no undefined template variable, a database restored from a snapshot."""

import fcntl
import hashlib
import os
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.template import base as template_base
from django.template import engines
from django.test import TransactionTestCase
from django.utils import translation

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOTS = ROOT / "build" / "snapshots"
OWN_TEMPLATES = [
    ROOT / "portal",
    ROOT / "home",
    ROOT / "network",
    ROOT / "consultations",
    ROOT / "donner_pour_recevoir",
]


def _key() -> str:
    """What a migrated database depends on: interpreter, migrations and models."""
    digest = hashlib.sha256(f"{sys.version}{sqlite3.sqlite_version}{settings.LANGUAGE_CODE}".encode())
    for app in sorted(apps.get_app_configs(), key=lambda config: config.name):
        digest.update(app.name.encode())
        for pattern in ("migrations/*.py", "models.py", "models/*.py"):
            for file in sorted(Path(app.path).glob(pattern)):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:20]


def snapshot_file() -> Path:
    """Where the migrated SQLite database is kept, once a run has made it."""
    return SNAPSHOTS / f"{_key()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """Restore a migrated SQLite database in an instant; PostgreSQL migrates one of this process's own."""
    connection = connections["default"]
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            connection.settings_dict["TEST"]["NAME"] = f"test_portal_{os.getpid()}"
            name = connection.settings_dict["NAME"]
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            yield
            connection.creation.destroy_test_db(name, verbosity=0)
            return
        SNAPSHOTS.mkdir(parents=True, exist_ok=True)
        snapshot = snapshot_file()
        with (SNAPSHOTS / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # one worker migrates, the others wait for what it made
            if snapshot.exists():
                connection.close()
                connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
                connection.ensure_connection()
                _restore(snapshot)
            else:
                connection.creation.create_test_db(verbosity=0, serialize=False)
                temporary = snapshot.with_suffix(f".{os.getpid()}.tmp")
                with closing(sqlite3.connect(temporary)) as target:
                    connection.connection.backup(target)
                temporary.replace(snapshot)  # atomic: a run that was killed leaves no half of it
        yield


@pytest.fixture(scope="session", autouse=True)
def _transactional_tests_leave_a_migrated_database() -> Iterator[None]:
    """After a transactional test, Django empties every table: what migrations wrote would be missing to the next one,
    and our triggers refuse its DELETE. SQLite is restored; PostgreSQL, which truncates, is given its first rows again.
    """
    from wagtail.models import Collection, Locale, Page  # applications are not loaded when this file is

    flush = TransactionTestCase._fixture_teardown

    def restored(self: TransactionTestCase) -> None:
        if connections["default"].vendor == "sqlite":
            _restore(snapshot_file())
        else:
            flush(self)
            locale = Locale.objects.create(language_code=settings.LANGUAGE_CODE)
            Page.add_root(title="Root", slug="root", locale=locale)
            Collection.add_root(name="Root")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restored)
        yield


def _restore(snapshot: Path) -> None:
    with closing(sqlite3.connect(snapshot)) as source:
        source.backup(connections["default"].connection)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback alone answers: a test that reaches further is a test that depends on the weather."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"network reached by a test: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """A request in another language leaves it active in its thread: the next test must not read it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


class UndefinedVariableError(AssertionError):
    """One of our own templates names a variable that its view does not give."""


@pytest.fixture(autouse=True)
def _strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail when a template of the portal prints a variable that does not exist; libraries' own are left alone."""
    resolve = template_base.FilterExpression.resolve
    own = tuple(str(folder) for folder in OWN_TEMPLATES)

    def strict(self, context, ignore_failures=False):  # the signature is Django's
        name = getattr(getattr(context, "template", None), "origin", None)
        rendering = getattr(context.render_context, "template", None)
        origin = getattr(getattr(rendering, "origin", None), "name", None) or getattr(name, "name", "")
        if (
            not ignore_failures
            and isinstance(self.var, template_base.Variable)
            and not any(function.__name__ in {"default", "default_if_none", "yesno"} for function, _ in self.filters)
            and str(origin).startswith(own)
        ):
            try:
                self.var.resolve(context)
            except template_base.VariableDoesNotExist as error:
                raise UndefinedVariableError(f"{origin}: {self.var}") from error
        return resolve(self, context, ignore_failures)

    monkeypatch.setattr(template_base.FilterExpression, "resolve", strict)
    assert engines.all()

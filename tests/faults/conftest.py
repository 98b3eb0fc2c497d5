"""A real server on a database of its own, that a test may kill."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import requests

from tests.conftest import snapshot_file

ROOT = Path(__file__).resolve().parents[2]
POSTGRESQL = os.environ.get("POSTGRESQL_URL", "postgres://postgres@127.0.0.1:5432/postgres")
SECONDS_TO_START = 60


class Server:
    """The portal behind one granian worker; `kill` leaves it no time to finish anything."""

    def __init__(self, database_url: str, log: Path, *, is_migrated: bool = False) -> None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = log
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "SITE_URL": self.url,
        }
        if not is_migrated:
            self.run("manage.py", "migrate", "--verbosity=0")
        self.card = json.loads(self.run("-m", "tests.faults.seed"))["card"]
        self.process: subprocess.Popen | None = None

    def run(self, *arguments: str) -> str:
        """Run Python on the same database; what it prints."""
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, check=True, text=True, stdout=-1).stdout

    def start(self) -> None:
        """Serve, and wait until it answers."""
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", "1", "--blocking-threads", "8", "portal.wsgi:application"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            with suppress(requests.RequestException):
                if requests.get(f"{self.url}/sante/", timeout=5).ok:
                    return
            time.sleep(0.1)  # nothing tells that a port is open but asking
        raise AssertionError(self.log.read_text())

    def kill(self) -> None:
        """kill -9 of the server and of its workers."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def contributions(self, slug: str) -> int:
        """How many contributions were sent, asked from the database itself."""
        question = (
            "SELECT count(*) FROM consultations_contribution c JOIN wagtailcore_page p ON p.id = c.consultation_id "
            f"WHERE c.state = 'submitted' AND p.slug = '{slug}'"
        )
        url = self.environment["DATABASE_URL"]
        if url.startswith("sqlite"):
            with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
                return connection.execute(question).fetchone()[0]
        with psycopg.connect(url) as connection:
            return connection.execute(question).fetchone()[0]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on each engine; PostgreSQL must answer, since half of the promise is about it."""
    folder = tmp_path_factory.mktemp("server")
    name = f"faults_{os.getpid()}"
    if request.param == "sqlite":
        database, snapshot = folder / "portal.sqlite3", snapshot_file()
        if snapshot.exists():
            shutil.copy(snapshot, database)  # what migrating would give, in an instant
        served = Server(f"sqlite:///{database}", folder / "log", is_migrated=snapshot.exists())
    else:
        with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        served = Server(urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl(), folder / "log")
    try:
        served.start()
        yield served
    finally:
        served.kill()
        if request.param == "postgresql":
            with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

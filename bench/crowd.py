"""B5: people who answer the mayors' thirteen questions at the same time, by HTTP, on a real server."""

import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import requests

from bench.answers import ANSWERS

ROOT = Path(__file__).resolve().parents[1]
SLUG = "questionnaire-maires"
CROWDS = (1, 8, 32)
SECONDS_TO_START = 60


class Served:
    """The portal behind granian, two workers, for the time of a `with`."""

    def __init__(self) -> None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "Served":
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--no-ws"]
        command += ["--port", str(self.port), "--workers", "2", "--blocking-threads", "4", "portal.wsgi:application"]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.dev", "SITE_URL": self.url}
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            with suppress(requests.ConnectionError):
                if requests.get(f"{self.url}/sante/", timeout=5).ok:
                    return self
            time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def __exit__(self, *raised: object) -> None:
        self.process.terminate()
        self.process.wait()

    def cpu(self) -> float:
        """Seconds of CPU that the server and its workers have used."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if int(fields[2]) == self.process.pid:
                    ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def take_part(url: str) -> bool:
    """Answer from the first screen to the receipt; whether every answer of the server was as expected."""
    with requests.Session() as session:
        base = f"{url}/consultations/{SLUG}/repondre/"
        token = _value(session.get(base).text, "csrfmiddlewaretoken")
        page = session.post(base, {"csrfmiddlewaretoken": token}, headers={"Referer": base})
        while page.ok and "verifier" not in page.url:
            asked = _value(page.text, "asked")
            data = {name: value for name, value in ANSWERS.items() if f'name="{name}"' in page.text}
            data |= {"asked": asked, "csrfmiddlewaretoken": _value(page.text, "csrfmiddlewaretoken")}
            page = session.post(page.url, data, headers={"Referer": page.url})
        data = {"key": _value(page.text, "key"), "csrfmiddlewaretoken": _value(page.text, "csrfmiddlewaretoken")}
        return session.post(page.url, data, headers={"Referer": page.url}).ok


def _value(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def measure(people: int, url: str, served: Served) -> tuple[float, int]:
    """Milliseconds of CPU of the server for one participation, and how many of `people` × 2 ended well."""
    take_part(url)
    before = served.cpu()
    with ThreadPoolExecutor(people) as crowd:
        ended = sum(crowd.map(take_part, [url] * people * 2))
    return (served.cpu() - before) * 1000 / (people * 2), ended

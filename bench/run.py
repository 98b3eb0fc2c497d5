"""`make bench`: measures B1 to B6, B12 and B13, prints a table, writes bench/results/<date>.json.

CPU of this process for one request, through the whole of Django and its middleware, on a database file of its own that
flushes at each commit. Ratios hold within one run; nothing here measures a network or several workers: what is not
measured is said so.
"""

import gzip
import json
import os
import platform
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.answers import ANSWERS

ROOT = Path(__file__).resolve().parents[1]
SITUATIONS = (1_000, 100_000, 1_000_000)


def prepare(folder: str) -> float:
    """Migrate an empty database and load the demonstration; the seconds that it took (B12)."""
    os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder}/bench.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    import django
    from django.conf import settings

    began = time.perf_counter()
    django.setup()
    from portal.settings import base

    settings.DATABASES["default"]["OPTIONS"] = base.database(os.environ["DATABASE_URL"])["OPTIONS"]
    from django.core.management import call_command

    # Not the test world: it copies the context of each template that is rendered, which costs more than the page.
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    from home.demo import consultations
    from home.operations.site import prepare_site
    from network.operations.communes import load_communes

    load_communes()
    prepare_site()
    consultations.load()
    return time.perf_counter() - began


def cpu(action: Callable[[], Any], times: int) -> float:
    """Milliseconds of CPU of one call: the best of five series, which other programs of the machine disturb least."""
    action()
    series = []
    for _series in range(5):
        began = time.process_time()
        for _time in range(times):
            action()
        series.append((time.process_time() - began) * 1000 / times)
    return min(series)


def queries(action: Callable[[], Any]) -> int:
    """Queries of one call."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


class Person:
    """Somebody who answers the mayors' questionnaire screen after screen."""

    base = "/consultations/questionnaire-maires/repondre/"

    def __init__(self) -> None:
        from django.test import Client

        self.client = Client()

    def begin(self) -> str:
        """The address of the first question."""
        return self.client.post(self.base).url

    def answer(self, address: str) -> str:
        """Read a screen, answer it, and follow: the address of the next."""
        page = self.client.get(address).content.decode()
        asked = re.search(r'name="asked" value="([^"]*)"', page)[1]
        data = {name: value for name, value in ANSWERS.items() if f'name="{name}"' in page}
        return self.client.post(address, {"asked": asked, **data}).url

    def take_part(self) -> None:
        """The whole way, to the receipt."""
        address = self.begin()
        while "verifier" not in address:
            address = self.answer(address)
        page = self.client.get(address).content.decode()
        key = re.search(r'name="key" value="([^"]+)"', page)[1]
        assert self.client.post(address, {"key": key}).status_code in (302, 303)


def measure(first_page: float) -> list[dict[str, Any]]:
    """Every figure, with its target and whether it is met (None: no target can be told here)."""
    from django.test import Client, override_settings

    from consultations.models import Consultation, Contribution, Counter
    from portal.common.middleware import purge_pages

    rows: list[dict[str, Any]] = []

    def note(name: str, what: str, value: float | str, target: str, is_met: bool | None) -> None:
        rows.append({"id": name, "what": what, "value": value, "target": target, "met": is_met})

    with override_settings(ROOT_URLCONF="bench.bare", MIDDLEWARE=[]):
        client = Client()
        bare, bare_write = cpu(lambda: client.get("/lire/"), 200), cpu(lambda: client.post("/ecrire/"), 60)
    client = Client()

    def uncached() -> Any:
        purge_pages()
        return client.get("/a-propos/")

    cached, whole = cpu(lambda: client.get("/a-propos/"), 200) / bare, cpu(uncached, 30) / bare
    note("B1", "page of text, cached: CPU against a bare view", round(cached, 2), "≤ 1.5 ×", cached <= 1.5)
    note("B2", "the same, not cached", round(whole, 1), "≤ 15 ×", whole <= 15)
    count = queries(uncached)
    note("B2", "its queries", count, "≤ 8", count <= 8)

    person = Person()
    address = person.begin()
    person.answer(address)
    ratio, count = cpu(lambda: person.client.get(address), 30) / bare, queries(lambda: person.client.get(address))
    note("B3", "section of questions, draft loaded: CPU against a bare view", round(ratio, 1), "≤ 10 ×", ratio <= 10)
    note("B3", "its queries", count, "≤ 5", count <= 5)
    data = {"asked": "commune,repondant_nom,repondant_fonction,repondant_coordonnees", "repondant_nom": "Essai"}
    rate = bare_write / cpu(lambda: person.client.post(address, data), 30)
    note("B4", "answers saved, against one row inserted by a bare view", round(rate, 2), "≥ 0.6", rate >= 0.6)

    source = Consultation.objects.get(slug="questionnaire-maires")
    before = Contribution.objects.submitted().filter(consultation=source).count()
    one = cpu(lambda: Person().take_part(), 3)
    sent = Contribution.objects.submitted().filter(consultation=source).count() - before
    note(
        "B5",
        "whole participation, a section a screen: CPU in ms, one at a time",
        round(one, 1),
        "≤ 41 (a quarter of 164 seen elsewhere; the reference was not run here)",
        None,
    )
    note("B5", "participations sent, of 16", sent, "16", sent == 16)
    rows += crowds(source)

    def results() -> Any:
        purge_pages()
        return client.get("/consultations/questionnaire-maires/resultats/")

    times = {}
    for size in SITUATIONS:
        fill(source, size)
        times[size] = cpu(results, 10)
        note("B6", f"results page, {size:,} contributions: CPU in ms", round(times[size], 1), "flat", None)
    growth = times[SITUATIONS[-1]] / times[SITUATIONS[0]]
    note("B6", "1,000,000 against 1,000", round(growth, 2), "≤ 1.2 ×", growth <= 1.2)
    note("B6", "counters then", Counter.objects.filter(consultation=source).count(), "", None)

    note(
        "B12",
        "migrations and demonstration, in seconds (packages are not installed here)",
        round(first_page, 1),
        "≤ 1.5 × pip alone",
        None,
    )
    for name, html, most, elements in (
        ("section of questions", person.client.get(address), 15, 200),
        ("page of text", client.get("/a-propos/"), 80, 500),
        ("results", results(), 80, 500),
    ):
        weight = len(gzip.compress(html.content, 6)) / 1024
        found = len(re.findall(rb"<[a-z]", html.content))
        note("B13", f"{name}: HTML in KB, gzip", round(weight, 1), f"≤ {most}", weight <= most)
        note("B13", f"{name}: elements", found, f"≤ {elements}", found <= elements)
    return rows


def crowds(source: Any) -> list[dict[str, Any]]:
    """B5 on a real server: a section a screen, then a question a screen, one, eight and thirty-two at a time."""
    from bench.crowd import CROWDS, Served
    from bench.crowd import measure as gather
    from consultations.models import Consultation, Contribution

    rows = []
    submitted = Contribution.objects.submitted().filter(consultation=source)
    for layout, words, most in (("section", "a section a screen", 41), ("question", "a question a screen", 82)):
        Consultation.objects.filter(pk=source.pk).update(layout=layout)
        with Served() as served:
            for people in CROWDS:
                before = submitted.count()
                spent, ended = gather(people, served.url, served)
                stored = submitted.count() - before - 1
                what = f"{words}, {people} at a time: CPU of the server in ms for one participation"
                target = f"≤ {most} (of LimeSurvey's 164, seen elsewhere and not run here)"
                rows.append(
                    {"id": "B5", "what": what, "value": round(spent, 1), "target": target, "met": spent <= most}
                )
                what = f"{words}, {people} at a time: sent, and stored"
                value, wanted = f"{ended}, {stored}", people * 2
                met = ended == stored == wanted
                rows.append({"id": "B5", "what": what, "value": value, "target": f"{wanted}, {wanted}", "met": met})
    Consultation.objects.filter(pk=source.pk).update(layout="section")
    return rows


def fill(source: Any, size: int) -> None:
    """Bring the number of contributions to `size`, without counting them: the page must not read them."""
    from consultations.models import Contribution

    table = Contribution._meta.db_table
    from django.db import connection

    missing = size - Contribution.objects.filter(consultation=source).count()
    model = Contribution.objects.submitted().filter(consultation=source).first()
    columns = [field.column for field in Contribution._meta.concrete_fields]
    numbered = {"id": "printf('%032x', n)", "code_digest": "'b' || n", "idempotency_key": "NULL"}
    if connection.vendor == "postgresql":
        numbered["id"] = "lpad(to_hex(n), 32, '0')::uuid"
    chosen = ", ".join(numbered.get(column, column) for column in columns)
    start = Contribution.objects.count() + 1_000
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE numbers(n) AS (SELECT {start} UNION ALL SELECT n + 1 FROM numbers WHERE n < "
            f"{start + missing - 1}) INSERT INTO {table} ({', '.join(columns)}) "
            f"SELECT {chosen} FROM numbers, (SELECT * FROM {table} WHERE code_digest = %s) AS model",
            [model.code_digest],
        )


def main() -> None:
    """Measure, print, write."""
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(prepare(folder))
    for row in rows:
        verdict = {True: "", False: "MISSED", None: ""}[row["met"]]
        print(f"{row['id']:4} {row['what']:75} {row['value']!s:>10}  {row['target']} {verdict}")
    import django
    import wagtail

    versions = {
        "python": platform.python_version(),
        "django": django.__version__,
        "wagtail": wagtail.__version__,
        "sqlite": sqlite3.sqlite_version,
        "database": os.environ["DATABASE_URL"].split(":")[0],
        "machine": f"{platform.machine()}, {os.cpu_count()} processors",
    }
    day = datetime.now().astimezone().date().isoformat()
    target = ROOT / "bench" / "results" / f"{day}.json"
    report = {"command": "make bench", "versions": versions, "rows": rows}
    target.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

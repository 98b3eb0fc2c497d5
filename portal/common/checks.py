"""What is verified before the portal serves anybody: a wrong installation says so in a sentence and does not start."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from portal.common.access import undeclared
from portal.common.workflow import unresolved

LEGAL_SETTINGS = (
    "HUMAN_PHONE",
    "PUBLICATION_DIRECTOR",
    "HOSTING_COMPANY",
    "DATA_PROTECTION_EMAIL",
    "DEFAULT_FROM_EMAIL",
)
PINNED = ("django", "wagtail")
SHORTEST_SECRET = 32
_FULL = 2


@register(Tags.urls)
def every_view_says_who_may_open_it(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Deny by default: a view without `@public`, `@signed_in` or `@role` is an error."""
    return [
        Error(
            f"La vue de « {route} » ne dit pas qui peut l’ouvrir.",
            hint="Décorez-la de @public, @signed_in ou @role(…) (portal/common/access.py).",
            id="portal.E001",
        )
        for route in undeclared()
    ]


@register(Tags.models)
def every_transition_names_its_rules(app_configs: Any, **kwargs: Any) -> list[Error]:
    """The functions that a table of transitions names stand in its app's permissions."""
    return [
        Error(f"{model._meta.label} : « {name} » manque dans le module permissions.", id="portal.E002")
        for model in apps.get_models()
        if hasattr(model, "transitions")
        for name in unresolved(model)
    ]


@register()
def legal_notice_is_complete(app_configs: Any, **kwargs: Any) -> list[Error]:
    """The law wants a director of publication, a host and a contact; people want a telephone."""
    return [
        Error(f"Le réglage {name} est vide : les mentions légales seraient incomplètes.", id="portal.E003")
        for name in LEGAL_SETTINGS
        if not str(getattr(settings, name, "")).strip()
    ]


@register()
def pepper_is_long_enough(app_configs: Any, **kwargs: Any) -> list[Error]:
    """The digests of codes are worth what the pepper is worth."""
    if len(settings.CODE_PEPPER) >= SHORTEST_SECRET and settings.CODE_PEPPER != settings.SECRET_KEY:
        return []
    sentence = f"CODE_PEPPER doit compter au moins {SHORTEST_SECRET} caractères et différer de SECRET_KEY."
    return [Error(sentence, id="portal.E004")]


@register()
def installed_versions_are_the_pinned_ones(app_configs: Any, **kwargs: Any) -> list[Warning]:
    """A package may downgrade Wagtail or Django without a word: what is installed is what is pinned."""
    requirements = settings.ROOT / "requirements.txt"
    pins = dict(line.split("==", 1) for line in requirements.read_text().splitlines() if "==" in line)
    pins = {name.lower(): pin.split(" ")[0] for name, pin in pins.items()}
    return [
        Warning(f"{name} {version(name)} est installé, {pins.get(name)} est épinglé.", id="portal.W001")
        for name in PINNED
        if pins.get(name) != version(name)
    ]


@register(Tags.database)
def an_acknowledged_answer_survives_a_power_cut(
    app_configs: Any, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[Error]:
    """SQLite flushes at each commit and writes ahead; the tests' world and a database in memory are left alone."""
    found = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "sqlite" or getattr(connection, "is_in_memory_db", bool)() or settings.TEST_WORLD:
            continue
        with connection.cursor() as cursor:
            synchronous, journal = (
                cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")
            )
        if synchronous < _FULL or journal != "wal":
            sentence = (
                f"SQLite ({alias}) doit être en journal_mode=WAL et synchronous=FULL, pas {journal} et {synchronous}."
            )
            found.append(Error(sentence, id="portal.E005"))
    return found

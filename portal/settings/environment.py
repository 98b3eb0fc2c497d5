"""The one place that reads the environment; `.env.example` lists what it may hold."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]


def text(name: str, default: str | None = None) -> str:
    """The value of a variable, or its default.

    Raises ImproperlyConfigured, naming the variable, when there is neither.
    """
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"La variable d’environnement {name} est obligatoire (voir .env.example).")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured when it is not one."""
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"La variable d’environnement {name} doit être un nombre entier.")
    return int(value)

"""What the portal does of itself, every so often: each application registers its own in its `chores` module.

`portal.common` knows none of them; `manage.py tick` and `manage.py apply_retention` run them all.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.module_loading import autodiscover_modules

Tick = Callable[[datetime], Mapping[str, int]]
Retention = Callable[..., Mapping[str, int]]

TICKS: dict[str, Tick] = {}
RETENTIONS: dict[str, Retention] = {}


def on_tick(name: str, run: Tick) -> None:
    """Register reminders and expiries: `run(now)` gives how many of each; a second run right after does nothing."""
    TICKS[name] = run


def on_retention(name: str, run: Retention) -> None:
    """Register what is forgotten: `run(now, dry_run=…)` gives how many rows of each rule."""
    RETENTIONS[name] = run


def discover() -> None:
    """Load the `chores` module of every application."""
    autodiscover_modules("chores")

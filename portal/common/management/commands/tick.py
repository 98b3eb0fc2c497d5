"""Reminders and expiries of every story."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.common import chores


class Command(BaseCommand):
    """Run it every hour or so; run twice, it does nothing more."""

    help = "Fait les rappels et les échéances qui sont dus."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many of each kind were done."""
        chores.discover()
        for name, run in chores.TICKS.items():
            for kind, count in run(timezone.now()).items():
                self.stdout.write(f"{name} : {kind} {count}")

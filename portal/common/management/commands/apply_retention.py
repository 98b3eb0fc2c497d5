"""Forget what is no longer to be kept, by the rules of every story."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from portal.common import chores


class Command(BaseCommand):
    """Run it every day; `--dry-run` says what it would delete and deletes nothing."""

    help = "Efface ce qui ne doit plus être gardé."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one option."""
        parser.add_argument("--dry-run", action="store_true", help="dire sans rien effacer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many rows each rule concerns."""
        chores.discover()
        verb = "à effacer" if options["dry_run"] else "effacé"
        for name, run in chores.RETENTIONS.items():
            for rule, count in run(timezone.now(), dry_run=options["dry_run"]).items():
                self.stdout.write(f"{name}, {rule} : {count} {verb}")

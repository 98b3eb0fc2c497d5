"""`manage.py expire_drafts [--dry-run]`: each night, delete the drafts whose consultation closed long ago."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from consultations.operations.answering import expire_drafts


class Command(BaseCommand):
    """Delete unsent drafts thirty days after the closing of their consultation (participation.md, section 16)."""

    help = "Efface les réponses commencées et jamais envoyées, un mois après la clôture."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what may be given."""
        parser.add_argument("--dry-run", action="store_true", help="compter sans effacer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many."""
        count = expire_drafts(now=timezone.now(), dry_run=options["dry_run"])
        done = "à effacer" if options["dry_run"] else "effacées"
        self.stdout.write(f"Réponses commencées {done} : {count}")

"""`manage.py shuffle_contributions`: each night and at closing, undo the order in which answers came."""

import argparse
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from consultations.operations.contributing import forget_keys, shuffle_contributions


class Command(BaseCommand):
    """Write recent contributions again in random order, and forget spent keys of sending (security.md, section 4)."""

    help = "Récrit dans un ordre tiré au hasard les réponses des derniers jours : rien ne les relie plus à personne."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what may be given."""
        parser.add_argument("--days", type=int, default=7, help="jours à récrire (7 : une nuit manquée se rattrape)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many."""
        forget_keys(now=timezone.now())
        count = shuffle_contributions(since=timezone.now() - timedelta(days=options["days"]))
        self.stdout.write(f"Réponses récrites : {count}")

"""`manage.py freeze_results SLUG [--reason "…"] [--publish]`: a new edition of results."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from consultations.models import Consultation
from consultations.operations.freezing import FreezingRefused, freeze_results, publish_results


class Command(BaseCommand):
    """Freezes what the counters say, small figures hidden, and publishes it when asked."""

    help = "Fige les résultats du moment en une nouvelle édition ; --publish la montre au public."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what may be given."""
        parser.add_argument("slug", help="adresse de la consultation")
        parser.add_argument("--reason", default="", help="pourquoi cette édition")
        parser.add_argument("--publish", action="store_true", help="publie l’édition")

    def handle(self, *args: Any, **options: Any) -> None:
        """Freeze. Raises CommandError saying why it is refused."""
        source = (
            Consultation.objects.filter(slug=options["slug"], locale=Locale.get_default(), announcement__isnull=False)
            .select_related("announcement")
            .first()
        )
        if source is None:
            raise CommandError("Aucune consultation n’a cette adresse.")
        try:
            snapshot = freeze_results(source, by=None, reason=options["reason"])
            if options["publish"]:
                publish_results(snapshot, by=None)
        except FreezingRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{source.slug} : édition {snapshot.number} {snapshot.get_state_display()}")

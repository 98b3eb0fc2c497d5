"""`manage.py rebuild_counters [SLUG]`: counters written anew from the contributions."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from consultations.models import Consultation
from consultations.operations import counters


class Command(BaseCommand):
    """Rebuilds counters, and says whether they had drifted: that must never be."""

    help = "Recompte les contributions d’une consultation, ou de toutes."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the optional address."""
        parser.add_argument("slug", nargs="?", help="adresse de la consultation ; toutes si elle manque")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild. Raises CommandError for an unknown address."""
        sources = Consultation.objects.filter(locale=Locale.get_default()).order_by("slug")
        if options["slug"]:
            sources = sources.filter(slug=options["slug"])
            if not sources:
                raise CommandError("Aucune consultation n’a cette adresse.")
        for source in sources:
            before = counters.stored(source)
            counters.rebuild(source)
            verdict = "inchangés" if counters.stored(source) == before else "corrigés"
            self.stdout.write(f"{source.slug} : compteurs {verdict}")

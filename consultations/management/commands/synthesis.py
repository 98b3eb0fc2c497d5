"""`manage.py synthesis SLUG [--json]`: the figures of this moment, none hidden; the console alone shows them."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from consultations.figures import figures_of
from consultations.models import Consultation
from consultations.tables import document


class Command(BaseCommand):
    """Prints live figures without suppression: never to be published as they are."""

    help = "Affiche les chiffres du moment, petits effectifs compris. Réservé à la console."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what may be given."""
        parser.add_argument("slug", help="adresse de la consultation")
        parser.add_argument("--json", action="store_true", help="le document resultats/1 entier")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the document, or a line a question. Raises CommandError for an unknown address."""
        source = (
            Consultation.objects.filter(slug=options["slug"], locale=Locale.get_default(), announcement__isnull=False)
            .select_related("announcement")
            .first()
        )
        if source is None:
            raise CommandError("Aucune consultation n’a cette adresse.")
        figures = document(source, figures_of(source))
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{figures['contributions']} contributions")
        for question in figures["questions"]:
            self.stdout.write(f"{question['code']} : {question['answered']} réponses – {question['text']}")

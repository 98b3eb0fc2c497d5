"""`manage.py draw_codes SLUG --holder "…" --count 20`: codes to hand out, shown once."""

import argparse
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consultations.enums import Access
from consultations.models import Consultation
from consultations.operations.codes import draw_codes


class Command(BaseCommand):
    """Draw access codes for one organisation and print them, one a line; they are kept nowhere else."""

    help = "Tire des codes d’accès pour une structure et les affiche une seule fois."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what may be given."""
        parser.add_argument("slug", help="adresse de la consultation")
        parser.add_argument("--holder", required=True, help="structure qui remet les codes")
        parser.add_argument("--count", type=int, required=True, help="nombre de codes")
        parser.add_argument("--max-uses", type=int, default=1, help="utilisations par code")
        parser.add_argument("--expires-on", type=date.fromisoformat, help="dernier jour, AAAA-MM-JJ")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the codes. Raises CommandError when the consultation asks for no code."""
        source = Consultation.objects.announced().filter(slug=options["slug"], locale__language_code="fr").first()
        if source is None or source.access != Access.CODE:
            raise CommandError("Aucune consultation annoncée, ouverte par un code, n’a cette adresse.")
        if options["count"] < 1 or options["max_uses"] < 1:
            raise CommandError("Donnez des nombres d’au moins 1.")
        drawn = draw_codes(
            source,
            holder=options["holder"],
            count=options["count"],
            max_uses=options["max_uses"],
            expires_on=options["expires_on"],
        )
        for code in drawn:
            self.stdout.write(code)

"""`manage.py import_contributions SLUG FILE.csv [--dry-run]`: answers given on paper, all of them or none."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from consultations.models import Consultation
from consultations.operations.importing import import_contributions

SHOWN = 200


class Command(BaseCommand):
    """Imports a file, or says row by row why not."""

    help = "Ajoute les contributions d’un fichier CSV. Une seule erreur : rien n’est écrit."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what may be given."""
        parser.add_argument("slug", help="adresse de la consultation")
        parser.add_argument("file", type=Path, help="fichier CSV")
        parser.add_argument("--dry-run", action="store_true", help="vérifie sans rien écrire")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report. Raises CommandError when nothing was written because of faults."""
        source = Consultation.objects.filter(slug=options["slug"], locale=Locale.get_default()).first()
        if source is None:
            raise CommandError("Aucune consultation n’a cette adresse.")
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"Ce fichier ne peut pas être lu : {error.strerror}.") from error
        report = import_contributions(source, content, dry_run=options["dry_run"])
        for warning in report.warnings:
            self.stderr.write(f"Avertissement. {warning}")
        for fault in report.faults[:SHOWN]:
            self.stderr.write(f"Erreur. {fault}")
        if report.faults:
            raise CommandError(f"Rien n’a été écrit : {len(report.faults)} erreurs.")
        done = "seraient ajoutées (essai)" if options["dry_run"] else "ajoutées"
        self.stdout.write(
            f"{report.read} lignes lues, {report.created} contributions {done}, {report.unchanged} connues."
        )

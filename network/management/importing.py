"""What the three import commands share: read a file, import it, report."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from network.operations.importing import Import

SHOWN = 200


class ImportCommand(BaseCommand):
    """Imports a file, or says row by row why not. The subclass names the operation."""

    importer: Callable[..., Import]

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what may be given."""
        parser.add_argument("file", type=Path, help="fichier CSV")
        parser.add_argument("--dry-run", action="store_true", help="vérifie sans rien écrire")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report. Raises CommandError when nothing was written because of faults."""
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"Ce fichier ne peut pas être lu : {error.strerror}.") from error
        report = type(self).importer(content, dry_run=options["dry_run"])
        for warning in report.warnings:
            self.stderr.write(f"Avertissement. {warning}")
        for fault in report.faults[:SHOWN]:
            self.stderr.write(f"Erreur. {fault}")
        if report.faults:
            raise CommandError(f"Rien n’a été écrit : {len(report.faults)} erreur(s).")
        done = "à ajouter (essai)" if options["dry_run"] else "ajoutée(s)"
        self.stdout.write(f"{report.read} ligne(s) lue(s), {report.created} {done}, {report.unchanged} connue(s).")

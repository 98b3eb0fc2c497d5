"""`manage.py read_documents`: read the text of new documents, so that it can be searched. To be run every minute."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from network.operations.indexing import read_files, rebuild


class Command(BaseCommand):
    """Reads what waits; `--rebuild` writes the whole index anew first."""

    help = "Lit le texte des documents déposés, pour la recherche ; à lancer chaque minute."

    def add_arguments(self, parser: CommandParser) -> None:
        """One option."""
        parser.add_argument("--rebuild", action="store_true", help="Écrit d’abord tout l’index de nouveau.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many papers were written, how many files were read."""
        if options["rebuild"]:
            self.stdout.write(f"{rebuild()} pièce(s) indexée(s)")
        self.stdout.write(f"{read_files()} fichier(s) lu(s)")

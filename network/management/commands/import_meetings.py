"""`manage.py import_meetings FILE.csv [--dry-run]`: all of the file or nothing; twice the same adds nothing."""

from network.management.importing import ImportCommand
from network.operations.importing import import_meetings


class Command(ImportCommand):
    """The command."""

    help = "Ajoute les réunions passées d’un fichier CSV. Une seule erreur : rien n’est écrit."
    importer = staticmethod(import_meetings)

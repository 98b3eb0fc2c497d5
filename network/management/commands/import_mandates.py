"""`manage.py import_mandates FILE.csv [--dry-run]`: all of the file or nothing; twice the same adds nothing."""

from network.management.importing import ImportCommand
from network.operations.importing import import_mandates


class Command(ImportCommand):
    """The command."""

    help = "Ajoute les mandats d’un fichier CSV. Une seule erreur : rien n’est écrit."
    importer = staticmethod(import_mandates)

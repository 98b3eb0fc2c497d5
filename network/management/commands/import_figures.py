"""`manage.py import_figures FILE.csv [--dry-run]`: all of the file or nothing; twice the same adds nothing."""

from network.management.importing import ImportCommand
from network.operations.importing import import_figures


class Command(ImportCommand):
    """The command."""

    help = "Ajoute les chiffres d’avant le portail d’un fichier CSV. Une seule erreur : rien n’est écrit."
    importer = staticmethod(import_figures)

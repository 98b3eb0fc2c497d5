"""`manage.py purge_access_log`: each day, forget who read what more than twelve months ago."""

from django.core.management.base import BaseCommand

from portal.accounts.operations import purge_access_log


class Command(BaseCommand):
    """Deletes what the retention rule no longer allows to keep."""

    help = "Efface les lignes du journal des consultations de dossiers qui ont plus de douze mois."

    def handle(self, *args: object, **options: object) -> None:
        """Run."""
        self.stdout.write(f"Journal des consultations de dossiers : {purge_access_log()} lignes effacées.")

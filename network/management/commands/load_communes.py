"""`manage.py load_communes`: the 342 communes of the reference files."""

from django.core.management.base import BaseCommand

from network.operations.communes import load_communes


class Command(BaseCommand):
    """Creates or updates; running it twice changes nothing."""

    help = "Charge les territoires, les intercommunalités et les communes ; met à jour, ne double rien."

    def handle(self, *args: object, **options: object) -> None:
        """Run."""
        report = load_communes()
        self.stdout.write(
            f"Communes : {report.created} créées, {report.changed} modifiées, {report.unchanged} inchangées."
        )

"""`manage.py prepare_site`: the first pages of the site, in every language."""

from django.core.management.base import BaseCommand

from home.operations.site import prepare_site


class Command(BaseCommand):
    """Makes what is missing; running it twice changes nothing."""

    help = "Crée les premières pages du site dans chaque langue. Ce qui existe n’est pas modifié."

    def handle(self, *args: object, **options: object) -> None:
        """Run."""
        prepare_site()
        self.stdout.write("Les premières pages du site sont prêtes.")

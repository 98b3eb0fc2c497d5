"""`manage.py prepare_site`: the first pages of the site, in every language."""

from django.core.management.base import BaseCommand

from home.operations.site import prepare_site
from portal.accounts.operations import prepare_role_groups


class Command(BaseCommand):
    """Makes what is missing, and gives each role its rights in the administration; run it after each migration."""

    help = "Crée les premières pages du site dans chaque langue. Ce qui existe n’est pas modifié."

    def handle(self, *args: object, **options: object) -> None:
        """Run."""
        prepare_role_groups()
        prepare_site()
        self.stdout.write("Les premières pages du site sont prêtes.")

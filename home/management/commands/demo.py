"""`manage.py demo`: a portal to try, with invented people and figures."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.demo import accounts, committees, consultations, missions, news
from home.operations.site import prepare_site
from network.operations.communes import load_communes
from portal.accounts.operations import prepare_role_groups


class Command(BaseCommand):
    """Loads the demonstration; running it twice adds nothing."""

    help = "Charge la démonstration : communes, pages, comptes, consultations, instances, missions. Jamais ailleurs."

    def handle(self, *args: object, **options: object) -> None:
        """Load all of it, with a line of progress a step.

        Raises CommandError when this installation is not a demonstration: its password is public.
        """
        if not settings.IS_DEMONSTRATION:
            raise CommandError("Cette installation n’est pas une démonstration : rien n’a été chargé.")
        report = load_communes()
        self._tell(f"communes : {report.created + report.changed + report.unchanged}")
        prepare_role_groups()
        prepare_site()
        self._tell("pages en français, anglais et arabe")
        self._tell(f"comptes : {accounts.load()}, mot de passe « {accounts.PASSWORD} »")
        self._tell(f"actualités : {news.load()}")
        self._tell(f"consultations : {consultations.load()}")
        self._tell(f"instances : {committees.load()}")
        self._tell(f"missions : {missions.load()}, code d’une personne : {missions.PERSON_CODE}")
        self._tell("Connexion à l’administration sans double vérification, pour la démonstration seulement.")

    def _tell(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()

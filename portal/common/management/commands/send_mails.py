"""`manage.py send_mails`: send the mails of the outbox whose time has come. To be run every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.common.mail import forget_old, send_due


class Command(BaseCommand):
    """Sends, then deletes what is older than the retention."""

    help = "Envoie les courriels en attente ; à lancer chaque minute."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many mails were sent, put off, given up."""
        results = send_due()
        forget_old()
        self.stdout.write(
            f"{results['sent']} envoyé(s), {results['put_off']} remis à plus tard, {results['failed']} non remis"
        )

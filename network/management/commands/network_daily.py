"""`manage.py network_daily`: what committees owe each day. Run twice the same day, it tells nobody twice."""

from typing import Any

from django.core.management.base import BaseCommand

from network.operations.daily import run


class Command(BaseCommand):
    """Freezes agendas, deletes what may not be kept, reminds secretariats."""

    help = "Fige les ordres du jour échus, efface ce qui ne se garde pas, rappelle les échéances aux secrétariats."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a duty."""
        for duty, count in run().items():
            self.stdout.write(f"{duty} : {count}")

"""`manage.py purge_failed_attempts`: forget wrong codes after an hour, even if nobody tries another. Run every hour."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.common.guessing import forget_old


class Command(BaseCommand):
    """Deletes rows that hold keyed digests of an address and of the beginning of a code."""

    help = "Oublie les codes faux de plus d’une heure ; à lancer chaque heure."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were deleted."""
        self.stdout.write(f"{forget_old()} essai(s) oublié(s)")

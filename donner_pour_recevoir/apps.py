"""Donner pour recevoir: host, mission, the person's own consent, engagement, feedback."""

from django.apps import AppConfig


class DonnerPourRecevoirConfig(AppConfig):
    """The third story; the name is the programme's proper name."""

    name = "donner_pour_recevoir"
    verbose_name = "Donner pour recevoir"

    def ready(self) -> None:
        """Tell what this story holds about a person who has an account."""
        from donner_pour_recevoir.operations.own_data import erase_own_data, export_own_data
        from portal.accounts.personal_data import Holder, register

        register(Holder("Donner pour recevoir", export_own_data, erase_own_data))

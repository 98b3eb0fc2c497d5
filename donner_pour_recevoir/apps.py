"""Donner pour recevoir: host, mission, the person's own consent, engagement, feedback."""

from django.apps import AppConfig


class DonnerPourRecevoirConfig(AppConfig):
    """The third story; the name is the programme's proper name."""

    name = "donner_pour_recevoir"
    verbose_name = "Donner pour recevoir"

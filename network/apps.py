"""The map everybody stands on: territories, communes, organisations."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Network of the département."""

    name = "network"
    verbose_name = "Réseau"

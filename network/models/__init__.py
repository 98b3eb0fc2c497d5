"""Models of the network, by step of the story."""

from network.models.commune import Commune, Intercommunality, Territory
from network.models.directory import Organisation

__all__ = ["Commune", "Intercommunality", "Organisation", "Territory"]

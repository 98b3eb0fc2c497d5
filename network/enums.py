"""Closed lists of the network."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SocialActionMode(TextChoices):
    """How a commune carries out social action; unknown is the default and never means « none »."""

    CCAS = "ccas", _("CCAS de la commune")
    CIAS = "cias", _("CIAS intercommunal")
    CPAS = "cpas", _("centre public d’action sociale")
    NONE = "none", _("ni CCAS ni CIAS")
    UNKNOWN = "unknown", _("nous ne savons pas encore")


class IntercommunalityKind(TextChoices):
    """Kinds of public establishments of intercommunal cooperation."""

    CC = "CC", _("communauté de communes")
    CA = "CA", _("communauté d’agglomération")
    METROPOLE = "METRO", _("métropole")

"""Closed lists of consultations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """How far the département goes with those it consults (schéma, sheet 7.2.1)."""

    INFORMATION = "information", _("information")
    CONSULTATION = "consultation", _("consultation")
    CO_CONSTRUCTION = "co_construction", _("co-construction")
    CO_DECISION = "co_decision", _("co-décision")


class Access(TextChoices):
    """Who may take part."""

    OPEN = "open", _("tout le monde")
    CODE = "code", _("les personnes qui ont un code")
    ACCOUNT = "account", _("les personnes qui ont un compte")


class WhatIsKept(TextChoices):
    """What a contribution says of its author."""

    ANONYMOUS = "anonymous", _("rien : les réponses sont anonymes")
    PROFILE_ONLY = "profile_only", _("le territoire seulement")
    IDENTIFIED = "identified", _("le nom de la structure qui répond")


class Layout(TextChoices):
    """How much of the questionnaire a screen shows."""

    QUESTION = "question", _("une question par écran")
    SECTION = "section", _("une partie par écran (public professionnel)")


class Channel(TextChoices):
    """How a contribution arrived; every way weighs the same."""

    ONLINE = "online", _("en ligne")
    ASSISTED = "assisted", _("avec l’aide de quelqu’un")
    PAPER = "paper", _("sur papier")


class AnnouncementState(TextChoices):
    """What was decided of a consultation; the rest follows from its dates."""

    DRAFT = "draft", _("en préparation")
    ANNOUNCED = "announced", _("annoncée")
    WITHDRAWN = "withdrawn", _("retirée")


class ContributionState(TextChoices):
    """What became of a contribution."""

    DRAFT = "draft", _("en cours")
    SUBMITTED = "submitted", _("envoyée")
    WITHDRAWN = "withdrawn", _("retirée")


class SnapshotState(TextChoices):
    """What became of frozen results."""

    FROZEN = "frozen", _("figés")
    PUBLISHED = "published", _("publiés")
    REPLACED = "replaced", _("remplacés")


class Phase(TextChoices):
    """Where a consultation stands today: derived from its dates, never stored."""

    UPCOMING = "upcoming", _("à venir")
    OPEN = "open", _("ouverte")
    CLOSED = "closed", _("terminée")
    LATE = "late", _("réponse en retard")


class Special(TextChoices):
    """What a person may answer instead of an answer; each differs from « not asked » and from « no answer »."""

    DONT_KNOW = "dont_know", _("Je ne sais pas")
    PREFER_NOT = "prefer_not", _("Je préfère ne pas répondre")
    BLANK = "blank", _("Pas de réponse")

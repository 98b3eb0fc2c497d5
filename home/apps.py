"""The front of the portal: the only application that knows all the others."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home page, content pages, news, search, legal pages, personal space."""

    name = "home"
    verbose_name = "Accueil"

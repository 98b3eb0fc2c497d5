"""Foundations that know no domain."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Registers the start-up checks and the purge of cached pages."""

    name = "portal.common"
    label = "common"

    def ready(self) -> None:
        """Connect what must run from the start."""
        from django.utils.module_loading import autodiscover_modules
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from portal.common import checks  # noqa: F401 - importing it registers the checks
        from portal.common.middleware import purge_pages

        def purge(**kwargs: object) -> None:
            purge_pages()

        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(purge, weak=False)
        autodiscover_modules("indicators")

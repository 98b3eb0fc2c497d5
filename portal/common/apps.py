"""Foundations that know no domain."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Registers the start-up checks and the purge of cached pages."""

    name = "portal.common"
    label = "common"

    def ready(self) -> None:
        """Connect what must run from the start."""
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from portal.common.middleware import purge_pages

        def purge(**kwargs: object) -> None:
            purge_pages()

        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(purge, weak=False)

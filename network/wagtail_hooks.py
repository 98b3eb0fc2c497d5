"""What the network adds to the administration."""

from wagtail import hooks

from network.viewsets import NetworkViewSets


@hooks.register("register_admin_viewset")
def register_viewsets() -> NetworkViewSets:
    """Territories and communes."""
    return NetworkViewSets()

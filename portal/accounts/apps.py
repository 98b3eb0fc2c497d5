"""Accounts: users, dated roles, access log."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """The portal's own user model and what surrounds it."""

    name = "portal.accounts"
    label = "accounts"
    default = True  # the other configuration of this file takes the place of Wagtail's own
    verbose_name = "Comptes"

    def ready(self) -> None:
        """Tell what accounts hold about a person."""
        from portal.accounts.personal_data import Holder, export_account, register

        register(Holder("Compte", export_account))


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with an optional e-mail."""

    user_viewset = "portal.accounts.viewsets.UserViewSet"

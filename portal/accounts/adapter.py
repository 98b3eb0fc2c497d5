"""How people enter: professionals by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):
    """No one opens an account alone: an open form would tell which addresses have one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always false."""
        return False

"""How people enter: professionals by invitation only."""

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):
    """No one opens an account alone: an open form would tell which addresses have one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always false."""
        return False


class SecondFactor(DefaultMFAAdapter):
    """The second factor: its picture stands inside the page, without a declaration or a style of its own."""

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, as SVG to write in HTML."""
        return segno.make(url).svg_inline(omitsize=True)

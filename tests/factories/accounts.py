"""Accounts, their dated roles, and web clients that signed in for real."""

import time
from itertools import count

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from portal.accounts.models import DepartmentRole, User

PASSWORD = "une-phrase-assez-longue-pour-servir"
_numbers = count(1)


def make_user(username: str = "", *, role: str = "", second_factor: bool = False, **facts) -> User:
    """An account without e-mail; with a role in force, and a second factor, when asked."""
    user = User.objects.create_user(username or f"compte-{next(_numbers)}", password=PASSWORD, **facts)
    if role:
        make_role(user, role)
    if second_factor:
        TOTP.activate(user, generate_totp_secret())
    return user


def make_role(user: User, role: str = "editor", **facts) -> DepartmentRole:
    """A role in force from today."""
    return DepartmentRole.objects.create(user=user, role=role, **facts)


def totp_code(user: User) -> str:
    """The code that the person's telephone shows now."""
    secret = user.authenticator_set.get(type="totp").wrap().instance.data["secret"]
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def client_of(user: User, **headers) -> Client:
    """A web client that signed in by the page, with the second factor when the account has one."""
    client = Client(**headers)
    client.post("/compte/login/", {"login": user.username, "password": PASSWORD})
    if user.authenticator_set.exists():
        client.post("/compte/2fa/authenticate/", {"code": totp_code(user)})
    return client

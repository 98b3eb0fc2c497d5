"""Columns that a stolen copy of the database does not give away: their key is drawn from the pepper, outside it."""

import base64
import hmac
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models


class EncryptedTextField(models.TextField):
    """A short text, encrypted in the database and plain in Python; it can be neither searched nor sorted."""

    def get_prep_value(self, value: Any) -> Any:
        """The encrypted text; an empty one stays empty."""
        value = super().get_prep_value(value)
        return _cipher().encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """The text as it was given. Raises InvalidToken when the pepper is not the one that encrypted it."""
        return _cipher().decrypt(value.encode()).decode() if value else value


def _cipher() -> Fernet:
    key = hmac.digest(settings.CODE_PEPPER.encode(), b"encrypted columns", "sha256")
    return Fernet(base64.urlsafe_b64encode(key))

"""What every row of a committee has: an identifier that tells nothing, and its dates."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """A row with a random identifier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    class Meta:
        abstract = True


class SealedError(Exception):
    """Somebody tries to change what may only be added to."""


class SealedRecord(models.Model):
    """A row written once: saving it again or deleting it raises SealedError (permissions.md: « new rows only »)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row the first time only."""
        if not self._state.adding:
            raise SealedError(self._meta.label)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise SealedError(self._meta.label)

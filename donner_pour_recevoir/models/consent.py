"""The person's own dated consent: for one purpose, for one host; a withdrawal fills one column, the rest stays."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donner_pour_recevoir.enums import ConsentMode, Purpose
from donner_pour_recevoir.models.host import Host
from donner_pour_recevoir.models.volunteer import Volunteer
from donner_pour_recevoir.querysets import ConsentQuerySet


class Consent(models.Model):
    """One consent, with the fingerprint of the words that were read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    host = models.ForeignKey(Host, models.PROTECT, null=True, blank=True, related_name="+")
    mode = models.CharField(max_length=7, choices=ConsentMode.choices)
    collected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    read_aloud = models.BooleanField(default=False)
    given_at = models.DateTimeField(default=timezone.now)
    text_version = models.CharField(max_length=20)
    text_hash = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("accord")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(host__isnull=False) | ~models.Q(purpose="share_with_host"),
                name="consent_to_share_names_the_host",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]
        indexes = [models.Index(fields=["volunteer", "purpose"], name="consent_by_purpose")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises ValueError for one that exists: a consent is withdrawn, not corrected."""
        if not self._state.adding:
            raise ValueError("a consent is append-only")
        super().save(*args, **kwargs)

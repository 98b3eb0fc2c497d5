"""What the foundations store: wrong tries, mails to send, private files, changes of state."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FailedAttempt(models.Model):
    """A wrong code, for an hour: neither the code nor the address can be read back from their keyed digests."""

    scope = models.CharField(max_length=40)
    address = models.CharField(max_length=64)
    prefix = models.CharField(max_length=64)
    failed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["scope", "prefix", "failed_at"], name="failed_attempt_prefix"),
            models.Index(fields=["scope", "address", "failed_at"], name="failed_attempt_address"),
            models.Index(fields=["failed_at"], name="failed_attempt_failed_at"),
        ]


class OutgoingMail(models.Model):
    """A mail of the outbox, written in the transaction that wants it and sent by `send_mails`."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("à envoyer")
        SENT = "sent", _("envoyé")
        FAILED = "failed", _("non remis")

    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.EmailField(_("destinataire"))
    subject = models.CharField(_("objet"), max_length=200)
    text = models.TextField(_("texte"))
    calendar = models.TextField(_("fichier d’agenda"), blank=True)
    reference = models.CharField(_("référence"), max_length=100, blank=True, db_index=True)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.PREPARED)
    prepared_at = models.DateTimeField(_("préparé le"), default=timezone.now)
    due_at = models.DateTimeField(_("à envoyer à partir de"), default=timezone.now)
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("échecs"), default=0)
    last_error = models.CharField(_("dernière erreur"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("courriel à envoyer")
        verbose_name_plural = _("courriels à envoyer")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["failed", "prepared", "sent"]), name="outgoing_mail_state_valid"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
                name="outgoing_mail_sent_has_sent_at",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="outgoing_mail_due")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_state_display()})"


class PrivateFile(models.Model):
    """A file that only a view gives out, after it has checked the right to read it. It has no address of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("nom"), max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("taille"))
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField(_("déposé le"), default=timezone.now)

    class Meta:
        verbose_name = _("fichier privé")
        verbose_name_plural = _("fichiers privés")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the private storage keeps it: nothing in it comes from the person who sent it."""
        return f"{self.id.hex[:2]}/{self.id.hex}"


class TransitionLog(models.Model):
    """Who changed the state of what, and when; rows are added, never changed. Never for contributions nor codes."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    subject = GenericForeignKey("content_type", "object_id")
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("changement d’état")
        indexes = [models.Index(fields=["content_type", "object_id", "changed_at"], name="transition_log_object")]

    def __str__(self) -> str:
        return f"{self.name} ({self.changed_at:%Y-%m-%d})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises ValueError for one that exists: a log is not corrected."""
        if not self._state.adding:
            raise ValueError("a transition log is append-only")
        super().save(*args, **kwargs)

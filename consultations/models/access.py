"""Who may take part, and who did: nothing here shares a key, a time or an order with what was said."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.querysets import AccessCodeQuerySet


class CodeBatch(models.Model):
    """A lot of codes that one organisation hands out."""

    consultation = models.ForeignKey("consultations.Consultation", models.PROTECT, related_name="code_batches")
    holder = models.CharField(_("remis à"), max_length=200)
    count = models.PositiveIntegerField(_("nombre de codes"))
    max_uses = models.PositiveIntegerField(_("nombre d’utilisations"), default=1)
    expires_on = models.DateField(_("valables jusqu’au"), null=True, blank=True)
    revoked_on = models.DateField(_("annulés le"), null=True, blank=True)

    class Meta:
        verbose_name = _("lot de codes")
        verbose_name_plural = _("lots de codes")

    def __str__(self) -> str:
        return f"{self.holder} ({self.count})"


class AccessCode(models.Model):
    """A printed code, kept only as its keyed digest."""

    batch = models.ForeignKey(CodeBatch, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    uses = models.PositiveIntegerField(default=0)
    max_uses = models.PositiveIntegerField(default=1)
    revoked_on = models.DateField(null=True, blank=True)

    objects = AccessCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("code d’accès")
        constraints = [
            models.CheckConstraint(condition=models.Q(uses__lte=models.F("max_uses")), name="code_uses_within_limit")
        ]


class Participation(models.Model):
    """That somebody took part: a keyed digest of their code or account, without time nor order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey("consultations.Consultation", models.PROTECT, related_name="participations")
    key = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("participation")
        constraints = [models.UniqueConstraint(fields=["consultation", "key"], name="participation_once")]

"""Results as they were frozen: the same figures in every rendering."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.enums import SnapshotState
from consultations.querysets import SnapshotQuerySet
from consultations.workflow import SNAPSHOT
from portal.common.workflow import state_constraints


class PublishedSnapshot(models.Model):
    """Suppressed figures of a consultation at a moment. The database refuses to change `data` and `audit`.

    `data` is the `resultats/1` document of docs/contract.md, with hidden figures already null; nothing else is ever
    shown. `audit` holds every count with whether it is hidden: later editions are compared with it, since the
    difference of two editions must reveal nothing either.
    """

    consultation = models.ForeignKey("consultations.Consultation", models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField(_("numéro"))
    state = models.CharField(_("état"), max_length=10, choices=SnapshotState.choices, default=SnapshotState.FROZEN)
    threshold = models.PositiveSmallIntegerField(_("seuil"))
    data = models.JSONField()
    audit = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(_("raison de cette édition"), blank=True)
    frozen_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, editable=False)
    replaced_at = models.DateTimeField(null=True, editable=False)

    objects = SnapshotQuerySet.as_manager()
    transitions = SNAPSHOT

    class Meta:
        verbose_name = _("résultats figés")
        verbose_name_plural = _("résultats figés")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="snapshot_number_unique"),
            *state_constraints(SNAPSHOT, "snapshot"),
        ]

    def __str__(self) -> str:
        return f"édition {self.number}"

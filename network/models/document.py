"""Private documents, their versions, and who opened them (network.md, section 7)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.enums import AccessOutcome, Protection, Scan
from network.models.committee import Committee
from network.models.meeting import AgendaItem, Meeting
from network.models.record import Record, SealedError
from network.querysets import CommitteeDocumentQuerySet, DocumentAccessQuerySet, DocumentVersionQuerySet
from portal.common.models import PrivateFile

FROZEN_FIELDS = ("file_id", "note", "number", "document_id")


class CommitteeDocument(Record):
    """A document of a committee, of a meeting, of an agenda item or of minutes.

    Saving fills in what stands above its owner, so that one rule reads the rights of all: `meeting` when it belongs to
    an item or to minutes, and always `committee`.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="documents", verbose_name=_("comité"))
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("réunion")
    )
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("point")
    )
    minutes = models.ForeignKey(
        "network.Minutes",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("compte rendu"),
    )
    title = models.CharField(_("titre"), max_length=200)
    easy_summary = models.CharField(_("résumé en une phrase simple"), max_length=300, blank=True)
    protection = models.CharField(_("accès"), max_length=10, choices=Protection.choices, default=Protection.INHERIT)
    allowed_qualities = models.CharField(_("réservé à"), max_length=200, blank=True, editable=False)
    published_version = models.ForeignKey(
        "network.DocumentVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("version publiée"),
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(_("raison du retrait"), max_length=300, blank=True)

    objects = CommitteeDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("created_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(agenda_item=None) | Q(minutes=None), name="committee_document_one_owner"
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=False) | Q(agenda_item=None, minutes=None),
                name="committee_document_owner_has_meeting",
            ),
            models.CheckConstraint(
                condition=Q(protection=Protection.INHERIT, allowed_qualities="")
                | (Q(protection=Protection.RESTRICTED) & ~Q(allowed_qualities="")),
                name="committee_document_restricted_to_somebody",
                violation_error_message=_("Choisissez à qui ce document est réservé."),
            ),
            models.CheckConstraint(
                condition=Q(published_version=None, published_at=None)
                | Q(published_version__isnull=False, published_at__isnull=False),
                name="committee_document_published_has_date",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | (~Q(withdrawn_reason="") & Q(published_version=None)),
                name="committee_document_withdrawn_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Fill in the meeting and the committee above the owner."""
        if self.agenda_item is not None:
            self.meeting = self.agenda_item.meeting
        elif self.minutes is not None:
            self.meeting = self.minutes.meeting
        if self.meeting is not None:
            self.committee = self.meeting.committee
        super().save(*args, **kwargs)

    @property
    def qualities(self) -> list[str]:
        """Qualities for which a restricted document is kept."""
        return [quality for quality in self.allowed_qualities.split("|") if quality]

    @qualities.setter
    def qualities(self, values: list[str]) -> None:
        # Bars on both sides, so that both engines find one with a plain LIKE.
        self.allowed_qualities = f"|{'|'.join(sorted(values))}|" if values else ""


class DocumentVersion(Record):
    """One file of a document. Once frozen it never changes; a later one is added beside it."""

    document = models.ForeignKey(CommitteeDocument, models.PROTECT, related_name="versions", verbose_name=_("document"))
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.OneToOneField(PrivateFile, models.PROTECT, related_name="+", verbose_name=_("fichier"))
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    scan = models.CharField(_("analyse"), max_length=11, choices=Scan.choices, default=Scan.NOT_SCANNED)
    note = models.CharField(_("note"), max_length=200, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_by_label = models.CharField(_("déposé par"), max_length=150, blank=True)
    frozen_at = models.DateTimeField(_("figé le"), null=True, editable=False)

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version de document")
        verbose_name_plural = _("versions de document")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_number_unique"),
            models.CheckConstraint(condition=Q(scan__in=Scan.values), name="document_version_scan_valid"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse, with SealedError, to change the file, the number or the note of a frozen version."""
        if not self._state.adding:
            stored = (
                type(self)
                .objects.filter(pk=self.pk, frozen_at__isnull=False)
                .values(*FROZEN_FIELDS, "frozen_at")
                .first()
            )
            if stored and any(getattr(self, name) != value for name, value in stored.items()):
                raise SealedError(self._meta.label)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse, with SealedError, to delete a frozen version."""
        if self.frozen_at:
            raise SealedError(self._meta.label)
        return super().delete(*args, **kwargs)

    @property
    def is_late(self) -> bool:
        """Whether it was laid down after the convocation froze the papers."""
        meeting = self.document.meeting
        return bool(meeting and meeting.frozen_at and self.frozen_at is None and self.created_at > meeting.frozen_at)


class DocumentAccess(models.Model):
    """That somebody asked for a version; kept twelve months, never used to rate members."""

    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=7, choices=AccessOutcome.choices)
    reason = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("ouverture de document")
        indexes = [models.Index(fields=["asked_at"], name="document_access_asked_at")]

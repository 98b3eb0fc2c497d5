"""Documents: laid down, frozen with the agenda, published by an act, opened under log (network.md, section 7)."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.enums import AccessOutcome, Protection, Quality, Scan
from network.models import Committee, CommitteeDocument, DocumentAccess, DocumentVersion, Mandate, Meeting
from network.notifications import tell_secretariat
from network.operations.indexing import index
from network.permissions import can_add_document, can_open_with_reason, can_publish_document, committee_of
from portal.accounts.models import AccessLog
from portal.common import files

ACCESS_KEPT = timedelta(days=365)


class SameFileError(ValidationError):
    """The version laid down is the current one."""


def add_document(owner: Any, by: Any, upload: File, *, title: str, note: str = "", **fields: Any) -> CommitteeDocument:
    """Lay down a document of `owner`: a committee, a meeting, an agenda item or minutes.

    Fields: `easy_summary`, `qualities` (the document is then kept for them), `pages`, `scan`. Raises PermissionDenied;
    ValidationError when the file is refused, or when files on persons are examined there.
    """
    committee = committee_of(owner)
    if not can_add_document(by, owner):
        raise PermissionDenied("can_add_document")
    if committee.handles_individual_cases:
        raise ValidationError(_("Cette instance examine des situations : aucun document n’entre sur le portail."))
    qualities = fields.pop("qualities", [])
    version_fields = {name: fields.pop(name) for name in ("pages", "scan") if name in fields}
    document = CommitteeDocument(committee=committee, title=title, **fields)
    if not isinstance(owner, Committee):
        name = {"Meeting": "meeting", "AgendaItem": "agenda_item", "Minutes": "minutes"}[type(owner).__name__]
        setattr(document, name, owner)
    _restrict(document, qualities)
    with transaction.atomic():
        document.save(force_insert=True)
        add_version(document, by, upload, note=note, **version_fields)
    return document


def edit_document(document: CommitteeDocument, by: Any, *, qualities: list[str] | None = None, **fields: Any) -> None:
    """Change the title, the easy summary or for whom a document is kept. Raises PermissionDenied, ValidationError."""
    if not can_add_document(by, document):
        raise PermissionDenied("can_add_document")
    for name, value in fields.items():
        setattr(document, name, value)
    if qualities is not None:
        _restrict(document, qualities)
    with transaction.atomic():
        document.save()
        index(document)


def add_version(
    document: CommitteeDocument, by: Any, upload: File, *, note: str = "", **fields: Any
) -> DocumentVersion:
    """Add a version. Raises ValidationError when it is the very file of the last one: « c’est la même pièce »."""
    if not can_add_document(by, document):
        raise PermissionDenied("can_add_document")
    with transaction.atomic():
        CommitteeDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
        last = document.versions.select_related("file").last()
        file = files.store(upload)
        is_same = last is not None and last.file.sha256 == file.sha256
        if is_same:
            files.remove(file)
        else:
            number = (document.versions.aggregate(last=Max("number"))["last"] or 0) + 1
            version = DocumentVersion.objects.create(
                document=document,
                number=number,
                file=file,
                note=note,
                uploaded_by=by,
                uploaded_by_label=str(by),
                **fields,
            )
            index(document)
    # Once committed: a fault raised inside would bring back the row and leave the file.
    if is_same:
        raise SameFileError(_("C’est la même pièce que la version %d : rien n’a été ajouté.") % last.number)
    return version


def remove_document(document: CommitteeDocument, by: Any) -> None:
    """Take away a document of which no version was frozen nor published."""
    if not can_add_document(by, document):
        raise PermissionDenied("can_add_document")
    versions = list(document.versions.select_related("file"))
    if document.published_version_id or any(version.frozen_at for version in versions):
        raise ValidationError(_("Ce document a été communiqué : il ne peut plus être retiré."))
    with transaction.atomic():
        for version in versions:
            version.delete()
            files.remove(version.file)
        document.delete()


def withdraw_document(document: CommitteeDocument, by: Any, reason: str) -> CommitteeDocument:
    """Withdraw a document that people were given: its line and the reason stay, its file is for the secretary alone.

    Raises PermissionDenied, and ValidationError without a reason.
    """
    if not can_add_document(by, document):
        raise PermissionDenied("can_add_document")
    if not reason.strip():
        raise ValidationError({"reason": _("Écrivez pourquoi vous retirez ce document.")})
    if document.withdrawn_at is None:
        with transaction.atomic():
            document.published_version = document.published_at = document.published_by = None
            document.withdrawn_at, document.withdrawn_reason = timezone.now(), reason.strip()
            document.save()
            _log(by, document, "retrait d’un document communiqué")
    return document


def freeze_versions(meeting: Meeting) -> int:
    """Freeze the last version of each document of the meeting; how many."""
    now, frozen = timezone.now(), 0
    for document in meeting.documents.filter(minutes=None):
        last = document.versions.last()
        if last is not None and last.frozen_at is None:
            last.frozen_at = now
            last.save(update_fields=["frozen_at", "updated_at"])
            frozen += 1
    return frozen


def publish(version: DocumentVersion, by: Any) -> CommitteeDocument:
    """Give one version to everybody: it is frozen. Raises ValidationError for a committee without a public page."""
    document = version.document
    if not can_publish_document(by, document):
        raise PermissionDenied("can_publish_document")
    is_refused = version.scan not in {Scan.CLEAN, Scan.NOT_SCANNED} or document.withdrawn_at is not None
    if is_refused or not document.committee.is_listed:
        raise ValidationError(_("Cette version ne peut pas être publiée."))
    if document.protection == Protection.RESTRICTED:
        raise ValidationError(_("Ce document est réservé : levez d’abord cette réserve."))
    with transaction.atomic():
        if version.frozen_at is None:
            version.frozen_at = timezone.now()
            version.save(update_fields=["frozen_at", "updated_at"])
        document.published_version, document.published_at, document.published_by = version, timezone.now(), by
        document.save()
        _log(by, document, "publication")
    return document


def unpublish(document: CommitteeDocument, by: Any) -> CommitteeDocument:
    """Take a document back from the public."""
    if not can_publish_document(by, document):
        raise PermissionDenied("can_publish_document")
    with transaction.atomic():
        document.published_version = document.published_at = document.published_by = None
        document.save()
        _log(by, document, "retrait de la publication")
    return document


def note_access(version: DocumentVersion, user: Any, outcome: str = AccessOutcome.SERVED, reason: str = "") -> None:
    """Write in the log that somebody asked for a version. Visitors of published versions are not logged."""
    if user.is_authenticated:
        DocumentAccess.objects.create(version=version, user=user, outcome=outcome, reason=reason)


def open_with_reason(obj: Any, by: Any, reason: str) -> None:
    """Let an administrator or the DPO read one private object: written in the log, and told to the secretariat.

    Raises PermissionDenied, and ValidationError without a reason. The right is for this request alone.
    """
    if not can_open_with_reason(by, obj):
        raise PermissionDenied("can_open_with_reason")
    if not reason.strip():
        raise ValidationError({"reason": _("Écrivez pourquoi vous ouvrez ce document.")})
    with transaction.atomic():
        _log(by, obj, reason)
        if isinstance(obj, DocumentVersion):
            note_access(obj, by, reason=reason[:200])
        tell_secretariat(
            committee_of(obj),
            _("Une pièce de votre comité a été ouverte"),
            _("%(who)s a ouvert une pièce de votre comité. Raison : %(reason)s") % {"who": by, "reason": reason},
            f"opening:{obj.pk.hex}",
        )


def why_visible(document: CommitteeDocument, user: Any) -> str:
    """One sentence that tells why this person sees this document; empty when they do not."""
    mandates = Mandate.objects.filter(user=user, committee=document.committee) if user.is_authenticated else None
    mandate = mandates.valid_on().order_by("-role").first() if mandates is not None else None
    if mandate is not None and CommitteeDocument.objects.readable_by(user).filter(pk=document.pk).exists():
        words = {"role": mandate.get_role_display(), "seat": mandate.get_seat_display(), "name": document.committee}
        if mandate.ends_on is None:
            return _("Vous voyez ce document grâce à votre mandat (%(role)s, %(seat)s) : %(name)s.") % words
        words["day"] = date_format(mandate.ends_on, "d/m/Y")
        return (
            _("Vous voyez ce document grâce à votre mandat (%(role)s, %(seat)s) : %(name)s, jusqu’au %(day)s.") % words
        )
    if document.published_version_id and document.committee.is_listed:
        return _("Ce document est public.")
    return ""


def forget_accesses(now: datetime | None = None) -> int:
    """Delete the log of openings of more than twelve months ago; how many."""
    return DocumentAccess.objects.filter(asked_at__lt=(now or timezone.now()) - ACCESS_KEPT).delete()[0]


def _restrict(document: CommitteeDocument, qualities: list[str]) -> None:
    if not set(qualities) <= set(Quality.values):
        raise ValidationError({"qualities": _("Choisissez dans la liste.")})
    document.qualities = qualities
    document.protection = Protection.RESTRICTED if qualities else Protection.INHERIT


def _log(by: Any, obj: Any, reason: str) -> None:
    AccessLog.objects.create(user=by, target=f"{obj._meta.label}:{obj.pk}", reason=reason[:200])

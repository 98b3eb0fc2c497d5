"""Several files laid down at once, a whole meeting's file, and a call for help (network.md, section 7)."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from stat import S_IFREG
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import storages
from django.utils import timezone
from django.utils.translation import gettext as _
from stream_zip import ZIP_AUTO, stream_zip

from network.enums import Scan
from network.models import CommitteeDocument, DocumentVersion, Meeting
from network.notifications import tell_secretariat
from network.operations.documents import add_document, note_access, remove_document
from portal.common.files import CHUNK
from portal.common.models import OutgoingMail

# What is already packed gains nothing from being packed harder.
LEVEL = 1


class Filed(NamedTuple):
    """What became of the files sent together: documents made, and what is wrong with the others, by name of file."""

    documents: list[CommitteeDocument]
    faults: list[tuple[str, str]]


def add_documents(owner: Any, by: Any, uploads: Iterable[File], *, title: str = "", **fields: Any) -> Filed:
    """Lay down several files, each a document of its own: one that is refused stops none of the others.

    `title` serves when there is one file; otherwise each bears the name of its file. The very file of a document of
    the same owner is refused: a form sent twice files once. Raises PermissionDenied.
    """
    uploads, documents, faults = list(uploads), [], []
    for upload in uploads:
        name = shown_name(upload.name or "")
        try:
            own_title = title if title and len(uploads) == 1 else name.rpartition(".")[0].replace("_", " ") or name
            document = add_document(owner, by, upload, title=own_title[:200], **fields)
            twin = _twin(document)
            if twin is not None:
                remove_document(document, by)
                raise ValidationError(_("C’est la même pièce que « %s » : rien n’a été ajouté.") % twin)
        except ValidationError as fault:
            faults.append((name, " ".join(fault.messages)))
        else:
            documents.append(document)
    return Filed(documents, faults)


def shown_name(name: str) -> str:
    """The name of a file as a sentence may hold it: no folder, no invisible nor direction character."""
    plain = re.split(r"[/\\]", name)[-1]
    return "".join(character for character in plain if character.isprintable()).strip()[-150:] or _("sans nom")


def whole_file(meeting: Meeting, user: Any) -> Iterator[bytes] | None:
    """The bytes of a ZIP of every paper of a meeting that `user` may read, as they come; None when there is none.

    Each version is written in the log of openings.
    """
    readable = DocumentVersion.objects.visible_to(user).filter(
        document__meeting=meeting, document__withdrawn_at=None, scan__in=[Scan.CLEAN, Scan.NOT_SCANNED]
    )
    rows = readable.select_related("file", "document__agenda_item").order_by("document__created_at", "number")
    last = {version.document_id: version for version in rows}
    if not last:
        return None
    versions = list(last.values())
    for version in versions:
        note_access(version, user)
    # The items that this person sees, in their order: the numbers of folders tell nothing of the others.
    items = list(meeting.items.visible_to(user).values_list("pk", flat=True))
    return stream_zip(_members(versions, items))


def ask_for_help(document: CommitteeDocument, by: Any) -> None:
    """Tell the secretariat that somebody cannot read a document; asked twice the same day, told once."""
    about = f"unreadable:{document.pk.hex}:{by.pk}:{timezone.localdate():%Y%m%d}"
    if OutgoingMail.objects.filter(reference=about).exists():
        return
    words = {"who": by, "title": document.title}
    tell_secretariat(
        document.committee,
        _("Quelqu’un n’arrive pas à lire un document"),
        _("%(who)s n’arrive pas à lire le document « %(title)s ». Proposez un autre format ou un rendez-vous.") % words,
        about,
    )


def _twin(document: CommitteeDocument) -> CommitteeDocument | None:
    """Another document of the same owner whose last version is this very file."""
    digest = document.versions.select_related("file").get().file.sha256
    others = CommitteeDocument.objects.filter(
        committee=document.committee,
        meeting=document.meeting,
        agenda_item=document.agenda_item,
        minutes=document.minutes,
        withdrawn_at=None,
        versions__file__sha256=digest,
    )
    return others.exclude(pk=document.pk).first()


Member = tuple[str, datetime, int, Any, Iterable[bytes]]


def _members(versions: list[DocumentVersion], items: list[Any]) -> Iterator[Member]:
    taken: set[str] = set()
    for version in versions:
        document, file = version.document, version.file
        folder = ""
        if document.agenda_item_id in items:
            folder = f"Point {items.index(document.agenda_item_id) + 1} - {_plain(document.agenda_item.title)}/"
        extension = file.name.rpartition(".")[2].lower()
        name, number = f"{folder}{_plain(document.title)}", 1
        while f"{name}.{extension}".casefold() in taken:
            number += 1
            name = f"{folder}{_plain(document.title)} ({number})"
        taken.add(f"{name}.{extension}".casefold())
        moment = timezone.localtime(file.stored_at).replace(tzinfo=None)
        try:
            stream = storages["private"].open(file.path, "rb")
        except OSError:
            sentence = _("Ce document ne peut pas être lu pour le moment. Dites-le au secrétariat.").encode()
            yield f"{name}.txt", moment, S_IFREG | 0o600, ZIP_AUTO(len(sentence), level=LEVEL), [sentence]
            continue
        yield (
            f"{name}.{extension}",
            moment,
            S_IFREG | 0o600,
            ZIP_AUTO(file.size, level=LEVEL),
            _chunks(stream),
        )


def _chunks(stream: File) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _plain(title: str) -> str:
    """A title as the name of a file on any system."""
    plain = "".join(
        "-" if character in '/\\:*?"<>|' else character for character in shown_name(title.replace("/", "-"))
    )
    return plain.strip(" .")[:80] or _("document")

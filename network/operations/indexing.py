"""What a search finds: each operation that changes a paper writes its text here; files are read later, by a command."""

from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from network.enums import PaperKind, Scan
from network.models import AgendaItem, CommitteeDocument, Decision, DocumentVersion, Meeting, Minutes, PaperText
from portal.common import search
from portal.common.texts import text_of

READABLE = (Scan.CLEAN, Scan.NOT_SCANNED)
_BATCH = 500


def index(paper: Any) -> None:
    """Write what can be found of a document, of minutes, of an agenda item or of a decision."""
    match paper:
        case CommitteeDocument():
            _index_document(paper)
        case Minutes():
            title = f"Compte rendu – {paper.meeting}"
            _write(paper.meeting, PaperKind.MINUTES, title, f"{paper.body}\n{paper.easy_body}", minutes=paper)
        case AgendaItem():
            text = "\n".join(filter(None, [paper.easy_title, paper.rapporteur_label, paper.result_text]))
            _write(paper.meeting, PaperKind.ITEM, paper.title, text, agenda_item=paper)
        case Decision():
            text = "\n".join(filter(None, [paper.text, paper.easy_text, paper.follow_up_text]))
            title = f"Décision {paper.number} – {paper.agenda_item.title}"
            _write(paper.agenda_item.meeting, PaperKind.DECISION, title, text, decision=paper)
        case _:
            raise TypeError(type(paper))


def redate(meeting: Meeting) -> None:
    """Bring the papers of a meeting to its new day."""
    PaperText.objects.filter(meeting=meeting).update(happened_on=timezone.localdate(meeting.starts_at))


def read_files(limit: int = 100) -> int:
    """Read the text of the files that nobody has read yet, at most `limit`; how many (the command of every minute)."""
    waiting = PaperText.objects.filter(kind=PaperKind.DOCUMENT, read_at=None, version__scan__in=READABLE)
    rows = list(waiting.select_related("version__file", "version__document").order_by("id")[:limit])
    for row in rows:
        file = row.version.file
        try:
            with storages["private"].open(file.path, "rb") as stream:
                found = text_of(stream, file.content_type, file.size)
        except OSError:
            # The absence of the file is told by whoever opens it; here it would only be tried for ever.
            row.read_at = timezone.now()
            row.save(update_fields=["read_at"])
            continue
        with transaction.atomic():
            row.text, row.read_at = found.text, timezone.now()
            row.save(update_fields=["text", "read_at"])
            if found.pages and row.version.pages is None:
                DocumentVersion.objects.filter(pk=row.version_id).update(pages=found.pages)
            search.write(row, [row.title, row.version.document.easy_summary, row.text])
    return len(rows)


def rebuild() -> int:
    """Write anew everything that can be found, after an import or a restoration; how many papers."""
    count = 0
    for papers in (
        CommitteeDocument.objects.select_related("committee", "meeting"),
        Minutes.objects.select_related("meeting__committee"),
        AgendaItem.objects.select_related("meeting__committee"),
        Decision.objects.select_related("agenda_item__meeting__committee"),
    ):
        for paper in papers.order_by("pk").iterator(_BATCH):
            index(paper)
            count += 1
    return count


def _write(meeting: Meeting, kind: str, title: str, text: str, **owner: Any) -> None:
    with transaction.atomic():
        row, _created = PaperText.objects.update_or_create(
            **owner,
            defaults={
                "kind": kind,
                "committee": meeting.committee,
                "meeting": meeting,
                "happened_on": timezone.localdate(meeting.starts_at),
                "title": title[:250],
                "text": text,
            },
        )
        search.write(row, [row.title, row.text])


def _index_document(document: CommitteeDocument) -> None:
    """One row a version that was let through; the last of them is the one that members find."""
    versions = list(document.versions.filter(scan__in=READABLE).order_by("number"))
    moment = document.meeting.starts_at if document.meeting else document.created_at
    with transaction.atomic():
        for version in versions:
            row, _created = PaperText.objects.update_or_create(
                version=version,
                defaults={
                    "kind": PaperKind.DOCUMENT,
                    "committee": document.committee,
                    "meeting": document.meeting,
                    "happened_on": timezone.localdate(moment),
                    "title": document.title[:250],
                    "is_last": version == versions[-1],
                },
            )
            search.write(row, [row.title, document.easy_summary, row.text])

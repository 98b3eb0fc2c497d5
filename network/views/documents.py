"""The document space: what a committee, a meeting, an item or minutes hold, laid down, read, withdrawn, published."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import date as in_words
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from network.enums import AccessOutcome, Scan
from network.forms.papers import DocumentForm, ReasonForm, UploadForm, VersionForm
from network.models import AgendaItem, Committee, CommitteeDocument, DocumentVersion, Meeting, Minutes
from network.operations import documents as operations
from network.operations import filing
from network.permissions import can_add_document, can_publish_document
from network.views.acts import attempt, unknown_when_denied
from portal.common import files
from portal.common.access import signed_in
from portal.common.exports import download

DOCUMENTS_A_PAGE = 20
_READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
_OWNERS: dict[str, tuple[Any, str]] = {
    "committee": (Committee, "pk"),
    "meeting": (Meeting, "committee"),
    "agenda_item": (AgendaItem, "meeting__committee"),
    "minutes": (Minutes, "meeting__committee"),
}


def rows_of(user: Any, documents: QuerySet) -> list[dict[str, Any]]:
    """What `components/document_row.html` shows of documents, in a few queries whatever their number.

    In: documents already taken through `visible_to(user)`.
    """
    readable = DocumentVersion.objects.visible_to(user).exclude(scan=Scan.INFECTED).select_related("file")
    versions = Prefetch("versions", readable.order_by("number"), to_attr="readable")
    return [
        _row(document) for document in documents.select_related("agenda_item", "meeting").prefetch_related(versions)
    ]


def _row(document: Any) -> dict[str, Any]:
    row = {
        "title": document.title,
        "url": reverse("committees:document", args=[document.pk]),
        "kind": document.agenda_item.title if document.agenda_item else "",
        "date": "",
        "sentence": document.easy_summary,
        "withdrawn": document.withdrawn_reason if document.withdrawn_at else "",
        "version": "",
    }
    if document.withdrawn_at or not document.readable:
        return row
    last = document.readable[-1]
    last.document = document
    row |= version_in_words(last)
    row["help_url"] = reverse("committees:document_help", args=[document.pk])
    if len(document.readable) > 1:
        before = timezone.localtime(document.readable[-2].created_at)
        row["version"] = f"Version {last.number}, remplace celle du {in_words(before, 'j F Y')}"
    if last.is_late:
        row["version"] = " – ".join(filter(None, [row["version"], "déposée après la convocation"]))
    return row


def version_in_words(version: DocumentVersion) -> dict[str, Any]:
    """Format, size, pages, day and address of a version."""
    return {
        "date": in_words(timezone.localtime(version.created_at), "j F Y"),
        "download_url": reverse("committees:document_file", args=[version.pk]),
        "format": version.file.name.rpartition(".")[2].upper(),
        "pages": version.pages,
        "size": size_in_words(version.file.size),
    }


def size_in_words(size: int) -> str:
    """« 180 Ko », « 1,2 Mo »."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f}".replace(".", ",") + "\u00a0Mo"
    return f"{max(1, round(size / 1000))}\u00a0Ko"


def _owner(user: Any, keys: dict[str, Any]) -> Any:
    ((name, pk),) = keys.items()
    model, above = _OWNERS[name]
    rows = model.objects.visible_to(user)
    return get_object_or_404(rows if above == "pk" else rows.select_related(above), pk=pk)


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def documents(request: HttpRequest, **keys: Any) -> HttpResponseBase:
    """The documents of a committee, a meeting, an item or minutes; the secretary lays down others there."""
    owner = _owner(request.user, keys)
    (name,) = keys
    can_add = can_add_document(request.user, owner)
    form = UploadForm(request.POST or None, request.FILES or None) if can_add else None
    faults: list[dict[str, str]] = []
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            data = form.cleaned_data
            filed = filing.add_documents(
                owner,
                request.user,
                data["files"],
                title=data["title"],
                easy_summary=data["easy_summary"],
                qualities=data["qualities"],
            )
            if filed.documents:
                names = ", ".join(document.title for document in filed.documents)
                messages.success(request, f"Déposé : {names}.")
            if not filed.faults:
                return redirect(request.path)
            faults = [{"id": "id_files", "message": f"« {file} » : {fault}"} for file, fault in filed.faults]
    rows = CommitteeDocument.objects.visible_to(request.user).filter(**{name: owner})
    if isinstance(owner, Committee):
        rows = rows.filter(meeting=None)
    page = Paginator(rows.order_by("created_at", "pk"), DOCUMENTS_A_PAGE).get_page(request.GET.get("page"))
    shown = rows_of(request.user, page.object_list)
    context = {
        "owner": owner,
        "meeting": _meeting(owner),
        "rows": shown,
        "has_files": any("download_url" in row for row in shown),
        "page": page,
        "form": form,
        "faults": faults,
        **_way_back(owner),
    }
    return render(request, "network/documents/list.html", context)


def _meeting(owner: Any) -> Meeting | None:
    if isinstance(owner, Committee):
        return None
    return owner if isinstance(owner, Meeting) else owner.meeting


def _way_back(owner: Any) -> dict[str, str]:
    """From an item or minutes to the whole meeting's documents; from the latter, and a committee's, to the desk."""
    if isinstance(owner, AgendaItem | Minutes):
        url = reverse("committees:meeting_documents", args=[owner.meeting_id])
        return {"back_url": url, "back_text": "Tous les documents de la réunion"}
    return {"back_url": reverse("committees:desk"), "back_text": ""}


@signed_in
@require_safe
def document_file(request: HttpRequest, version: Any) -> HttpResponseBase:
    """The file of a version, for whoever may read it. Who asked is written in the log, refusals too."""
    readable = DocumentVersion.objects.visible_to(request.user).exclude(scan=Scan.INFECTED)
    found = readable.select_related("file").filter(pk=version).first()
    if found is None:
        refused = DocumentVersion.objects.filter(pk=version).first()
        if refused is not None:
            operations.note_access(refused, request.user, AccessOutcome.REFUSED)
        raise Http404
    operations.note_access(found, request.user)
    return files.serve(found.file, request)


@signed_in
@require_safe
def meeting_file(request: HttpRequest, meeting: Any) -> HttpResponseBase:
    """Every paper of a meeting that this person may read, as one ZIP made while it is sent."""
    found = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("committee"), pk=meeting)
    content = filing.whole_file(found, request.user)
    if content is None:
        raise Http404
    day = in_words(timezone.localtime(found.starts_at), "Y-m-d")
    return download(content, f"{found.committee} {day}.zip", content_type="application/zip")


@signed_in
@require_safe
def document(request: HttpRequest, document: Any) -> HttpResponseBase:
    """One document: why one sees it, its versions, and what the secretary may do with it."""
    rows = CommitteeDocument.objects.visible_to(request.user).filter(pk=document)
    found = get_object_or_404(rows.select_related("committee", "meeting"))
    versions = (
        DocumentVersion.objects.visible_to(request.user).filter(document=found).select_related("file", "document")
    )
    context = {
        "document": found,
        "row": rows_of(request.user, rows)[0] | {"url": ""},
        "why": operations.why_visible(found, request.user),
        "versions": [
            {"version": version, "is_infected": version.scan == Scan.INFECTED, **version_in_words(version)}
            for version in versions.order_by("-number")
        ],
        "can_edit": can_add_document(request.user, found),
        "can_publish": can_publish_document(request.user, found) and found.committee.is_listed,
        "back_url": _back_to(found),
    }
    return render(request, "network/documents/document.html", context)


def _back_to(document: CommitteeDocument) -> str:
    if document.meeting_id:
        return reverse("committees:meeting_documents", args=[document.meeting_id])
    return reverse("committees:committee_documents", args=[document.committee_id])


def _to_edit(request: HttpRequest, pk: Any) -> CommitteeDocument:
    found = get_object_or_404(
        CommitteeDocument.objects.visible_to(request.user).select_related("committee", "meeting"), pk=pk
    )
    if not can_add_document(request.user, found):
        raise Http404
    return found


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def document_edit(request: HttpRequest, document: Any) -> HttpResponseBase:
    """Change the title, the summary, and for whom a document is kept."""
    found = _to_edit(request, document)
    initial = {"title": found.title, "easy_summary": found.easy_summary, "qualities": found.qualities}
    form = DocumentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: operations.edit_document(found, request.user, **form.cleaned_data)):
            messages.success(request, "Les changements sont enregistrés.")
            return redirect("committees:document", document=found.pk)
        found.refresh_from_db()
    return render(request, "network/documents/edit.html", {"document": found, "form": form})


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def document_version(request: HttpRequest, document: Any) -> HttpResponseBase:
    """Lay down a new version; the former ones stay."""
    found = _to_edit(request, document)
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload, note = form.cleaned_data["file"], form.cleaned_data["note"]

        def act() -> None:
            operations.add_version(found, request.user, upload, note=note)

        if attempt(form, act):
            messages.success(request, "La nouvelle version est déposée.")
            return redirect("committees:document", document=found.pk)
    return render(request, "network/documents/version.html", {"document": found, "form": form})


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def document_withdraw(request: HttpRequest, document: Any) -> HttpResponseBase:
    """Take a document away: without a trace when nobody was given it, with its line and a reason otherwise."""
    found = _to_edit(request, document)
    was_given = bool(found.published_version_id or found.versions.filter(frozen_at__isnull=False).exists())
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and not was_given:
        back = _back_to(found)
        operations.remove_document(found, request.user)
        messages.success(request, "Le document est supprimé.")
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: operations.withdraw_document(found, request.user, reason)):
            messages.success(request, "Le document est retiré.")
            return redirect("committees:document", document=found.pk)
    context = {"document": found, "form": form if was_given else None}
    return render(request, "network/documents/withdraw.html", context)


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def document_publish(request: HttpRequest, document: Any) -> HttpResponseBase:
    """Give the last version to everybody, or take it back: a page that says what will happen, then the act."""
    found = _to_edit(request, document)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        last = found.versions.order_by("number").last()

        def act() -> None:
            if found.published_version_id:
                operations.unpublish(found, request.user)
            else:
                operations.publish(last, request.user)

        if attempt(form, act):
            messages.success(request, "C’est fait.")
            return redirect("committees:document", document=found.pk)
    return render(request, "network/documents/publish.html", {"document": found, "form": form})


@signed_in
@_READ_OR_SEND
def document_help(request: HttpRequest, document: Any) -> HttpResponseBase:
    """« Je n’arrive pas à lire ce document » : the secretariat is told."""
    found = get_object_or_404(
        CommitteeDocument.objects.visible_to(request.user).select_related("committee", "meeting"), pk=document
    )
    if request.method == "POST":
        filing.ask_for_help(found, request.user)
        messages.success(request, "Le secrétariat est prévenu. Il vous proposera une autre façon de lire ce document.")
        return redirect("committees:document", document=found.pk)
    return render(request, "network/documents/help.html", {"document": found})

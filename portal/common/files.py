"""Private files: stored outside all that a web server serves, given out by a view after its own check of rights.

A file is known by its row; nothing of what the sender wrote decides where it lies (security.md, A-UP-03, A-UP-04).
"""

import hashlib
import logging
import re
import uuid
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, storages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from portal.common.exports import content_disposition
from portal.common.models import PrivateFile

logger = logging.getLogger("portal.files")

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCUMENTS: Mapping[str, str] = {
    "pdf": "application/pdf",
    "odt": f"{_OPEN_DOCUMENT}text",
    "ods": f"{_OPEN_DOCUMENT}spreadsheet",
    "odp": f"{_OPEN_DOCUMENT}presentation",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
MAXIMUM_SIZE = 100 * 1024 * 1024
MAXIMUM_PIXELS = 40_000_000
MAXIMUM_UNZIPPED = 500 * 1024 * 1024
CHUNK = 65_536
_RANGE = re.compile(r"bytes=(?P<start>\d*)-(?P<end>\d*)")
_PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG"}


class PrivateStorage(FileSystemStorage):
    """A folder that no web server serves: its files have no address."""

    def __init__(self) -> None:
        super().__init__(location=settings.PRIVATE_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def url(self, name: str | None) -> str:
        """No private file has one. Raises ValueError."""
        raise ValueError("a private file has no URL")


def store(
    upload: File, *, kinds: Mapping[str, str] = DOCUMENTS, maximum: int = MAXIMUM_SIZE, name: str = ""
) -> PrivateFile:
    """Keep a file that somebody sent; its row.

    In: the upload, the extensions accepted with their types, the largest size in bytes, a name to show rather than the
    sender's. Raises ValidationError, with what to do, when the file is empty, too big, of another kind than its name
    says, encrypted, or carries macros. Pictures are drawn anew: place and camera are left out.
    """
    name = _shown_name(name or upload.name or "")
    content_type = _accepted_type(upload, name, kinds, maximum)
    content: File = _redrawn(upload, content_type) if content_type in _PICTURES else upload
    digest, size = hashlib.sha256(), 0
    for chunk in content.chunks():
        digest.update(chunk)
        size += len(chunk)
    file = PrivateFile(id=uuid.uuid4(), name=name, content_type=content_type, size=size, sha256=digest.hexdigest())
    storage = storages["private"]
    content.seek(0)
    try:
        storage.save(file.path, content)
        with transaction.atomic():
            file.save(force_insert=True)
    except BaseException:
        storage.delete(file.path)
        raise
    return file


def remove(file: PrivateFile) -> None:
    """Delete the row, and the file once that is committed."""
    path = file.path
    file.delete()
    transaction.on_commit(lambda: storages["private"].delete(path))


def serve(file: PrivateFile, request: HttpRequest) -> HttpResponseBase:
    """The file, to save and never to show; whoever calls has checked the right to read it. One range is honoured.

    Answers 503 in plain words when the file cannot be read.
    """
    try:
        stream = storages["private"].open(file.path, "rb")
    except OSError:
        logger.exception("private file missing", extra={"file": str(file.pk)})
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "300"})
    logger.info("private file read", extra={"file": str(file.pk), "user": getattr(request.user, "pk", None)})
    first, last = 0, file.size - 1
    wanted = _RANGE.fullmatch(request.headers.get("Range", ""))
    is_partial = bool(wanted and any(wanted.groups()) and "If-Range" not in request.headers)
    if wanted and is_partial:
        first, last = _bounds(wanted["start"], wanted["end"], file.size)
        if first > last:
            stream.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    response = StreamingHttpResponse(
        _slice(stream, first, last), status=206 if is_partial else 200, content_type=file.content_type
    )
    response._resource_closers.append(stream.close)  # type: ignore[attr-defined]  # a generator never begun closes nothing
    if is_partial:
        response["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = content_disposition(file.name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _bounds(start: str, end: str, size: int) -> tuple[int, int]:
    """First and last byte that a range asks for; the first beyond the last when there is none."""
    if not start:
        return max(0, size - int(end)), size - 1
    return int(start), min(int(end) if end else size - 1, size - 1)


def _slice(stream: File, first: int, last: int) -> Iterator[bytes]:
    stream.seek(first)
    left = last - first + 1
    while left > 0 and (chunk := stream.read(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk


def _shown_name(name: str) -> str:
    """The sender's name for the file, without folders nor invisible characters, cut from the left to 150."""
    plain = re.split(r"[/\\]", name)[-1]
    return "".join(character for character in plain if character.isprintable())[-150:]


def _accepted_type(upload: File, name: str, kinds: Mapping[str, str], maximum: int) -> str:
    extension = name.rpartition(".")[2].lower()
    if extension not in kinds:
        raise ValidationError(_("Choisissez un fichier de l’un de ces formats : %s.") % ", ".join(sorted(kinds)))
    if not upload.size:
        raise ValidationError(_("Ce fichier est vide. Choisissez-en un autre."))
    if upload.size > maximum:
        raise ValidationError(_("Ce fichier est trop lourd : %d Mo au plus.") % (maximum // 1024 // 1024))
    upload.seek(0)
    if filetype.guess_mime(upload.read(8192)) != kinds[extension]:
        raise ValidationError(_("Le contenu de ce fichier n’est pas celui d’un fichier « .%s ».") % extension)
    upload.seek(0)
    if kinds[extension].startswith((_OFFICE, _OPEN_DOCUMENT)):
        _refuse_unsafe_archive(upload)
    return kinds[extension]


def _refuse_unsafe_archive(upload: File) -> None:
    try:
        with zipfile.ZipFile(upload) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, UnicodeDecodeError, ValueError) as error:
        raise ValidationError(
            _("Ce fichier est abîmé ou chiffré. Enregistrez-le de nouveau, sans mot de passe.")
        ) from error
    if any(entry.flag_bits & 1 for entry in entries) or sum(entry.file_size for entry in entries) > MAXIMUM_UNZIPPED:
        raise ValidationError(_("Ce fichier est abîmé ou chiffré. Enregistrez-le de nouveau, sans mot de passe."))
    names = [entry.filename.lower() for entry in entries]
    if any("vbaproject" in name or name.startswith("basic/") or name.endswith((".exe", ".dll")) for name in names):
        raise ValidationError(_("Ce fichier contient des macros. Enregistrez-le sans macros, ou en PDF."))
    upload.seek(0)


def _redrawn(upload: File, content_type: str) -> File:
    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            picture: Image.Image = Image.open(upload)
        if picture.width * picture.height > MAXIMUM_PIXELS:
            raise ValidationError(_("Cette image est trop grande : réduisez-la puis recommencez."))
        upright = ImageOps.exif_transpose(picture)
    except (OSError, Image.DecompressionBombError, SyntaxError) as error:
        raise ValidationError(_("Cette image est abîmée. Choisissez-en une autre.")) from error
    plain = upright.convert("RGB" if content_type == "image/jpeg" else "RGBA")
    # Made from its points alone: no place, no camera, no thumbnail, no comment is left.
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    target = BytesIO()
    bare.save(target, format=_PICTURES[content_type], quality=88)
    return ContentFile(target.getvalue())

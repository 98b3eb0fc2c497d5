"""A private file has no address, is what its name says, and comes out whole or by a range, never shown."""

import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image

from portal.common import files
from portal.common.files import remove, serve, store
from portal.common.models import PrivateFile

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 8


def upload(content=PDF, name="compte rendu.pdf"):
    return SimpleUploadedFile(name, content)


def archive(kind, **entries):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        written.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for name, content in entries.items():
            written.writestr(name, content)
    return target.getvalue()


def answer(file, **headers):
    request = RequestFactory().get("/", headers=headers)
    request.user = None
    return serve(file, request)


def stored():
    return sorted(path for path in storages["private"].base_location.rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path, monkeypatch):
    settings.PRIVATE_ROOT = tmp_path
    monkeypatch.setattr(storages, "_storages", {})


def test_a_file_lies_under_a_name_that_nobody_chose():
    file = store(upload(name="../../Étude de Mme X.pdf"))
    assert file.name == "Étude de Mme X.pdf"
    assert (file.size, file.sha256, file.content_type) == (len(PDF), hashlib.sha256(PDF).hexdigest(), "application/pdf")
    [path] = stored()
    assert path.name == file.pk.hex
    assert path.stat().st_mode & 0o077 == 0


def test_a_private_file_has_no_url():
    with pytest.raises(ValueError, match="no URL"):
        storages["private"].url(store(upload()).path)


def test_a_served_file_is_saved_and_never_kept_nor_shown():
    response = answer(store(upload(name="compte rendu né.pdf")))
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Length"] == str(len(PDF))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == (
        "attachment; filename=\"compte rendu ne.pdf\"; filename*=UTF-8''compte%20rendu%20n%C3%A9.pdf"
    )
    assert "sandbox" in response["Content-Security-Policy"]
    assert "ETag" not in response
    response.close()


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=2000-", 2000, len(PDF) - 1),
        ("bytes=-5", len(PDF) - 5, len(PDF) - 1),
        ("bytes=10-999999", 10, len(PDF) - 1),
        ("bytes=-999999", 0, len(PDF) - 1),
    ],
)
def test_a_range_gives_those_bytes(asked, first, last):
    response = answer(store(upload()), Range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(PDF)}"
    assert b"".join(response.streaming_content) == PDF[first : last + 1]
    response.close()


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=9-2", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(asked):
    assert answer(store(upload()), Range=asked).status_code == 416


@pytest.mark.parametrize("asked", ["bytes=-", "bytes=0-1,4-5", "lines=1-2", "n’importe quoi"])
def test_what_is_no_single_range_gives_the_whole_file(asked):
    response = answer(store(upload()), Range=asked)
    assert response.status_code == 200
    response.close()


def test_a_file_that_the_disk_lost_answers_503(caplog):
    file = store(upload())
    storages["private"].delete(file.path)
    response = answer(file)
    assert response.status_code == 503
    assert "private file missing" in caplog.text


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "vide.pdf", "vide"),
        (PDF, "programme.exe", "formats"),
        (PDF, "sans extension", "formats"),
        (b"<html><script>", "page.pdf", "contenu"),
        (PDF, "photo.png", "contenu"),
        (b"MZ" + PDF, "photo.jpg", "contenu"),
        (archive("text", **{"Basic/Standard/Module1.xml": "x"}), "macro.odt", "macros"),
        (archive("text", **{"word/vbaProject.bin": "x"}), "macro.odt", "macros"),
        (archive("text")[:-30], "coupe.odt", "abîmé"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "photo.png", "abîmée"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_leaves_nothing(content, name, message):
    with pytest.raises(ValidationError, match=message):
        store(upload(content, name))
    assert stored() == []
    assert not PrivateFile.objects.exists()


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(ValidationError, match="lourd"):
        store(upload(), maximum=len(PDF) - 1)


def test_an_archive_that_would_unzip_for_ever_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAXIMUM_UNZIPPED", 1000)
    with pytest.raises(ValidationError, match="abîmé"):
        store(upload(archive("text", **{"content.xml": "x" * 2000}), "bombe.odt"))


def test_an_open_document_is_kept_as_it_is():
    content = archive("text", **{"content.xml": "<x/>"})
    assert store(upload(content, "note.odt")).sha256 == hashlib.sha256(content).hexdigest()


def picture(kind, size=(40, 20), **options):
    target = io.BytesIO()
    Image.new("RGB", size, "navy").save(target, format=kind, **options)
    return target.getvalue()


def test_a_picture_loses_its_place_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "CANARI"
    file = store(upload(picture("JPEG", exif=exif, comment=b"CANARI"), "photo.jpg"))
    with storages["private"].open(file.path) as stream:
        content = stream.read()
    assert b"CANARI" not in content
    kept = Image.open(io.BytesIO(content))
    assert kept.size == (20, 40)
    assert dict(kept.getexif()) == {}
    assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_picture_with_too_many_points_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAXIMUM_PIXELS", 799)
    with pytest.raises(ValidationError, match="trop grande"):
        store(upload(picture("PNG"), "photo.png"))


def test_a_full_disk_leaves_neither_row_nor_part_of_a_file(monkeypatch):
    def full(self, name, content):
        path = self.base_location / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"debut")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.PrivateStorage, "_save", full)
    with pytest.raises(OSError, match="space"):
        store(upload())
    assert stored() == []
    assert not PrivateFile.objects.exists()


def test_a_removed_file_leaves_the_disk_once_that_is_committed(django_capture_on_commit_callbacks):
    file = store(upload())
    with django_capture_on_commit_callbacks(execute=True):
        remove(file)
        assert len(stored()) == 1
    assert stored() == []
    assert not PrivateFile.objects.exists()

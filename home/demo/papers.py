"""Small real files of the demonstration: a PDF and an ODT that any reader opens, written without any tool."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile

_ODT = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "meta", "style")
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_FIRST_LINE, _LINE, _MARGIN = 780, 18, 60


def pdf(name: str, title: str, lines: list[str]) -> ContentFile:
    """A page of A4: the title, then the lines, each short enough to stand on one (90 letters)."""
    shown = [(title, 16), ("", 11), *((line, 11) for line in lines)]
    text = b"".join(
        b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (size, _MARGIN, _FIRST_LINE - _LINE * rank, _escaped(line))
        for rank, (line, size) in enumerate(shown)
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % _escaped(title),
    )
    out, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return ContentFile(out + trailer % (len(objects) + 1, out.rindex(b"xref")), name=name)


def odt(name: str, title: str, lines: list[str]) -> ContentFile:
    """A text: its title as a heading, then a paragraph a line."""
    body = f'<text:h text:outline-level="1">{escape(title)}</text:h>'
    body += "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", _ODT), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # The type comes first and bare: this is how a program knows the file.
        archive.writestr("mimetype", _ODT, zipfile.ZIP_STORED)
        archive.writestr("content.xml", _document("content", content))
        archive.writestr("styles.xml", _document("styles", "<office:styles/>"))
        archive.writestr(
            "META-INF/manifest.xml",
            f'{_HEAD}<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.3">{entries}'
            "</manifest:manifest>",
        )
    return ContentFile(out.getvalue(), name=name)


def _document(kind: str, content: str) -> str:
    return f'{_HEAD}<office:document-{kind} {_NAMES} office:version="1.3">{content}</office:document-{kind}>'


def _escaped(text: str) -> bytes:
    """A text as PDF writes it between brackets."""
    coded = text.replace("’", "'").encode("cp1252", "replace")
    return coded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")

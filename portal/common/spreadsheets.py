"""OpenDocument spreadsheets, written as a stream (formats.md, section 8): a sheet « Lisez-moi », then the tables.

Texts are typed as texts, so that no formula guard is needed; spaces, tabs and line ends come back as they were.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone
from stream_zip import NO_COMPRESSION_32, ZIP_32, ZIP_64, stream_zip

from portal.common.exports import decimal_text

MIME_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
READ_ME = "Lisez-moi"
CHUNK = 65_536
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "number": "datastyle",
        "meta": "meta",
        "config": "config",
    }.items()
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"^ +| +$| {2,}|\t|\r")
_DAY_STYLE = "".join(
    (
        '<number:date-style style:name="jour-format">',
        '<number:day number:style="long"/><number:text>/</number:text>',
        '<number:month number:style="long"/><number:text>/</number:text>',
        '<number:year number:style="long"/></number:date-style>',
        '<style:style style:name="jour" style:family="table-cell" style:data-style-name="jour-format"/>',
        '<style:style style:name="entete" style:family="table-cell">',
        '<style:text-properties fo:font-weight="bold"/></style:style>',
    )
)


class Sheet(NamedTuple):
    """A table of the file; its rows may be any iterable, read once."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]


def write_ods(sheets: Iterable[Sheet], *, about: Sequence[tuple[str, Any]]) -> Iterator[bytes]:
    """The bytes of an ODS file, by chunks.

    In: the tables, and the lines of « Lisez-moi » (title, date, rows, rule, contact), each a label and a value; the
    first one's value is the document's title. Values as in `write_csv`. A character that XML cannot hold becomes
    U+FFFD.
    """
    tables = [Sheet(READ_ME, ("Rubrique", "Contenu"), about), *sheets]
    tables = [table._replace(name=_sheet_name(table.name)) for table in tables]
    now, mode = timezone.localtime().replace(tzinfo=None), 0o600
    files = (
        ("mimetype", now, mode, NO_COMPRESSION_32, (MIME_TYPE.encode(),)),
        ("META-INF/manifest.xml", now, mode, ZIP_32, (_manifest(),)),
        ("meta.xml", now, mode, ZIP_32, (_meta(str(about[0][1]), now),)),
        ("styles.xml", now, mode, ZIP_32, (_styles(),)),
        ("settings.xml", now, mode, ZIP_32, (_settings(tables),)),
        ("content.xml", now, mode, ZIP_64, _encoded(_content(tables))),
    )
    yield from stream_zip(files, chunk_size=CHUNK, extended_timestamps=False)


def _encoded(pieces: Iterator[str]) -> Iterator[bytes]:
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]*?:/\\]", " ", _xml(name)).strip("' ")[:60] or "Feuille"


def _manifest() -> bytes:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (
            ("/", MIME_TYPE),
            *((f"{part}.xml", "text/xml") for part in ("content", "styles", "meta", "settings")),
        )
    )
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    opening = f'<manifest:manifest xmlns:manifest="{namespace}" manifest:version="1.3">'
    return f"{_DECLARATION}{opening}{entries}</manifest:manifest>".encode()


def _meta(title: str, now: datetime) -> bytes:
    content = (
        f"<dc:title>{escape(_xml(title))}</dc:title><dc:language>fr-FR</dc:language>"
        f"<dc:date>{now.isoformat(timespec='seconds')}</dc:date>"
    )
    dublin_core = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return _document("document-meta", f"<office:meta>{content}</office:meta>", dublin_core)


def _styles() -> bytes:
    language = 'fo:language="fr" fo:country="FR"'
    default = (
        f'<style:default-style style:family="table-cell"><style:text-properties {language}/></style:default-style>'
    )
    return _document("document-styles", f"<office:styles>{default}</office:styles>")


def _settings(tables: list[Sheet]) -> bytes:
    """The first row of each table stays in sight while one scrolls."""
    frozen = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in (
            ("VerticalSplitMode", "short", 2),
            ("VerticalSplitPosition", "int", 1),
            ("ActiveSplitRange", "short", 2),
            ("PositionBottom", "int", 1),
        )
    )
    entries = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(table.name)}>{frozen}</config:config-item-map-entry>"
        for table in tables
    )
    named = f'<config:config-item-map-named config:name="Tables">{entries}</config:config-item-map-named>'
    view = f"<config:config-item-map-entry>{named}</config:config-item-map-entry>"
    indexed = f'<config:config-item-map-indexed config:name="Views">{view}</config:config-item-map-indexed>'
    items = f'<config:config-item-set config:name="ooo:view-settings">{indexed}</config:config-item-set>'
    return _document("document-settings", f"<office:settings>{items}</office:settings>")


def _document(name: str, body: str, more: str = "") -> bytes:
    return f'{_DECLARATION}<office:{name} {_NAMESPACES} {more} office:version="1.3">{body}</office:{name}>'.encode()


def _content(tables: list[Sheet]) -> Iterator[str]:
    widths = sorted({_width(label) for table in tables for label in table.header})
    yield f'{_DECLARATION}<office:document-content {_NAMESPACES} office:version="1.3"><office:automatic-styles>'
    for width in widths:
        yield f'<style:style style:name="largeur{width}" style:family="table-column">'
        yield f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
    yield f"{_DAY_STYLE}</office:automatic-styles><office:body><office:spreadsheet>"
    for table in tables:
        yield f"<table:table table:name={quoteattr(table.name)}>"
        for label in table.header:
            yield f'<table:table-column table:style-name="largeur{_width(label)}"/>'
        yield "<table:table-header-rows><table:table-row>"
        for label in table.header:
            yield _cell(label, ' table:style-name="entete"')
        yield "</table:table-row></table:table-header-rows>"
        for row in table.rows:
            yield f"<table:table-row>{''.join([_cell(value) for value in row])}</table:table-row>"
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _width(label: str) -> int:
    return min(12, max(3, len(label) // 4))


def _cell(value: Any, style: str = "") -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return _typed(f'boolean" office:boolean-value="{str(value).lower()}', "oui" if value else "non")
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value).replace(tzinfo=None)
    if isinstance(value, date):
        return _typed(f'date" office:date-value="{value.isoformat()}" table:style-name="jour', f"{value:%d/%m/%Y}")
    if isinstance(value, list | tuple):
        value = " | ".join(str(item) for item in value)
    if isinstance(value, int | float | Decimal):
        number = decimal_text(value)
        return _typed(f'float" office:value="{number}', number.replace(".", ","))
    if not isinstance(value, str):
        raise TypeError(f"no cell for {type(value).__name__}")
    return f'<table:table-cell office:value-type="string"{style}>{_paragraphs(value)}</table:table-cell>'


def _typed(kind: str, shown: str) -> str:
    return f'<table:table-cell office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'


def _paragraphs(text: str) -> str:
    """A text as paragraphs, one a line; the spaces that XML readers merge are named one by one."""
    lines = escape(_xml(text)).split("\n")
    return "".join(f"<text:p>{_SPACES.sub(_space, line)}</text:p>" for line in lines)


def _space(match: re.Match[str]) -> str:
    run = match.group()
    if run in "\t\r":
        return "<text:tab/>" if run == "\t" else "&#13;"
    return f'<text:s text:c="{len(run)}"/>'


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)

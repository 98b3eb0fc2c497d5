"""Files that leave the portal: CSV in two variants, JSON, and the headers of a download (formats.md, section 8).

Rows are written one by one, as they come: a file of a hundred thousand rows takes no more memory than one of ten.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import quote

from django.http import StreamingHttpResponse
from django.utils import timezone

Variant = Literal["open", "office"]

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
CHUNK = 65_536
_FORMULA = re.compile(r"[\t\r\n]|[\s\"']*[=+\-@＝＋－＠]")
_SPECIAL = re.compile(r'[",\r\n]')


def guard(text: str) -> str:
    """The text, with an apostrophe in front when a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`, for whoever reads our files back."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:]) else text


def write_csv(rows: Iterable[Sequence[Any]], header: Sequence[str], *, variant: Variant = "office") -> Iterator[bytes]:
    """The bytes of a CSV file, by chunks.

    In: rows of None, bool, numbers, dates, texts and lists; the header as shown. `office` is what French spreadsheets
    open with a double click, `open` what programs read. Raises TypeError for any other value, ValueError for a number
    that is not finite.
    """
    is_office = variant == "office"
    cell = _office_cell if is_office else _open_cell
    separator, end = (";", "\r\n") if is_office else (",", "\n")
    waiting, size = ["\ufeff"] if is_office else [], 0
    for row in _with_header(header, rows):
        # A line of one empty cell would be read as no row at all.
        line = (separator.join([cell(value) for value in row]) or '""') + end
        waiting.append(line)
        size += len(line)
        if size >= CHUNK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode()


def _with_header(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    yield header
    yield from rows


def _open_cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        text = guard(value)
        return _quoted(text) if _SPECIAL.search(text) else text
    return decimal_text(value)


def _office_cell(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list | tuple):
        value = " | ".join(str(item) for item in value)
    elif isinstance(value, datetime):
        return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%d/%m/%Y %H:%M}"
    elif isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return _quoted(guard(value))
    return decimal_text(value).replace(".", ",")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def decimal_text(value: Any) -> str:
    """A number without exponent nor thousands; nothing for None. TypeError, ValueError: see `write_csv`."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else value
        if not number.is_finite():
            raise ValueError(f"not a finite number: {value!r}")
        return format(number, "f")
    raise TypeError(f"no cell for {type(value).__name__}")


def write_json(document: Any) -> bytes:
    """A JSON document, readable as it is, its keys in the order given."""
    return (json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def content_disposition(name: str) -> str:
    """The header that saves a file under this name, whatever its letters; nothing in it can end the header.

    Path separators, control and direction characters become dashes.
    """
    safe = "".join("-" if (unicodedata.category(c)[0] in "CZ" and c != " ") or c in '/\\"' else c for c in name)
    safe = safe.strip(" .-")[:150] or "fichier"
    plain = unicodedata.normalize("NFKD", safe).encode("ascii", "ignore").decode().strip(" .-%") or "fichier"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"


def download(content: Iterable[bytes] | bytes, name: str, *, content_type: str = "") -> StreamingHttpResponse:
    """An answer that the browser saves as `name`; its type follows the extension unless given."""
    response = StreamingHttpResponse(
        [content] if isinstance(content, bytes) else content,
        content_type=content_type or CONTENT_TYPES[name.rpartition(".")[2]],
    )
    response["Content-Disposition"] = content_disposition(name)
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""The text of a PDF, ODT or DOCX file, read in a process of its own: a hostile file ends that process and no other.

Run as a program (`python -I texts.py TYPE < file`) it writes the number of pages, a line break, then the text.
"""

import html
import logging
import re
import resource
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

logger = logging.getLogger("portal.texts")

MAXIMUM_FILE = 30 * 1024 * 1024
MAXIMUM_TEXT = 300_000
MAXIMUM_PAGES = 500
MAXIMUM_XML = 20 * 1024 * 1024
SECONDS = 20
MEMORY = 1024 * 1024 * 1024
PDF = "application/pdf"
# The one part of these archives that holds the text.
PARTS = {
    "application/vnd.oasis.opendocument.text": "content.xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word/document.xml",
}
_BREAK = re.compile(r"</(?:text:p|text:h|w:p)>|<(?:text:line-break|text:tab|w:br|w:tab)[^>]*>")
_TAG = re.compile(r"<[^>]*>")


class Text(NamedTuple):
    """What a file says, and its number of pages when the format tells it."""

    text: str = ""
    pages: int | None = None


def text_of(stream: BinaryIO, content_type: str, size: int) -> Text:
    """The text of a file; empty for another type, for a file that is too big or that cannot be read in time."""
    if content_type not in {PDF, *PARTS} or size > MAXIMUM_FILE:
        return Text()
    try:
        done = subprocess.run(  # noqa: S603 - our own file, with a type from a closed list
            [sys.executable, "-I", str(Path(__file__)), content_type],
            input=stream.read(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as fault:
        logger.warning("text not read", extra={"fault": type(fault).__name__})
        return Text()
    pages, _, text = done.stdout.decode("utf-8", "replace").partition("\n")
    return Text(text.replace("\0", ""), int(pages) if pages else None)


def _read(content_type: str, content: bytes) -> Text:
    if content_type == PDF:
        from pypdf import PdfReader  # only the child process needs it

        reader, parts, size = PdfReader(BytesIO(content)), [], 0
        for page in reader.pages[:MAXIMUM_PAGES]:
            parts.append(page.extract_text())
            size += len(parts[-1])
            if size > MAXIMUM_TEXT:
                break
        return Text("\n".join(parts)[:MAXIMUM_TEXT], len(reader.pages))
    with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(PARTS[content_type]) as part:
        xml = part.read(MAXIMUM_XML).decode("utf-8", "replace")
    # No XML parser: entities are never expanded, and a document that is cut short still gives its words.
    return Text(html.unescape(_TAG.sub("", _BREAK.sub("\n", xml)))[:MAXIMUM_TEXT])


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    logging.disable()
    found = _read(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(f"{'' if found.pages is None else found.pages}\n{found.text}".encode("utf-8", "replace"))

"""Reading a CSV file that somebody else wrote: encoding, separator, headings, cells (formats.md, sections 1 and 8)."""

import csv
import io
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.common.exports import unguard

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 500
LONGEST_CELL = 32_767
MOST_MESSAGES = 2_000
SEPARATORS = ";,\t"


class Message(NamedTuple):
    """What is wrong, where: the row as the office suite numbers it (headings are row 1), the heading, a sentence."""

    code: str
    row: int
    column: str
    text: str
    is_warning: bool = False

    def __str__(self) -> str:
        place = _("Ligne %(row)s") % {"row": self.row} if self.row else _("Fichier")
        if self.column:
            place = _("%(place)s, colonne « %(column)s »") % {"place": place, "column": self.column}
        return _("%(place)s : %(text)s [%(code)s]") % {"place": place, "text": self.text, "code": self.code}


@dataclass
class Report:
    """What a reading found: faults refuse the file, warnings do not."""

    faults: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)

    def fault(self, code: str, text: str, *, row: int = 0, column: str = "") -> None:
        """Note a fault; after 2,000 of them only that there are too many."""
        if len(self.faults) < MOST_MESSAGES:
            self.faults.append(Message(code, row, column, text))
        elif len(self.faults) == MOST_MESSAGES:
            self.faults.append(Message("too_many_messages", 0, "", _("Trop d’erreurs : corrigez d’abord celles-ci.")))

    def warn(self, code: str, text: str, *, row: int = 0, column: str = "") -> None:
        """Note what is worth knowing."""
        self.warnings.append(Message(code, row, column, text, is_warning=True))


class Line(NamedTuple):
    """A row of the file: its number, and its cells by heading."""

    number: int
    cells: dict[str, str]


def read_csv(content: bytes, report: Report, *, required: tuple[str, ...]) -> tuple[list[str], list[Line]]:
    """The headings and the rows of a CSV file; what is wrong goes to `report`, and both are then to be thrown away."""
    text = _decoded(content, report)
    if text is None:
        return [], []
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    csv.field_size_limit(LARGEST_FILE)
    try:
        rows = [row for row in reader]  # noqa: C416 - list() would hide where a malformed row is
    except csv.Error:
        report.fault(
            "file_unreadable", _("Un guillemet n’est pas fermé, ou la ligne est mal formée."), row=reader.line_num
        )
        return [], []
    if not rows or not any(cell.strip() for cell in rows[0]):
        report.fault("file_unreadable", _("Ce fichier est vide."))
        return [], []
    header = [unguard(cell.strip()) for cell in rows[0]]
    _check_header(header, report, required)
    lines = [row for row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row[1])]
    if len(lines) > MOST_ROWS or len(header) > MOST_COLUMNS:
        report.fault("file_too_big", _("Ce fichier a trop de lignes ou de colonnes : partagez-le en plusieurs."))
        return header, []
    return header, [Line(number, _cells(number, header, row, report)) for number, row in lines]


def _decoded(content: bytes, report: Report) -> str | None:
    if len(content) > LARGEST_FILE:
        report.fault("file_too_big", _("Ce fichier dépasse 10 Mo : partagez-le en plusieurs."))
        return None
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        report.fault("file_unreadable", _("Ce fichier n’est pas un texte : enregistrez-le en CSV, codage UTF-8."))
        return None
    samples = [word for word in text.split() if not word.isascii()][:3]
    report.warn("encoding_guessed", _("Le codage n’est pas UTF-8. Vérifiez ces mots : %s.") % ", ".join(samples))
    return text


def _check_header(header: list[str], report: Report, required: tuple[str, ...]) -> None:
    for name in required:
        if name not in header:
            report.fault("header_missing", _("La colonne « %s » manque.") % name, row=1, column=name)
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        report.fault("header_twice", _("La colonne « %s » est là deux fois.") % name, row=1, column=name)


def _cells(number: int, header: list[str], row: list[str], report: Report) -> dict[str, str]:
    if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
        report.fault("row_too_long", _("Cette ligne a plus de cases que de colonnes."), row=number)
    cells = {}
    for name, raw in zip(header, [*row, *[""] * (len(header) - len(row))], strict=False):
        cell = unguard(raw)
        if len(cell) > LONGEST_CELL:
            report.fault("cell_too_long", _("Le texte est trop long."), row=number, column=name)
        elif _is_unclean(cell):
            report.fault("control_character", _("La case contient un caractère invisible."), row=number, column=name)
        cells[name] = unicodedata.normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n").strip())
    return cells


def _is_unclean(cell: str) -> bool:
    if cell.isascii() and cell.isprintable():
        return False
    return any(unicodedata.category(character) in {"Cc", "Cs"} and character not in "\t\n\r" for character in cell)

"""What leaves in a file comes back as it was, and nothing in it is ever a formula: formats.md, section 8."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.element import Element
from odf.namespaces import OFFICENS, TABLENS, TEXTNS
from odf.opendocument import load

from portal.common.exports import content_disposition, download, unguard, write_csv, write_json
from portal.common.spreadsheets import Sheet, write_ods

pytestmark = pytest.mark.any_engine

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40) | st.sampled_from(
    [
        "=1+1",
        " =1",
        "'=1",
        "''=1",
        "\"'+2",
        "-5",
        "@x",
        "＝A1",
        "\tx",
        "\rx",
        "\nx",
        "a,b",
        'dit "non"',
        "ligne\r\nsuite",
        "👩 né·e·s",
        "مرحبا",
        "'",
        "''",
        "' '-",
        "5",
        "",
        "  deux  ",
    ]
)


def as_bytes(chunks):
    return b"".join(chunks)


def read_csv(content, separator, encoding):
    return list(csv.reader(io.StringIO(content.decode(encoding), newline=""), delimiter=separator))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=4), st.lists(texts, min_size=2, max_size=2))
def test_every_text_comes_back_from_csv_as_it_was(rows, header):
    for variant, separator, encoding in (("open", ",", "utf-8"), ("office", ";", "utf-8-sig")):
        content = as_bytes(write_csv(rows, header, variant=variant))
        back = [[unguard(cell) for cell in row] for row in read_csv(content, separator, encoding)]
        assert back == [header, *rows]


@settings(max_examples=300, deadline=None)
@given(texts)
def test_no_cell_of_a_csv_file_begins_a_formula(text):
    for variant, separator, encoding in (("open", ",", "utf-8"), ("office", ";", "utf-8-sig")):
        rows = read_csv(as_bytes(write_csv([[text, 1]], [text, "n"], variant=variant)), separator, encoding)
        for cell in (*rows[0], *rows[1]):
            assert not cell.lstrip(" \u00a0\u202f\"'\t\r\n").startswith(tuple("=+-@＝＋－＠")) or cell.startswith("'")
            assert not cell.startswith(("\t", "\r", "\n"))


VALUES = [None, True, False, -5, 1234.5, Decimal("1E+3"), date(2026, 3, 26), ["a", "b"], "=x"]


def test_the_office_variant_is_what_a_french_spreadsheet_opens():
    content = as_bytes(write_csv([VALUES], list("abcdefghi"), variant="office"))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == (
        '"a";"b";"c";"d";"e";"f";"g";"h";"i"\r\n;oui;non;-5;1234,5;1000;26/03/2026;"a | b";"\'=x"\r\n'
    )


def test_the_open_variant_is_what_programs_read():
    content = as_bytes(write_csv([VALUES], list("abcdefghi"), variant="open"))
    assert content.decode() == 'a,b,c,d,e,f,g,h,i\n,true,false,-5,1234.5,1000,2026-03-26,"[""a"", ""b""]",\'=x\n'


def test_moments_are_written_in_paris_time():
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=timezone.get_fixed_timezone(0))
    assert b"02/07/2026 00:30" in as_bytes(write_csv([[moment]], ["a"]))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_a_number_that_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        as_bytes(write_csv([[value]], ["a"]))


def test_a_value_without_a_written_form_is_refused():
    with pytest.raises(TypeError, match="object"):
        as_bytes(write_csv([[object()]], ["a"]))
    with pytest.raises(TypeError, match="object"):
        as_bytes(write_ods([Sheet("a", ["a"], [[object()]])], about=[("Titre", "t")]))


def test_a_column_of_empty_texts_keeps_its_rows():
    assert as_bytes(write_csv([[""], [None]], ["a"], variant="open")) == b'a\n""\n""\n'


def test_rows_are_written_as_they_come():
    taken = []

    def rows():
        for n in range(50_000):
            taken.append(n)
            yield [n, "texte assez long pour remplir une page"]

    next(write_csv(rows(), ["n", "texte"]))
    assert len(taken) < 3_000


def text_of(node):
    """The text of a paragraph as a reader of OpenDocument shows it."""
    if not isinstance(node, Element):
        return str(node)
    if node.qname == (TEXTNS, "s"):
        return " " * int(node.getAttribute("c"))
    if node.qname == (TEXTNS, "tab"):
        return "\t"
    return "".join(text_of(child) for child in node.childNodes)


def read_ods(content):
    """The sheets of a file as `{name: rows}`, each cell a pair of its type and its value."""
    sheets = {}
    for table in load(io.BytesIO(content)).spreadsheet.getElementsByType(
        lambda **kw: Element(qname=(TABLENS, "table"))
    ):
        rows = []
        for row in table.getElementsByType(lambda **kw: Element(qname=(TABLENS, "table-row"))):
            cells = []
            for cell in row.childNodes:
                kind = cell.getAttrNS(OFFICENS, "value-type")
                shown = "\n".join(text_of(paragraph) for paragraph in cell.childNodes)
                attribute = {"float": "value", "date": "date-value", "boolean": "boolean-value"}.get(kind)
                cells.append((kind, cell.getAttrNS(OFFICENS, attribute) if attribute else shown))
            rows.append(cells)
        sheets[table.getAttrNS(TABLENS, "name")] = rows
    return sheets


xml_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r"), max_size=40).filter(
    lambda text: not {"\ufffe", "\uffff"} & set(text)
)


@settings(max_examples=80, deadline=None)
@given(st.lists(xml_texts | texts.filter(lambda text: text.isprintable()), min_size=1, max_size=6))
def test_every_text_comes_back_from_ods_as_it_was(cells):
    content = as_bytes(write_ods([Sheet("Données", ["a"], [[cell] for cell in cells])], about=[("Titre", "t")]))
    assert [row[0] for row in read_ods(content)["Données"][1:]] == [("string", cell) for cell in cells]


def test_an_ods_file_says_first_what_it_is_then_types_its_cells():
    sheet = Sheet("Résultats: [tous]", ["=un", "deux"], [VALUES])
    content = as_bytes(write_ods([sheet], about=[("Titre", "Les maires"), ("Lignes", 105)]))
    archive = zipfile.ZipFile(io.BytesIO(content))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert content[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
    assert archive.testzip() is None
    assert {"content.xml", "meta.xml", "styles.xml", "settings.xml", "META-INF/manifest.xml"} < set(archive.namelist())
    assert b'fo:language="fr"' in archive.read("styles.xml")
    sheets = read_ods(content)
    assert list(sheets) == ["Lisez-moi", "Résultats   tous"]
    assert sheets["Lisez-moi"][1:] == [
        [("string", "Titre"), ("string", "Les maires")],
        [("string", "Lignes"), ("float", "105")],
    ]
    assert sheets["Résultats   tous"][0] == [("string", "=un"), ("string", "deux")]
    assert [value for _, value in sheets["Résultats   tous"][1]] == [
        "", "true", "false", "-5", "1234.5", "1000", "2026-03-26", "a | b", "=x"
    ]  # fmt: skip


def test_a_character_that_xml_cannot_hold_is_replaced_in_ods():
    content = as_bytes(write_ods([Sheet("a", ["a\x01"], [["b\x0b"]])], about=[("Titre", "\x02")]))
    assert read_ods(content)["a"] == [[("string", "a\ufffd")], [("string", "b\ufffd")]]


def test_json_keeps_accents_and_refuses_what_is_no_number():
    assert json.loads(write_json({"é": [1, None]})) == {"é": [1, None]}
    assert "é".encode() in write_json({"é": 1})
    with pytest.raises(ValueError, match="JSON"):
        write_json(float("nan"))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("résultats 2026.csv", "resultats 2026.csv"),
        ("../../etc/passwd", "etc-passwd"),
        ('a"b\r\nSet-Cookie: x.csv', "a-b--Set-Cookie: x.csv"),
        ("fdp.\u202exe", "fdp.-xe"),
        ("\0", "fichier"),
        ("مرحبا", "fichier"),
    ],
)
def test_a_file_name_never_breaks_the_header(name, plain):
    header = content_disposition(name)
    assert f'filename="{plain}"' in header
    assert "\r" not in header
    assert header.isascii()


def test_a_long_name_is_cut():
    assert len(content_disposition("é" * 300)) < 1_200


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("a.csv", "text/csv; charset=utf-8"), ("a.ods", "application/vnd.oasis.opendocument.spreadsheet")],
)
def test_a_download_is_saved_and_never_shown(name, content_type):
    response = download(write_csv([], ["a"]), name)
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == b'\xef\xbb\xbf"a"\r\n'

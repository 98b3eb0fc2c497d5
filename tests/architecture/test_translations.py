"""The words of the portal: each one said in English and in Arabic, and none left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from django.utils.translation import gettext, override
from django.utils.translation.template import templatize

pytestmark = pytest.mark.any_engine
ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "home", "consultations", "donner_pour_recevoir", "network")
LANGUAGES = ("en", "ar")
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|%%|<[^>]+>")
# What Django's templatize leaves of a tag: a call, with the text as a Python string.
TEMPLATE_CALL = re.compile(r"""\b(?:_|n?gettext)\(\s*(u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))""")
FRENCH_SPACING = re.compile(r"[\u00a0\u202f]| [:;!?»،؛؟]|« ")
LATIN_PUNCTUATION = re.compile(r"[\u0600-\u06ff][,;?]")


@pytest.fixture(scope="module", params=LANGUAGES)
def entries(request: pytest.FixtureRequest) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / request.param / "LC_MESSAGES" / "django.po"))


def test_every_word_is_translated_and_no_guess_is_left(entries: polib.POFile) -> None:
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy or entry.obsolete] == []


def test_a_translation_carries_the_same_figures_names_and_tags(entries: polib.POFile) -> None:
    faulty = [
        said
        for entry in entries
        for said in _forms(entry)
        if sorted(PLACEHOLDER.findall(said)) != sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]
    assert faulty == []


def test_a_count_has_as_many_forms_as_its_language(entries: polib.POFile) -> None:
    language = Catalog(locale=entries.metadata["Language"])
    assert f"nplurals={language.num_plurals};" in entries.metadata["Plural-Forms"]
    counts = {len(entry.msgstr_plural) for entry in entries if entry.msgid_plural}
    assert counts == {language.num_plurals}


def test_punctuation_is_that_of_the_language(entries: polib.POFile) -> None:
    wrong = [said for entry in entries for said in _forms(entry) if FRENCH_SPACING.search(said)]
    if entries.metadata["Language"] == "ar":
        wrong += [said for entry in entries for said in _forms(entry) if LATIN_PUNCTUATION.search(said)]
    assert wrong == []


def test_the_catalogues_hold_what_code_and_templates_say_and_nothing_else(entries: polib.POFile) -> None:
    catalogue, used = {entry.msgid for entry in entries}, _said_by_code() | _said_by_templates()
    assert used - catalogue == set(), "run manage.py makemessages, then translate"
    assert catalogue - used == set(), "run manage.py makemessages --no-obsolete"


def _forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def _files(pattern: str) -> Iterator[Path]:
    for app in APPS:
        yield from (path for path in (ROOT / app).rglob(pattern) if "migrations" not in path.parts)


def _said_by_code() -> set[str]:
    said = set()
    for path in _files("*.py"):
        with path.open("rb") as source:
            for _line, _function, words, _comments in extract_python(source, KEYWORDS, [], {"encoding": "utf-8"}):
                said.add(words[0] if isinstance(words, tuple) else words)
    return said - {None, ""}  # None: a variable, whose words are marked where they are written


def _said_by_templates() -> set[str]:
    return {
        ast.literal_eval(call)
        for path in _files("*.html")
        for call in TEMPLATE_CALL.findall(templatize(path.read_text(), origin=str(path)))
    }


def test_no_library_translates_our_french_into_other_french() -> None:
    words = [entry.msgid for entry in polib.pofile(str(ROOT / "locale/en/LC_MESSAGES/django.po"))]
    with override("fr"):
        changed = {word: gettext(word) for word in words if gettext(word).lower() != word.lower()}
    assert changed == {}

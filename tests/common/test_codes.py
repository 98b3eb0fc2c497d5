"""A code on paper does what a link does: it is read aloud, mistyped, forgiven, and never stored."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.codes import ALPHABET, LENGTH, derive, digest, display, new_code, normalise

pytestmark = pytest.mark.any_engine

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_new_codes_are_ten_characters_and_all_different():
    drawn = {new_code() for _ in range(500)}
    assert len(drawn) == 500
    assert all(len(code) == 10 and set(code) <= set(ALPHABET) for code in drawn)


def test_a_code_is_shown_in_two_groups_of_five():
    assert display("K7F3QXM92H") == "K7F3Q-XM92H"


@pytest.mark.parametrize(
    "typed",
    ["K7F3Q-XM92H", "k7f3q xm92h", " K7F3QXM92H ", "K7F3Q–XM92H", "K7-F3-QX-M9-2H", "\u200fK7F3Q XM92H", "Ｋ7F3QXM92H"],
)
def test_case_spaces_and_dashes_are_forgiven(typed):
    assert normalise(typed) == "K7F3QXM92H"


def test_letters_that_look_like_digits_are_those_digits():
    assert normalise("oOiIlL-7777") == "0011117777"


def test_digits_of_another_script_are_digits():
    assert normalise("K٧F٣Q-XM٩٢H") == "K7F3QXM92H"


@pytest.mark.parametrize(
    "typed", ["", "K7F3Q", "K7F3QXM92HH", "K7F3QXM92U", "K7F3Q/XM92H", "\0" * 10, "é" * 10, "A" * 10_000]
)
def test_what_is_no_code_is_none(typed):
    assert normalise(typed) is None


@given(st.text(max_size=120))
def test_no_text_ever_breaks_the_reading_of_a_code(text):
    code = normalise(text)
    assert code is None or normalise(display(code)) == code


@given(codes)
def test_a_shown_code_is_read_back(code):
    assert normalise(display(code).lower()) == code


def test_a_digest_depends_on_the_purpose_and_on_the_pepper(settings):
    first = digest("K7F3QXM92H", "access")
    assert len(first) == 64
    assert first == digest("K7F3QXM92H", "access")
    assert first != digest("K7F3QXM92H", "personal")
    settings.CODE_PEPPER = "un autre poivre, assez long lui aussi"
    assert first != digest("K7F3QXM92H", "access")


def test_a_derived_code_is_always_the_same_and_tells_nothing_of_another(settings):
    identifier = uuid.uuid4()
    code = derive(identifier, "personal")
    assert normalise(code) == code == derive(identifier, "personal")
    assert code != derive(identifier, "other")
    assert len({derive(uuid.uuid4(), "personal") for _ in range(500)}) == 500
    settings.CODE_PEPPER = "un autre poivre, assez long lui aussi"
    assert code != derive(identifier, "personal")

"""Each kind of question: asked, stored, said, counted, imported."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.questions import KINDS, CellError
from tests.factories.consultations import EVERY_KIND, identifier, structure

ASKED = structure(*EVERY_KIND)
NBSP = "\u00a0"


def item(code: str, name: str, of: str) -> str:
    return identifier(of, name, code)


def form_of(code: str, data: dict) -> forms.Form:
    question = ASKED.by_code[code]
    form = forms.Form(data)
    form.fields.update(KINDS[question.kind].fields(question))
    return form


def store(code: str, data: dict):
    """What a person's input becomes; raises ValidationError as the screens show it."""
    question, form = ASKED.by_code[code], form_of(code, data)
    if not form.is_valid():
        raise ValidationError({name: list(errors) for name, errors in form.errors.items()})
    return KINDS[question.kind].stored(question, form.cleaned_data)


def said(code: str, value) -> list[str]:
    question = ASKED.by_code[code]
    return KINDS[question.kind].words(question, value)


def cells(code: str, value) -> list:
    question = ASKED.by_code[code]
    return list(KINDS[question.kind].cells(question, value))


A, B, OTHER = (item(code, "options", "cu") for code in ("a", "b", "autre"))
MA, MB, MOTHER, MNONE = (item(code, "options", "cm") for code in ("a", "b", "autre", "aucun"))
ROW1, ROW2 = item("l1", "rows", "mm"), item("l2", "rows", "mm")
X, Y = item("x", "columns", "mm"), item("y", "columns", "mm")
N1, N2, NOTHER = (item(code, "rows", "tn") for code in ("l1", "l2", "autre"))
TX, TY = item("x", "columns", "tt"), item("y", "columns", "tt")

EXAMPLES = [
    ("on", {"on": "oui"}, "yes", ["Oui"], [("yes", None)]),
    ("cu", {"cu": "a"}, {"option": A}, ["A"], [(A, None)]),
    (
        "cu",
        {"cu": "autre", "cu__autre": "à pied"},
        {"option": OTHER, "text": "à pied"},
        [f"Autre{NBSP}: à pied"],
        [(OTHER, None)],
    ),
    (
        "cm",
        {"cm": ["b", "a", "a"]},
        {"options": [MA, MB], "texts": {}},
        ["A", "B"],
        [(MA, None), (MB, None)],
    ),
    ("ec", {"ec": "4"}, "4", ["Plutôt d’accord"], [("4", None)]),
    ("vi", {"vi": "5"}, "5", ["Très content"], [("5", None)]),
    ("tc", {"tc": "Sète"}, "Sète", ["Sète"], []),
    ("tl", {"tl": "un\r\ndeux"}, "un\r\ndeux", ["un", "deux"], []),
    ("no", {"no": f"1{NBSP}0,5"}, 10.5, [f"10,5{NBSP}km"], [("value", 10.5)]),
    (
        "da",
        {"da__day": "26", "da__month": "3", "da__year": "2026"},
        "2026-03-26",
        ["26 mars 2026"],
        [("2026-03", None)],
    ),
    ("mo", {"mo__month": "03", "mo__year": "2026"}, "2026-03", ["mars 2026"], [("2026-03", None)]),
    (
        "ms",
        {"ms__l1": "x"},
        {"rows": {item("l1", "rows", "ms"): [item("x", "columns", "ms")]}, "texts": {}},
        [f"L1{NBSP}: X"],
        [(f"{item('l1', 'rows', 'ms')}/{item('x', 'columns', 'ms')}", None)],
    ),
    (
        "mm",
        {"mm__l1": ["y", "x"], "mm__l2__text": "marché"},
        {"rows": {ROW1: [X, Y]}, "texts": {ROW2: "marché"}},
        [f"L1{NBSP}: X, Y", f"L2{NBSP}: marché"],
        [(f"{ROW1}/{X}", None), (f"{ROW1}/{Y}", None)],
    ),
    (
        "tn",
        {"tn__l1": "2", "tn__autre": "3", "tn__autre__text": "stagiaires"},
        {"cells": {N1: 2, NOTHER: 3}, "texts": {NOTHER: "stagiaires"}},
        [f"L1{NBSP}: 2", f"Autre{NBSP}: 3, stagiaires", f"Total{NBSP}: 5"],
        [(f"{N1}/value", 2), (f"{NOTHER}/value", 3), ("total/value", 5)],
    ),
    ("tt", {"tt__x": "colis"}, {TX: "colis"}, [f"X{NBSP}: colis"], []),
]


@pytest.mark.parametrize(("code", "typed", "value", "words", "moved"), EXAMPLES)
def test_an_answer_is_stored_said_and_counted(code, typed, value, words, moved):
    assert store(code, typed) == value
    assert said(code, value) == words
    assert cells(code, value) == moved
    keys = KINDS[ASKED.by_code[code].kind].cell_keys(ASKED.by_code[code])
    assert not keys or {cell for cell, _amount in moved} <= set(keys)


@pytest.mark.parametrize("question", [q for q in ASKED if q.kind != "commune"], ids=lambda q: q.code)
def test_nothing_typed_is_no_answer(question):
    assert store(question.code, {}) is None


REFUSED = [
    ("on", {"on": "peut-être"}, "on", "Choisissez une réponse de la liste."),
    (
        "cu",
        {"cu": "a", "cu__autre": "à pied"},
        "cu__autre",
        f"Choisissez aussi «{NBSP}Autre{NBSP}», ou effacez ce texte.",
    ),
    (
        "cm",
        {"cm": ["aucun", "a"]},
        "cm",
        f"«{NBSP}Aucun{NBSP}» ne va pas avec d’autres choix{NBSP}: gardez l’un ou les autres.",
    ),
    ("tc", {"tc": "é" * 251}, "tc", f"Votre texte est trop long{NBSP}: enlevez 1 signe (250 au plus)."),
    ("tl", {"tl": "a" * 5002}, "tl", f"Votre texte est trop long{NBSP}: enlevez 2 signes (5000 au plus)."),
    (
        "tc",
        {"tc": "a\x00"},
        "tc",
        "Votre texte contient un signe que nous ne pouvons pas garder. Effacez-le, puis continuez.",
    ),
    (
        "tc",
        {"tc": "a\ud800"},
        "tc",
        "Votre texte contient un signe que nous ne pouvons pas garder. Effacez-le, puis continuez.",
    ),
    ("no", {"no": "dix"}, "no", "Écrivez un nombre, avec des chiffres seulement."),
    ("no", {"no": "1001"}, "no", f"Écrivez un nombre égal ou inférieur à 1{NBSP}000."),
    ("no", {"no": "1,234"}, "no", "Écrivez 2 chiffres au plus après la virgule."),
    ("tn", {"tn__l1": "1,5"}, "tn__l1", "Écrivez un nombre entier, sans virgule."),
    ("da", {"da__day": "26", "da__year": "2026"}, "da__month", "Écrivez aussi le mois."),
    (
        "da",
        {"da__day": "31", "da__month": "2", "da__year": "2026"},
        "da__day",
        f"Cette date n’existe pas{NBSP}: vérifiez le jour, le mois et l’année.",
    ),
    (
        "da",
        {"da__day": "1", "da__month": "2", "da__year": "26"},
        "da__year",
        "Écrivez l’année avec quatre chiffres, comme 2026.",
    ),
    ("ms", {"ms__l1": "z"}, "ms__l1", "Choisissez une réponse de la liste."),
]


@pytest.mark.parametrize(("code", "typed", "field", "sentence"), REFUSED)
def test_what_cannot_be_an_answer_is_refused_at_its_field_and_says_what_to_do(code, typed, field, sentence):
    with pytest.raises(ValidationError) as refused:
        store(code, typed)
    assert refused.value.message_dict == {field: [sentence]}


def test_a_text_is_kept_as_typed_but_composed():
    assert store("tc", {"tc": "  e\u0301té "}) == "  été "
    assert store("tl", {"tl": " \r\n "}) is None


def test_the_portal_words_its_own_options_in_each_language():
    with override("en"):
        assert KINDS["scale"].fixed_options({"wording": "ease", "steps": "3"}, ["fr", "en"])[0]["labels"]["fr"]


TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=60).filter(str.strip)


def answers() -> st.SearchStrategy:
    """A question's code and some input that it accepts."""
    return st.one_of(
        st.tuples(st.just("on"), st.fixed_dictionaries({"on": st.sampled_from(["oui", "non"])})),
        st.tuples(st.just("cu"), st.fixed_dictionaries({"cu": st.just("autre"), "cu__autre": TEXTS})),
        st.tuples(
            st.just("cm"), st.fixed_dictionaries({"cm": st.sets(st.sampled_from(["a", "b", "autre"])).map(sorted)})
        ),
        st.tuples(st.just("tc"), st.fixed_dictionaries({"tc": TEXTS})),
        st.tuples(st.just("tl"), st.fixed_dictionaries({"tl": TEXTS})),
        st.tuples(st.just("no"), st.fixed_dictionaries({"no": st.decimals(-10, 1000, places=2).map(str)})),
        st.tuples(
            st.just("da"),
            st.dates()
            .filter(lambda d: 1900 <= d.year <= 2100)
            .map(lambda d: {"da__day": str(d.day), "da__month": str(d.month), "da__year": str(d.year)}),
        ),
        st.tuples(
            st.just("mm"),
            st.fixed_dictionaries(
                {"mm__l1": st.sets(st.sampled_from(["x", "y"])).map(sorted), "mm__l2__text": TEXTS | st.just("")}
            ),
        ),
        st.tuples(
            st.just("tn"), st.fixed_dictionaries({"tn__l1": st.integers(0, 10**6).map(str), "tn__autre__text": TEXTS})
        ),
        st.tuples(st.just("tt"), st.fixed_dictionaries({"tt__x": TEXTS, "tt__y": TEXTS | st.just("")})),
    )


@settings(max_examples=150, deadline=None)
@given(answers())
@pytest.mark.any_engine
def test_what_is_stored_shows_again_and_stores_the_same(answer):
    code, typed = answer
    question = ASKED.by_code[code]
    value = store(code, typed)
    if value is not None:
        assert store(code, KINDS[question.kind].initial(question, value)) == value
        assert said(code, value)


ROWS = [
    ("on", {"on": "oui"}, "yes"),
    ("cu", {"cu": "autre", "cu_autre_texte": "à pied"}, {"option": OTHER, "text": "à pied"}),
    ("cm", {"cm": "b|a"}, {"options": [MA, MB], "texts": {}}),
    ("cm", {"cm_a": "1", "cm_b": "0"}, {"options": [MA], "texts": {}}),
    ("no", {"no": "1,5"}, 1.5),
    ("da", {"da": "26/03/2026"}, "2026-03-26"),
    ("mo", {"mo": "2026-03"}, "2026-03"),
    ("mm", {"mm_l1": "y|x"}, {"rows": {ROW1: [X, Y]}, "texts": {}}),
    ("tn", {"tn_l1": "1", "tn_l2": "2", "tn_total": "3"}, {"cells": {N1: 1, N2: 2}, "texts": {}}),
    ("tt", {"tt_y": "colis"}, {TY: "colis"}),
    ("tl", {"tl": ""}, None),
    ("info", {"info": "x"}, None),
]


@pytest.mark.parametrize(("code", "row", "value"), ROWS)
def test_a_row_of_our_own_file_gives_the_same_value(code, row, value):
    question = ASKED.by_code[code]
    assert KINDS[question.kind].parse(question, row) == value
    assert code == "info" or set(row) <= set(KINDS[question.kind].columns(question))


@pytest.mark.parametrize(
    ("code", "row", "column"),
    [
        ("on", {"on": "si"}, "on"),
        ("cm", {"cm": "a|zz"}, "cm"),
        ("cm", {"cm_a": "2"}, "cm_a"),
        ("cm", {"cm": "a|aucun"}, "cm"),
        ("no", {"no": "x"}, "no"),
        ("da", {"da": "2026-02-31"}, "da"),
        ("ms", {"ms_l1": "x|y"}, "ms_l1"),
        ("tn", {"tn_l1": "1", "tn_total": "2"}, "tn_total"),
        ("tc", {"tc": "é" * 251}, "tc"),
    ],
)
def test_a_cell_that_cannot_be_an_answer_is_named(code, row, column):
    question = ASKED.by_code[code]
    with pytest.raises(CellError) as refused:
        KINDS[question.kind].parse(question, row)
    assert refused.value.column == column
    assert refused.value.sentence.endswith(".")

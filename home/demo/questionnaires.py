"""Questionnaires as raw data of a StreamField, with an identifier at every level that all languages share."""

import uuid
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
KINDS = {
    "texte_court": "short_text",
    "texte_long": "long_text",
    "choix_unique": "single_choice",
    "choix_multiple": "multiple_choice",
    "tableau_texte": "text_table",
    "tableau_nombre": "number_table",
    "matrice": "matrix_multiple",
    "commune": "commune",
}
OPERATORS = {"egal": "eq", "contient": "includes", "non_vide": "answered"}

Raw = dict[str, Any]


def section(code: str, title: str, questions: list[Raw]) -> Raw:
    """A part of a questionnaire."""
    return {"type": "section", "value": {"code": code, "title": title, "questions": questions}}


def question(kind: str, code: str, text: str, **value: Any) -> Raw:
    """A question; lists are given as dictionaries of values, one an item, and a condition as (match, tests)."""
    match, tests = value.pop("condition", ("all", []))
    lists = {
        name: [_item(item) for item in value.pop(name)] for name in ("options", "rows", "columns") if name in value
    }
    condition = {"match": match, "tests": [_item(test) for test in tests]}
    return {"type": kind, "value": {"code": code, "text": text, "condition": condition, **lists, **value}}


def identified(blocks: list[Raw], seed: str) -> list[Raw]:
    """The same data with the identifiers that answers, translations and results hold on to."""
    for position, block in enumerate(blocks):
        value = block["value"]
        here = f"{seed}/{value.get('code', position)}"
        block["id"] = str(uuid.uuid5(uuid.NAMESPACE_URL, here))
        for name in ("questions", "options", "rows", "columns"):
            if name in value:
                identified(value[name], f"{here}/{name}")
        if "condition" in value:
            identified(value["condition"]["tests"], f"{here}/condition")
    return blocks


def mayors() -> list[Raw]:
    """The questionnaire of April 2022, from the file that transcribes it."""
    source = yaml.safe_load((DATA / "questionnaire_maires.yaml").read_text(encoding="utf-8"))
    who = [_transcribed(each, is_personal=True, offers_special=False) for each in source["identification"]]
    parts = [section("identification", "Qui répond", who)]
    for part in source["sections"]:
        questions = []
        for each in part["questions"]:
            questions.append(_transcribed(each))
            questions.extend(_transcribed(follow_up) for follow_up in each.get("suites", []))
        parts.append(section(part["code"], part["titre"], questions))
    return identified(parts, "questionnaire-maires")


def _item(value: Raw) -> Raw:
    return {"type": "item", "value": value}


def _transcribed(source: Raw, **value: Any) -> Raw:
    kind = KINDS[source["type"]]
    for name, key in (("options", "options"), ("rows", "lignes"), ("columns", "colonnes")):
        if key in source:
            value[name] = [_labelled(item, has_text=name != "columns") for item in source[key]]
    if "condition" in source:
        tests = source["condition"].get("un_parmi", [source["condition"]])
        value["condition"] = ("any", [_test(test) for test in tests])
    if kind == "number_table":
        value |= {"total": _typeset(source["total"]["libelle"]), "least": 0, "decimals": 0}
    if kind == "matrix_multiple":
        # Ten lines of three boxes fill a screen: what is not known is left empty.
        value["offers_special"] = False
    return question(kind, source["code"], _typeset(source["texte"]), **value)


def _labelled(item: Raw, *, has_text: bool) -> Raw:
    words = {"code": item["code"], "label": _typeset(item["libelle"])}
    return {**words, "has_text": bool(item.get("precision_texte"))} if has_text else words


def _test(test: Raw) -> Raw:
    value = test["valeur"] if isinstance(test["valeur"], str) else ""
    return {"question": test["question"], "op": OPERATORS[test["operateur"]], "value": value}


def _typeset(text: str) -> str:
    """French typography: the apostrophe, and no break before double signs."""
    text = text.replace("'", "’").replace("Elus", "Élus")
    for sign in (" :", " ;", " ?", " !"):
        text = text.replace(sign, f"\u00a0{sign[1]}")
    return text

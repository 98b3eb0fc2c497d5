"""From pages that editors write to the frozen JSON that people answer."""

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue

from consultations.questions.kinds import KINDS

if TYPE_CHECKING:
    from consultations.models import Consultation

ITEM_LISTS = ("options", "rows", "columns")


def frozen_structure(source: "Consultation", translations: Iterable["Consultation"]) -> dict[str, Any]:
    """The JSON that `Structure.from_json` reads: the questions of the French page, worded in every language.

    Words meet by block ids, which translations share; what a translation lacks is absent, and then shows in French.
    """
    return _frozen(source.questionnaire, {page.locale.language_code: page.questionnaire for page in translations})


def frozen_stream(value: StreamValue) -> dict[str, Any]:
    """The same JSON for one page alone, as if it were French: preview, and search for faults."""
    return _frozen(value, {})


def structure_digest(data: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of `data`."""
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _frozen(source: StreamValue, others: dict[str, StreamValue]) -> dict[str, Any]:
    translated = {language: _by_id(value) for language, value in others.items()}
    return {"sections": [_section(child, translated) for child in source]}


def _by_id(value: StreamValue) -> dict[str, StructValue]:
    """Sections and questions of a page by block id."""
    found: dict[str, StructValue] = {}
    for section in value:
        found[section.id] = section.value
        found.update({question.id: question.value for question in section.value["questions"]})
    return found


def _section(child: StreamValue.StreamChild, translated: dict[str, dict[str, StructValue]]) -> dict[str, Any]:
    return {
        "id": child.id,
        "code": child.value["code"],
        "titles": _words(_in_languages(child, translated), "title"),
        "questions": [_question(question, translated) for question in child.value["questions"]],
    }


def _question(child: StreamValue.StreamChild, translated: dict[str, dict[str, StructValue]]) -> dict[str, Any]:
    kind, value = KINDS[child.block_type], child.value
    values = _in_languages(child, translated)
    lists = {name: _items(values, name) if name in value else [] for name in ITEM_LISTS}
    if fixed := kind.fixed_options(value, list(values)):
        lists["options"] = fixed
    return {
        "id": child.id,
        "code": value["code"],
        "kind": kind.code,
        "texts": _words(values, "text"),
        "helps": _words(values, "help"),
        "easy_texts": _words(values, "easy_text"),
        "required": bool(value.get("required")),
        "is_personal": bool(value.get("is_personal")),
        "offers_special": bool(value.get("offers_special")),
        "condition": _condition(value["condition"]),
        **lists,
        "settings": kind.settings(values),
    }


def _in_languages(
    child: StreamValue.StreamChild, translated: dict[str, dict[str, StructValue]]
) -> dict[str, StructValue]:
    others = {language: blocks[child.id] for language, blocks in translated.items() if child.id in blocks}
    return {"fr": child.value, **others}


def _words(values: dict[str, StructValue], name: str) -> dict[str, str]:
    return {language: text for language, value in values.items() if (text := (value.get(name) or "").strip())}


def _items(values: dict[str, StructValue], name: str) -> list[dict[str, Any]]:
    labels: dict[str, dict[str, str]] = {}
    for language, value in values.items():
        for item in value[name].bound_blocks:
            if label := (item.value["label"] or "").strip():
                labels.setdefault(item.id, {})[language] = label
    return [_item(item, labels.get(item.id, {})) for item in values["fr"][name].bound_blocks]


def _item(item: ListValue.ListChild, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "id": item.id,
        "code": item.value["code"],
        "labels": labels,
        "has_text": bool(item.value.get("has_text")),
        "is_exclusive": bool(item.value.get("is_exclusive")),
    }


def _condition(value: StructValue) -> dict[str, Any] | None:
    tests = [{"question": test["question"], "op": test["op"], "value": test["value"] or ""} for test in value["tests"]]
    return {"match": value["match"] or "all", "tests": tests} if tests else None

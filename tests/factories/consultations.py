"""Consultations, announced and open, and questionnaires made in a line."""

import uuid
from datetime import timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from consultations.models import Consultation, ConsultationIndexPage
from consultations.operations.announcing import announce
from consultations.questions import Structure, frozen_structure
from home.operations.site import home_of, publish

_numbers = count(1)
Raw = dict[str, Any]


def identifier(*parts: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(map(str, parts))))


def items(*codes: str, **marks: str) -> list[Raw]:
    """Options, rows or columns for `question`; `has_text="autre"` and `is_exclusive="aucun"` mark one of them."""
    return [
        {
            "type": "item",
            "id": code,
            "value": {
                "code": code,
                "label": code.replace("_", " ").capitalize(),
                **{name: True for name, marked in marks.items() if marked == code},
            },
        }
        for code in codes
    ]


def question(kind: str, code: str, text: str = "", *, when: list[tuple[str, str, str]] | None = None, **value) -> Raw:
    """A question; `when` lists the tests of its condition: (code, operator, value), or with `match="any"`."""
    match = value.pop("match", "all")
    tests = [
        {
            "type": "item",
            "id": identifier(code, "test", n),
            "value": dict(zip(("question", "op", "value"), test, strict=True)),
        }
        for n, test in enumerate(when or [])
    ]
    condition = {"match": match, "tests": tests}
    for name in ("options", "rows", "columns"):
        if name in value:
            value[name] = [{**item, "id": identifier(code, name, item["id"])} for item in value[name]]
    words = {"text": text or f"Question {code}", "easy_text": "", "help": "", "unit": ""}
    return {
        "type": kind,
        "id": identifier("question", code),
        "value": {"code": code, **words, "condition": condition, **value},
    }


def section(code: str, *questions: Raw) -> Raw:
    """A part of a questionnaire."""
    value = {"code": code, "title": code.capitalize(), "questions": list(questions)}
    return {"type": "section", "id": identifier("section", code), "value": value}


SIX = [
    question("yes_no", "venu", "Êtes-vous déjà venu ?", required=True),
    question(
        "single_choice",
        "moyen",
        "Comment venez-vous ?",
        options=items("bus", "voiture", "autre", has_text="autre"),
        when=[("venu", "eq", "oui")],
    ),
    question(
        "multiple_choice",
        "freins",
        "Qu’est-ce qui vous gêne ?",
        options=items("prix", "distance", "aucun", is_exclusive="aucun"),
    ),
    question("smiley", "accueil", "Comment avez-vous été reçu ?"),
    question("number", "trajet", "Combien de temps dure le trajet ?", least=0, most=600, unit="minutes"),
    question("long_text", "idee", "Que changeriez-vous ?"),
]

EVERY_KIND = [
    question("yes_no", "on"),
    question("single_choice", "cu", options=items("a", "b", "autre", has_text="autre")),
    question(
        "multiple_choice", "cm", options=items("a", "b", "autre", "aucun", has_text="autre", is_exclusive="aucun")
    ),
    question("scale", "ec", steps="5"),
    question("smiley", "vi"),
    question("short_text", "tc"),
    question("long_text", "tl"),
    question("number", "no", least=-10, most=1000, decimals=2, unit="km"),
    question("date", "da"),
    question("date", "mo", precision="month"),
    question("commune", "co"),
    question("matrix_single", "ms", rows=items("l1", "l2", has_text="l2"), columns=items("x", "y")),
    question("matrix_multiple", "mm", rows=items("l1", "l2", has_text="l2"), columns=items("x", "y")),
    question("number_table", "tn", rows=items("l1", "l2", "autre", has_text="autre"), total="Total"),
    question("text_table", "tt", columns=items("x", "y")),
    question("note", "info", help="Une information."),
]


def stream(*parts: Raw) -> Any:
    """The value of a questionnaire field; questions given without a section stand in one."""
    sections = parts if parts and parts[0]["type"] == "section" else (section("partie", *parts),)
    return Consultation._meta.get_field("questionnaire").to_python(list(sections))


def structure(*parts: Raw) -> Structure:
    """The frozen structure of questions, without a database."""
    page = SimpleNamespace(questionnaire=stream(*parts))
    return Structure.from_json(frozen_structure(page, []))


def make_consultation(
    questions: list[Raw] = SIX,
    languages: tuple[str, ...] = ("fr",),
    *,
    is_announced: bool = True,
    **fields: Any,
) -> Consultation:
    """A live consultation, announced and open since yesterday; translations say « [en] … »."""
    number, now = next(_numbers), timezone.now()
    page = Consultation(
        **{
            "title": f"Consultation {number}",
            "slug": f"consultation-{number}",
            "locale": Locale.objects.get(language_code="fr"),
            "audience": "Toutes les personnes",
            "level": "consultation",
            "negotiable": "Les horaires.",
            "not_negotiable": "Le budget.",
            "decided_by": "Le Département",
            "answer_due_on": timezone.localdate(now) + timedelta(days=90),
            "promised_by": "Service de la parole",
            "opens_at": now - timedelta(days=1),
            "closes_at": now + timedelta(days=30),
            "notice": "Le Département demande.\nPour décider.",
            "purpose": "Connaître les besoins.",
            "retention_until": timezone.localdate(now) + timedelta(days=400),
            "contact_phone": "04 67 67 67 67",
            "contact_hours": "de 9 h à 17 h",
            "questionnaire": stream(*questions),
            **fields,
        }
    )
    make_index("fr").add_child(instance=page)
    publish(page)
    for language in languages:
        if language != "fr":
            make_translation(page, language)
    if is_announced:
        announce(page, by=None)
    return page


def make_index(language: str) -> ConsultationIndexPage:
    """The list of consultations of a language."""
    home = home_of(language)
    if (index := ConsultationIndexPage.objects.child_of(home).first()) is not None:
        return index
    if language == "fr":
        index = ConsultationIndexPage(title="Consultations", slug="consultations", locale=home.locale)
        home.add_child(instance=index)
    else:
        index = make_index("fr").copy_for_translation(home.locale)
    publish(index)
    return index


def make_translation(page: Consultation, language: str) -> Consultation:
    """The live page of another language, with the same block ids."""
    index = make_index(language)
    translation = page.copy_for_translation(index.locale)
    translation.questionnaire = Consultation._meta.get_field("questionnaire").to_python(
        _translated(page.questionnaire.get_prep_value(), language)
    )
    publish(translation)
    return translation


def _translated(raw: Any, language: str) -> Any:
    if isinstance(raw, list):
        return [_translated(part, language) for part in raw]
    if not isinstance(raw, dict):
        return raw
    return {
        name: f"[{language}] {part}"
        if name in ("text", "title", "label", "help", "easy_text", "unit", "total") and part
        else _translated(part, language)
        for name, part in raw.items()
    }

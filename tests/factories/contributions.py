"""Contributions sent in a line, without a screen; counted as a sending counts them."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations.models import Consultation, Contribution
from consultations.operations import counters
from tests.factories.network import make_territory


def value(consultation: Consultation, code: str, *codes: str) -> tuple[str, dict[str, Any]]:
    """The stored answer that chooses these options of a choice question, under the question's id."""
    question = consultation.versions.last().structure.by_code[code]
    ids = {option.code: option.id for option in question.options}
    chosen = [ids[option] for option in codes]
    stored = {
        "single_choice": lambda: {"option": chosen[0]},
        "multiple_choice": lambda: {"options": chosen, "texts": {}},
    }.get(question.kind, lambda: chosen[0])()
    return question.id, {"value": stored}


def raw(consultation: Consultation, code: str, stored: Any) -> tuple[str, dict[str, Any]]:
    """A stored answer of any kind, under the question's id."""
    return consultation.versions.last().structure.by_code[code].id, {"value": stored}


def prepare(consultation: Consultation, answers: dict[str, Any], territory: str = "", **fields: Any) -> Contribution:
    """A sent contribution that is not saved."""
    identifier = uuid.uuid4()
    return Contribution(
        **{
            "id": identifier,
            "consultation": consultation,
            "version": consultation.versions.last(),
            "state": "submitted",
            "territory": make_territory(territory, territory) if territory else None,
            "answers": answers,
            "code_digest": identifier.hex,
            "submitted_on": timezone.localdate(),
            **fields,
        }
    )


def send(consultation: Consultation, times: int = 1, *answers: tuple[str, Any], territory: str = "") -> None:
    """Send the same answers so many times."""
    sent = [prepare(consultation, dict(answers), territory) for _n in range(times)]
    with transaction.atomic():
        Contribution.objects.bulk_create(sent)
        counters.add_all(consultation, sent)

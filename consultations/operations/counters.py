"""Counters: moved in the transaction of each contribution, and rebuilt from the contributions when asked."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db import connection, transaction

from consultations.enums import Special
from consultations.models import Consultation, Contribution, Counter
from consultations.questions import KINDS, visible_questions

ROWS_A_STATEMENT = 500
CONTRIBUTIONS_A_CHUNK = 500


class Key(NamedTuple):
    """Where a figure stands, without its consultation."""

    question: str
    cell: str
    territory: str
    channel: str


Amounts = dict[Key, tuple[int, Decimal]]  # how many, and the sum of what they gave


def add(contribution: Contribution, *, sign: int = 1) -> None:
    """Count a contribution, in the transaction that sends it; `sign=-1` counts it no more, when it is withdrawn."""
    _move(contribution.consultation_id, amounts([contribution], sign=sign))


def add_all(consultation: Consultation, contributions: Iterable[Contribution]) -> None:
    """Count many contributions of one consultation at once."""
    _move(consultation.pk, amounts(contributions))


def rebuild(consultation: Consultation) -> None:
    """Write the counters of a consultation anew from what was sent; nobody can send meanwhile."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # A sending that has not counted yet waits here, and then adds itself to the rebuilt counters.
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {_TABLE} IN SHARE ROW EXCLUSIVE MODE")
        Counter.objects.filter(consultation=consultation).delete()
        _move(consultation.pk, recounted(consultation))


def recounted(consultation: Consultation) -> Amounts:
    """What the counters of a consultation must hold, read from what was sent."""
    sent = Contribution.objects.submitted().filter(consultation=consultation)
    rows = sent.select_related("version", "territory").iterator(chunk_size=CONTRIBUTIONS_A_CHUNK)
    return amounts(rows)


def stored(consultation: Consultation) -> Amounts:
    """What the counters of a consultation hold; a figure that came back to nought is left out."""
    rows = Counter.objects.filter(consultation=consultation).values_list(*Key._fields, "count", "total")
    return {Key(*row[:4]): (row[4], row[5]) for row in rows if row[4] or row[5]}


def amounts(contributions: Iterable[Contribution], *, sign: int = 1) -> Amounts:
    """What these contributions add to each counter."""
    counts: dict[Key, int] = defaultdict(int)
    totals: dict[Key, Decimal] = defaultdict(Decimal)
    structures: dict = {}  # a version is read once, however many contributions answered it
    for contribution in contributions:
        if contribution.version_id not in structures:
            structures[contribution.version_id] = contribution.version.structure
        structure = structures[contribution.version_id]
        territory = contribution.territory.code if contribution.territory_id else ""
        for question, cell, amount in _moves(structure, contribution.answers):
            key = Key(question, cell, territory, contribution.channel)
            counts[key] += sign
            totals[key] += sign * Decimal(str(amount or 0))
    return {key: (count, totals[key]) for key, count in counts.items()}


def _moves(structure, answers: dict) -> Iterable[tuple[str, str, int | float | None]]:
    """Question, cell and amount of each counter that one contribution moves."""
    yield "", "", None
    for question in visible_questions(structure, answers):
        kind = KINDS[question.kind]
        if question.is_personal or not kind.asks:
            continue
        answer = answers.get(question.id, {})
        yield question.id, "", None
        if "value" not in answer:
            yield question.id, f"special:{answer.get('special', Special.BLANK)}", None
            continue
        yield question.id, "answered", None
        if kind.counts_cells:
            for cell, amount in kind.cells(question, answer["value"]):
                yield question.id, cell, amount


_TABLE = Counter._meta.db_table


def _move(consultation: int, changes: Amounts) -> None:
    """Add amounts to the stored counters: in sorted order, so that two sendings never wait for each other."""
    rows = [(consultation, *key, count, str(total)) for key, (count, total) in sorted(changes.items())]
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        chunk = rows[start : start + ROWS_A_STATEMENT]
        values = ", ".join(["(%s, %s, %s, %s, %s, %s, CAST(%s AS numeric))"] * len(chunk))
        with connection.cursor() as cursor:
            # Both engines know this statement; the ORM's upsert can replace a value, not add to it.
            cursor.execute(
                f"INSERT INTO {_TABLE} (consultation_id, question, cell, territory, channel, count, total) "  # noqa: S608 - no value is written in the statement
                f"VALUES {values} ON CONFLICT (consultation_id, question, cell, territory, channel) DO UPDATE SET "
                f"count = {_TABLE}.count + EXCLUDED.count, total = {_TABLE}.total + EXCLUDED.total",
                [value for row in chunk for value in row],
            )

"""Bringing in answers given on paper, from our own CSV: all of the file, or nothing (formats.md, section 6)."""

import hmac
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.enums import AnnouncementState, Channel, ContributionState, WhatIsKept
from consultations.models import Consultation, Contribution, QuestionnaireVersion
from consultations.operations import counters
from consultations.operations.codes import personal_digest
from consultations.questions import KINDS, CellError, Question, visible_questions
from network.models import Territory
from portal.common.reading import Line, Report, read_csv

KEY, DAY, TERRITORY = "id_reponse", "date_reponse", "mds_code"
ROWS_A_BATCH = 1_000


@dataclass
class Import(Report):
    """What an import read, and what it wrote or, for a trial, would have written."""

    read: int = 0
    created: int = 0
    unchanged: int = 0
    contributions: list[Contribution] = field(default_factory=list)


def import_contributions(consultation: Consultation, content: bytes, *, dry_run: bool = False) -> Import:
    """Add the contributions of a CSV file that are not there yet.

    In: an announced consultation, the bytes of the file. Out: the report; with a fault in it, or for a trial
    (`dry_run`), nothing was written. A row is known again by its keyed hash: the same file twice adds nothing.
    """
    result = Import()
    version = consultation.versions.order_by("-number").first()
    if version is None or consultation.announcement.state != AnnouncementState.ANNOUNCED:
        result.fault("state_conflict", _("Cette consultation n’est pas annoncée."))
        return result
    header, lines = read_csv(content, result, required=(KEY, DAY, TERRITORY))
    if result.faults:
        return result
    result.read = len(lines)
    reader = _Reader(consultation, version, header, result)
    prepared = [contribution for line in lines if (contribution := reader.contribution(line)) is not None]
    if result.faults:
        return result
    with transaction.atomic():
        new = _unknown(prepared)
        result.unchanged = len(prepared) - len(new)
        result.created = len(new)
        if not dry_run:
            # In the order of their random identifiers: that of the file would tell who answered what.
            new.sort(key=lambda contribution: contribution.pk)
            Contribution.objects.bulk_create(new, batch_size=ROWS_A_BATCH)
            counters.add_all(consultation, new)
    return result


def _unknown(prepared: list[Contribution]) -> list[Contribution]:
    known: set[str] = set()
    keys = [contribution.idempotency_key for contribution in prepared]
    for start in range(0, len(keys), ROWS_A_BATCH):
        chunk = keys[start : start + ROWS_A_BATCH]
        found = Contribution.objects.filter(idempotency_key__in=chunk)
        known.update(found.values_list("idempotency_key", flat=True))
    return [contribution for contribution in prepared if contribution.idempotency_key not in known]


class _Reader:
    """Turns rows into contributions, noting every fault by row, column and reason."""

    def __init__(
        self, consultation: Consultation, version: QuestionnaireVersion, header: Iterable[str], report: Import
    ) -> None:
        self.consultation = consultation
        self.version = version
        self.report = report
        self.structure = version.structure
        self.questions = [
            question for question in self.structure if KINDS[question.kind].asks and not question.is_personal
        ]
        self.columns = {question.id: KINDS[question.kind].columns(question) for question in self.questions}
        self.territories = {territory.code: territory for territory in Territory.objects.all()}
        self.keeps_territory = consultation.what_is_kept != WhatIsKept.ANONYMOUS
        self.seen: dict[str, int] = {}
        self.today = timezone.localdate()
        known = {KEY, DAY, TERRITORY, *(column for columns in self.columns.values() for column in columns)}
        for name in header:
            if name not in known:
                report.warn("header_unknown", _("Cette colonne n’est pas lue."), row=1, column=name)
        if not self.keeps_territory:
            report.warn("territory_dropped", _("Cette consultation ne garde pas le territoire."), column=TERRITORY)

    def contribution(self, line: Line) -> Contribution | None:
        """The contribution of a row, None when the row has a fault."""
        before = len(self.report.faults)
        key, day, territory = self._key(line), self._day(line), self._territory(line)
        answers = self._answers(line)
        if len(self.report.faults) > before:
            return None
        identifier = uuid.uuid4()
        return Contribution(
            id=identifier,
            consultation=self.consultation,
            version=self.version,
            state=ContributionState.SUBMITTED,
            channel=Channel.PAPER,
            territory=territory,
            answers=answers,
            # Nobody was given a code for what came on paper; the column is unique and never empty.
            code_digest=personal_digest(identifier),
            idempotency_key=key,
            touched_on=day,
            submitted_on=day,
        )

    def _key(self, line: Line) -> str:
        value = line.cells[KEY]
        if not value:
            self.report.fault("cell_required", _("La case est vide."), row=line.number, column=KEY)
        elif value in self.seen:
            sentence = _("« %(value)s » est déjà à la ligne %(row)s.") % {"value": value[:80], "row": self.seen[value]}
            self.report.fault("duplicate_in_file", sentence, row=line.number, column=KEY)
        self.seen.setdefault(value, line.number)
        text = f"import:{self.consultation.pk}:{value}"
        return hmac.digest(settings.CODE_PEPPER.encode(), text.encode(), "sha256").hex()

    def _day(self, line: Line) -> date | None:
        value = line.cells[DAY]
        if not value:
            self.report.fault("cell_required", _("La case est vide."), row=line.number, column=DAY)
            return None
        day = _date(value)
        if day is None:
            sentence = _("« %s » n’est pas une date : écrivez 2026-03-26 ou 26/03/2026.") % value[:80]
            self.report.fault("date_invalid", sentence, row=line.number, column=DAY)
        elif day > self.today:
            self.report.fault("date_invalid", _("Cette date n’est pas encore venue."), row=line.number, column=DAY)
        return day

    def _territory(self, line: Line) -> Territory | None:
        code = line.cells[TERRITORY]
        if code and code not in self.territories:
            sentence = _("« %s » n’est pas le code d’un territoire.") % code[:80]
            self.report.fault("reference_unknown", sentence, row=line.number, column=TERRITORY)
        return self.territories.get(code) if self.keeps_territory else None

    def _answers(self, line: Line) -> dict[str, Any]:
        """Answers by question id; one to a question that the others do not open is a fault, as on the screens."""
        answers: dict[str, Any] = {}
        before = len(self.report.faults)
        for question in self.questions:
            row = {column: line.cells.get(column, "") for column in self.columns[question.id]}
            if not any(row.values()):
                continue
            try:
                value = KINDS[question.kind].parse(question, row)
            except CellError as error:
                code = "number_invalid" if question.kind in _NUMBERS else "value_not_in_list"
                self.report.fault(code, error.sentence, row=line.number, column=error.column)
                continue
            if value is not None:
                answers[question.id] = {"value": value}
        if len(self.report.faults) > before:
            return answers  # what a wrong answer opens is not known
        asked = {question.id for question in visible_questions(self.structure, answers)}
        for question in self.questions:
            if question.id in answers and question.id not in asked:
                self._refuse_unasked(question, line)
        return answers

    def _refuse_unasked(self, question: Question, line: Line) -> None:
        column = next(column for column in self.columns[question.id] if line.cells.get(column))
        sentence = _("D’après les autres réponses, cette question n’est pas posée : videz la case.")
        self.report.fault("question_not_asked", sentence, row=line.number, column=column)


_NUMBERS = {"number", "number_table"}


@lru_cache(maxsize=1_000)  # a file holds few different days
def _date(value: str) -> date | None:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None

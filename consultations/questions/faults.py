"""What an editor must correct before a questionnaire is published (participation.md, section 3)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.blocks import StreamValue

from consultations.questions.freezing import ITEM_LISTS, frozen_stream
from consultations.questions.kinds import KINDS
from consultations.questions.structure import Question, Structure

RESERVED_COLUMNS = frozenset({"id_reponse", "date_reponse", "mds_code"})
RESERVED_ITEMS = frozenset({"total", "special", "choice", "text", "day", "month", "year", "texte"})


class QuestionnaireRefused(PublishPermissionError):  # noqa: N818 -- what happened, as Wagtail words it
    """A questionnaire or a promise that must not be published; `faults` are sentences for the editor."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Fault:
    """A sentence, and the block that it is about: position of the section, of the question (if any), field."""

    section: int
    question: int | None
    field: str
    sentence: str


def questionnaire_faults(value: StreamValue) -> list[str]:
    """Every fault of the questionnaire, each naming its question."""
    sections = list(value)
    said = []
    for fault in located_faults(value):
        code = sections[fault.section].value["code"]
        if fault.question is not None:
            code = sections[fault.section].value["questions"][fault.question].value["code"]
        said.append(f"{code}\u00a0: {fault.sentence}")
    return said


def located_faults(value: StreamValue) -> list[Fault]:
    """Every fault of the questionnaire, where an editor corrects it."""
    structure = Structure.from_json(frozen_stream(value))
    return [
        *_faults_of_sections(structure),
        *(
            Fault(n, m, field, str(sentence))
            for n, m, question, earlier, columns in _walk(structure)
            for field, sentence in _faults_of(structure, question, earlier, columns)
        ),
    ]


def _faults_of_sections(structure: Structure) -> Iterator[Fault]:
    codes = Counter(section.code for section in structure.sections)
    for n, section in enumerate(structure.sections):
        if codes[section.code] > 1:
            yield Fault(n, None, "code", str(_("Deux parties ont ce code : changez-en un.")))
        if not section.title:
            yield Fault(n, None, "title", str(_("Le titre de la partie manque dans cette langue.")))


def _walk(structure: Structure) -> Iterator[tuple[int, int, Question, dict[str, Question], Counter]]:
    """Questions with their positions, those asked before them, and how many questions use each column and code."""
    columns: Counter = Counter()
    for question in structure:
        columns.update(set(KINDS[question.kind].columns(question)) | {question.code})
    earlier: dict[str, Question] = {}
    for n, section in enumerate(structure.sections):
        for m, question in enumerate(section.questions):
            yield n, m, question, dict(earlier), columns
            earlier[question.code] = question


def _faults_of(
    structure: Structure, question: Question, earlier: dict[str, Question], columns: Counter
) -> Iterator[tuple[str, str]]:
    kind = KINDS[question.kind]
    own = {*kind.columns(question), question.code}
    if not question.text:
        yield "text", str(_("Le texte de la question manque dans cette langue."))
    if columns[question.code] > 1 and question.code in earlier:
        yield "code", str(_("Une autre question a déjà ce code : changez-en un."))
    elif any(columns[column] > 1 for column in own - {question.code}) or own & RESERVED_COLUMNS:
        yield "code", str(_("Ce code se confond avec une autre colonne des fichiers : choisissez-en un autre."))
    yield from _faults_of_items(question)
    yield from kind.faults(question)
    if question.condition:
        yield from (
            ("condition", sentence) for sentence in _faults_of_condition(structure, question, earlier) if sentence
        )


def _faults_of_items(question: Question) -> Iterator[tuple[str, str]]:
    kind = KINDS[question.kind]
    for name in ITEM_LISTS:
        items = getattr(question, name)
        if len(items) < kind.least.get(name, 0):
            yield name, str(_("Ajoutez des lignes à cette liste : il en faut %d au moins.")) % kind.least[name]
        codes = [item.code for item in items]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield name, str(_("Le code « %s » sert deux fois : changez-en un.")) % code
        for code in sorted(RESERVED_ITEMS.intersection(codes)):
            yield name, str(_("Le code « %s » est réservé : choisissez-en un autre.")) % code
        if not all(item.label for item in items):
            yield name, str(_("Un libellé manque dans cette langue."))


def _faults_of_condition(structure: Structure, question: Question, earlier: dict[str, Question]) -> Iterator[str]:
    for test in (question.condition or {})["tests"]:
        code = test["question"]
        if code == question.code:
            yield str(_("Une question ne peut pas dépendre d’elle-même."))
        elif code not in earlier and code in structure.by_code:
            yield str(_("La question « %s » vient plus loin : une condition ne lit que les précédentes.")) % code
        elif code not in earlier or not KINDS[earlier[code].kind].asks:
            yield str(_("Aucune question n’a le code « %s ».")) % code
        elif test["op"] not in ("answered", "empty"):
            yield _fault_of_value(earlier[code], test["op"], test["value"])


def _fault_of_value(read: Question, operator: str, value: str) -> str:
    """What is wrong with the value that a test compares, "" when nothing is."""
    codes = _codes(read)
    if codes:
        if value not in codes:
            return str(_("« %(value)s » n’est pas un choix de « %(question)s ».")) % {
                "value": value,
                "question": read.code,
            }
        if operator in ("lt", "le", "gt", "ge") and not value.isdecimal():
            return str(_("Cette comparaison demande un nombre ou une date."))
        return ""
    if not value:
        return str(_("Donnez la valeur à comparer."))
    if read.kind in ("number", "number_table") and not _is_number(value):
        return str(_("Écrivez un nombre à comparer."))
    if read.kind == "date" and not _is_date(value, read.settings["precision"]):
        return str(_("Écrivez une date comme 2026-03-26."))
    return ""


def _codes(read: Question) -> set[str]:
    if read.rows and read.columns:
        return {f"{row.code}/{column.code}" for row in read.rows for column in read.columns}
    return {option.code for option in read.options}


def _is_number(value: str) -> bool:
    try:
        float(value.replace(",", "."))
    except ValueError:
        return False
    return True


def _is_date(value: str, precision: str) -> bool:
    try:
        date.fromisoformat(value if precision == "day" else f"{value}-01")
    except ValueError:
        return False
    return True

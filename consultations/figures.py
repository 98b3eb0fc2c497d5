"""Figures of a consultation, how they hang together, and which of them stay hidden (participation.md, section 12).

A figure is a cell `(question id, cell, place)`. The place is the code of a territory, `EVERYWHERE` for the département,
or `NOWHERE` for contributions that told no territory: those are in no table, but the sum of the others would tell them.
Everything is read from the counters: no cost here depends on the number of contributions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Sum

from consultations.models import Consultation
from consultations.questions import KINDS, Item, Question
from network.models import Territory
from portal.common.suppression import Edition, hidden_cells

EVERYWHERE = "*"
NOWHERE = "-"
ANSWERED = "answered"
SILENT = "silent"  # was asked, and gave no answer, or « I do not know », or « I prefer not to say »
UNASKED = "unasked"

Key = tuple[str, str, str]

ONE_OF = {"yes_no", "single_choice", "scale", "smiley", "date"}
SOME_OF = {"multiple_choice", "matrix_multiple"}
NUMBERS = {"number", "number_table"}


@dataclass
class Figures:
    """Counts and sums of a consultation, and the equations that anybody may use to find one from the others."""

    questions: list[Question]
    territories: list[Territory]
    threshold: int
    counts: dict[Key, int] = field(default_factory=dict)
    numbers: dict[Key, int] = field(default_factory=dict)  # how many gave a number
    sums: dict[Key, Decimal] = field(default_factory=dict)
    equations: list[tuple[Key, tuple[Key, ...]]] = field(default_factory=list)
    same: dict[Key, Key] = field(default_factory=dict)  # figures that are always equal to another: hidden with it
    alternatives: list[tuple[Key, ...]] = field(default_factory=list)  # categories that share out those who answered

    @property
    def places(self) -> list[str]:
        """The département, then each territory of the tables."""
        return [EVERYWHERE, *(territory.code for territory in self.territories)]

    def contributions(self, place: str = EVERYWHERE) -> int:
        """How many contributions came from a place."""
        return self.counts["", "", place]

    def source(self, key: Key) -> Key:
        """The figure that this one is always equal to: itself, unless it counts the same people."""
        while key in self.same:
            key = self.same[key]
        return key

    def opening(self, question: Question, place: str) -> Key | None:
        """The option whose choice alone opens a question, None when it is not so simple."""
        tests = question.condition["tests"] if question.condition else []
        if len(tests) != 1:
            return None
        read = next((other for other in self.questions if other.code == tests[0]["question"]), None)
        compared = "includes" if read is not None and read.kind == "multiple_choice" else "eq"
        if read is None or read.kind not in ONE_OF | SOME_OF or tests[0]["op"] not in (compared, "includes"):
            return None
        option = next((option for option in read.options if option.code == tests[0]["value"]), None)
        key = (read.id, option.id, place) if option else None
        return key if key in self.counts else None


def figures_of(consultation: Consultation) -> Figures:
    """The figures of a consultation now, from its counters, with the equations between them."""
    raw = _Counted(consultation)
    figures = Figures(_questions(consultation), _territories(consultation, raw), consultation.public_threshold)
    places = [*figures.places[1:], *([NOWHERE] if raw.count("", "", NOWHERE) else [])]
    for place in (EVERYWHERE, *places):
        figures.counts["", "", place] = raw.count("", "", place)
        for question in figures.questions:
            _fill(figures, raw, question, place)
    if figures.territories:
        for question, cell in dict.fromkeys(key[:2] for key in figures.counts):
            keys = [(question, cell, place) for place in (EVERYWHERE, *places)]
            whole, *parts = [figures.source(key) for key in keys if key in figures.counts]
            figures.equations.append((whole, tuple(parts)))
    return figures


def hidden_figures(figures: Figures, earlier: Iterable[Edition] = ()) -> frozenset[Key]:
    """Keys of the counts that must stay hidden, given the editions that are frozen already.

    How many took part, by territory, is settled first: it is what readers most need, and what all else refers to.
    """
    editions = tuple(earlier)
    if editions and editions[-1].cells == figures.counts | figures.numbers:
        return editions[-1].hidden  # nothing came or went: what was hidden is what must be
    bases = {key: count for key, count in figures.counts.items() if key[:2] == ("", "")}
    among_bases = [equation for equation in figures.equations if bases.keys() >= {equation[0], *equation[1]}]
    former = [
        Edition({key: edition.cells[key] for key in bases if key in edition.cells}, edition.hidden & bases.keys())
        for edition in editions
    ]
    sensitive = set(hidden_cells(bases, among_bases, figures.threshold, earlier=former))
    masked = {place for _question, _cell, place in sensitive}
    kept = bases.keys() - sensitive
    sensitive.update(key for key in figures.counts if key[2] in masked)
    for categories in figures.alternatives:
        # Everybody who answered said the same: each is known to have said it, whoever else was not asked.
        if sum(1 for key in categories if figures.counts[key]) == 1:
            sensitive.update(categories)
    found = hidden_cells(
        figures.counts, figures.equations, figures.threshold, sensitive=sensitive, kept=kept, earlier=editions
    )
    hidden = frozenset(key for key in figures.counts if figures.source(key) in found)
    return hidden | _hidden_numbers(figures, hidden, editions)


def _hidden_numbers(figures: Figures, hidden: frozenset[Key], editions: tuple[Edition, ...]) -> frozenset[Key]:
    """Keys of the numbers of answers, in questions that ask for numbers, that must stay hidden.

    That somebody wrote a number in a line is no opinion: what counts is that no small group can be told apart, now or
    since an earlier edition. Territories are shown all or not at all, so that no difference tells one of them.
    """

    def is_small(count: int) -> bool:
        return 0 < abs(count) < figures.threshold

    def is_safe(key: Key) -> bool:
        base = (key[0], ANSWERED, key[2])
        if base in hidden or is_small(figures.numbers[key]) or is_small(figures.counts[base] - figures.numbers[key]):
            return False
        for edition in editions:
            if key in edition.cells and key not in edition.hidden:
                more = figures.numbers[key] - edition.cells[key]
                if is_small(more) or is_small(figures.counts[base] - edition.cells[base] - more):
                    return False
        return True

    masked: set[Key] = set()
    for question, cell in dict.fromkeys(key[:2] for key in figures.numbers):
        keys = {key for key in figures.numbers if key[:2] == (question, cell)}
        whole = (question, cell, EVERYWHERE)
        if not is_safe(whole):
            masked |= keys
        elif not all(is_safe(key) for key in keys):
            masked |= keys - {whole}
    return frozenset(masked)


def hidden_sums(figures: Figures, hidden: frozenset[Key]) -> frozenset[Key]:
    """Keys of the sums (and of their means) that must stay hidden, so that no visible one gives a hidden one.

    A sum follows its count. Those of the territories are shown all or not at all, and the total of a table only with
    all its rows: a hidden sum is then in no equation whose other terms are visible. A sum of nought tells that each
    gave nought.
    """
    masked = {key for key in figures.sums if key in hidden or (figures.numbers[key] and not figures.sums[key])}
    for key in figures.sums:
        question, cell, _place = key
        everywhere = [(question, cell, place) for place in figures.places[1:]]
        with_nowhere = [*everywhere, (question, cell, NOWHERE)]
        if any(other in masked or other in hidden for other in with_nowhere):
            masked.update(everywhere)
    for question in figures.questions:
        if question.kind == "number_table":
            for place in figures.places:
                rows = [(question.id, f"{row.id}/value", place) for row in question.rows]
                if not masked.isdisjoint(rows):
                    masked.add((question.id, "total/value", place))
    return frozenset(masked)


def _fill(figures: Figures, raw: "_Counted", question: Question, place: str) -> None:
    """Add the counts of a question at a place, and the equations that share out the contributions of that place."""
    base, answered = ("", "", place), (question.id, ANSWERED, place)
    silent, unasked = (question.id, SILENT, place), (question.id, UNASKED, place)
    asked = raw.count(question.id, "", place)
    counts = figures.counts
    counts[answered] = raw.count(*answered)
    opening = figures.opening(question, place)
    if opening is not None and counts[opening] != asked:
        opening = None  # another version asked it otherwise
    # Nobody silent, or nobody left out, is told by the other figures: those noughts are no figures of their own.
    others = []
    if asked > counts[answered]:
        counts[silent] = asked - counts[answered]
        others.append(silent)
    if counts[base] > asked or opening is not None:
        counts[unasked] = counts[base] - asked
        others.append(unasked)
    if opening is not None:
        # Those who were asked are those who chose that option: what is hidden of it stays hidden here.
        figures.equations.append((base, (opening, unasked)))
    if not others:
        figures.same[answered] = base
    elif counts[answered] or unasked in others:
        figures.equations.append((base, (answered, *others)))
    is_hidden = any(0 < counts[key] < figures.threshold for key in others)
    for categories in _breakdowns(figures, raw, question, place):
        if not counts[answered]:
            continue
        if is_hidden:
            # Their total is hidden by the few who did not answer: the categories share out the whole place.
            figures.equations.append((base, (*categories, *others)))
            figures.alternatives.append(categories)
        else:
            figures.equations.append((figures.source(answered), categories))


def _breakdowns(figures: Figures, raw: "_Counted", question: Question, place: str) -> Iterator[tuple[Key, ...]]:
    """The ways in which those who answered are shared out, each a tuple of keys; their counts are written."""

    def taken(cells: Iterable[str]) -> tuple[Key, ...]:
        keys = tuple((question.id, cell, place) for cell in cells)
        for key in keys:
            figures.counts[key] = raw.count(*key)
        return keys

    def with_others(name: str, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        others = (question.id, f"not:{name}", place)
        figures.counts[others] = figures.counts[question.id, ANSWERED, place] - sum(figures.counts[key] for key in keys)
        return (*keys, others)

    cells = cells_of(question, raw.cells(question.id))
    if question.kind in ONE_OF and cells:
        yield taken(cells)
    elif question.kind in NUMBERS:
        for key in ((question.id, cell, place) for cell in cells):
            figures.numbers[key] = raw.count(*key)
            figures.sums[key] = raw.total(*key)
    elif question.kind in SOME_OF:
        for cell in cells:
            yield with_others(cell, taken([cell]))
    else:
        for row in question.rows:
            yield with_others(row.id, taken([f"{row.id}/{column.id}" for column in question.columns]))


def cells_of(question: Question, counted: Iterable[str]) -> list[str]:
    """Cells of a question in the order of the results; the months of a date are those that were answered."""
    if question.kind == "date":
        return sorted(cell for cell in counted if cell[:1].isdigit())
    kind = KINDS[question.kind]
    return kind.cell_keys(question) if kind.counts_cells else []


class _Counted:
    """The counters of a consultation, all channels together, and the sum of the territories."""

    def __init__(self, consultation: Consultation) -> None:
        self.rows: dict[Key, tuple[int, Decimal]] = {}
        grouped = consultation.counters.values_list("question", "cell", "territory")
        for question, cell, territory, count, total in grouped.annotate(n=Sum("count"), t=Sum("total")).order_by():
            for place in (EVERYWHERE, territory or NOWHERE):
                known = self.rows.get((question, cell, place), (0, Decimal(0)))
                self.rows[question, cell, place] = (known[0] + count, known[1] + total)

    def count(self, question: str, cell: str, place: str) -> int:
        return self.rows.get((question, cell, place), (0, None))[0]

    def total(self, question: str, cell: str, place: str) -> Decimal:
        return self.rows.get((question, cell, place), (0, Decimal(0)))[1]

    def cells(self, question: str) -> list[str]:
        return [key[1] for key, (count, _total) in self.rows.items() if key[0] == question and count]

    def territories(self) -> set[str]:
        return {
            place
            for (question, _cell, place), (count, _total) in self.rows.items()
            if not question and count and place not in (EVERYWHERE, NOWHERE)
        }


def _territories(consultation: Consultation, raw: _Counted) -> list[Territory]:
    """Territories of the tables: those of the consultation and those heard; none when nobody told a territory."""
    heard = raw.territories()
    if not heard:
        return []
    wanted = {territory.code for territory in consultation.territories.all()}
    every = Territory.objects.order_by("code")
    return [territory for territory in every if not wanted or territory.code in wanted | heard]


def _questions(consultation: Consultation) -> list[Question]:
    """Questions of every version, the latest wording first; what a version no longer asks keeps its answers."""
    merged: dict[str, Question] = {}
    for version in consultation.versions.order_by("-number"):
        for question in version.structure:
            known = merged.get(question.id)
            merged[question.id] = question if known is None else _joined(known, question)
    return [question for question in merged.values() if KINDS[question.kind].asks and not question.is_personal]


def _joined(latest: Question, older: Question) -> Question:
    def joined(name: str) -> tuple[Item, ...]:
        items = {item.id: item for item in (*getattr(older, name), *getattr(latest, name))}
        order = dict.fromkeys(item.id for item in (*getattr(latest, name), *getattr(older, name)))
        return tuple(items[identifier] for identifier in order)

    return replace(latest, options=joined("options"), rows=joined("rows"), columns=joined("columns"))

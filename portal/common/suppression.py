"""Small cells: which figures of a set of linked tables stay hidden, so that nobody can be found out.

The rule is participation.md, section 12, steps 1 to 5: primary suppression, complementary suppression, exact audit by
elimination, and bounds. Everything is decided in the sorted order of the keys: the same tables give the same answer in
whatever order they come. The audit runs when a snapshot is frozen, never when a page is asked for.
"""

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import gcd, inf
from typing import NamedTuple

MINIMUM_THRESHOLD = 5

Constraint = tuple[Hashable, Sequence[Hashable]]


class Edition(NamedTuple):
    """What an earlier snapshot held, and what it kept hidden; the figures that it published are enough."""

    cells: Mapping[Hashable, int]
    hidden: frozenset


class _Row(NamedTuple):
    """One constraint: the cell that is the sum of the parts. A breakdown shares out people; a link dates them."""

    total: int
    parts: tuple[int, ...]
    is_breakdown: bool


def hidden_cells(
    cells: Mapping[Hashable, int],
    constraints: Iterable[Constraint],
    threshold: int,
    *,
    sensitive: Iterable[Hashable] = (),
    kept: Iterable[Hashable] = (),
    earlier: Sequence[Edition] = (),
) -> frozenset:
    """Keys of the cells that must stay hidden.

    In: the counts, the constraints `(total, parts)` that hold between them, the threshold, the cells to hide whatever
    their size, those that are shown whatever happens, and the editions that are already public, which nothing can hide
    again (their differences with this one are protected too).
    Raises ValueError for a threshold under five, a negative count, an unknown key or a total that is not the sum of
    its parts: the audit would then prove nothing.
    """
    rows = [(total, tuple(parts)) for total, parts in constraints]
    _check(cells, rows, threshold)
    if earlier:
        joint = _Joint(earlier, cells, rows)
        hidden = joint.hidden | {(joint.now, key) for key in sensitive}
        fixed = joint.with_gaps(joint.fixed | {(joint.now, key) for key in kept})
        settled = _Tables(joint.values, joint.rows, threshold, fixed=fixed, hidden=hidden).settle()
        return frozenset(key for edition, key in settled if edition == joint.now)
    breakdowns = [(total, parts, True) for total, parts in rows]
    return _Tables(cells, breakdowns, threshold, fixed=kept, hidden=sensitive).settle()


def _check(cells: Mapping[Hashable, int], rows: list[tuple[Hashable, tuple]], threshold: int) -> None:
    if threshold < MINIMUM_THRESHOLD:
        raise ValueError(f"threshold {threshold} is under {MINIMUM_THRESHOLD}")
    if negative := [key for key, count in cells.items() if count < 0]:
        raise ValueError(f"negative count: {negative[0]!r}")
    for total, parts in rows:
        for key in (total, *parts):
            if key not in cells:
                raise ValueError(f"unknown cell: {key!r}")
        if cells[total] != sum(cells[part] for part in parts):
            raise ValueError(f"{total!r} is not the sum of its parts")


class _Joint:
    """The tables of several editions in one system: each edition, and what came between each two of them.

    A difference between two visible figures is itself a figure: it is a cell like another, which obeys the same
    constraints, and `later = sooner + difference` links the three.
    """

    def __init__(self, earlier: Sequence[Edition], cells: Mapping[Hashable, int], rows: Sequence[Constraint]):
        self.now = len(earlier)
        editions = [*(edition.cells for edition in earlier), cells]
        self.values: dict[Hashable, int] = {
            (n, key): count for n, counts in enumerate(editions) for key, count in counts.items()
        }
        self.hidden = {(n, key) for n, edition in enumerate(earlier) for key in edition.hidden}
        self.fixed = {(n, key) for n, edition in enumerate(earlier) for key in edition.cells} - self.hidden
        self.rows: list[tuple[Hashable, tuple[Hashable, ...], bool]] = [
            ((self.now, total), tuple((self.now, part) for part in parts), True) for total, parts in rows
        ]
        for sooner, later in combinations(range(len(editions)), 2):
            gap = (sooner, later)
            common = editions[sooner].keys() & editions[later].keys()
            for key in common:
                self.values[gap, key] = editions[later][key] - editions[sooner][key]
                self.rows.append(((later, key), ((sooner, key), (gap, key)), False))
            for total, parts in rows:
                if common.issuperset((total, *parts)):
                    self.rows.append(((gap, total), tuple((gap, part) for part in parts), True))
        for n, counts in enumerate(editions[:-1]):
            for total, parts in rows:
                if counts.keys() >= {total, *parts} and counts[total] == sum(counts[part] for part in parts):
                    self.rows.append(((n, total), tuple((n, part) for part in parts), True))

    def with_gaps(self, fixed: set) -> set:
        """These cells, and the differences that they tell."""
        gaps = combinations(range(self.now + 1), 2)
        keys = {key for _edition, key in fixed}
        told = {(gap, key) for gap in gaps for key in keys if fixed.issuperset(((gap[0], key), (gap[1], key)))}
        return fixed | told


class _Tables:
    """The cells and constraints as numbers, in the sorted order of the keys, and what is hidden so far."""

    def __init__(
        self,
        values: Mapping[Hashable, int],
        rows: Iterable[tuple[Hashable, tuple[Hashable, ...], bool]],
        threshold: int,
        *,
        fixed: Iterable = (),
        hidden: Iterable = (),
    ):
        self.keys = sorted(values, key=repr)
        number = {key: position for position, key in enumerate(self.keys)}
        self.values = [values[key] for key in self.keys]
        self.rows = sorted(
            {
                _Row(number[total], tuple(sorted(number[part] for part in parts)), breaks)
                for total, parts, breaks in rows
            }
        )
        self.threshold = threshold
        self.fixed = {number[key] for key in fixed}
        self.touching: dict[int, list[int]] = defaultdict(list)
        self.broken_down: dict[int, list[int]] = defaultdict(list)
        for position, row in enumerate(self.rows):
            self.broken_down[row.total].append(position)
            for cell in (row.total, *row.parts):
                self.touching[cell].append(position)
        self.hidden: set[int] = set()
        self.waiting: list[int] = []
        self.audited: set[frozenset[int]] = set()
        for key in hidden:
            self.hide(number[key])

    def settle(self) -> frozenset:
        """Hide until nothing can be recovered; the keys of what is hidden. It ends: the visible set only shrinks."""
        self.hide_primary()
        self.complete()
        while (cell := self.first_recoverable()) is not None and self.cover(cell):
            self.complete()
        return frozenset(self.keys[cell] for cell in self.hidden)

    def hide(self, cell: int) -> None:
        """Hide a cell, and with it its whole breakdown; note which constraints must be looked at again."""
        pending = [cell]
        while pending:
            cell = pending.pop()
            if cell in self.hidden or cell in self.fixed:
                continue
            self.hidden.add(cell)
            for row in self.touching[cell]:
                heapq.heappush(self.waiting, row)
            for row in self.broken_down[cell]:
                pending.extend(self.rows[row].parts)

    def hide_primary(self) -> None:
        """Step 3: small counts, and the rows where all respondents stand in one category."""
        for cell, count in enumerate(self.values):
            if 0 < abs(count) < self.threshold:
                self.hide(cell)
        for row in self.rows:
            peopled = [part for part in row.parts if self.values[part]]
            if row.is_breakdown and len(row.parts) > 1 and len(peopled) == 1:
                for part in row.parts:
                    self.hide(part)

    def complete(self) -> None:
        """Step 4: under a visible total, at least two hidden cells, that sum to the threshold or more."""
        while self.waiting:
            row = self.rows[heapq.heappop(self.waiting)]
            while row.total not in self.hidden and not self.is_covered(row):
                chosen = self.smallest(row.parts)
                if chosen is None:
                    if row.total in self.fixed:
                        break
                    chosen = row.total
                self.hide(chosen)

    def is_covered(self, row: _Row) -> bool:
        """Whether what is hidden under a visible total is nothing, or enough."""
        hidden = [part for part in row.parts if part in self.hidden]
        return not hidden or (len(hidden) > 1 and abs(sum(self.values[part] for part in hidden)) >= self.threshold)

    def smallest(self, cells: Iterable[int], *, zeros: bool = False) -> int | None:
        """The smallest cell that can still be hidden, the first by key among equals; None when there is none."""
        free = (
            (abs(self.values[cell]), cell)
            for cell in cells
            if cell not in self.hidden and cell not in self.fixed and (zeros or self.values[cell])
        )
        return min(free, default=(0, None))[1]

    def cover(self, cell: int) -> bool:
        """Step 5: hide one cell more, as near as possible to one that could be recovered; False when none is left."""
        near = [self.rows[row] for row in self.touching[cell]]
        far = [row for row in self.rows if not self.hidden.isdisjoint((row.total, *row.parts))]
        for rows, zeros in ((near, False), (far, False), (near, True), (far, True)):
            for cells in ({part for row in rows for part in row.parts}, {row.total for row in rows}):
                if (chosen := self.smallest(cells, zeros=zeros)) is not None:
                    self.hide(chosen)
                    return True
        return False

    def first_recoverable(self) -> int | None:
        """The first hidden cell that what is visible determines, by equations or by bounds."""
        found: list[int] = []
        for component, rows in self.components():
            if component in self.audited:
                continue
            equations = [self.equation(self.rows[row]) for row in rows]
            recoverable = _determined([coefficients for coefficients, _ in equations]) or self.pinned(equations)
            if recoverable:
                found.extend(recoverable)
            else:
                self.audited.add(component)
        return min(found, default=None)

    def components(self) -> Iterator[tuple[frozenset[int], list[int]]]:
        """Hidden cells that constraints tie together, with those constraints; each set is audited alone."""
        left = set(self.hidden)
        while left:
            pending, cells, rows = [left.pop()], set(), set()
            while pending:
                cell = pending.pop()
                cells.add(cell)
                for row in self.touching[cell]:
                    if row not in rows:
                        rows.add(row)
                        reached = left.intersection((self.rows[row].total, *self.rows[row].parts))
                        left -= reached
                        pending.extend(reached)
            yield frozenset(cells), sorted(rows)

    def equation(self, row: _Row) -> tuple[dict[int, int], int]:
        """A constraint as coefficients of the hidden cells and the constant that the visible ones make."""
        coefficients: dict[int, int] = defaultdict(int)
        constant = 0
        for cell, sign in ((row.total, -1), *((part, 1) for part in row.parts)):
            if cell in self.hidden:
                coefficients[cell] += sign
            else:
                constant -= sign * self.values[cell]
        return {cell: sign for cell, sign in coefficients.items() if sign}, constant

    def pinned(self, equations: list[tuple[dict[int, int], int]]) -> list[int]:
        """Hidden cells whose interval shrinks to one value, counts being nought or more.

        A difference between editions may be negative (somebody corrected an answer): it has no lower bound.
        """
        cells = {cell for coefficients, _ in equations for cell in coefficients}
        low = {cell: 0 if self.values[cell] >= 0 else -inf for cell in cells}
        high = dict.fromkeys(cells, inf)
        using: dict[int, list[int]] = defaultdict(list)
        for position, (coefficients, _) in enumerate(equations):
            for cell in coefficients:
                using[cell].append(position)
        pending = set(range(len(equations)))
        while pending:
            for cell in _tighten(*equations[pending.pop()], low, high):
                pending.update(using[cell])
        return [cell for cell in cells if low[cell] == high[cell]]


def _tighten(coefficients: dict[int, int], constant: int, low: dict, high: dict) -> list[int]:
    """Shrink the intervals of the cells of one equation `sum(coefficient × cell) = constant`; those that shrank."""
    ends = {c: (k * low[c], k * high[c]) if k > 0 else (k * high[c], k * low[c]) for c, k in coefficients.items()}
    unbounded = [sum(1 for end in ends.values() if abs(end[side]) == inf) for side in (0, 1)]
    bounded = [sum(end[side] for end in ends.values() if abs(end[side]) != inf) for side in (0, 1)]
    changed = []
    for cell, coefficient in coefficients.items():
        # The most that this term can be is what remains when all others are at their least, and the reverse.
        limits = []
        for side, worst in ((1, -inf), (0, inf)):
            own = ends[cell][side]
            others = unbounded[side] - (abs(own) == inf)
            limits.append(worst if others else constant - (bounded[side] - (own if abs(own) != inf else 0)))
        least, most = limits if coefficient > 0 else (-limits[1], -limits[0])
        scale = abs(coefficient)
        least, most = (-(-least // scale) if least != -inf else least), (most // scale if most != inf else most)
        if least > low[cell] or most < high[cell]:
            low[cell], high[cell] = max(low[cell], least), min(high[cell], most)
            changed.append(cell)
    return changed


def _determined(rows: list[dict[int, int]]) -> list[int]:
    """Unknowns that a linear system fixes: those alone in their row of the reduced row echelon form.

    Elimination is exact: whole numbers, each row divided by its common divisor (the same zeros as with fractions).
    """
    reduced: dict[int, dict[int, int]] = {}
    holders: dict[int, set[int]] = defaultdict(set)
    for row in sorted(rows, key=len):
        row = dict(row)
        for column in [column for column in row if column in reduced]:
            _subtract(row, reduced[column], column)
        if not row:
            continue
        pivot = min(row, key=lambda column: (abs(row[column]), len(holders[column]), column))
        for other in list(holders[pivot]):
            before = set(reduced[other])
            _subtract(reduced[other], row, pivot)
            for column in before - reduced[other].keys():
                holders[column].discard(other)
            for column in reduced[other].keys() - before:
                holders[column].add(other)
        reduced[pivot] = row
        for column in row:
            if column != pivot:
                holders[column].add(pivot)
    return [pivot for pivot, row in reduced.items() if len(row) == 1]


def _subtract(row: dict[int, int], other: dict[int, int], column: int) -> None:
    """Take from a row the multiple of another that cancels its entry in a column."""
    mine, theirs = row[column], other[column]
    divisor = gcd(mine, theirs)
    keep, take = theirs // divisor, mine // divisor
    if keep != 1:
        for each in row:
            row[each] *= keep
    for each, entry in other.items():
        value = row.get(each, 0) - take * entry
        if value:
            row[each] = value
        else:
            row.pop(each, None)
    common = gcd(*row.values())
    if common > 1:
        for each in row:
            row[each] //= common

"""What is published never lets anybody find a small count: participation.md, section 12, (a) to (f)."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.common.suppression import Edition, hidden_cells
from tests.support.tables import compatible, random_tables, revealed, with_more

pytestmark = pytest.mark.any_engine

randomness = st.integers(min_value=0, max_value=2**32).map(random.Random)
thresholds = st.sampled_from((5, 11))


def faults(cells, constraints, hidden, threshold):
    """What breaks (a), (b) or (c): a list of sentences, empty when nothing can be recovered."""
    found = [
        f"{key} is small and visible" for key, count in cells.items() if 0 < count < threshold and key not in hidden
    ]
    found += [f"{key} can be computed" for key in revealed(constraints, hidden)]
    for total, parts in constraints:
        masked = [cells[part] for part in parts if part in hidden]
        if total not in hidden and masked and (len(masked) < 2 or sum(masked) < threshold):
            found.append(f"under {total}, {masked} is known by subtraction")
        if total in hidden and len(masked) < len(parts):
            found.append(f"the breakdown of the hidden {total} is visible")
    return found


def test_ten_thousand_random_tables_reveal_nothing():
    source = random.Random(20220404)
    for n in range(10_000):
        cells, constraints = random_tables(source)
        threshold = 11 if n % 2 else 5
        assert faults(cells, constraints, hidden_cells(cells, constraints, threshold), threshold) == []


@settings(deadline=None, max_examples=60)
@given(randomness, thresholds)
def test_the_order_in_which_tables_come_changes_nothing(source, threshold):
    cells, constraints = random_tables(source)
    hidden = hidden_cells(cells, constraints, threshold)
    shuffled = [(total, source.sample(parts, len(parts))) for total, parts in constraints]
    source.shuffle(shuffled)
    keys = source.sample(list(cells), len(cells))
    assert hidden_cells({key: cells[key] for key in keys}, shuffled, threshold) == hidden


def with_margins(grid):
    """A table with its sums, and the constraints between them."""
    rows, columns = range(len(grid)), range(len(grid[0]))
    cells = {(row, column): grid[row][column] for row in rows for column in columns}
    constraints = []
    for row in rows:
        cells["row", row] = sum(cells[row, column] for column in columns)
        constraints.append((("row", row), tuple((row, column) for column in columns)))
    for column in columns:
        cells["column", column] = sum(cells[row, column] for row in rows)
        constraints.append((("column", column), tuple((row, column) for row in rows)))
    cells["all"] = sum(cells["row", row] for row in rows)
    constraints.append(("all", tuple(("row", row) for row in rows)))
    constraints.append(("all", tuple(("column", column) for column in columns)))
    return cells, constraints


def small_table(source):
    columns = source.randint(2, 3)
    return with_margins([source.choices((0, 1, 2, 3, 5, 6), k=columns) for _ in range(source.randint(1, 2))])


def test_every_small_count_could_be_at_least_two_numbers():
    source = random.Random(7)
    for _ in range(400):
        cells, constraints = small_table(source)
        hidden = hidden_cells(cells, constraints, 5)
        undecided = {key: set() for key in hidden if 0 < cells[key] < 5}
        if not undecided:
            continue
        for table in compatible(cells, constraints, hidden, max(cells.values()) + 1):
            for key in list(undecided):
                undecided[key].add(table[key])
                if len(undecided[key]) > 1:
                    del undecided[key]
            if not undecided:
                break
        assert undecided == {}, (cells, hidden)


def joint(cells, later, constraints, hidden, hidden_later):
    """Both editions and their differences as one system, written out plainly."""
    both = {("before", key): count for key, count in cells.items()}
    both |= {("after", key): count for key, count in later.items()}
    both |= {("between", key): later[key] - cells[key] for key in cells}
    equations = [
        ((n, total), tuple((n, p) for p in parts)) for n in ("before", "after") for total, parts in constraints
    ]
    equations += [(("after", key), (("before", key), ("between", key))) for key in cells]
    masked = {("before", key) for key in hidden} | {("after", key) for key in hidden_later}
    masked |= {("between", key) for key in hidden | hidden_later}
    return both, equations, frozenset(masked)


def test_two_successive_editions_together_reveal_nothing():
    source = random.Random(11)
    published_again = 0
    for n in range(200):
        cells, constraints = random_tables(source)
        threshold = 11 if n % 2 else 5
        later = with_more(source, cells, constraints, source.choice((3, 30, 300)))
        hidden = hidden_cells(cells, constraints, threshold)
        hidden_later = hidden_cells(later, constraints, threshold, earlier=[Edition(cells, hidden)])
        both, equations, masked = joint(cells, later, constraints, hidden, hidden_later)
        assert faults(later, constraints, hidden_later, threshold) == []
        assert revealed(equations, masked) == set()
        small = {key for key, count in both.items() if 0 < count < threshold}
        assert small <= masked
        published_again += len(later) - len(hidden_later)
    assert published_again > 200


def test_a_difference_of_three_between_two_editions_hides_the_second_figure():
    first = {"all": 100, "yes": 60, "no": 40}
    rows = [("all", ("yes", "no"))]
    hidden = hidden_cells({"all": 120, "yes": 77, "no": 43}, rows, 5, earlier=[Edition(first, frozenset())])
    assert hidden == {"yes", "no"}
    assert hidden_cells({"all": 120, "yes": 70, "no": 50}, rows, 5, earlier=[Edition(first, frozenset())]) == set()


def test_a_corrected_answer_between_two_editions_is_no_more_visible_than_a_new_one():
    first = {"all": 100, "yes": 60, "no": 40}
    rows = [("all", ("yes", "no"))]
    hidden = hidden_cells({"all": 112, "yes": 59, "no": 53}, rows, 5, earlier=[Edition(first, frozenset())])
    assert hidden == {"yes", "no"}


def test_a_small_count_takes_the_smallest_other_one_with_it():
    cells = {"all": 60, "a": 3, "b": 20, "c": 37, "d": 0}
    assert hidden_cells(cells, [("all", ("a", "b", "c", "d"))], 5) == {"a", "b"}


def test_a_zero_stays_visible():
    cells = {"all": 60, "a": 0, "b": 23, "c": 37}
    assert hidden_cells(cells, [("all", ("a", "b", "c"))], 11) == set()


def test_a_hidden_total_hides_its_whole_breakdown():
    cells = {"all": 104, "north": 4, "south": 50, "west": 50, "yes": 0, "no": 4}
    rows = [("all", ("north", "south", "west")), ("north", ("yes", "no"))]
    assert {"north", "yes", "no"} <= hidden_cells(cells, rows, 5)


def test_when_everybody_gave_one_answer_the_row_is_hidden():
    cells = {"all": 40, "yes": 40, "no": 0}
    assert hidden_cells(cells, [("all", ("yes", "no"))], 11) == {"yes", "no"}


def test_nobody_asked_hides_nothing():
    assert hidden_cells({"all": 0, "yes": 0, "no": 0}, [("all", ("yes", "no"))], 11) == set()


def test_what_only_bounds_reveal_is_hidden_too():
    cells, constraints = with_margins([(0, 7, 8), (6, 0, 7), (0, 9, 0)])
    by_equations = frozenset({(0, 0), (0, 1), (1, 0), (1, 2), (2, 0), (2, 1), (2, 2)})
    assert revealed(constraints, by_equations) == set()
    assert len(list(compatible(cells, constraints, by_equations, 9))) == 1
    hidden = hidden_cells(cells, constraints, 5)
    assert hidden == by_equations | {(0, 2)}
    assert len(list(compatible(cells, constraints, hidden, 9))) == 14


def test_an_edition_may_be_known_by_its_published_figures_alone():
    first, rows = {"all": 100, "a": 60, "b": 37}, [("all", ("a", "b", "c", "d"))]
    later = {"all": 120, "a": 77, "b": 39, "c": 2, "d": 2}
    hidden = hidden_cells(later, rows, 5, earlier=[Edition(first, frozenset())])
    assert {"b", "c", "d"} <= hidden
    assert "all" not in hidden


@pytest.mark.parametrize(
    ("cells", "rows", "threshold", "message"),
    [
        ({"a": 1}, [], 4, "threshold 4"),
        ({"a": -1}, [], 5, "negative"),
        ({"a": 1}, [("a", ("b",))], 5, "unknown"),
        ({"a": 5, "b": 2}, [("a", ("b",))], 5, "not the sum"),
    ],
)
def test_tables_that_cannot_be_audited_are_refused(cells, rows, threshold, message):
    with pytest.raises(ValueError, match=message):
        hidden_cells(cells, rows, threshold)


def test_the_questionnaire_to_the_mayors_takes_less_than_two_seconds():
    source = random.Random(342)
    cells, constraints = {"base": 105}, []
    towns = [source.randrange(6) for _ in range(105)]
    for territory in range(6):
        cells["base", territory] = towns.count(territory)
    constraints.append(("base", tuple(("base", territory) for territory in range(6))))
    for option in range(100):
        answers = [source.random() < option / 100 for _ in towns]
        for chosen in (True, False):
            for territory in range(6):
                pairs = zip(towns, answers, strict=True)
                cells[option, chosen, territory] = sum(pair == (territory, chosen) for pair in pairs)
            cells[option, chosen] = answers.count(chosen)
            constraints.append(((option, chosen), tuple((option, chosen, territory) for territory in range(6))))
        for territory in range(6):
            constraints.append((("base", territory), ((option, True, territory), (option, False, territory))))
        constraints.append(("base", ((option, True), (option, False))))
    began = time.process_time()
    hidden = hidden_cells(cells, constraints, 5)
    assert time.process_time() - began < 2
    assert 0 < len(hidden) < len(cells)

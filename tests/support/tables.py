"""Random linked tables, and a second way to find what they reveal: nothing here is shared with the suppression."""

import random
from collections.abc import Iterator

PRIME = 2**61 - 1


def random_tables(source: random.Random) -> tuple[dict, list]:
    """One to six territories by two to twelve categories, with margins; at times an option chosen or not, as well.

    Zeros, rows of one category and small counts are frequent, since they are what goes wrong.
    """
    # Large tables are rarer than small ones, where suppression has less room.
    territories = range(min(source.randint(1, 6), source.randint(1, 6)))
    categories = range(min(source.randint(2, 12), source.randint(2, 12)))
    scale = source.choice((2, 6, 12, 40, 200))
    cells, constraints = {}, []
    for territory in territories:
        only = source.choice(categories) if source.random() < 0.1 else None
        for category in categories:
            present = source.random() < 0.7 if only is None else category == only
            cells["answer", territory, category] = source.randint(0, scale) if present else 0
    tables = [("answer", categories)]
    if source.random() < 0.4:
        tables.append(("option", range(2)))
        for territory in territories:
            base = sum(cells["answer", territory, category] for category in categories)
            cells["option", territory, 0] = source.choice((0, base, source.randint(0, base)))
            cells["option", territory, 1] = base - cells["option", territory, 0]
    for territory in territories:
        cells["base", territory] = sum(cells["answer", territory, category] for category in categories)
    cells["base"] = sum(cells["base", territory] for territory in territories)
    constraints.append(("base", tuple(("base", territory) for territory in territories)))
    for name, columns in tables:
        for column in columns:
            cells[name, column] = sum(cells[name, territory, column] for territory in territories)
            constraints.append(((name, column), tuple((name, territory, column) for territory in territories)))
        for territory in territories:
            constraints.append((("base", territory), tuple((name, territory, column) for column in columns)))
        constraints.append(("base", tuple((name, column) for column in columns)))
    return cells, constraints


def with_more(source: random.Random, cells: dict, constraints: list, most: int) -> dict:
    """The same tables some answers later (counts of the innermost cells grow, totals follow)."""
    totals = [total for total, _ in constraints]
    later = {key: count + source.choice((0, 0, source.randint(0, most))) for key, count in cells.items()}
    if any(key[0] == "option" for key in cells if isinstance(key, tuple)):
        for total, parts in constraints:
            if isinstance(total, tuple) and total[0] == "base" and parts[0][0] == "option":
                base = sum(later[key] for key in cells if len(key) == 3 and key[:2] == ("answer", total[1]))
                later[parts[0]] = min(max(cells[parts[0]], later[parts[0]]), base - cells[parts[1]])
                later[parts[1]] = base - later[parts[0]]
    for total, parts in sorted(constraints, key=lambda constraint: totals.count(constraint[0]), reverse=True):
        if isinstance(total, tuple):
            later[total] = sum(later[part] for part in parts)
    later["base"] = sum(later[part] for part in constraints[0][1])
    return later


def revealed(constraints: list, hidden: frozenset) -> set:
    """Hidden cells that equations alone give away: those that no vector of the kernel moves (modulo a large prime)."""
    columns = sorted(hidden, key=repr)
    position = {key: n for n, key in enumerate(columns)}
    matrix = []
    for total, parts in constraints:
        line = [0] * len(columns)
        for key, sign in ((total, PRIME - 1), *((part, 1) for part in parts)):
            if key in position:
                line[position[key]] = (line[position[key]] + sign) % PRIME
        if any(line):
            matrix.append(line)
    pivots, height = {}, 0
    for column in range(len(columns)):
        found = next((n for n in range(height, len(matrix)) if matrix[n][column]), None)
        if found is None:
            continue
        matrix[height], matrix[found] = matrix[found], matrix[height]
        inverse = pow(matrix[height][column], -1, PRIME)
        matrix[height] = [entry * inverse % PRIME for entry in matrix[height]]
        for n, line in enumerate(matrix):
            if n != height and (factor := line[column]):
                matrix[n] = [
                    (entry - factor * other) % PRIME for entry, other in zip(line, matrix[height], strict=True)
                ]
        pivots[column] = height
        height += 1
    free = [column for column in range(len(columns)) if column not in pivots]
    return {columns[column] for column, n in pivots.items() if not any(matrix[n][other] for other in free)}


def compatible(cells: dict, constraints: list, hidden: frozenset, most: int) -> Iterator[dict]:
    """Every table of counts up to `most` that the visible figures allow, by trying them all."""
    rows = [(total, parts) for total, parts in constraints if hidden.intersection((total, *parts))]
    order = sorted(hidden, key=repr)

    def possible(values: dict) -> bool:
        for total, parts in rows:
            low = sum(values.get(part, 0) for part in parts)
            if total in values and low > values[total]:
                return False
            if total in values and all(part in values for part in parts) and low != values[total]:
                return False
        return True

    def search(values: dict, depth: int) -> Iterator[dict]:
        if depth == len(order):
            yield dict(values)
            return
        for count in range(most + 1):
            values[order[depth]] = count
            if possible(values):
                yield from search(values, depth + 1)
        del values[order[depth]]

    yield from search({key: count for key, count in cells.items() if key not in hidden}, 0)

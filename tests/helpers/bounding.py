"""What a reader can work out: exact bounds of hidden figures, by a slow and obvious way.

Independent of the program: linear programming over fractions (two phases, Bland's rule), and for
tiny tables every assignment of whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

Row = list[Fraction]


class ImpossibleError(Exception):
    """No figures fit."""


def bounds(
    sums: Sequence[tuple[str, Sequence[str]]],
    known: Mapping[str, int],
    hidden: Mapping[str, tuple[int, int | None]],
    key: str,
) -> tuple[Fraction, Fraction | None]:
    """Least and most (None: no end) of a hidden figure over all real figures that fit."""
    names = sorted(hidden)
    rows, right = _equations(sums, known, hidden, names)
    first, bounded = len(rows), [name for name in names if hidden[name][1] is not None]
    for name in bounded:
        least, most = hidden[name]
        rows.append([Fraction(name == one) for one in names])
        right.append(Fraction((most or 0) - least))
    for at, row in enumerate(rows):  # a slack for each upper bound
        row += [Fraction(at - first == n) for n in range(len(bounded))]
    at = names.index(key)
    goal = [Fraction(n == at) for n in range(len(names) + len(bounded))]
    low, high = _least(rows, right, goal), _least(rows, right, [-one for one in goal])
    least = hidden[key][0]
    return (low or Fraction()) + least, None if high is None else least - high


def _equations(
    sums: Sequence[tuple[str, Sequence[str]]],
    known: Mapping[str, int],
    hidden: Mapping[str, tuple[int, int | None]],
    names: Sequence[str],
) -> tuple[list[Row], Row]:
    """Every sum over figures counted from their least value."""
    rows, right = list[Row](), Row()
    for total, parts in sums:
        row, rest = [Fraction(0)] * len(names), Fraction(0)
        for sign, name in [*((1, part) for part in parts), (-1, total)]:
            if name in hidden:
                row[names.index(name)] += sign
                rest -= sign * hidden[name][0]
            else:
                rest -= sign * known[name]
        rows.append(row)
        right.append(rest)
    return rows, right


def _least(rows: Sequence[Row], right: Row, goal: Row) -> Fraction | None:
    width = len(goal)
    table = []
    for at, (row, value) in enumerate(zip(rows, right, strict=True)):
        sign = -1 if value < 0 else 1
        helpers = [Fraction(at == n) for n in range(len(rows))]
        table.append([*(sign * one for one in row), *helpers, sign * value])
    basis = [width + at for at in range(len(rows))]
    first = [Fraction(0)] * width + [Fraction(1)] * len(rows)
    if _solve(table, basis, first, width + len(rows)):
        raise ImpossibleError
    for at in range(len(basis)):
        if basis[at] >= width:
            pivot = next((n for n in range(width) if table[at][n]), None)
            if pivot is not None:
                _pivot(table, basis, at, pivot)
    return _solve(table, basis, [*goal, *[Fraction(0)] * len(rows)], width)


def _solve(table: list[Row], basis: list[int], cost: Row, width: int) -> Fraction | None:
    while True:
        gain = next((n for n in range(width) if _reduced(table, basis, cost, n) < 0), None)
        if gain is None:
            return sum((cost[b] * row[-1] for b, row in zip(basis, table, strict=True)), Fraction())
        ratios = [
            (row[-1] / row[gain], basis[at], at) for at, row in enumerate(table) if row[gain] > 0
        ]
        if not ratios:
            return None
        _pivot(table, basis, min(ratios)[2], gain)


def _reduced(table: list[Row], basis: list[int], cost: Row, at: int) -> Fraction:
    pairs = zip(basis, table, strict=True)
    return cost[at] - sum((cost[b] * row[at] for b, row in pairs if row[at]), Fraction())


def _pivot(table: list[Row], basis: list[int], at: int, column: int) -> None:
    head = table[at][column]
    table[at] = [one / head for one in table[at]]
    for other, row in enumerate(table):
        if other != at and row[column]:
            many = row[column]
            table[other] = [a - many * b for a, b in zip(row, table[at], strict=True)]
    basis[at] = column


def possible(
    sums: Sequence[tuple[str, Sequence[str]]],
    known: Mapping[str, int],
    hidden: Mapping[str, tuple[int, int]],
) -> dict[str, set[int]]:
    """Every whole number that each hidden figure can be; totals stand after their parts."""
    totals = {total for total, _ in sums}
    names = sorted({*known, *hidden} - totals)
    found: dict[str, set[int]] = {name: set() for name in hidden}
    limits = {**{name: (value, value) for name, value in known.items()}, **hidden}
    ranges = [range(limits[name][0], limits[name][1] + 1) for name in names]
    for chosen in product(*ranges):
        values = dict(zip(names, chosen, strict=True))
        if _fits(values, sums, limits):
            for name in hidden:
                found[name].add(values[name])
    return found


def _fits(
    values: dict[str, int],
    sums: Sequence[tuple[str, Sequence[str]]],
    limits: Mapping[str, tuple[int, int]],
) -> bool:
    for total, parts in sums:
        value = sum(values[part] for part in parts)
        if values.setdefault(total, value) != value:
            return False
        if not limits[total][0] <= value <= limits[total][1]:
            return False
    return True

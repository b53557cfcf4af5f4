"""What a rule's expression comes to on given figures: true, false, or nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from gbdesk.domain.ops import Value
from gbdesk.domain.rules_parse import Expression, Term

NumberOf: TypeAlias = Callable[[Term], int | None]


@dataclass(frozen=True, slots=True)
class Side:
    """One comparison with its two sums worked out."""

    left: int
    sign: str
    right: int

    @property
    def holds(self) -> bool:
        """Whether the two sums stand as they must."""
        return self.left <= self.right if self.sign == "<=" else self.left == self.right


def number(value: Value) -> int | None:
    """The number of a cell; None where it is blank, unknown or does not apply."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def of_values(values: Mapping[str, Value]) -> NumberOf:
    """Numbers of the lines of one row."""
    return lambda term: number(values.get(term.line))


def of_functions(facts: Mapping[str, int]) -> NumberOf:
    """Numbers of the functions for one line."""
    return lambda term: facts.get(term.function)


def sides(expression: Expression, number_of: NumberOf) -> tuple[Side, ...] | None:
    """Every comparison worked out; None while a figure is missing."""
    found = []
    for part in expression.comparisons:
        left, right = _total(part.left, number_of), _total(part.right, number_of)
        if left is None or right is None:
            return None
        found.append(Side(left, part.sign, right))
    return tuple(found)


def holds(expression: Expression, found: tuple[Side, ...]) -> bool:
    """Whether the rule is kept."""
    first, last = found[0].holds, found[-1].holds
    match expression.link:
        case "=>":
            return not first or last
        case "iff":
            return first == last
        case "or":
            return first or last
        case _:
            return first


def broken(expression: Expression, values: Mapping[str, Value]) -> bool:
    """Whether the rule speaks on this row and is not kept."""
    found = []
    for part in expression.comparisons:
        left = _row_total(part.left, values)
        right = None if left is None else _row_total(part.right, values)
        if left is None or right is None:
            return False
        found.append(Side(left, part.sign, right))
    return not holds(expression, tuple(found))


def _row_total(terms: tuple[Term, ...], values: Mapping[str, Value]) -> int | None:
    """As `_total` of one row, without a call for each term: every row that comes in is checked."""
    total = 0
    for term in terms:
        value = values.get(term.line) if term.number is None else term.number
        if not isinstance(value, int) or value is True or value is False:
            return None
        total += value
    return total


def _total(terms: tuple[Term, ...], number_of: NumberOf) -> int | None:
    total = 0
    for term in terms:
        value = term.number if term.number is not None else number_of(term)
        if value is None:
            return None
        total += value
    return total

"""What a rule's expression comes to on given figures: true, false, or nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from gbdesk.domain.ops import Value
from gbdesk.domain.rules_parse import Expression, Term

NumberOf: TypeAlias = Callable[[Term], int | None]
Sums: TypeAlias = tuple[tuple[str, ...], int, str, tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Plain:
    """An expression with every sum as lines and a number, from left to right."""

    expression: Expression
    sums: tuple[Sums, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One comparison with its two sums worked out."""

    left: int
    sign: str
    right: int

    @property
    def holds(self) -> bool:
        """Whether the two sums stand as they must."""
        return _stands(self.left, self.sign, self.right)


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
    return _kept(expression.link, found[0].holds, found[-1].holds)


def _stands(left: int, sign: str, right: int) -> bool:
    return left <= right if sign == "<=" else left == right


def _kept(link: str, first: bool, last: bool) -> bool:  # noqa: FBT001 - two comparisons
    match link:
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
    return plainly_broken(plain(expression), values)


def plain(expression: Expression) -> Plain:
    """An expression about the lines of one row, ready to be asked for very many rows."""
    sums = tuple(
        (*_lines(part.left), part.sign, *_lines(part.right)) for part in expression.comparisons
    )
    return Plain(expression, sums)


def plainly_broken(rule: Plain, values: Mapping[str, Value]) -> bool:
    """As `broken`."""
    kept = []
    for left, left_more, sign, right, right_more in rule.sums:
        one = _row_total(left, left_more, values)
        other = None if one is None else _row_total(right, right_more, values)
        if one is None or other is None:
            return False
        kept.append(_stands(one, sign, other))
    return not _kept(rule.expression.link, kept[0], kept[-1])


def _lines(terms: tuple[Term, ...]) -> tuple[tuple[str, ...], int]:
    lines = tuple(term.line for term in terms if term.number is None)
    return lines, sum(term.number for term in terms if term.number is not None)


def _row_total(lines: tuple[str, ...], more: int, values: Mapping[str, Value]) -> int | None:
    """As `_total` of one row, without a call for each term: every row that comes in is checked."""
    total = more
    for line in lines:
        value = values.get(line)
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

"""Corrections a click can make: one line set to one number, so that a rule holds again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gbdesk.domain.ops import Value
from gbdesk.domain.rules_parse import Comparison, Expression, Term
from gbdesk.domain.rules_value import broken, number, of_values, sides

Change = tuple[str, int]


def proposals(expression: Expression, values: Mapping[str, Value]) -> tuple[Change, ...]:
    """Every (line, number) that alone makes a broken rule hold, once each, left side first."""
    found: dict[Change, None] = {}
    for line, value in _candidates(expression, values):
        if value >= 0 and not broken(expression, {**values, line: value}):
            found.setdefault((line, value))
    return tuple(found)


def _candidates(expression: Expression, values: Mapping[str, Value]) -> Iterator[Change]:
    if not expression.link:
        yield from _meeting(expression.first, values)
        return
    for part in expression.comparisons:
        yield from _meeting(part, values)
    for line in expression.lines:
        yield line, 0
    for line in expression.lines:
        yield line, 1
        for other in expression.lines:
            yield line, number(values.get(other)) or 0


def _meeting(part: Comparison, values: Mapping[str, Value]) -> Iterator[Change]:
    """What would make the two sides of one comparison equal."""
    found = sides(Expression(part), of_values(values))
    if found is None:
        return
    gap = found[0].right - found[0].left
    yield from _side(part.left, gap, values)
    yield from _side(part.right, -gap, values)


def _side(terms: tuple[Term, ...], gap: int, values: Mapping[str, Value]) -> Iterator[Change]:
    """A side of one line takes the whole gap; of several, the only one that falls to 0 or can."""
    lines = [term.line for term in terms if term.line]
    after = {line: (number(values.get(line)) or 0) + gap for line in lines}
    if len(lines) == 1:
        yield lines[0], after[lines[0]]
        return
    gone = [line for line in lines if after[line] == 0]
    able = [line for line in lines if after[line] >= 0]
    for choice in (gone, able):
        if len(choice) == 1:
            yield choice[0], after[choice[0]]
            return

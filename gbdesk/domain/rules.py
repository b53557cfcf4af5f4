"""Arithmetic rules of a form: read once, checked anywhere, silent where a figure is missing.

The grammar stands in CONTRIBUTING.md. A rule is looked at only when every line in it has a number;
blank, "?" (no information) and "-" (does not apply) make it silent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from gbdesk.domain.ops import Value
from gbdesk.domain.refusals import Refused
from gbdesk.text import language

ERROR: Final = "error"
WARNING: Final = "warning"
NOTE: Final = "note"

_TOKEN: Final = re.compile(
    r"\s*(?:(=>)|(<=|=)|(\+)|(iff|or)\b|([a-z_]+)\(\s*(each(?::[a-z]+)?|[a-z0-9.\-]+)\s*\)"
    r"|(\d+)|([a-z][a-z0-9]*(?:[.\-][a-z0-9]+)*))"
)
_FUNCTIONS: Final = ("change", "change_percent", "reported", "expected", "periods")


@dataclass(frozen=True, slots=True)
class Term:
    """A line, a whole number, or a function over a selector such as `each:stock`."""

    line: str = ""
    number: int | None = None
    function: str = ""
    selector: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sums and how they must stand: `<=` or `=`."""

    left: tuple[Term, ...]
    sign: str
    right: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; `link` joins two comparisons: "", "=>", "iff" or "or"."""

    id: str
    first: Comparison
    link: str
    second: Comparison | None
    severity: str
    message: str
    message_en: str
    scope: str
    sheets: tuple[str, ...]

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """One or two comparisons."""
        return (self.first,) if self.second is None else (self.first, self.second)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line named, in the order of the rule."""
        terms = (term for part in self.comparisons for term in (*part.left, *part.right))
        return tuple(dict.fromkeys(term.line for term in terms if term.line))


@dataclass(frozen=True, slots=True)
class Fix:
    """A proposed correction: this line should hold this number."""

    line: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A rule that does not hold, with the figures that say so and what could mend it."""

    rule: Rule
    lines: tuple[str, ...]
    facts: Mapping[str, int]
    fixes: tuple[Fix, ...] = ()

    @property
    def severity(self) -> str:
        """`error`, `warning` or `note`."""
        return self.rule.severity

    @property
    def text(self) -> str:
        """The message in the language in use with the figures filled in."""
        words = self.rule.message if language() == "vi" else self.rule.message_en
        return re.sub(r"\{([^}]+)\}", lambda name: str(self.facts.get(name[1], "…")), words)


def read_rule(raw: Mapping[str, Any]) -> Rule:
    """Read one rule of a form file.

    Raises:
        Refused: the expression is not of the grammar.
    """
    first, link, second = _Reader(raw["expression"]).rule()
    return Rule(
        id=raw["id"],
        first=first,
        link=link,
        second=second,
        severity=raw["severity"],
        message=raw["message"],
        message_en=raw["message_en"],
        scope=raw["scope"],
        sheets=tuple(raw.get("sheets", ())),
    )


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def rule(self) -> tuple[Comparison, str, Comparison | None]:
        first = self._comparison()
        link = self._take(1) or self._take(4)
        second = self._comparison() if link else None
        if self._text[self._at :].strip():
            raise Refused("form.rule", expression=self._text)
        return first, link, second

    def _comparison(self) -> Comparison:
        left = self._sum()
        sign = self._take(2)
        if not sign:
            raise Refused("form.rule", expression=self._text)
        return Comparison(left, sign, self._sum())

    def _sum(self) -> tuple[Term, ...]:
        terms = [self._term()]
        while self._take(3):
            terms.append(self._term())
        return tuple(terms)

    def _term(self) -> Term:
        found = _TOKEN.match(self._text, self._at)
        if found and found[5] in _FUNCTIONS:
            term = Term(function=found[5], selector=found[6])
        elif found and found[7]:
            term = Term(number=int(found[7]))
        elif found and found[8]:
            term = Term(line=found[8])
        else:
            raise Refused("form.rule", expression=self._text)
        self._at = found.end()
        return term

    def _take(self, group: int) -> str:
        found = _TOKEN.match(self._text, self._at)
        if not found or not found[group]:
            return ""
        self._at = found.end()
        return found[group]


def number(value: Value) -> int | None:
    """The number of a cell; None where it is blank, unknown or does not apply."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


class HasRules(Protocol):
    """What carries rules: a form."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in their order."""
        ...


def check(
    form: HasRules,
    values: Mapping[str, Value],
    previous: Mapping[str, Value] | None = None,
    sheet: str = "",
) -> tuple[Problem, ...]:
    """Everything wrong with one row of figures, in the order of the form's rules.

    With `previous`, the row of the period before, large changes are noted as well.
    """
    found = []
    for rule in form.rules:
        if rule.sheets and sheet and sheet not in rule.sheets:
            continue
        if rule.scope == "return" and (problem := _problem(rule, values)):
            found.append(problem)
        if rule.scope == "previous" and previous is not None:
            found += _changes(rule, values, previous)
    return tuple(found)


def _changes(
    rule: Rule, values: Mapping[str, Value], previous: Mapping[str, Value]
) -> list[Problem]:
    found = []
    for line, value in values.items():
        if change := change_note(previous.get(line), value):
            facts = {"previous": change[0], "value": change[1]}
            found.append(Problem(rule=rule, lines=(line,), facts=facts))
    return found


def _problem(rule: Rule, values: Mapping[str, Value]) -> Problem | None:
    sides = []
    for part in rule.comparisons:
        left, right = _total(part.left, values), _total(part.right, values)
        if left is None or right is None:
            return None
        sides.append((left, part.sign, right))
    if _holds(rule.link, [_compare(*side) for side in sides]):
        return None
    numbers = {line: number(values.get(line)) for line in rule.lines}
    facts = {line: value for line, value in numbers.items() if value is not None}
    facts |= {"left": sides[0][0], "right": sides[0][2]}
    return Problem(rule=rule, lines=rule.lines, facts=facts, fixes=_fixes(rule, values, sides))


def _total(terms: tuple[Term, ...], values: Mapping[str, Value]) -> int | None:
    total = 0
    for term in terms:
        value = term.number if term.number is not None else number(values.get(term.line))
        if value is None:
            return None
        total += value
    return total


def _compare(left: int, sign: str, right: int) -> bool:
    return left <= right if sign == "<=" else left == right


def _holds(link: str, hold: list[bool]) -> bool:
    match link:
        case "":
            return hold[0]
        case "=>":
            return not hold[0] or hold[1]
        case "iff":
            return hold[0] == hold[1]
        case _:
            return hold[0] or hold[1]


def _fixes(
    rule: Rule, values: Mapping[str, Value], sides: list[tuple[int, str, int]]
) -> tuple[Fix, ...]:
    if rule.link == "iff":
        lines = [part.left[0].line for part in rule.comparisons]
        zero = [line for line in lines if number(values.get(line)) != 0]
        return tuple(Fix(line, 0) for line in zero) + tuple(
            Fix(line, 1) for line in lines if line not in zero
        )
    if rule.link:
        return ()
    left, _, right = sides[0]
    return tuple(
        fix
        for fix in (
            *_side(rule.first.left, right, left, values),
            *_side(rule.first.right, left, right, values),
        )
        if fix.value >= 0
    )


def _side(
    terms: tuple[Term, ...], wanted: int, now: int, values: Mapping[str, Value]
) -> tuple[Fix, ...]:
    """What would bring this side to the wanted sum: its only line, or the one that alone can."""
    lines = [term.line for term in terms if term.line]
    if len(lines) == 1:
        return (Fix(lines[0], wanted - (now - (number(values.get(lines[0])) or 0))),)
    able = [line for line in lines if (number(values.get(line)) or 0) + wanted - now >= 0]
    return (
        (Fix(able[0], (number(values.get(able[0])) or 0) + wanted - now),) if len(able) == 1 else ()
    )


def change_note(previous: Value, value: Value) -> tuple[int, int] | None:
    """Previous and present figure where the change is over 50 % and over 5 (domain.md 7.1)."""
    before, now = number(previous), number(value)
    if before is None or now is None:
        return None
    change = abs(now - before)
    if change <= 5 or (before and change * 100 <= 50 * before):
        return None
    return before, now

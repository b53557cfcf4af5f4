"""Arithmetic rules of a form: read once, checked anywhere, silent where a figure is missing.

The grammar stands in `rules_parse`. A rule is looked at only when every line in it has a number;
blank, "?" (no information) and "-" (does not apply) make it silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from gbdesk.domain.numbers import group
from gbdesk.domain.ops import Value
from gbdesk.domain.refusals import Refused
from gbdesk.domain.rules_fix import proposals
from gbdesk.domain.rules_parse import Expression, parse
from gbdesk.domain.rules_value import (
    Plain,
    broken,
    holds,
    number,
    of_functions,
    of_values,
    plain,
    plainly_broken,
    sides,
)
from gbdesk.text import language, translate

ERROR: Final = "error"
WARNING: Final = "warning"
NOTE: Final = "note"
SEVERITIES: Final = (ERROR, WARNING, NOTE)

RETURN: Final = "return"
PREVIOUS: Final = "previous"
MERGE: Final = "merge"
SCOPES: Final = (RETURN, PREVIOUS, MERGE)

_FROM_NOTHING: Final = 1_000_000
_NAME: Final = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule with its words; `scope` says on what it is looked at."""

    id: str
    expression: Expression
    severity: str
    message: str
    message_en: str
    scope: str
    sheets: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line named, in the order of the rule."""
        return self.expression.lines

    def applies(self, sheet: str | None) -> bool:
        """Whether the rule belongs to this sheet; without a sheet every rule does."""
        return not (self.sheets and sheet) or sheet in self.sheets


@dataclass(frozen=True, slots=True)
class Fix:
    """A proposed correction: this line should hold this number; `label` is the button's text."""

    line: str
    value: int
    label: str = ""


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
        return _NAME.sub(lambda name: _figure(self.facts.get(name[1])), words)


class HasRules(Protocol):
    """What carries rules: a form."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in their order."""
        ...

    def line_name(self, line: str) -> str:
        """How screens call a line, telling lines of the same name apart."""
        ...

    def lines_of(self, selector: str) -> tuple[str, ...]:
        """The ids of the lines of `each`, `each:stock`, `each:flow` or `each:distinct`."""
        ...


def read_rule(raw: Mapping[str, Any]) -> Rule:
    """Read one rule of a form file.

    Raises:
        Refused: the expression is not of the grammar, or severity or scope is unknown.
    """
    if raw["severity"] not in SEVERITIES or raw["scope"] not in SCOPES:
        raise Refused("form.rule", expression=f"{raw['id']}: {raw['severity']}, {raw['scope']}")
    return Rule(
        id=raw["id"],
        expression=parse(raw["expression"]),
        severity=raw["severity"],
        message=raw["message"],
        message_en=raw["message_en"],
        scope=raw["scope"],
        sheets=tuple(raw.get("sheets", ())),
    )


def check(
    form: HasRules,
    values: Mapping[str, Value],
    previous: Mapping[str, Value] | None = None,
    sheet: str | None = None,
) -> tuple[Problem, ...]:
    """Everything to be said about one row of figures, in the order of the form's rules.

    With `previous`, the row of the period before, large changes are noted as well.
    """
    found: list[Problem] = []
    for rule in form.rules:
        if not rule.applies(sheet):
            continue
        if rule.scope == RETURN and broken(rule.expression, values):
            found.append(_problem(form, rule, values, sheet))
        elif rule.scope == PREVIOUS and previous is not None:
            found += _changes(form, rule, values, previous)
    return tuple(found)


def row_errors(rules: Iterable[Rule]) -> tuple[tuple[Rule, Plain], ...]:
    """The rules about one row that are errors when broken, ready for `first_error`."""
    wanted = (rule for rule in rules if rule.scope == RETURN and rule.severity == ERROR)
    return tuple((rule, plain(rule.expression)) for rule in wanted)


def first_error(rules: Iterable[tuple[Rule, Plain]], values: Mapping[str, Value]) -> Rule | None:
    """The first rule about a row that is broken as an error; no words, no proposals."""
    for rule, ready in rules:
        if plainly_broken(ready, values):
            return rule
    return None


def check_merge(
    form: HasRules,
    *,
    reported: Mapping[str, int],
    expected: Mapping[str, int],
    periods: int = 1,
) -> tuple[Problem, ...]:
    """What is to be said about totals: units that gave no figure, lines never added over periods.

    `reported` and `expected` are numbers of units by line.
    """
    found: list[Problem] = []
    for rule in form.rules:
        for line in form.lines_of(rule.expression.selector) if rule.scope == MERGE else ():
            facts = {"periods": periods}
            if line in expected:
                facts |= {"reported": reported.get(line, 0), "expected": expected[line]}
                facts["missing"] = facts["expected"] - facts["reported"]
            found += _spoken(rule, line, facts)
    return tuple(found)


def _changes(
    form: HasRules, rule: Rule, values: Mapping[str, Value], previous: Mapping[str, Value]
) -> Iterator[Problem]:
    for line in form.lines_of(rule.expression.selector):
        before, now = number(previous.get(line)), number(values.get(line))
        if before is None or now is None:
            continue
        change = abs(now - before)
        percent = -(-change * 100 // before) if before else change * _FROM_NOTHING
        facts = {"previous": before, "value": now, "change": change, "change_percent": percent}
        yield from _spoken(rule, line, facts)


def _spoken(rule: Rule, line: str, facts: Mapping[str, int]) -> Iterator[Problem]:
    found = sides(rule.expression, of_functions(facts))
    if found is not None and not holds(rule.expression, found):
        yield Problem(rule=rule, lines=(line,), facts=facts)


def _problem(form: HasRules, rule: Rule, values: Mapping[str, Value], sheet: str | None) -> Problem:
    found = sides(rule.expression, of_values(values)) or ()
    facts = {line: value for line in rule.lines if (value := number(values.get(line))) is not None}
    facts |= {"left": found[0].left, "right": found[0].right}
    fixes = _fixes(form, rule, values, sheet)
    return Problem(rule=rule, lines=rule.lines, facts=facts, fixes=fixes)


def _fixes(
    form: HasRules, rule: Rule, values: Mapping[str, Value], sheet: str | None
) -> tuple[Fix, ...]:
    """The proposals that leave the fewest errors, one for each line, none that adds an error."""
    left = {
        change: _errors(form, {**values, change[0]: change[1]}, sheet)
        for change in proposals(rule.expression, values)
    }
    fewest = min([*left.values(), _errors(form, values, sheet)])
    best: dict[str, int] = {}
    for (line, value), errors in left.items():
        if errors == fewest:
            best.setdefault(line, value)
    return tuple(Fix(line, value, _label(form, line, value)) for line, value in best.items())


def _errors(form: HasRules, values: Mapping[str, Value], sheet: str | None) -> int:
    return sum(
        rule.scope == RETURN
        and rule.severity == ERROR
        and rule.applies(sheet)
        and broken(rule.expression, values)
        for rule in form.rules
    )


def _label(form: HasRules, line: str, value: int) -> str:
    name = form.line_name(line)
    return translate(
        "Rule", "Set {name} = {value}", name=name[:1].lower() + name[1:], value=group(value)
    )


def _figure(value: int | None) -> str:
    return "…" if value is None else group(value)

"""One return as the grid works on it: figures, problems, totals and gaps, kept up at every key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from gbdesk.domain.cells import Cell, CellValue, Total, total
from gbdesk.domain.forms import FormSpec, Indicator
from gbdesk.domain.numbers import group
from gbdesk.domain.rules import ERROR, NOTE, PREVIOUS, RETURN, WARNING, Problem, check
from gbdesk.domain.rules_parse import Comparison
from gbdesk.services.beside import LAST_YEAR, Beside, Ranges
from gbdesk.text import translate

At: TypeAlias = tuple[str, str]

BLANK: Final = "blank"
PARTIAL: Final = "partial"
FULL: Final = "full"
SENT: Final = "sent"
CHANGED: Final = "changed"
_NOTHING: Final = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the grid: a place (or the office itself) and its name."""

    place: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure or note to be set; `note` None leaves the note."""

    place: str
    line: str
    value: CellValue
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What is still missing: names of rows, and problems with the row they are in.

    `unexplained`: the warnings that are large changes without a note.
    """

    blank: tuple[Row, ...]
    partial: tuple[Row, ...]
    full: int
    errors: tuple[tuple[Row, Problem], ...]
    warnings: tuple[tuple[Row, Problem], ...]
    unexplained: tuple[tuple[Row, Problem], ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the return may be completed."""
        return not (self.blank or self.partial or self.errors)


class Usual:
    """What a sheet of places does and a table of one row does otherwise."""

    form: FormSpec

    def nil_lines(self, _place: str) -> tuple[Indicator, ...]:
        """The lines of a row that "nothing occurred" sets to 0."""
        return self.form.nil_lines

    def carried(self, _place: str, _line: str) -> CellValue:
        """A figure of an earlier period that stands here until it is confirmed; None for none."""
        return None


class Sheet(Usual):
    """The figures of one return in memory; the service keeps the same."""

    def __init__(
        self,
        form: FormSpec,
        rows: Sequence[Row],
        cells: Mapping[At, Cell],
        *,
        beside: Beside | None = None,
        usual: Ranges | None = None,
        totals_before: Mapping[str, int] | None = None,
        unsent: Container[str] | None = None,
    ) -> None:
        self.form = form
        self.rows = tuple(rows)
        self.beside: Beside = beside or {}
        self.usual: Ranges = usual or {}
        self.totals_before = dict(totals_before or {})
        self._cells = {at: cell for at, cell in cells.items() if cell != _NOTHING}
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._unsent, self._as_opened = unsent, dict(self._cells)

    @cached_property
    def row_numbers(self) -> dict[str, int]:
        """The row of each place."""
        return {row.place: number for number, row in enumerate(self.rows)}

    def columns(self, tab: str) -> tuple[Indicator, ...]:
        """The columns of one tab of the form."""
        return self.form.columns(tab)

    def cell(self, place: str, line: str) -> Cell:
        """One figure with its note."""
        return self._cells.get((place, line), _NOTHING)

    def then(self, which: str, place: str, line: str) -> CellValue:
        """The figure of an earlier period (`BEFORE`, `LAST_YEAR`), None where there is none."""
        period = self.beside.get(which)
        return period.figures.get((place, line)) if period else None

    def put(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Set these figures; what they were before comes back, to be set again on undo."""
        before = []
        for change in changes:
            at = (change.place, change.line)
            old = self._cells.get(at, _NOTHING)
            before.append(Change(place=at[0], line=at[1], value=old.value, note=old.note))
            note = old.note if change.note is None else change.note
            self._cells[at] = Cell(change.value, note)
            self._problems.pop(change.place, None)
        return tuple(before)

    def sending(self, place: str) -> str:
        """`SENT`: a row is as it was sent, `CHANGED`: it is not; `""` before anything is sent."""
        if self._unsent is None:
            return ""
        lines = (line.id for line in self.form.entry_lines)
        touched = any(
            self.cell(place, line) != self._as_opened.get((place, line), _NOTHING) for line in lines
        )
        return CHANGED if touched or place in self._unsent else SENT

    def problems(self, place: str) -> tuple[Problem, ...]:
        """What the rules say about one row."""
        if place not in self._problems:
            values = {line.id: self.cell(place, line.id).value for line in self.form.entry_lines}
            before = {one.id: self.then(LAST_YEAR, place, one.id) for one in self.form.entry_lines}
            known = before if any(value is not None for value in before.values()) else None
            self._problems[place] = check(self.form, values, known)
        return self._problems[place]

    def problems_at(self, place: str, line: str) -> tuple[Problem, ...]:
        """The problems that concern one cell, the worst first."""
        found = [problem for problem in self.problems(place) if line in problem.lines]
        return tuple(sorted(found, key=lambda one: _WORST.index(self.weight(place, one))))

    def severity(self, place: str, line: str) -> str:
        """The worst that is said about one cell: `error`, `warning`, `note` or nothing."""
        found = self.problems_at(place, line)
        return self.weight(place, found[0]) if found else ""

    def weight(self, place: str, problem: Problem) -> str:
        """How a problem is shown: a large change is to be looked at until a note accepts it."""
        if problem.rule.scope == PREVIOUS and not self.cell(place, problem.lines[0]).note:
            return WARNING if problem.severity == NOTE else problem.severity
        return problem.severity

    def explain(self, row: Row, problem: Problem) -> str:
        """A problem in words; at a large change with what is compared and what is usual there."""
        words = problem.text
        if len(problem.lines) != 1:
            return words
        line = problem.lines[0]
        if problem.rule.scope == PREVIOUS:
            words = f"{words} {self._compared(row.place, line)}"
        name = self.form.line_name(line)
        return translate("Grid", "{line}: {words}", line=name, words=words)

    def _compared(self, place: str, line: str) -> str:
        """What the form's sentence about a large change leaves open, in the program's own words."""
        known = self.usual.get((place, line))
        if known is None:
            return translate("Grid", "Compared with the same period last year.")
        least, most = (group(one) for one in known)
        return translate(
            "Grid",
            "Compared with the same period last year; usually {least} to {most}.",
            least=least,
            most=most,
        )

    def state(self, place: str) -> str:
        """Whether a row is blank, partial or full."""
        said = sum(not self.cell(place, line.id).is_blank for line in self.form.entry_lines)
        if not said:
            return BLANK
        return FULL if said == len(self.form.entry_lines) else PARTIAL

    def groups(self, tab: str) -> tuple[tuple[int, int, str], ...]:
        """The groups of a tab: first column, how many columns, name."""
        found: list[tuple[int, int, str]] = []
        for number, line in enumerate(self.columns(tab)):
            name = self.form.group(line.group).name if line.group else ""
            if found and found[-1][2] == name:
                found[-1] = (found[-1][0], found[-1][1] + 1, name)
            else:
                found.append((number, 1, name))
        return tuple(found)

    def problem_places(self) -> list[tuple[int, int, int]]:
        """Tab, row and column of the first cell of every error and warning, in order."""
        at = {
            line.id: (number, column)
            for number, tab in enumerate(self.form.shown_tabs)
            for column, line in enumerate(self.columns(tab.id))
        }
        found = {
            (at[problem.lines[0]][0], number, at[problem.lines[0]][1])
            for number, row in enumerate(self.rows)
            for problem in self.problems(row.place)
            if self.weight(row.place, problem) in {ERROR, WARNING} and problem.lines
        }
        return sorted(found)

    def total(self, line: str) -> Total:
        """The sum of a column with what it covers."""
        return total(self.cell(row.place, line).value for row in self.rows)

    def coverage(self, tab: str) -> tuple[int, int, int]:
        """The least and most rows that a sum of this tab covers, and how many there are."""
        totals = [self.total(line.id) for line in self.columns(tab)]
        counts = [one.covered for one in totals] or [0]
        return min(counts), max(counts), len(self.rows)

    def gaps(self) -> Gaps:
        """What keeps the return from being complete, and what deserves a look."""
        states = {row: self.state(row.place) for row in self.rows}
        found = [
            (row, problem, self.weight(row.place, problem))
            for row in self.rows
            for problem in self.problems(row.place)
        ]
        looks = tuple((row, problem) for row, problem, weight in found if weight == WARNING)
        return Gaps(
            blank=tuple(row for row, state in states.items() if state == BLANK),
            partial=tuple(row for row, state in states.items() if state == PARTIAL),
            full=sum(state == FULL for state in states.values()),
            errors=tuple((row, problem) for row, problem, weight in found if weight == ERROR),
            warnings=looks,
            unexplained=tuple(one for one in looks if one[1].rule.scope == PREVIOUS),
        )

    def parts(self, place: str, line: str) -> int | None:
        """The sum of the parts of a line, where a rule knows them and all are entered."""
        for first in self._comparisons:
            if first.sign == "=" and [term.line for term in first.left] == [line]:
                values = [self.cell(place, term.line).number for term in first.right]
                known = [value for value in values if value is not None]
                return sum(known) if len(known) == len(values) else None
        return None

    @cached_property
    def strong(self) -> frozenset[str]:
        """The lines that others add up to or may not exceed: totals."""
        bounds: Counter[str] = Counter()
        for first in self._comparisons:
            whole = first.left if first.sign == "=" else first.right
            if len(whole) == 1:
                bounds[whole[0].line] += 2 if first.sign == "=" else 1
        return frozenset(line for line, times in bounds.items() if line and times > 1)

    @cached_property
    def _comparisons(self) -> tuple[Comparison, ...]:
        """The rules of one row that are a single comparison."""
        return tuple(
            rule.expression.first
            for rule in self.form.rules
            if rule.scope == RETURN and not rule.expression.link
        )


_WORST: Final = (ERROR, WARNING, NOTE)

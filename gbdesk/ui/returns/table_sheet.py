"""A return with one row for the unit, laid out as a table: groups are rows, lines their columns.

The form says in which column a line stands (`column`); a form without columns is a table of one
row. Rules are looked at in the form itself, and what they say is told at the row of its lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from gbdesk.domain.cells import Cell, CellValue
from gbdesk.domain.forms import WHOLE, FormSpec, Indicator
from gbdesk.domain.rules import Problem, check
from gbdesk.services.beside import LAST_YEAR, Beside
from gbdesk.ui.grid.sheet import At, Change, Row, Sheet


class TableSheet(Sheet):
    """The figures of such a return; places are groups of the form, lines its columns."""

    def __init__(
        self, form: FormSpec, cells: Mapping[At, Cell], *, beside: Beside | None = None
    ) -> None:
        self.whole = form
        self.at = {line.id: (line.group, column_of(line)) for line in form.entry_lines}
        self.lines = {at: line for line, at in self.at.items()}
        laid = {self.at[line]: cell for (_, line), cell in cells.items() if line in self.at}
        told = {which: self._laid(one.figures) for which, one in (beside or {}).items()}
        then = {
            which: replace(one, figures=told[which], formers={})
            for which, one in (beside or {}).items()
        }
        rows = [Row(group.id, group.name) for group in form.groups]
        super().__init__(table_form(form), rows, laid, beside=then)
        self.unconfirmed: Mapping[At, CellValue] = {}
        self._found: Mapping[str, tuple[Problem, ...]] | None = None

    def _laid(self, figures: Mapping[At, CellValue]) -> dict[At, CellValue]:
        mine = {line: value for (place, line), value in figures.items() if place == WHOLE}
        return {self.at[line]: value for line, value in mine.items() if line in self.at}

    @property
    def strong(self) -> frozenset[str]:
        """The column of totals."""
        return frozenset({"total"})

    def measure(self, place: str) -> str:
        """Whether a row is `stock` or `flow`."""
        lines = (line for line in self.whole.entry_lines if line.group == place)
        return next(line.measure for line in lines)

    def nil_lines(self, place: str) -> tuple[Indicator, ...]:
        """The columns of a row that "nothing occurred" sets to 0: none in a row of stock."""
        nil = {self.at[line.id] for line in self.whole.nil_lines}
        return tuple(line for line in self.form.entry_lines if (place, line.id) in nil)

    def carried(self, place: str, line: str) -> CellValue:
        """A figure of the period before that waits to be confirmed where none is entered."""
        if not self.cell(place, line).is_blank:
            return None
        return self.unconfirmed.get((place, line))

    def groups(self, tab: str) -> tuple[tuple[int, int, str], ...]:
        """One band over the columns: what is counted."""
        name = next(one.name for one in self.whole.tabs if one.id == tab)
        return ((0, len(self.columns(tab)), name),)

    def put(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """As every sheet; what the rules said is looked at again."""
        self._found = None
        return super().put(changes)

    def problems(self, place: str) -> tuple[Problem, ...]:
        """What the rules say about one row of the table."""
        if self._found is None:
            self._found = self._check()
        return self._found.get(place, ())

    def _check(self) -> Mapping[str, tuple[Problem, ...]]:
        values = {line: self.cell(*at).value for line, at in self.at.items()}
        before = {line: self.then(LAST_YEAR, *at) for line, at in self.at.items()}
        known = before if any(value is not None for value in before.values()) else None
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in check(self.whole, values, known):
            if problem.lines:
                found[self.at[problem.lines[0]][0]].append(self._here(problem))
        return {row: tuple(problems) for row, problems in found.items()}

    def _here(self, problem: Problem) -> Problem:
        """The same with the columns of the table in the place of its lines."""
        fixes = tuple(replace(fix, line=self.at[fix.line][1]) for fix in problem.fixes)
        lines = tuple(self.at[line][1] for line in problem.lines)
        return replace(problem, lines=lines, fixes=fixes)


def column_of(line: Indicator) -> str:
    """The column of a table in which a line stands."""
    return str(line.facts.get("column") or line.id)


def table_form(form: FormSpec) -> FormSpec:
    """The columns of the table as a form of its own."""
    columns = {column_of(line): line for line in reversed(form.entry_lines)}
    order = dict.fromkeys(column_of(line) for line in form.entry_lines)
    lines = tuple(_column(columns[name], name) for name in order)
    return replace(form, indicators=lines, rules=(), groups=())


def _column(line: Indicator, name: str) -> Indicator:
    return replace(line, id=name, group="", no="", label=line.short, label_en=line.short_en)

"""A table of figures by office, place, area, period and line, each cell with what it covers.

Flow is added up over places and over periods that do not overlap. Stock is added up over places
only: over time the newest period stands. What counts something once a period (`distinct`) is never
added up over time, and over places it may count a household twice, which the cell says. Different
lines are never added up. A figure that nobody owes is left out and counted as stray.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from gbdesk.domain.cells import Total
from gbdesk.domain.forms import FormSpec, Indicator
from gbdesk.domain.periods import Period
from gbdesk.domain.tally import Coverage

OFFICE: Final = "office"
PLACE: Final = "place"
AREA: Final = "area"
PERIOD: Final = "period"
LINE: Final = "line"
ALL: Final = "all"
AXES: Final = (OFFICE, PLACE, AREA, PERIOD, LINE, ALL)

BLANK: Final = -1
UNKNOWN: Final = -3
NOT_APPLICABLE: Final = -4

DISTINCT: Final = "distinct"
OVERLAP: Final = "overlap"


class Packed(NamedTuple):
    """One row of a return: `values` beside `lines`.

    Below 0 there is no number: BLANK, UNKNOWN, NOT_APPLICABLE; any other counts as blank. Other
    lines than those asked for may be among them.
    """

    office: str
    form: str
    period: str
    place: str
    lines: tuple[str, ...]
    values: tuple[int, ...]


class Owed(NamedTuple):
    """A row that an office owes on a form for a period."""

    office: str
    form: str
    period: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A row or a column. `mark` and `of` as of a `bounds.Unit`; `group` stands above several."""

    id: str
    name: str
    group: str = ""
    mark: str = ""
    of: tuple[str, ...] = ()


class CrossCell(NamedTuple):
    """A figure: `covered` of `of` owed rows are in it, `blank` said nothing.

    `kind` is flow, stock or distinct. `refused` says why there is no sum over time: `distinct`, or
    `overlap` where two of the periods share days. `of` is 0 where the line applies to nobody, or
    the version of the form in use does not ask for it.
    """

    value: int | None
    covered: int
    of: int
    blank: int
    kind: str
    refused: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether every row owed is in it."""
        return self.covered == self.of

    @property
    def may_repeat(self) -> bool:
        """Whether one household may stand in it more than once."""
        return self.kind == DISTINCT and self.of > 1

    @property
    def total(self) -> Total:
        """The same as a sum of a column."""
        return Total(self.value, self.covered, self.of, self.blank)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is put beside what: `lines` are those of `form`; one axis is LINE unless one is asked.

    `forms` are the versions in use in these periods.
    """

    form: FormSpec
    forms: Mapping[str, FormSpec]
    lines: tuple[Indicator, ...]
    periods: tuple[Period, ...]
    rows: str
    columns: str


@dataclass(frozen=True, kw_only=True)
class Axis:
    """The heads of an axis in their order, and the head of each office, place or period."""

    heads: tuple[Head, ...]
    keys: Mapping[str, str] = field(repr=False, default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CrossTable:
    """The table. `cells` by (row, column); `totals` by column over all rows, where they add up.

    `parts` has the (office, period, place) of every row owed behind a (row, column), where an axis
    of lines counts as "": from them the sources are found. `offices` and `places` say how many gave
    every figure asked for.
    """

    asked: Asked
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[tuple[str, str], CrossCell]
    totals: Mapping[str, CrossCell]
    parts: Mapping[tuple[str, str], Sequence[Owed]] = field(repr=False)
    offices: Coverage
    places: Coverage
    stray: int

    def cell(self, row: str, column: str) -> CrossCell | None:
        """One figure; None where nobody owes it."""
        return self.cells.get((row, column))

    def behind(self, row: str, column: str) -> Sequence[Owed]:
        """The rows of returns that a cell is made of; an empty `row` is the line of totals."""
        mine = "" if self.asked.rows == LINE else row
        other = "" if self.asked.columns == LINE else column
        if mine or self.asked.rows == LINE:
            return self.parts.get((mine, other), ())
        return [one for (_, key), found in self.parts.items() if key == other for one in found]

    @property
    def over_time(self) -> bool:
        """Whether its cells are of more than one period."""
        return len(self.asked.periods) > 1 and PERIOD not in {self.asked.rows, self.asked.columns}

    def lines_of(self, row: str, column: str) -> tuple[Indicator, ...]:
        """The lines a cell is about: one."""
        wanted = {LINE: row}.get(self.asked.rows) or {LINE: column}.get(self.asked.columns)
        return tuple(one for one in self.asked.lines if wanted in {None, one.id})


def overlapping(periods: Sequence[Period]) -> bool:
    """Whether two of the periods share a day: a year restates its first half."""
    ordered = sorted(periods, key=lambda one: one.start)
    return any(two.start <= one.end for one, two in pairwise(ordered))

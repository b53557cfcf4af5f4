"""Sums for reports from plain rows, each with how much it covers; nothing is ever guessed.

Figures of another form or period than asked are left out, so stock is never added over time.
Rows of places that an office does not owe are left out too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from gbdesk.domain.cells import NOT_APPLICABLE, UNKNOWN, CellValue, Total, number_of, total
from gbdesk.domain.forms import FormSpec, Indicator

_STATES: Final[Mapping[str, CellValue]] = {"unknown": UNKNOWN, "na": NOT_APPLICABLE}


class FigureRow(Protocol):
    """One figure as the store tells it: `state` is number, unknown, na; anything else is blank."""

    @property
    def office(self) -> str: ...  # noqa: D102
    @property
    def form(self) -> str: ...  # noqa: D102
    @property
    def period(self) -> str: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def indicator(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> int | None: ...  # noqa: D102
    @property
    def state(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Figure:
    """A plain row that fits `FigureRow`."""

    office: str
    form: str
    period: str
    place: str
    indicator: str
    value: int | None
    state: str = "number"


@dataclass(frozen=True, slots=True)
class Expected:
    """The places that one office owes."""

    office: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """`n` of `of` offices (or places) stand behind a figure; `answered` also said "unknown"."""

    n: int
    of: int

    @property
    def is_whole(self) -> bool:
        """Whether each of those expected does."""
        return self.n == self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTally:
    """One line over all offices.

    `total` counts places, `offices` counts those offices whose every place has a number;
    `partial` names offices with some numbers but not all. An office to which the line does not
    apply leaves the count. `may_repeat`: one household may stand in several figures (`distinct`).
    """

    line: Indicator
    total: Total
    by_office: Mapping[str, Total]
    offices: Coverage
    partial: tuple[str, ...]
    may_repeat: bool

    @property
    def answered(self) -> int:
        """How many places said something: a number, or that there is no information."""
        return self.total.of - self.total.blank


@dataclass(frozen=True, slots=True, kw_only=True)
class DvTally:
    """A form over all offices for one period; `stray` counts figures that nobody owes."""

    form: FormSpec
    period: str
    expected: tuple[Expected, ...]
    lines: Mapping[str, LineTally]
    reporting: Coverage
    silent: tuple[str, ...]
    stray: int

    def value(self, line: str) -> int | None:
        """The sum of a line; None where nobody gave a number or the form lacks the line."""
        return self.lines[line].total.value if line in self.lines else None


def dv_tally(
    form: FormSpec, period: str, expected: Sequence[Expected], rows: Iterable[FigureRow]
) -> DvTally:
    """Add up a form for one period over the places that each office owes."""
    owed = {(one.office, place) for one in expected for place in one.places}
    values: dict[tuple[str, str, str], CellValue] = {}
    stray = 0
    for row in rows:
        if row.form != form.id or row.period != period:
            continue
        if (row.office, row.place) in owed and row.indicator in form.by_id:
            values[row.office, row.place, row.indicator] = _value(row)
        else:
            stray += 1
    lines = {line.id: _line(line, expected, values) for line in form.entry_lines}
    spoke = {office for (office, _, _), value in values.items() if value is not None}
    silent = tuple(one.office for one in expected if one.office not in spoke)
    return DvTally(
        form=form,
        period=period,
        expected=tuple(expected),
        lines=lines,
        reporting=Coverage(len(expected) - len(silent), len(expected)),
        silent=silent,
        stray=stray,
    )


def sum_over_periods(line: Indicator, totals: Sequence[Total]) -> Total | None:
    """One line over periods that follow one another: only flow is added, stock is the latest.

    None for `distinct` (a household may stand in both halves) and where there are no periods.
    """
    if not totals or line.measure == "distinct":
        return None
    if line.measure == "stock":
        return totals[-1]
    known = [one.value for one in totals if one.value is not None]
    return Total(
        sum(known) if known else None,
        sum(one.covered for one in totals),
        sum(one.of for one in totals),
        sum(one.blank for one in totals),
    )


def _value(row: FigureRow) -> CellValue:
    if row.state == "number":
        return number_of(row.value)
    return _STATES.get(row.state)


def _line(
    line: Indicator,
    expected: Sequence[Expected],
    values: Mapping[tuple[str, str, str], CellValue],
) -> LineTally:
    by_office: dict[str, Total] = {}
    every: list[CellValue] = []
    for one in expected:
        mine = [values.get((one.office, place, line.id)) for place in one.places]
        by_office[one.office] = total(mine)
        every += mine
    owing = [(office, found) for office, found in by_office.items() if found.of]
    return LineTally(
        line=line,
        total=total(every),
        by_office=by_office,
        offices=Coverage(sum(found.is_whole for _, found in owing), len(owing)),
        partial=tuple(office for office, found in owing if 0 < found.covered < found.of),
        may_repeat=line.measure == "distinct",
    )

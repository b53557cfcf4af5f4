"""One return as it stands: figures with their four states, problems, coverage, gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.cells import (
    NOT_APPLICABLE,
    UNKNOWN,
    Cell,
    CellValue,
    Total,
    is_valid,
    number_of,
    total,
)
from gbdesk.domain.forms import PLACE, FormSpec
from gbdesk.domain.ids import return_row_id
from gbdesk.domain.ops import Value
from gbdesk.domain.owed import rows_of
from gbdesk.domain.places import Place
from gbdesk.domain.refusals import Refused
from gbdesk.domain.rules import ERROR, WARNING, Problem, check
from gbdesk.services.labels import NOTE
from gbdesk.store import figures, invalid

if TYPE_CHECKING:
    from sqlalchemy import Connection

DRAFT: Final = "draft"
COMPLETE: Final = "complete"
NIL: Final = "nil"
_MARKS: Final = {"unknown": UNKNOWN, "na": NOT_APPLICABLE}
_EMPTY: Final = Cell()


@dataclass(frozen=True, kw_only=True)
class ReturnSheet:
    """A return of one office; `cells` has every place and line, `""` is the place of the whole.

    `earlier` has those of the same period last year. Rules are looked at when somebody asks.
    """

    spec: FormSpec
    period: str
    office: str
    places: tuple[Place, ...]
    rows: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    earlier: Mapping[tuple[str, str], Cell]
    state: str
    coverage: Mapping[str, Total]
    sent: bool

    @property
    def form(self) -> str:
        """The form's id."""
        return self.spec.id

    @cached_property
    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """The rules that do not hold, by row."""
        return _problems(self.spec, self.rows, self.cells, self.earlier)

    def cell(self, place: str, line: str) -> Cell:
        """One figure."""
        return self.cells.get((place, line), _EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What a return lacks: rows without any figure, rows half filled, rules that do not hold."""

    blank: tuple[str, ...]
    partial: tuple[str, ...]
    errors: tuple[tuple[str, Problem], ...]
    warnings: tuple[tuple[str, Problem], ...]

    @property
    def is_clean(self) -> bool:
        """Whether the return may be completed."""
        return not (self.blank or self.partial or self.errors)


def read_sheet(
    db: Connection, catalogue: Catalogue, office: str, form: FormSpec, period: str
) -> ReturnSheet:
    """The return of an office, whether begun or not."""
    places = catalogue.duty_places(office, form.id, period)
    rows = rows_of(catalogue, office, form.id, period)
    cells = read_cells(db, office, form, period, rows)
    before = catalogue.period(period).same_last_year()
    states = figures.return_states(db, period, offices=[office], form=form.id)
    return ReturnSheet(
        spec=form,
        period=period,
        office=office,
        places=places,
        rows=rows,
        cells=cells,
        earlier=read_cells(db, office, form, before, rows),
        state=states[0].state if states else DRAFT,
        coverage=totals(form, rows, cells),
        sent=bool(figures.submissions(db, periods=[period], offices=[office])),
    )


def read_cells(
    db: Connection, office: str, form: FormSpec, period: str, rows: Sequence[str]
) -> dict[tuple[str, str], Cell]:
    """Every cell of these rows, blank where nothing is stored.

    Rows that do not count are shown too: whoever corrects them has to see them.
    """
    found = {(row, line.id): _EMPTY for row in rows for line in form.entry_lines}
    for stored in figures.cells(db, forms=[form.id], periods=[period], offices=[office]):
        key = (stored.place, stored.indicator)
        if key in found:
            found[key] = Cell(value_of(stored), stored.note)
    ids = [return_row_id(office, form.id, period, row) for row in rows]
    for wrong in invalid.among(db, office, ids):
        row = str(wrong.fields.get("place") or "")
        for line in form.entry_lines:
            value, note = wrong.fields.get(line.id), wrong.fields.get(line.id + NOTE)
            if (row, line.id) in found and is_valid(value):
                found[row, line.id] = Cell(_plain(value), note if isinstance(note, str) else "")
    return found


def _plain(value: Value) -> CellValue:
    return value if isinstance(value, str) else number_of(value)


def value_of(stored: figures.CellRow) -> CellValue:
    """The figure of a stored cell; None where it is blank."""
    return stored.value if stored.state == "number" else _MARKS.get(stored.state)


def values_of(
    cells: Mapping[tuple[str, str], Cell], form: FormSpec, row: str
) -> dict[str, CellValue]:
    """The figures of one row by line."""
    return {line.id: cells[row, line.id].value for line in form.entry_lines}


def totals(
    form: FormSpec, rows: Sequence[str], cells: Mapping[tuple[str, str], Cell]
) -> dict[str, Total]:
    """The sum of each line and how many of the rows it covers."""
    return {line.id: total(cells[row, line.id].value for row in rows) for line in form.entry_lines}


def _problems(
    form: FormSpec,
    rows: Sequence[str],
    cells: Mapping[tuple[str, str], Cell],
    earlier: Mapping[tuple[str, str], Cell],
) -> dict[str, tuple[Problem, ...]]:
    found = {}
    for row in rows:
        before = values_of(earlier, form, row)
        known = before if any(value is not None for value in before.values()) else None
        if problems := check(form, values_of(cells, form, row), known):
            found[row] = problems
    return found


def gaps_of(form: FormSpec, sheet: ReturnSheet) -> Gaps:
    """What is still missing or wrong in a return."""
    blank, partial = [], []
    for row in sheet.rows:
        said = [not sheet.cell(row, line.id).is_blank for line in form.entry_lines]
        if not any(said):
            blank.append(row)
        elif not all(said):
            partial.append(row)
    return Gaps(
        blank=tuple(blank),
        partial=tuple(partial),
        errors=tuple(_of_severity(sheet, ERROR)),
        warnings=tuple(_of_severity(sheet, WARNING)),
    )


def _of_severity(sheet: ReturnSheet, severity: str) -> Iterator[tuple[str, Problem]]:
    for row, problems in sheet.problems.items():
        for problem in problems:
            if problem.severity == severity:
                yield row, problem


def check_nil(form: FormSpec, sheet: ReturnSheet) -> None:
    """See that a return may be declared nil.

    Raises:
        Refused: "return.stock" where the form counts what exists in any period, and
            "return.has_figures" where something occurred.
    """
    if form.grain != PLACE and len(form.nil_lines) < len(form.entry_lines):
        raise Refused("return.stock", form=form.name)
    if count := above_zero(form, sheet):
        raise Refused("return.has_figures", count=count)


def above_zero(form: FormSpec, sheet: ReturnSheet) -> int:
    """How many lines that "nothing occurred" would set to 0 hold more."""
    return sum(
        (number_of(sheet.cell(row, line.id).value) or 0) > 0
        for row in sheet.rows
        for line in form.nil_lines
    )

"""Consolidated figures: by place, office and line, each total with what it covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.cells import NOT_APPLICABLE, UNKNOWN, Cell, CellValue, Total
from gbdesk.domain.forms import FormSpec
from gbdesk.domain.owed import rows_of
from gbdesk.domain.rules import Problem, check_merge
from gbdesk.domain.tally import Coverage, DvTally, Expected, dv_tally
from gbdesk.domain.tally_communication import (
    LEVELS,
    PLANNED,
    CommunicationTally,
    communication_tally,
)
from gbdesk.services.activity_rows import completed
from gbdesk.services.desk import Desk
from gbdesk.services.late import counted
from gbdesk.store import figures, ledger, measures, papers
from gbdesk.store.figures import CellRow
from gbdesk.store.listing import ActivityQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection

DONE: Final = ("complete", "nil")
_MARKS: Final[Mapping[str, CellValue]] = {"unknown": UNKNOWN, "na": NOT_APPLICABLE}
_BLANK: Final = Cell()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFigures:
    """The figures of one place as its office reported them."""

    place: str
    name: str
    kind: str
    office: str
    cells: Mapping[str, Cell]

    def cell(self, line: str) -> Cell:
        """One figure, blank where nothing came."""
        return self.cells.get(line, _BLANK)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFigures:
    """One office: the state of its return (empty before anything came), places, totals."""

    office: str
    name: str
    short: str
    state: str
    places: tuple[PlaceFigures, ...]
    totals: Mapping[str, Total]

    @property
    def is_done(self) -> bool:
        """Whether the return is complete."""
        return self.state in DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """A form over all offices for a period; `done` counts offices with a complete return."""

    period: str
    form: str
    offices: tuple[OfficeFigures, ...]
    tally: DvTally
    done: Coverage
    problems: tuple[Problem, ...]

    @property
    def totals(self) -> Mapping[str, Total]:
        """The sum of each line over places."""
        return {ident: line.total for ident, line in self.tally.lines.items()}

    @property
    def coverage(self) -> Mapping[str, Coverage]:
        """How many offices gave every figure of a line, of those to which it applies."""
        return {ident: line.offices for ident, line in self.tally.lines.items()}

    @property
    def missing(self) -> tuple[OfficeFigures, ...]:
        """The offices whose return is not complete."""
        return tuple(office for office in self.offices if not office.is_done)


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication:
    """The communication annex over all offices; `missing` names offices that sent nothing."""

    period: str
    tally: CommunicationTally
    missing: tuple[str, ...]


class Figures:
    """Consolidated figures of this workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def forms(self, period: str) -> tuple[FormSpec, ...]:
        """The forms that offices report on for a period."""
        return self._desk.catalogue.forms_of(period)

    def consolidated(self, period: str, form: str) -> Consolidated:
        """A form over every office with the duty, for a period.

        Raises:
            Refused: the catalogue knows no such period or form.
        """
        with counted(self._desk, period) as db:
            return consolidated(db, self._desk.catalogue, period, form)

    def communication(self, period: str) -> Communication:
        """The communication annex for a period; only work an office led is counted.

        Raises:
            Refused: the catalogue knows no such period.
        """
        with counted(self._desk, period) as db:
            return communication(db, self._desk.catalogue, period)


def consolidated(db: Connection, catalogue: Catalogue, period: str, form: str) -> Consolidated:
    """A form over every office, read in a given transaction."""
    spec = catalogue.form(form)
    owing = [office for office, wanted in catalogue.expected(period) if wanted == form]
    owed = {office.id: rows_of(catalogue, office.id, form, period) for office in owing}
    expected = [Expected(office, rows) for office, rows in owed.items()]
    states = {row.office: row.state for row in papers.return_states(db, period, form=form)}
    rows = list(papers.cells(db, forms=[form], periods=[period]))
    tally = dv_tally(spec, period, expected, rows)
    held = _held(rows)
    offices = tuple(
        OfficeFigures(
            office=office.id,
            name=office.name,
            short=office.short,
            state=states.get(office.id, ""),
            places=tuple(
                _row(catalogue, office, row, held.get((office.id, row), {}))
                for row in owed[office.id]
            ),
            totals={line: found.by_office[office.id] for line, found in tally.lines.items()},
        )
        for office in owing
    )
    return Consolidated(
        period=period,
        form=form,
        offices=offices,
        tally=tally,
        done=Coverage(sum(office.is_done for office in offices), len(offices)),
        problems=_problems(spec, tally),
    )


def _row(catalogue: Catalogue, office: Office, row: str, cells: Mapping[str, Cell]) -> PlaceFigures:
    """A place, or the office itself where its return has one row."""
    place = catalogue.places[row or office.place]
    name = place.name if row else office.name
    return PlaceFigures(place=row, name=name, kind=place.kind, office=office.id, cells=cells)


def _problems(spec: FormSpec, tally: DvTally) -> tuple[Problem, ...]:
    counts = {line: found.offices for line, found in tally.lines.items()}
    return check_merge(
        spec,
        reported={line: count.n for line, count in counts.items()},
        expected={line: count.of for line, count in counts.items()},
    )


def _held(rows: Iterable[CellRow]) -> dict[tuple[str, str], dict[str, Cell]]:
    held: dict[tuple[str, str], dict[str, Cell]] = defaultdict(dict)
    for row in rows:
        value = row.value if row.state == "number" else _MARKS.get(row.state)
        held[row.office, row.place][row.indicator] = Cell(value, row.note)
    return held


def dv_of(db: Connection, catalogue: Catalogue, period: str, form: str) -> DvTally | None:
    """Only the sums of a form for a period; None where the catalogue or the store has none."""
    if period not in catalogue.periods or form not in catalogue.forms:
        return None
    expected = [
        Expected(office.id, rows_of(catalogue, office.id, form, period))
        for office, wanted in catalogue.expected(period)
        if wanted == form
    ]
    rows = papers.cells(db, forms=[form], periods=[period])
    return dv_tally(catalogue.form(form), period, expected, rows) if expected else None


def communication(db: Connection, catalogue: Catalogue, period: str) -> Communication:
    """The communication annex, read in a given transaction."""
    asked = catalogue.period(period)
    query = ActivityQuery(start=asked.start.isoformat(), end=asked.end.isoformat())
    rows = measures.totals(db, query)
    owing = [
        office.id
        for office in catalogue.reporting(period)
        if "activities" in catalogue.datasets(office.id, period)
    ]
    came = {row.office for row in figures.submissions(db, periods=[period])}
    came |= {
        row.office
        for row in figures.entries(db, papers.PAPER)
        if row.fields.get("period") == period and not row.fields.get("form")
    }
    came |= {
        office
        for one in ledger.received(db, accepted_only=True)
        if period in one.facts.get("periods", ())
        for office in one.facts.get("offices", ())
    }
    own = catalogue.own_offices
    came |= {row.office for row in rows if row.office in own and row.status != PLANNED}
    missing = tuple(office for office in owing if office not in came)
    coverage = Coverage(len(owing) - len(missing), len(owing))
    tally = tallied(db, catalogue, query, coverage)
    return Communication(period=period, tally=tally, missing=missing)


def tallied(
    db: Connection, catalogue: Catalogue, query: ActivityQuery, coverage: Coverage
) -> CommunicationTally:
    """The sums of some activities, read in a given transaction."""
    levels = LEVELS if catalogue.world == "three-level" else (LEVELS[0], LEVELS[-1])
    return communication_tally(
        catalogue.kinds,
        measures.totals(db, query),
        levels=levels,
        coverage=coverage,
        lacking=measures.totals(db, completed(catalogue, replace(query, complete=False))),
    )

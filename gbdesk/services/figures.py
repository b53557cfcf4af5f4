"""Consolidated figures: by place, office and line, each total with what it covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.cells import NOT_APPLICABLE, UNKNOWN, Cell, CellValue, Total, total
from gbdesk.domain.forms import FormSpec
from gbdesk.domain.rules import Problem, check_merge
from gbdesk.services.desk import Desk
from gbdesk.store import figures
from gbdesk.store.figures import ActivityTotal, CellRow
from gbdesk.store.listing import ActivityQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection

DONE: Final = ("complete", "nil")
LEAD: Final = "lead"
ANNEX_ORDER: Final = (
    "Nói chuyện",
    "Hội thảo",
    "Phát thanh",
    "Truyền hình",
    "Báo viết",
    "Băng rôn, khẩu hiệu",
    "Áp – phích",
    "Tờ gấp",
    "Băng đĩa",
    "Hình thức khác",
)
_BLANK: Final = Cell()


@dataclass(frozen=True, slots=True)
class Coverage:
    """`n` of `of` offices stand behind a figure."""

    n: int
    of: int

    @property
    def is_whole(self) -> bool:
        """Whether every expected office does."""
        return self.n == self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFigures:
    """The figures of one place as its office reported them."""

    place: str
    name: str
    kind: str
    office: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFigures:
    """One office: the state of its return (empty before anything came), places, totals."""

    office: str
    name: str
    short: str
    state: str
    places: tuple[PlaceFigures, ...]
    totals: Mapping[str, Total]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """A form over all offices for a period; `coverage` per line and `done` count offices."""

    period: str
    form: str
    offices: tuple[OfficeFigures, ...]
    totals: Mapping[str, Total]
    coverage: Mapping[str, Coverage]
    done: Coverage
    problems: tuple[Problem, ...]

    @property
    def missing(self) -> tuple[OfficeFigures, ...]:
        """The offices whose return is not complete."""
        return tuple(office for office in self.offices if office.state not in DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexRow:
    """One row of the communication annex: quantities by level, people reached, activities."""

    label: str
    unit: str
    total: int
    by_level: Mapping[str, int]
    attendees: int
    women: int
    activities: int
    integrated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication:
    """The communication annex over all offices; only work an office led is counted."""

    period: str
    levels: tuple[str, ...]
    rows: tuple[AnnexRow, ...]
    activities: int
    attendees: int
    women: int
    coverage: Coverage
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
        catalogue = self._desk.catalogue
        with self._desk.read() as db:
            return consolidated(db, catalogue, period, form)

    def communication(self, period: str) -> Communication:
        """The communication annex for a period.

        Raises:
            Refused: the catalogue knows no such period.
        """
        catalogue = self._desk.catalogue
        with self._desk.read() as db:
            return communication(db, catalogue, period, self._desk.session.office)


def consolidated(db: Connection, catalogue: Catalogue, period: str, form: str) -> Consolidated:
    """A form over every office, read in a given transaction."""
    spec = catalogue.form(form)
    expected = [office for office, wanted in catalogue.expected(period) if wanted == form]
    states = {row.office: row.state for row in figures.return_states(db, period, form=form)}
    held: dict[tuple[str, str], dict[str, Cell]] = defaultdict(dict)
    for row in figures.cells(db, forms=[form], periods=[period]):
        held[row.office, row.place][row.indicator] = _cell(row)
    offices = tuple(
        _office(catalogue, spec, office, period, states.get(office.id, ""), held)
        for office in expected
    )
    lines = [line.id for line in spec.entry_lines]
    totals = {line: _total(offices, line) for line in lines}
    coverage = {line: _coverage(offices, line) for line in lines}
    problems = check_merge(
        spec,
        reported={line: each.n for line, each in coverage.items()},
        expected={line: each.of for line, each in coverage.items()},
    )
    return Consolidated(
        period=period,
        form=form,
        offices=offices,
        totals=totals,
        coverage=coverage,
        done=Coverage(sum(office.state in DONE for office in offices), len(offices)),
        problems=problems,
    )


def _cell(row: CellRow) -> Cell:
    marks: dict[str, CellValue] = {"unknown": UNKNOWN, "na": NOT_APPLICABLE}
    return Cell(row.value if row.state == "number" else marks.get(row.state), row.note)


def _office(  # noqa: PLR0917 - the parts of one row
    catalogue: Catalogue,
    spec: FormSpec,
    office: Office,
    period: str,
    state: str,
    held: Mapping[tuple[str, str], Mapping[str, Cell]],
) -> OfficeFigures:
    places = tuple(
        PlaceFigures(
            place=place.id,
            name=place.name,
            kind=place.kind,
            office=office.id,
            cells=held.get((office.id, place.id), {}),
        )
        for place in catalogue.duty_places(office.id, spec.id, period)
    )
    return OfficeFigures(
        office=office.id,
        name=office.name,
        short=office.short,
        state=state,
        places=places,
        totals={line.id: total(values_of(places, line.id)) for line in spec.entry_lines},
    )


def values_of(places: Iterable[PlaceFigures], line: str) -> list[CellValue]:
    """The values of one line over places, blanks included."""
    return [place.cells.get(line, _BLANK).value for place in places]


def _total(offices: Iterable[OfficeFigures], line: str) -> Total:
    return total(value for office in offices for value in values_of(office.places, line))


def _coverage(offices: Sequence[OfficeFigures], line: str) -> Coverage:
    """Offices with a figure for every place; those where the line does not apply stay out."""
    applies = [office for office in offices if office.totals[line].of]
    return Coverage(sum(office.totals[line].is_whole for office in applies), len(applies))


def communication(db: Connection, catalogue: Catalogue, period: str, hub: str) -> Communication:
    """The communication annex, read in a given transaction."""
    asked = catalogue.period(period)
    query = ActivityQuery(start=asked.start.isoformat(), end=asked.end.isoformat(), status="done")
    counted = [row for row in figures.activity_totals(db, query) if row.role == LEAD]
    grouped: dict[str, list[ActivityTotal]] = defaultdict(list)
    for row in counted:
        label = catalogue.kinds[row.kind].annex_row if row.kind in catalogue.kinds else ""
        if label:
            grouped[label].append(row)
    labels = [*ANNEX_ORDER, *sorted(set(grouped) - set(ANNEX_ORDER))]
    rows = tuple(_annex_row(catalogue, label, grouped.get(label, [])) for label in labels)
    expected = [
        office.id
        for office in catalogue.reporting(period)
        if "activities" in catalogue.datasets(office.id, period)
    ]
    came = {row.office for row in figures.submissions(db, periods=[period])}
    came |= {row.office for row in counted if row.office in catalogue.own_offices} | {hub}
    missing = tuple(office for office in expected if office not in came)
    return Communication(
        period=period,
        levels=tuple(catalogue.levels),
        rows=rows,
        activities=sum(row.activities for row in rows),
        attendees=sum(row.attendees for row in rows),
        women=sum(row.women for row in rows),
        coverage=Coverage(len(expected) - len(missing), len(expected)),
        missing=missing,
    )


def _annex_row(catalogue: Catalogue, label: str, found: Sequence[ActivityTotal]) -> AnnexRow:
    by_level: dict[str, int] = defaultdict(int)
    for row in found:
        by_level[row.level] += row.quantity
    units = [kind.unit for kind in catalogue.kinds.values() if kind.annex_row == label]
    used = {catalogue.kinds[row.kind].unit for row in found}
    shown = [unit for unit in dict.fromkeys(units) if unit in used or not used]
    return AnnexRow(
        label=label,
        unit=", ".join(shown[:3]),
        total=sum(by_level.values()),
        by_level=dict(by_level),
        attendees=sum(row.attendees for row in found),
        women=sum(row.women for row in found),
        activities=sum(row.count for row in found),
        integrated=sum(row.count for row in found if row.integrated),
    )

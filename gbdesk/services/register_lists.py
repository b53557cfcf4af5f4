"""Registers of one unit or of all: how many lines, of how many units, and the list in Excel."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain import registers
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.registers import CHOICE, COUNT, LONG, PLACE, Field, Register
from gbdesk.domain.tally import Coverage
from gbdesk.domain.template_offices import ascii_name
from gbdesk.reports.document import Document
from gbdesk.reports.facts import ReportFacts, report_facts
from gbdesk.reports.register_list import ListedRegister, TypeCount, register_list
from gbdesk.reports.sentences import load
from gbdesk.services import office_heading
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.document_files import write_file
from gbdesk.services.entry_drafts import places_named
from gbdesk.services.entry_rows import EntryRow, day_label, row_of
from gbdesk.store import lines
from gbdesk.store.lines import EntryQuery
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

EXCEL: Final = "xlsx"
Counts = Mapping[str, Mapping[str, Counter[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many lines there are, by state; how many units have some; how many nobody looked at.

    `coverage` counts of the units that report in the period those with a line; units that report
    no more may have lines too.
    """

    lines: int
    by_state: Mapping[str, int]
    coverage: Coverage
    unreviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list was written."""

    path: Path
    lines: int
    guarded: int
    changed: Changed = Changed.NOTHING

    @property
    def words(self) -> str:
        """What was written, in sentences."""
        said = translate(
            "Registers", "{n} lines are in “{name}”.", n=self.lines, name=self.path.name
        )
        if not self.guarded:
            return said
        more = translate("Registers", "{n} shelters are only counted.", n=self.guarded)
        return f"{said} {more}"


class RegisterLists:
    """What is told of registers beyond their lines."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def spread(self, query: EntryQuery, period: str) -> Spread:
        """How many lines that is, of how many of the units that report in the period.

        Raises:
            Refused: the catalogue knows no such period.
        """
        catalogue = self._desk.catalogue
        asked = replace(query, within=places_named(catalogue, query.text))
        with self._desk.read() as db:
            found = lines.tally(db, asked)
            unreviewed = lines.count(db, replace(asked, unreviewed=period))
        by_state: Counter[str] = Counter()
        for _, _, state, count in found:
            by_state[state] += count
        return Spread(
            lines=sum(by_state.values()),
            by_state=by_state,
            coverage=_coverage(catalogue, period, {one[0] for one in found}),
            unreviewed=unreviewed,
        )

    def document(self, query: EntryQuery, period: str) -> Document:
        """The lines asked for, as a document; shelters are counted only.

        Raises:
            Refused: there is no such register or period.
        """
        return register_list(self._facts(), self._listed(query, period))

    def write(self, query: EntryQuery, period: str, folder: Path) -> Listed:
        """Write the lines asked for as a workbook, read back; an older one is never replaced.

        Raises:
            Refused: as `document`, or the folder does not take it.
        """
        listed = self._listed(query, period)
        document = register_list(self._facts(), listed)
        path = write_file(document, folder, self._name(query, period), EXCEL)
        with self._desk.write() as db:
            self._desk.note(db, "report register", "period", period)
        return Listed(path=path, lines=len(listed.rows), guarded=listed.guarded)

    def _listed(self, query: EntryQuery, period: str) -> ListedRegister:
        desk, catalogue = self._desk, self._desk.catalogue
        spec, title = registers.register(query.register), catalogue.period(period).title
        asked = replace(query, within=places_named(catalogue, query.text))
        with desk.read() as db:
            rows = _rows(db, catalogue, asked)
            open_ones = lines.count(db, replace(asked, unreviewed=period)) if spec.states else None
        hub = desk.session.hub
        shown = [row for row in rows if not row.is_guarded]
        coverage = _coverage(catalogue, period, {row.office for row in rows})
        whole = hub and not _is_narrow(query)
        return ListedRegister(
            label=spec.label,
            columns=_columns(spec, hub=hub),
            rows=tuple(_cells(spec, catalogue, row, hub=hub) for row in shown),
            types=_types(spec, catalogue, rows),
            states=spec.states,
            narrowed=_narrowed(spec, catalogue, query, title),
            coverage=coverage if whole else None,
            without=_without(catalogue, period, rows) if whole else (),
            guarded=len(rows) - len(shown),
            unreviewed=open_ones,
            period=title,
        )

    def _facts(self) -> ReportFacts:
        desk, catalogue = self._desk, self._desk.catalogue
        if desk.session.hub:
            return report_facts(catalogue, next(iter(catalogue.recipients)).id, desk.today())
        office = catalogue.office(desk.session.office)
        base = office_heading.proposed(catalogue, office)
        kept = desk.store.drafts.get(*office_heading.DRAFT) or {}
        return office_heading.facts_of(
            catalogue, office, office_heading.tidied(kept, base), desk.today()
        )

    def _name(self, query: EntryQuery, period: str) -> str:
        """`So_MoHinhDiaChiTinCay_6T-2024_SVHTTDL`: no figures, no names of people."""
        year, _, half = period.partition("-")
        office = query.offices[0] if len(query.offices) == 1 else self._desk.session.office
        name = ascii_name(registers.register(query.register).label)
        return f"So_{name}_{half}-{year}_{self._desk.catalogue.office(office).ascii}"


def _rows(db: Connection, catalogue: Catalogue, asked: EntryQuery) -> list[EntryRow]:
    return [row_of(catalogue, one, {}, None) for one in lines.rows(db, lines.keys(db, asked))]


def _coverage(catalogue: Catalogue, period: str, offices: Iterable[str]) -> Coverage:
    reporting = {one.id for one in catalogue.reporting(period)}
    return Coverage(len(reporting & set(offices)), len(reporting))


def _without(catalogue: Catalogue, period: str, rows: Sequence[EntryRow]) -> tuple[str, ...]:
    have = {row.office for row in rows}
    return tuple(one.short for one in catalogue.reporting(period) if one.id not in have)


def _is_narrow(query: EntryQuery) -> bool:
    return bool(
        query.offices or query.types or query.statuses or query.text.strip() or query.unreviewed
    )


def _narrowed(spec: Register, catalogue: Catalogue, query: EntryQuery, period: str) -> str:
    """What a list was narrowed to, in Vietnamese as the whole document."""
    template, types = load("registers"), spec.by_id[spec.type].options(catalogue)
    said = [catalogue.office(one).name for one in query.offices]
    said += [types[one].label for one in query.types if one in types]
    said += [template.text("states", one) for one in query.statuses]
    if query.text.strip():
        said.append(f"“{query.text.strip()}”")
    if query.unreviewed:
        said.append(template.text("columns", "open", period=period))
    return "; ".join(said)


def _types(spec: Register, catalogue: Catalogue, rows: Sequence[EntryRow]) -> tuple[TypeCount, ...]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    units: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        counts[row.type][row.status] += 1
        units[row.type].add(row.office)
    known = spec.by_id[spec.type].options(catalogue)
    order = {ident: at for at, ident in enumerate(known)}
    return tuple(
        TypeCount(
            label=known[kind].label if kind in known else kind,
            by_state=dict(found),
            units=len(units[kind]),
        )
        for kind, found in sorted(counts.items(), key=lambda one: order.get(one[0], len(order)))
    )


def _fields(spec: Register) -> list[Field]:
    """The fields of a list; long texts are read in the program."""
    return [one for one in spec.fields if one.kind != LONG]


def _columns(spec: Register, *, hub: bool) -> tuple[tuple[str, bool], ...]:
    template = load("registers")
    found = [(template.text("columns", "office"), False)] if hub else []
    found += [(one.label, one.kind == COUNT) for one in _fields(spec)]
    if spec.states:
        found += [(template.text("columns", name), False) for name in ("status", "reviewed")]
    return tuple(found)


def _cells(
    spec: Register, catalogue: Catalogue, row: EntryRow, *, hub: bool
) -> tuple[str | int, ...]:
    found: list[str | int] = [row.office_label] if hub else []
    found += [_cell(one, catalogue, row) for one in _fields(spec)]
    if spec.states:
        state = load("registers").text("states", row.status)
        day = day_label(row.fields.get(registers.STATUS_DAY))
        ended = row.status != registers.ACTIVE and day
        found += [f"{state} ({day})" if ended else state, row.reviewed_label]
    return tuple(found)


def _cell(field: Field, catalogue: Catalogue, row: EntryRow) -> str | int:
    value = row.fields.get(field.id)
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    if field.kind == PLACE:
        return catalogue.places[str(value)].name if value in catalogue.places else str(value)
    if field.kind == CHOICE:
        known = field.options(catalogue)
        return known[str(value)].label if value in known else str(value)
    return day_label(value) if field.kind in {registers.DAY, registers.SINCE} else str(value)

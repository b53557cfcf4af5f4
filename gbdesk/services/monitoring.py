"""Who has reported: offices by period, on time or late, whole or not, counted when complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gbdesk.domain import registers
from gbdesk.domain.activities import DONE
from gbdesk.domain.periods import Period
from gbdesk.domain.refusals import Refused
from gbdesk.services import excusing, reminding
from gbdesk.services.changed import Changed
from gbdesk.services.dataset_status import DATASETS, DatasetStates
from gbdesk.services.desk import Desk
from gbdesk.services.outcomes import DAMAGED
from gbdesk.services.status import EXCUSED, IN, Known, Status, reminder_of, status_of
from gbdesk.services.tray import Tray
from gbdesk.services.undo import Undo
from gbdesk.store import figures, ledger, lines, measures, papers
from gbdesk.store.ledger import Attempt, Received
from gbdesk.store.lines import EntryQuery
from gbdesk.store.listing import ActivityQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPackage:
    """The newest package of an office."""

    seq: int
    received: str
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """One office with its status per period."""

    office: str
    name: str
    short: str
    cells: Mapping[str, Status]
    last_package: LastPackage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """One period: how many offices are expected, have reported, did so in time, by status."""

    expected: int
    reported: int
    on_time: int
    by_kind: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Offices by periods."""

    periods: tuple[str, ...]
    rows: tuple[OfficeRow, ...]
    counts: Mapping[str, Counts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Excused:
    """An office was excused, or owes again."""

    undo: Undo
    changed: Changed = Changed.PACKAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """The files written; the audit says who was reminded."""

    paths: tuple[Path, ...]
    changed: Changed = Changed.NOTHING


class Monitoring:
    """The reporting status of every office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def matrix(self, periods: Sequence[str]) -> Matrix:
        """Every office that owes a report in one of the periods, in the catalogue's order.

        Raises:
            Refused: the catalogue knows no such period.
        """
        with self._desk.read() as db:
            return self.matrix_in(db, periods)

    def matrix_in(self, db: Connection, periods: Sequence[str]) -> Matrix:
        """As `matrix`, read in a given transaction."""
        catalogue = self._desk.catalogue
        asked = [catalogue.period(ident) for ident in periods]
        owing = {period.id: [o.id for o in catalogue.reporting(period.id)] for period in asked}
        received = ledger.received(db)
        known, newest = self._known(db, asked, received), _newest(received)
        rows = tuple(
            OfficeRow(
                office=office.id,
                name=office.name,
                short=office.short,
                cells={
                    period.id: status_of(catalogue, office, period, known[period.id])
                    for period in asked
                    if office.id in owing[period.id]
                },
                last_package=_last(newest.get(office.id)),
            )
            for office in catalogue.offices.values()
            if any(office.id in offices for offices in owing.values())
        )
        counts = {period.id: _counts(rows, period.id) for period in asked}
        return Matrix(periods=tuple(periods), rows=rows, counts=counts)

    def datasets(self, period: str) -> Matrix:
        """As `matrix`, of one period: datasets stand where the periods do.

        Raises:
            Refused: the catalogue knows no such period.
        """
        catalogue, asked = self._desk.catalogue, self._desk.catalogue.period(period)
        with self._desk.read() as db:
            received = ledger.received(db)
            known, newest = self._known(db, [asked], received)[period], _newest(received)
            states = DatasetStates(db, catalogue, asked, known)
            rows = tuple(
                OfficeRow(
                    office=office.id,
                    name=office.name,
                    short=office.short,
                    cells=states.of(office),
                    last_package=_last(newest.get(office.id)),
                )
                for office in catalogue.reporting(period)
            )
        return Matrix(
            periods=DATASETS, rows=rows, counts={one: _counts(rows, one) for one in DATASETS}
        )

    def excuse(self, period: str, office: str, reason: str) -> Excused:
        """Excuse an office from its report of a period, with a reason; what it sends still counts.

        Raises:
            Refused: as `excusing.excuse`.
        """
        return Excused(undo=excusing.excuse(self._desk, period, office, reason))

    def owes_again(self, period: str, office: str) -> Excused:
        """Take an excuse back.

        Raises:
            Refused: as `excusing.owes_again`.
        """
        return Excused(undo=excusing.owes_again(self._desk, period, office))

    def reminder(self, period: str, office_ids: Sequence[str]) -> str:
        """A text to remind these offices: who, what is missing, the due date; no figures.

        Raises:
            Refused: no office was named, or one that owes nothing.
        """
        if not office_ids:
            raise Refused("reminder.nobody")
        catalogue, asked = self._desk.catalogue, self._desk.catalogue.period(period)
        rows = {row.office: row for row in self.matrix([period]).rows}
        parts = []
        for ident in office_ids:
            office = catalogue.office(ident)
            row = rows.get(ident)
            if row is None:
                raise Refused("reminder.nothing_owed", name=office.short)
            parts.append(reminder_of(catalogue, office, asked, row.cells[period]))
        with self._desk.write() as db:
            for ident in office_ids:
                self._desk.note(db, "remind", "office", ident)
        return "\n\n".join(parts)

    def write_reminder(
        self, what: str, period: str, office_ids: Sequence[str], folder: Path
    ) -> Reminders:
        """The letter or the list to telephone (`reminding`) for these offices, Word and PDF.

        Raises:
            Refused: as `reminder`, or the folder does not take the files.
        """
        found = {row.office: row for row in self.matrix([period]).rows}
        rows = [found[one] for one in office_ids if one in found]
        paths = reminding.write(self._desk, what, period, rows, folder)
        self.reminder(period, office_ids)
        return Reminders(paths=paths)

    def _known(
        self, db: Connection, periods: Sequence[Period], received: Sequence[Received]
    ) -> dict[str, Known]:
        """What is known of each period; attempts are read once for all."""
        tried = ledger.attempts(db, most=5_000)
        return {one.id: self._known_of(db, one, received, tried) for one in periods}

    def _known_of(
        self,
        db: Connection,
        period: Period,
        received: Sequence[Received],
        tried: Sequence[Attempt],
    ) -> Known:
        catalogue, known = self._desk.catalogue, Known()
        undone = set[str]()
        for came in received:
            if period.id in came.facts.get("periods", ()):
                for office in {came.office, *came.facts.get("offices", ())}:
                    if came.accepted:
                        known.packages[office].append(came)
                    else:
                        undone.add(office)
        known.undone = frozenset(undone)
        for row in papers.return_states(db, period.id):
            known.states[row.office][row.form] = row.state
        known.damaged = frozenset(
            one.office
            for one in tried
            if one.outcome in DAMAGED and period.id in one.facts.get("periods", ())
        )
        known.waiting = Tray(self._desk.store).offices(period.id)
        known.excused = excusing.excused(db, period.id)
        known.paper = frozenset(
            row.office
            for row in figures.entries(db, papers.PAPER)
            if row.fields.get("period") == period.id and not row.fields.get("form")
        )
        for one in papers.counting(db, period=period.id).values():
            latest = known.documents.get(one.office, "")
            known.documents[one.office] = max(latest, one.came)
        known.unreviewed = _unreviewed(db, period)
        known.active = _active(db, period) & catalogue.own_offices
        return known


def _active(db: Connection, period: Period) -> frozenset[str]:
    """The offices with activities that are done in the period."""
    window = ActivityQuery(start=period.start.isoformat(), end=period.end.isoformat(), status=DONE)
    return frozenset(row.office for row in measures.totals(db, window))


def _unreviewed(db: Connection, period: Period) -> dict[str, int]:
    """By office: lines of all registers with a review that nobody confirmed in the period."""
    found = Counter[str]()
    for spec in registers.registers().values():
        if spec.states:
            asked = EntryQuery(register=spec.id, unreviewed=period.id)
            for office, _, _, count in lines.tally(db, asked):
                found[office] += count
    return dict(found)


def _newest(received: Sequence[Received]) -> dict[str, Received]:
    """The newest package in force of each office, out of all, the newest first."""
    newest: dict[str, Received] = {}
    for came in received:
        if came.accepted:
            newest.setdefault(came.office, came)
    return newest


def _last(came: Received | None) -> LastPackage | None:
    if came is None:
        return None
    return LastPackage(seq=came.seq, received=came.taken, made=came.made)


def _counts(rows: Iterable[OfficeRow], period: str) -> Counts:
    cells = [row.cells[period] for row in rows if period in row.cells]
    by_kind = Counter(cell.kind for cell in cells)
    expected = len(cells) - by_kind[EXCUSED]
    reported = sum(by_kind[kind] for kind in IN)
    on_time = sum(cell.kind in IN and not cell.days_late for cell in cells)
    return Counts(expected=expected, reported=reported, on_time=on_time, by_kind=dict(by_kind))

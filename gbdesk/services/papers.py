"""Nhập thay: the hub enters a return out of a document that an office sent on paper or in Excel.

The document has its number, its date and the day it came (`decisions.md` 10). Its figures stand
beside the office's own, in a record of the hub (ADR 044): they count until the office's own return
comes or changes. Both stay to be seen, and no figure of either is written over by the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gbdesk.domain.cells import Cell, is_valid, number_of
from gbdesk.domain.ids import derived_id
from gbdesk.domain.merge import DELETE, PUT
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import late
from gbdesk.services import undo as undoing
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.paper_document import Document, facts_of
from gbdesk.services.return_drafts import CellChange, by_row, moved_since
from gbdesk.services.return_sheet import (
    COMPLETE,
    DRAFT,
    NIL,
    ReturnSheet,
    check_nil,
    gaps_of,
    read_sheet,
    totals,
)
from gbdesk.services.streams import stream_to
from gbdesk.services.undo import Undo
from gbdesk.store import papers
from gbdesk.store.oplog import Draft
from gbdesk.store.papers import PAPER, SEPARATOR, Paper

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A document was registered, figures of it entered, or its state changed."""

    undo: Undo
    changed: Changed = Changed.FIGURES


class Papers:
    """The returns that the hub entered out of documents."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, form: str, period: str, office: str) -> Paper | None:
        """The document of a return, whether it counts or gave way; None where there is none."""
        with self._desk.read() as db:
            return _of(db, form, period, office)

    def sheet(self, form: str, period: str, office: str) -> ReturnSheet:
        """The figures of the document as a return.

        Raises:
            Refused: no document is registered for it.
        """
        with self._desk.read() as db:
            return self._sheet(db, self._held(db, form, period, office))

    def register(self, form: str, period: str, office: str, document: Document) -> Entered:
        """Begin to enter a document, or say more exactly which it is.

        From now on it counts in the place of what the office itself has sent so far of this return.
        Another document than one that gave way, or was removed, begins without any figure.

        Raises:
            Refused: this is not the hub, the office owes no such return or enters here itself, the
                period is locked, or number and days cannot be.
        """
        desk = self._desk
        self._check(form, period, office)
        fields = facts_of(desk, document)
        with desk.write() as db:
            self._need_open_period(db, period)
            seen = papers.digest(db, office, form, period)
            known = _of(db, form, period, office)
            state = known.state if known is not None and known.counts else DRAFT
            named: Fields = {"register": period, "period": period, "form": form}
            blank = {} if _goes_on(known, fields) else papers.removed(db, office, form, period)
            fields |= {**blank, **named, "state": state, "seen": seen}
            undo = self._write(db, (office, form, period), fields)
            desk.note(db, "paper", "return", office)
        return Entered(undo=undo)

    def set_cells(
        self, form: str, period: str, changes: Sequence[CellChange], *, office: str
    ) -> Entered:
        """Keep these figures of the document in one step.

        Raises:
            Refused: the document gave way to the office's own return, is completed or not
                registered, the period is locked; else as `Returns.set_cells`.
        """
        spec = self._desk.catalogue.form(form)
        rows = by_row(spec, changes)
        with self._desk.write() as db:
            sheet = self._open(db, form, period, office)
            for row in rows:
                if row not in sheet.rows:
                    raise Refused("return.place", place=row)
            if moved := moved_since(sheet, changes):
                raise Refused("return.moved", count=moved)
            return Entered(undo=self._write(db, (office, form, period), _named(rows)))

    def declare_nil(self, form: str, period: str, *, office: str) -> Entered:
        """The document says that nothing occurred: lines that may be nil become 0.

        Raises:
            Refused: as `set_cells` and `Returns.declare_nil`.
        """
        spec = self._desk.catalogue.form(form)
        with self._desk.write() as db:
            sheet = self._open(db, form, period, office)
            check_nil(spec, sheet)
            zeros = {
                row: dict.fromkeys((one.id for one in spec.nil_lines), 0) for row in sheet.rows
            }
            return self._state(db, sheet, NIL, _named(zeros))

    def complete(self, form: str, period: str, *, office: str) -> Entered:
        """All of the document is entered.

        Raises:
            Refused: as `set_cells`; "return.incomplete" with how much is missing or wrong.
        """
        spec = self._desk.catalogue.form(form)
        with self._desk.write() as db:
            sheet = self._open(db, form, period, office)
            gaps = gaps_of(spec, sheet)
            if not gaps.is_clean:
                raise Refused(
                    "return.incomplete",
                    blank=len(gaps.blank),
                    partial=len(gaps.partial),
                    errors=len(gaps.errors),
                )
            return self._state(db, sheet, COMPLETE, {})

    def reopen(self, form: str, period: str, *, office: str) -> Entered:
        """Take a completed document up again.

        Raises:
            Refused: it gave way, is not registered, or the period is locked.
        """
        with self._desk.write() as db:
            sheet = self._standing(db, form, period, office)
            return self._state(db, sheet, DRAFT, {})

    def remove(self, form: str, period: str, *, office: str) -> Entered:
        """Take the document away: it was entered for the wrong unit, say. `undo` brings it back.

        Raises:
            Refused: this is not the hub, there is none, or the period is locked.
        """
        desk = self._desk
        self._need_hub()
        with desk.write() as db:
            self._need_open_period(db, period)
            self._held(db, form, period, office)
            undo = self._write(db, (office, form, period), {}, kind=DELETE)
            desk.note(db, "paper-removed", "return", office)
        return Entered(undo=undo)

    # inside
    def _sheet(self, db: Connection, paper: Paper) -> ReturnSheet:
        catalogue = self._desk.catalogue
        spec = catalogue.form(paper.form)
        own = read_sheet(db, catalogue, paper.office, spec, paper.period)
        cells: Mapping[tuple[str, str], Cell] = {
            at: _cell(*paper.cells.get(at, (None, ""))) for at in own.cells
        }
        return ReturnSheet(
            spec=spec,
            period=paper.period,
            office=paper.office,
            places=own.places,
            rows=own.rows,
            cells=cells,
            earlier=own.earlier,
            state=paper.state or DRAFT,
            coverage=totals(spec, own.rows, cells),
            sent=False,
        )

    def _held(self, db: Connection, form: str, period: str, office: str) -> Paper:
        found = _of(db, form, period, office)
        if found is None:
            raise Refused("paper.none")
        return found

    def _standing(self, db: Connection, form: str, period: str, office: str) -> ReturnSheet:
        self._need_hub()
        self._need_open_period(db, period)
        found = self._held(db, form, period, office)
        if not found.counts:
            raise Refused("paper.replaced", number=found.number)
        return self._sheet(db, found)

    def _open(self, db: Connection, form: str, period: str, office: str) -> ReturnSheet:
        sheet = self._standing(db, form, period, office)
        if sheet.state in {COMPLETE, NIL}:
            raise Refused("return.closed")
        return sheet

    def _state(self, db: Connection, sheet: ReturnSheet, state: str, fields: Fields) -> Entered:
        key = sheet.office, sheet.form, sheet.period
        undo = self._write(db, key, {**fields, "state": state})
        self._desk.note(db, f"paper-{state}", "return", sheet.office)
        return Entered(undo=undo)

    def _write(
        self, db: Connection, key: tuple[str, str, str], fields: Fields, *, kind: str = PUT
    ) -> Undo:
        desk, office = self._desk, key[0]
        draft = Draft(
            entity=PAPER, kind=kind, record=derived_id(PAPER, *key), office=office, fields=fields
        )
        stream = stream_to(desk.catalogue, office)
        return undoing.record(desk, db, [draft], Changed.FIGURES, stream=stream)

    def _check(self, form: str, period: str, office: str) -> None:
        self._need_hub()
        catalogue = self._desk.catalogue
        catalogue.form(form)
        catalogue.period(period)
        found = catalogue.office(office)
        if not found.device:
            raise Refused("paper.own", name=found.name)
        if (office, form) not in {(one.id, owed) for one, owed in catalogue.expected(period)}:
            raise Refused("return.not_due")

    def _need_hub(self) -> None:
        if not self._desk.session.hub:
            raise Refused("enrolment.hub_only")

    def _need_open_period(self, db: Connection, period: str) -> None:
        if late.standing(self._desk, db, period).is_locked:
            raise Refused("paper.locked", period=self._desk.catalogue.period(period).short)


def _goes_on(known: Paper | None, said: Fields) -> bool:
    """Whether the figures entered so far are those of the document with this number and day."""
    if known is None:
        return False
    return known.counts or (known.number, known.day) == (said["number"], said["day"])


def _of(db: Connection, form: str, period: str, office: str) -> Paper | None:
    found = papers.papers(db, period=period, office=office, form=form)
    return found[0] if found else None


def _cell(value: Any, note: str) -> Cell:
    if not is_valid(value):
        return Cell(None, note)
    return Cell(value if isinstance(value, str) else number_of(value), note)


def _named(rows: Mapping[str, Mapping[str, Any]]) -> Fields:
    """Fields of rows as the one record of the document carries them."""
    return {
        f"{row}{SEPARATOR}{name}": value
        for row, said in rows.items()
        for name, value in said.items()
    }

"""Figures of domestic violence by place: entering cell by cell, completing, declaring nil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gbdesk.domain.cells import Total
from gbdesk.domain.ids import return_row_id
from gbdesk.domain.names import nfc_lines
from gbdesk.domain.ops import REPORT
from gbdesk.domain.refusals import Refused
from gbdesk.services import undo as undoing
from gbdesk.services.changed import Changed
from gbdesk.services.correction import check_rows
from gbdesk.services.desk import Desk
from gbdesk.services.return_drafts import (
    KEEP,
    NOTE_MOST,
    CellChange,
    by_row,
    moved_since,
    row_draft,
    state_draft,
    tells_of_some,
)
from gbdesk.services.return_sheet import (
    COMPLETE,
    DRAFT,
    NIL,
    Gaps,
    ReturnSheet,
    check_nil,
    gaps_of,
    read_sheet,
    totals,
)
from gbdesk.services.streams import stream_to
from gbdesk.services.undo import Undo, Undone
from gbdesk.store import papers
from gbdesk.store.oplog import Draft
from gbdesk.store.unsent import unsent

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = [
    "KEEP",
    "NOTE_MOST",
    "CellChange",
    "CellsSet",
    "Completed",
    "Gaps",
    "ReturnSheet",
    "Returns",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsSet:
    """Figures were set in one step."""

    undo: Undo
    changed: Changed = Changed.FIGURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """A return is in another state; `gaps` is what it still lacks."""

    state: str
    gaps: Gaps
    undo: Undo
    changed: Changed = Changed.FIGURES


class Returns:
    """The returns entered or received in this workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, form: str, period: str, office: str | None = None) -> ReturnSheet:
        """The return of an office (one's own), whether begun or not.

        Raises:
            Refused: the catalogue has no such form, period or office.
        """
        with self._desk.read() as db:
            return self._sheet(db, form, period, office or self._desk.session.office)

    def unsent(self, sheet: ReturnSheet) -> frozenset[str]:
        """The rows of a return of this unit that the next package brings anew or changed."""
        with self._desk.read() as db:
            waiting = unsent(db, self._desk.session.device, REPORT)
        records = {one.record for one in waiting if one.entity == "row"}
        return frozenset(
            row
            for row in sheet.rows
            if return_row_id(sheet.office, sheet.form, sheet.period, row) in records
        )

    def totals(self, sheet: ReturnSheet) -> dict[str, Total]:
        """The sum of each line with how many rows it covers."""
        return totals(self._desk.catalogue.form(sheet.form), sheet.rows, sheet.cells)

    def previous(self, form: str, period: str, *, office: str | None = None) -> dict[str, Total]:
        """The sums of the same period last year; empty where the catalogue has none."""
        catalogue = self._desk.catalogue
        before = catalogue.period(period).same_last_year()
        if before not in catalogue.periods:
            return {}
        sheet = self.open(form, before, office)
        return dict(sheet.coverage)

    def missing(self, form: str, period: str, *, office: str | None = None) -> Gaps:
        """What the return still lacks."""
        return gaps_of(self._desk.catalogue.form(form), self.open(form, period, office))

    def set_cells(
        self,
        form: str,
        period: str,
        changes: Sequence[CellChange],
        *,
        office: str | None = None,
    ) -> CellsSet:
        """Keep these figures in one step.

        Raises:
            Refused: a value no cell takes, a place not owed, the return is completed, or a figure
                to be replaced is not the one that was seen.
        """
        owner = self._desk.office_or_own(office)
        return CellsSet(undo=self._set(form, period, owner, changes))

    def correct(
        self, form: str, period: str, changes: Sequence[CellChange], *, office: str, reason: str
    ) -> CellsSet:
        """The hub corrects figures of an office; the reason stands as the note of each cell.

        Raises:
            Refused: this is not the hub, there is no reason, a document counts instead of these
                figures, or a row gets an error it did not have; else as `set_cells`.
        """
        desk, why = self._desk, nfc_lines(reason)
        if not desk.session.hub:
            raise Refused("enrolment.hub_only")
        if not why:
            raise Refused("return.reason")
        told = [
            CellChange(place=one.place, indicator=one.indicator, value=one.value, note=why)
            for one in changes
        ]
        return CellsSet(undo=self._set(form, period, office, told, corrects=True))

    def none_occurred(
        self, form: str, period: str, place: str, *, office: str | None = None
    ) -> CellsSet:
        """Set the lines that may be nil to 0 in one row (Ctrl 0); stock stays.

        Raises:
            Refused: as `set_cells`.
        """
        lines = self._desk.catalogue.form(form).nil_lines
        zeros = [CellChange(place=place, indicator=line.id, value=0) for line in lines]
        return self.set_cells(form, period, zeros, office=office)

    def declare_nil(self, form: str, period: str, *, office: str | None = None) -> Completed:
        """Nothing occurred in the whole period: nil lines become 0, stock stays.

        Raises:
            Refused: there are figures above 0, the return is completed already, or it counts what
                exists in any period ("return.stock").
        """
        desk, owner = self._desk, self._desk.office_or_own(office)
        spec = desk.catalogue.form(form)
        with desk.write() as db:
            sheet = self._open_sheet(db, form, period, owner)
            check_nil(spec, sheet)
            rows = [
                row_draft(owner, sheet, row, {line.id: 0 for line in spec.nil_lines})
                for row in sheet.rows
            ]
            return self._state(db, sheet, NIL, rows)

    def complete(self, form: str, period: str, *, office: str | None = None) -> Completed:
        """Declare a return complete.

        Raises:
            Refused: "return.incomplete" with how much is missing or wrong.
        """
        desk, owner = self._desk, self._desk.office_or_own(office)
        with desk.write() as db:
            sheet = self._open_sheet(db, form, period, owner)
            gaps = gaps_of(desk.catalogue.form(form), sheet)
            if not gaps.is_clean:
                raise Refused(
                    "return.incomplete",
                    blank=len(gaps.blank),
                    partial=len(gaps.partial),
                    errors=len(gaps.errors),
                )
            return self._state(db, sheet, COMPLETE, [])

    def reopen(self, form: str, period: str, *, office: str | None = None) -> Completed:
        """Take a completed return up again.

        Raises:
            Refused: it is another office's.
        """
        owner = self._desk.office_or_own(office)
        with self._desk.write() as db:
            sheet = self._sheet(db, form, period, owner)
            return self._state(db, sheet, DRAFT, [])

    def undo(self, undo: Undo) -> Undone:
        """Take a step back.

        Raises:
            Refused: the step changed nothing, or what it set was changed again since.
        """
        return undoing.take_back(self._desk, undo)

    # inside
    def _sheet(self, db: Connection, form: str, period: str, office: str) -> ReturnSheet:
        catalogue = self._desk.catalogue
        catalogue.office(office)
        return read_sheet(db, catalogue, office, catalogue.form(form), catalogue.period(period).id)

    def _open_sheet(self, db: Connection, form: str, period: str, office: str) -> ReturnSheet:
        sheet = self._sheet(db, form, period, office)
        if not sheet.rows:
            raise Refused("return.not_due")
        if sheet.state in {COMPLETE, NIL}:
            raise Refused("return.closed")
        return sheet

    def _set(
        self,
        form: str,
        period: str,
        office: str,
        changes: Sequence[CellChange],
        *,
        corrects: bool = False,
    ) -> Undo:
        desk, spec = self._desk, self._desk.catalogue.form(form)
        stream = stream_to(desk.catalogue, office) if corrects else REPORT
        fields = by_row(spec, changes)
        with desk.write() as db:
            sheet = (self._sheet if corrects else self._open_sheet)(db, form, period, office)
            for row in fields:
                if row not in sheet.rows:
                    raise Refused("return.place", place=row)
            if moved := moved_since(sheet, changes):
                raise Refused("return.moved", count=moved)
            drafts = [row_draft(office, sheet, row, kept) for row, kept in fields.items()]
            if corrects:
                _check_counts(db, (office, form, period))
                check_rows(spec, sheet, fields)
                if sheet.state == NIL and tells_of_some(spec, changes):
                    drafts.append(state_draft(sheet, COMPLETE))
                desk.note(db, "correct", "return", office)
            return undoing.record(desk, db, drafts, Changed.FIGURES, stream=stream)

    def _state(
        self, db: Connection, sheet: ReturnSheet, state: str, rows: Sequence[Draft]
    ) -> Completed:
        desk = self._desk
        whole = state_draft(sheet, state)
        undo = undoing.record(desk, db, [*rows, whole], Changed.FIGURES)
        desk.note(db, state, "return", whole.record)
        after = self._sheet(db, sheet.form, sheet.period, sheet.office)
        gaps = gaps_of(desk.catalogue.form(sheet.form), after)
        return Completed(state=state, gaps=gaps, undo=undo)


def _check_counts(db: Connection, key: papers.Key) -> None:
    found = papers.counting(db, period=key[2]).get(key)
    if found is not None:
        raise Refused("paper.counts", number=found.number)

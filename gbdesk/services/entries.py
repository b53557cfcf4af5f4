"""Lines of registers: listing, checking, recording, reviewing, deleting, taking back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gbdesk.domain import registers
from gbdesk.domain.activities import ERROR, FieldProblem, is_blocking
from gbdesk.domain.entries import check_entry, fitted, tidy
from gbdesk.domain.merge import DELETE, PUT
from gbdesk.domain.ops import LOCAL, Fields, Value
from gbdesk.domain.refusals import Refused
from gbdesk.domain.registers import ENTRY, REGISTER, STATUS
from gbdesk.services import undo as undoing
from gbdesk.services.activity_drafts import changed_since
from gbdesk.services.changed import Changed
from gbdesk.services.entry_drafts import (
    begun,
    both,
    looked_at,
    next_code,
    problems_of,
)
from gbdesk.services.entry_reading import EntryReading, Review
from gbdesk.services.entry_rows import EntryRow
from gbdesk.services.undo import Undo, Undone
from gbdesk.store.lines import EntryQuery
from gbdesk.store.oplog import Draft

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Done", "Entries", "EntryQuery", "EntryRow", "Review", "Saved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A line as recorded, with what may still be said about it."""

    id: str
    problems: tuple[FieldProblem, ...]
    undo: Undo
    changed: Changed = Changed.ENTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Several lines in one step."""

    ids: tuple[str, ...]
    undo: Undo
    changed: Changed = Changed.ENTRIES


class Entries(EntryReading):
    """The registers of this workspace."""

    # what a new line says
    def defaults(self, register: str, *, office: str | None = None) -> Fields:
        """What a new line begins with: its register, active, the only place."""
        spec, catalogue = registers.register(register), self._desk.catalogue
        found = begun(spec)
        owner = catalogue.office(office or self._desk.session.office)
        places = catalogue.places_of(owner.id, self._desk.today()) if owner.place else ()
        if len(places) == 1 and "place" in spec.by_id:
            found["place"] = places[0].id
        return found

    def code_for(self, values: Mapping[str, Value], *, office: str | None = None) -> str:
        """The next free code of lines of this type, empty where they have none."""
        spec = registers.of(values)
        owner = office or self._desk.session.office
        with self._desk.read() as db:
            return next_code(db, spec, owner, values) if spec else ""

    # what is done
    def check(
        self, values: Mapping[str, Value], *, ident: str | None = None, office: str | None = None
    ) -> tuple[FieldProblem, ...]:
        """Everything to be said about these values; `ident` is the line they belong to."""
        spec = registers.register(str(values.get(REGISTER)))
        with self._desk.read() as db:
            line = (office or self._desk.session.office, ident)
            return problems_of(self._desk.catalogue, db, line, tidy(spec, values))

    def save(
        self,
        ident: str | None,
        values: Mapping[str, Value],
        *,
        office: str | None = None,
        seen: Mapping[str, Value] | None = None,
        period: str | None = None,
    ) -> Saved:
        """Record a new line, or changes to one; `seen` is what it said when it was looked at.

        With a `period` it counts as reviewed in it.

        Raises:
            Refused: something in a field keeps it from being recorded, it is gone, a field changed
                here was changed by somebody else since it was seen, or what must stay on this PC
                would leave it.
        """
        desk, owner = self._desk, self._desk.office_or_own(office)
        with desk.write() as db:
            before: Fields = self._fields(db, owner, ident) if ident else {}
            spec = registers.register(str((before or values).get(REGISTER)))
            given = tidy(spec, values)
            if ident and seen is not None:
                given = changed_since(desk.catalogue, ENTRY, given, seen, before)
            whole = fitted(spec, {**begun(spec), **before, **given})
            problems = problems_of(desk.catalogue, db, (owner, ident), whole)
            if is_blocking(problems):
                wrong = [one.field for one in problems if one.severity == ERROR]
                raise Refused("entry.invalid", fields=", ".join(wrong))
            whole |= looked_at(spec, period, desk.today())
            record = ident or desk.new_id()
            drafts = both(spec, (owner, record), before, whole)
            undo = self._record(db, drafts)
            if any(one.code.startswith("personal.") for one in problems):
                desk.note(db, "kept-personal", ENTRY, record)
        return Saved(id=record, problems=problems, undo=undo)

    def set_status(
        self,
        ids: Sequence[str],
        status: str,
        day: date,
        *,
        reason: str = "",
        period: str = "",
        office: str | None = None,
    ) -> Done:
        """Say since when and why lines are active, paused or dissolved; reviewed in `period`.

        Raises:
            Refused: one of them is not there, another office's, or the state is none.
        """
        given: Fields = {
            STATUS: status,
            registers.STATUS_DAY: day.isoformat(),
            registers.STATUS_REASON: reason,
        }
        return self._each(ids, given, period, office)

    def review(self, ids: Sequence[str], period: str, *, office: str | None = None) -> Done:
        """Confirm that lines still say what is so.

        Raises:
            Refused: one of them is not there, another office's, or the catalogue knows no such
                period.
        """
        return self._each(ids, {}, self._desk.catalogue.period(period).id, office)

    def delete(self, ids: Sequence[str], *, office: str | None = None) -> Done:
        """Delete lines; `undo` brings them back.

        Raises:
            Refused: one of them is not there, or another office's.
        """
        desk, owner = self._desk, self._desk.office_or_own(office)
        with desk.write() as db:
            for ident in ids:
                self._fields(db, owner, ident)
            drafts = [_draft(DELETE, owner, ident, {}) for ident in ids]
            undo = undoing.record(desk, db, drafts, Changed.ENTRIES)
            for ident in ids:
                desk.note(db, "delete", ENTRY, ident)
        return Done(ids=tuple(ids), undo=undo)

    def undo(self, undo: Undo) -> Undone:
        """Take a step back.

        Raises:
            Refused: the step changed nothing, or what it set was changed again since.
        """
        return undoing.take_back(self._desk, undo)

    # inside
    def _each(self, ids: Sequence[str], given: Fields, period: str, office: str | None) -> Done:
        desk, owner = self._desk, self._desk.office_or_own(office)
        drafts = []
        with desk.write() as db:
            for ident in ids:
                before = self._fields(db, owner, ident)
                spec = registers.register(str(before.get(REGISTER)))
                now = fitted(spec, {**before, **tidy(spec, given)})
                wrong = check_entry(spec, now, desk.catalogue)
                if any(one.severity == ERROR and one.field in given for one in wrong):
                    raise Refused("entry.invalid", fields=STATUS)
                fields = {name: now[name] for name in given} | looked_at(spec, period, desk.today())
                drafts.append(_draft(PUT, owner, ident, fields))
            undo = undoing.record(desk, db, drafts, Changed.ENTRIES)
        return Done(ids=tuple(ids), undo=undo)

    def _record(self, db: Connection, drafts: tuple[list[Draft], list[Draft]]) -> Undo:
        desk, (shared, here) = self._desk, drafts
        undo = undoing.record(desk, db, shared, Changed.ENTRIES)
        if not here:
            return undo
        kept = undoing.record(desk, db, here, Changed.ENTRIES, stream=LOCAL)
        return replace(undo, beside=kept)


def _draft(kind: str, office: str, record: str, fields: Fields) -> Draft:
    return Draft(entity=ENTRY, kind=kind, record=record, office=office, fields=fields)

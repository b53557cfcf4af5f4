"""Lines of registers as they are: listed, looked up, how far their review is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gbdesk.domain import registers
from gbdesk.domain.ops import REPORT, Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services.desk import Desk
from gbdesk.services.entry_drafts import here_of, places_named
from gbdesk.services.entry_rows import EntryRow, row_of
from gbdesk.store import ledger, lines
from gbdesk.store.lines import EntryQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How far the review of a period is: lines that go on, and those nobody looked at."""

    going_on: int
    open: int


class EntryReading:
    """What is asked of the registers of a workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, query: EntryQuery, *, unsent: bool = False) -> list[EntryRow]:
        """The lines asked for, in order; `unsent`: only those not exported yet."""
        return self.rows(self.keys(query, unsent=unsent))

    def keys(self, query: EntryQuery, *, unsent: bool = False) -> Sequence[int]:
        """The keys of the same lines; their rows are asked for when they are shown."""
        desk = self._desk
        asked = replace(query, within=places_named(desk.catalogue, query.text))
        with desk.read() as db:
            if unsent:
                exported = self._exported(db)
                if exported is None:
                    return ()
                asked = replace(asked, unsent=(desk.session.device, REPORT, exported))
            return lines.keys(db, asked)

    def rows(self, keys: Sequence[int]) -> list[EntryRow]:
        """The lines of these keys, in their order; those that are gone are left out."""
        desk = self._desk
        with desk.read() as db:
            exported, here = self._exported(db), here_of(db)
            found = lines.rows(db, keys, (desk.session.device, REPORT))
        return [row_of(desk.catalogue, row, here.get(row.id, {}), exported) for row in found]

    def key_of(self, ident: str) -> int | None:
        """The key of a line by its id, None where there is none."""
        with self._desk.read() as db:
            return lines.key_of(db, ident)

    def own(self, register: str, *, office: str | None = None) -> EntryQuery:
        """The lines of an office in a register."""
        return EntryQuery(register=register, offices=(office or self._desk.session.office,))

    def get(self, ident: str, *, office: str | None = None) -> Fields:
        """Every field of a line, what stays on this PC with it.

        Raises:
            Refused: it is not there.
        """
        with self._desk.read() as db:
            return self._fields(db, office or self._desk.session.office, ident)

    def review_of(self, period: str, register: str, *, office: str | None = None) -> Review:
        """How far the review of a register is in a period."""
        asked = self.own(register, office=office)
        with self._desk.read() as db:
            gone = replace(asked, statuses=(registers.DISSOLVED,))
            going_on = lines.count(db, asked) - lines.count(db, gone)
            return Review(
                going_on=going_on, open=lines.count(db, replace(asked, unreviewed=period))
            )

    def _fields(self, db: Connection, office: str, ident: str) -> Fields:
        found = lines.entry_fields(db, office, ident)
        if found is None or registers.of(found) is None:
            raise Refused("entry.gone")
        return {**found, **here_of(db).get(ident, {})}

    def _exported(self, db: Connection) -> int | None:
        """The last op sent; None at the hub, which sends nothing."""
        session = self._desk.session
        return None if session.hub else ledger.exported(db, session.device, REPORT)

"""The log of activities: listing, checking, recording, duplicating, deleting, taking back."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gbdesk.domain.activities import (
    DONE,
    ERROR,
    FieldProblem,
    check_activity,
    is_blocking,
    tidy,
)
from gbdesk.domain.merge import CREATE, DELETE, PUT
from gbdesk.domain.ops import REPORT, Fields, Value
from gbdesk.domain.refusals import Refused
from gbdesk.services import undo as undoing
from gbdesk.services.activity_drafts import begun, changed_since, copied
from gbdesk.services.activity_history import history_of
from gbdesk.services.activity_many import elsewhere, found, looked_at
from gbdesk.services.activity_orders import ordered
from gbdesk.services.activity_rows import ActivityRow, completed, row_of
from gbdesk.services.activity_sums import Sums, sums_of
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.undo import Undo, Undone
from gbdesk.store import attached, ledger, listing
from gbdesk.store.listing import ActivityQuery
from gbdesk.store.oplog import Draft

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Activities", "ActivityQuery", "ActivityRow", "Done", "Listing", "Saved", "Undo"]

ACTIVITY: Final = "activity"
_NOBODY: Final = ("", "")
SUGGESTED: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The keys asked for, in order."""

    keys: array[int]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An activity as recorded, with what may still be said about it."""

    id: str
    problems: tuple[FieldProblem, ...]
    undo: Undo
    changed: Changed = Changed.ACTIVITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Several activities in one step."""

    ids: tuple[str, ...]
    undo: Undo
    changed: Changed = Changed.ACTIVITIES


class Activities:
    """The activities of this workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # what there is
    def ids(self, query: ActivityQuery, *, unsent: bool = False) -> Listing:
        """The keys of the activities asked for; `unsent`: only those not exported yet."""
        with self._desk.read() as db:
            asked = _asked(self._desk, db, query, unsent=unsent)
            keys = ordered(db, self._desk, asked) if asked else array("q")
        return Listing(keys=keys, total=len(keys))

    def count(self, query: ActivityQuery, *, unsent: bool = False) -> int:
        """How many the query covers."""
        with self._desk.read() as db:
            asked = _asked(self._desk, db, query, unsent=unsent)
            return listing.activity_count(db, asked)[0] if asked else 0

    def key_of(self, ident: str, *, office: str | None = None) -> int | None:
        """The key of an activity by its id; of any office where none is named."""
        offices = [office] if office else list(self._desk.catalogue.offices)
        with self._desk.read() as db:
            return next(iter(listing.keys_of(db, offices, ident)), None)

    def rows(self, keys: Sequence[int], *, history: bool = False) -> list[ActivityRow]:
        """The rows of these keys, in their order; `history`: also who entered them, and when."""
        desk = self._desk
        with desk.read() as db:
            exported = _exported(desk, db)
            stored = listing.activity_rows(db, keys, (desk.session.device, REPORT))
            told = history_of(db, desk.session.device, keys) if history else {}
            files = attached.counts(db, ACTIVITY, [row.id for row in stored])
        rows = [row_of(desk.catalogue, row, exported, told.get(row.key, _NOBODY)) for row in stored]
        return [replace(row, evidence=files[row.id]) for row in rows]

    def get(self, ident: str, *, office: str | None = None) -> Fields:
        """Every field of an activity.

        Raises:
            Refused: it is not there.
        """
        with self._desk.read() as db:
            return found(db, office or self._desk.session.office, ident)

    def sums(self, query: ActivityQuery, *, unsent: bool = False) -> Sums:
        """What the query covers, added as the report adds it."""
        with self._desk.read() as db:
            asked = _asked(self._desk, db, query, unsent=unsent)
            return sums_of(db, asked) if asked else Sums()

    def totals_of(self, period: str, *, office: str | None = None) -> tuple[int, int, int]:
        """Activities an office led in a period, people and women, as the report counts them."""
        found = self.sums(self.query_of(period, office=office))
        return found.counted, found.people, found.women

    def query_of(self, period: str, *, office: str | None = None) -> ActivityQuery:
        """The activities of an office in a period."""
        window = self._desk.catalogue.period(period)
        return ActivityQuery(
            office=office or self._desk.session.office,
            start=window.start.isoformat(),
            end=window.end.isoformat(),
        )

    def titles(self, kind: str | None = None, *, office: str | None = None) -> tuple[str, ...]:
        """Titles used before (for a kind), newest first, each once: for suggesting."""
        asked = ActivityQuery(
            office=office or self._desk.session.office, kinds=(kind,) if kind else ()
        )
        with self._desk.read() as db:
            newest = listing.activity_ids(db, asked, SUGGESTED)
            rows = listing.activity_rows(db, newest)
        return tuple(dict.fromkeys(row.title for row in rows if row.title))

    def defaults(self, period: str, *, office: str | None = None) -> Fields:
        """What a new activity begins with: today, if it is in the period; the only place."""
        return begun(self._desk, period, office or self._desk.session.office)

    # what is done
    def check(
        self, values: Mapping[str, Value], period: str | None = None, *, ident: str | None = None
    ) -> tuple[FieldProblem, ...]:
        """Everything to be said about these values; `ident` is the activity they belong to."""
        catalogue = self._desk.catalogue
        window = catalogue.period(period) if period else None
        with self._desk.read() as db:
            highest = _highest(db, self._desk.session.office, ident)
        return check_activity(tidy(values), catalogue, window, highest=highest)

    def save(
        self,
        ident: str | None,
        values: Mapping[str, Value],
        *,
        office: str | None = None,
        seen: Mapping[str, Value] | None = None,
    ) -> Saved:
        """Record a new activity, or changes to one; `seen` is what it said when it was looked at.

        Raises:
            Refused: something in a field keeps it from being recorded, it is gone, or a field
                changed here was changed by somebody else since it was seen.
        """
        desk, owner = self._desk, self._desk.office_or_own(office)
        given = tidy(values)
        with desk.write() as db:
            before: Fields = found(db, owner, ident) if ident else {}
            if ident and seen is not None:
                given = changed_since(desk.catalogue, ACTIVITY, given, seen, before)
            whole: Fields = {"status": DONE, "role": "lead", **before, **given}
            problems = check_activity(whole, desk.catalogue, highest=_highest(db, owner, ident))
            if is_blocking(problems):
                wrong = [one.field for one in problems if one.severity == ERROR]
                raise Refused("activity.invalid", fields=", ".join(wrong))
            record = ident or desk.new_id()
            fields: Fields = given
            if not ident:
                fields = {name: value for name, value in whole.items() if value is not None}
            draft = _draft(PUT if ident else CREATE, owner, record, fields)
            undo = undoing.record(desk, db, [draft], Changed.ACTIVITIES)
            if any(one.code.startswith("personal.") for one in problems):
                desk.note(db, "kept-personal", ACTIVITY, record)
        return Saved(id=record, problems=problems, undo=undo)

    def duplicate(self, ident: str, *, office: str | None = None) -> Fields:
        """The fields of a copy to be edited: all but days, people and evidence.

        Raises:
            Refused: the activity is not there.
        """
        return copied(self.get(ident, office=office))

    def duplicate_to(
        self, ids: Sequence[str], places: Sequence[str], *, office: str | None = None
    ) -> Done:
        """One copy of each for each of these places, on the same days.

        Raises:
            Refused: one of them is not there, or a copy would be wrong.
        """
        desk, owner = self._desk, self._desk.office_or_own(office)
        sources = [self.get(ident, office=owner) for ident in ids]
        copies = [copy for source in sources for copy in elsewhere(source, places)]
        return self._done([_draft(CREATE, owner, desk.new_id(), copy) for copy in copies])

    def duplicate_all(self, ids: Sequence[str], *, office: str | None = None) -> Done:
        """A copy of each of these, dated today.

        Raises:
            Refused: one of them is not there.
        """
        desk, owner = self._desk, self._desk.office_or_own(office)
        today = desk.today().isoformat()
        copies = [{**copied(self.get(one, office=owner)), "start": today} for one in ids]
        return self._done([_draft(CREATE, owner, desk.new_id(), copy) for copy in copies])

    def put(
        self, ids: Sequence[str], values: Mapping[str, Value], *, office: str | None = None
    ) -> Done:
        """Set the same fields in several activities.

        Raises:
            Refused: one of them is not there, another office's, or would be wrong after it.
        """
        owner, fields = self._desk.office_or_own(office), tidy(values)
        return self._done([_draft(PUT, owner, ident, dict(fields)) for ident in ids])

    def delete(self, ids: Sequence[str], *, office: str | None = None) -> Done:
        """Delete activities; `undo` brings them back.

        Raises:
            Refused: one of them is not there, or another office's.
        """
        owner = self._desk.office_or_own(office)
        return self._done([_draft(DELETE, owner, ident, {}) for ident in ids])

    def undo(self, undo: Undo) -> Undone:
        """Take a step back.

        Raises:
            Refused: the step changed nothing, or what it set was changed again since.
        """
        return undoing.take_back(self._desk, undo)

    # inside
    def _done(self, drafts: Sequence[Draft]) -> Done:
        desk = self._desk
        with desk.write() as db:
            drafts = looked_at(db, desk.catalogue, drafts)
            undo = undoing.record(desk, db, drafts, Changed.ACTIVITIES)
            for draft in drafts:
                if draft.kind == DELETE:
                    desk.note(db, "delete", ACTIVITY, draft.record)
        return Done(ids=tuple(draft.record for draft in drafts), undo=undo)


def _asked(
    desk: Desk, db: Connection, query: ActivityQuery, *, unsent: bool
) -> ActivityQuery | None:
    """The question as the store takes it; None where nothing is ever sent from here."""
    asked = completed(desk.catalogue, query)
    if not unsent:
        return asked
    exported = _exported(desk, db)
    if exported is None:
        return None
    return replace(asked, unsent=(desk.session.device, REPORT, exported))


def _exported(desk: Desk, db: Connection) -> int | None:
    """The last op sent; None at the hub, which sends nothing."""
    session = desk.session
    return None if session.hub else ledger.exported(db, session.device, REPORT)


def _highest(db: Connection, office: str, ident: str | None) -> int | None:
    """The largest attendance of other activities."""
    asked = ActivityQuery(office=office, order="attendees")
    top = listing.activity_rows(db, listing.activity_ids(db, asked, 2))
    known = [row.attendees for row in top if row.id != ident and row.attendees is not None]
    return max(known, default=None)


def _draft(kind: str, office: str, record: str, fields: Fields) -> Draft:
    return Draft(entity=ACTIVITY, kind=kind, record=record, office=office, fields=fields)

"""Taking back: what would restore records, written as ordinary changes (`decisions.md` 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gbdesk.domain.merge import DELETE, PUT
from gbdesk.domain.ops import REPORT, Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.store import oplog
from gbdesk.store.oplog import Draft

if TYPE_CHECKING:
    from sqlalchemy import Connection


DERIVED: Final = frozenset({"return", "row", "narrative"})
NAMING: Final = ("form", "period", "place", "section")


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What takes a step back; held by whoever may ask for it, in this session."""

    drafts: tuple[Draft, ...]
    changed: Changed
    stream: str = REPORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A step was taken back; `undo` does it again."""

    undo: Undo
    changed: Changed


def write(desk: Desk, drafts: Iterable[Draft], changed: Changed, *, stream: str = REPORT) -> Undo:
    """Record changes in one transaction; what takes them back."""
    with desk.write() as db:
        return record(desk, db, drafts, changed, stream=stream)


def record(
    desk: Desk,
    db: Connection,
    drafts: Iterable[Draft],
    changed: Changed,
    *,
    stream: str = REPORT,
) -> Undo:
    """Record changes inside a transaction; what takes them back."""
    wanted = tuple(drafts)
    back = tuple(reversal(db, draft) for draft in wanted)
    desk.record(db, wanted, stream=stream)
    return Undo(drafts=back[::-1], changed=changed, stream=stream)


def take_back(desk: Desk, undo: Undo) -> Undone:
    """Take a step back by changes of its own.

    Raises:
        Refused: the step changed nothing.
    """
    if not undo.drafts:
        raise Refused("undo.nothing")
    again = write(desk, undo.drafts, undo.changed, stream=undo.stream)
    return Undone(undo=again, changed=undo.changed)


def reversal(db: Connection, draft: Draft) -> Draft:
    """The change that brings a record back to what it says now.

    A record whose id says what it is about is emptied, never deleted: whatever is written into it
    later would otherwise bring back what stood there before.
    """
    now = oplog.fields_of(db, draft.office, draft.record, draft.entity)
    is_derived = draft.entity in DERIVED
    fields: Fields = {}
    if is_derived or (now is not None and draft.kind != DELETE):
        before = now or {name: draft.fields.get(name) for name in NAMING}
        fields = {name: before.get(name) for name in draft.fields}
    return Draft(
        entity=draft.entity,
        kind=DELETE if now is None and not is_derived else PUT,
        record=draft.record,
        office=draft.office,
        fields=fields,
    )

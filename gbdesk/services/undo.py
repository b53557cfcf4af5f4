"""Taking back: what would restore records, written as ordinary changes (`decisions.md` 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gbdesk.domain.merge import DELETE, PUT, WRITES, standing
from gbdesk.domain.ops import REPORT, Fields, Op
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
    """What takes a step back; held by whoever may ask for it, in this session.

    `left` is what each record said after the step, None where it was not there any more.
    """

    drafts: tuple[Draft, ...]
    left: tuple[Fields | None, ...]
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
    back = [_reversal(now, draft) for now, draft in zip(_said(db, wanted), wanted, strict=True)]
    desk.record(db, wanted, stream=stream)
    return Undo(
        drafts=tuple(back[::-1]),
        left=tuple(_said(db, wanted)[::-1]),
        changed=changed,
        stream=stream,
    )


def take_back(desk: Desk, undo: Undo) -> Undone:
    """Take a step back by changes of its own, all of it or nothing.

    What somebody else said since, here or elsewhere, is never replaced by it.

    Raises:
        Refused: the step changed nothing, or what it set was changed again since.
    """
    if not undo.drafts:
        raise Refused("undo.nothing")
    with desk.write() as db:
        said = _said(db, undo.drafts)
        for draft, left, now in zip(undo.drafts, undo.left, said, strict=True):
            if _is_moved(desk, db, draft, (left, now)):
                raise Refused("undo.moved")
        again = record(desk, db, undo.drafts, undo.changed, stream=undo.stream)
    return Undone(undo=again, changed=undo.changed)


def _said(db: Connection, drafts: Sequence[Draft]) -> list[Fields | None]:
    """What the records of these changes say now, None where they are not there."""
    keys = [(draft.office, draft.record, draft.entity) for draft in drafts]
    found = oplog.fields_of_all(db, dict.fromkeys(keys))
    return [found.get(key) for key in keys]


def _is_moved(
    desk: Desk, db: Connection, draft: Draft, said: tuple[Fields | None, Fields | None]
) -> bool:
    """Whether what a step left, and taking it back would replace, is not what stands now.

    The same value counts as another one where somebody else has said it: that was a decision.
    """
    left, now = said
    ops = oplog.ops_of(db, draft.office, draft.record, draft.entity)
    writes = [op for op in ops if op.head.k in WRITES]
    if draft.kind == DELETE or left is None or now is None:
        return now != left or _is_foreign(desk, writes)
    return any(
        oplog.differs(now.get(name), left.get(name))
        or _is_foreign(desk, [op for op in writes if name in op.fields])
        for name, value in draft.fields.items()
        if oplog.differs(value, left.get(name))
    )


def _is_foreign(desk: Desk, writes: Sequence[Op]) -> bool:
    """Whether any of these that nothing replaces was written elsewhere."""
    return any(op.device != desk.session.device for op in standing(writes))


def _reversal(now: Fields | None, draft: Draft) -> Draft:
    """The change that brings a record back to what it says now.

    A record whose id says what it is about is emptied, never deleted: whatever is written into it
    later would otherwise bring back what stood there before.
    """
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

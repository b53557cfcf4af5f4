"""Taking back: what would restore records, written as ordinary changes (`decisions.md` 4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from gbdesk.domain.merge import DELETE, PUT, WRITES, standing
from gbdesk.domain.ops import REPORT, Fields, Op, canonical
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.store import oplog
from gbdesk.store.oplog import Draft, RecordKey

if TYPE_CHECKING:
    from sqlalchemy import Connection


T = TypeVar("T")

DERIVED: Final = frozenset({"return", "row", "narrative"})
NAMING: Final = ("form", "period", "place", "section")
PORTION: Final = 500  # changes that are in memory whole at a time

_NO_FIELDS: Final[Fields] = {}  # one for all the records that are only deleted
Left: TypeAlias = Fields | bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What takes a step back; held by whoever may ask for it, in this session.

    `left` is what each record said after the step, None where it was not there any more; of a
    record that the step made only a digest, so that a hundred thousand of them fit into memory.
    `beside`: the part of the step that went into another stream.
    """

    drafts: tuple[Draft, ...]
    left: tuple[Left, ...]
    changed: Changed
    stream: str = REPORT
    beside: Undo | None = None


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
    """Record changes inside a transaction, as they come; what takes them back."""
    back: list[Draft] = []
    left: list[Left] = []
    for part in _portions(drafts):
        undone = [_reversal(now, draft) for now, draft in zip(_said(db, part), part, strict=True)]
        desk.record(db, part, stream=stream)
        left += map(_left, undone, _said(db, part))
        back += undone
    return Undo(drafts=tuple(back[::-1]), left=tuple(left[::-1]), changed=changed, stream=stream)


def take_back(desk: Desk, undo: Undo) -> Undone:
    """Take a step back by changes of its own, all of it or nothing.

    What somebody else said since, here or elsewhere, is never replaced by it.

    Raises:
        Refused: the step changed nothing, or what it set was changed again since.
    """
    if not undo.drafts and undo.beside is None:
        raise Refused("undo.nothing")
    with desk.write() as db:
        again = _taken_back(desk, db, undo)
    return Undone(undo=again, changed=undo.changed)


def _taken_back(desk: Desk, db: Connection, undo: Undo) -> Undo:
    for part in _portions(zip(undo.drafts, undo.left, strict=True)):
        if _are_moved(desk, db, part):
            raise Refused("undo.moved")
    again = record(desk, db, undo.drafts, undo.changed, stream=undo.stream)
    if undo.beside is None:
        return again
    return replace(again, beside=_taken_back(desk, db, undo.beside))


def _said(db: Connection, drafts: Sequence[Draft]) -> list[Fields | None]:
    """What the records of these changes say now, None where they are not there."""
    found = oplog.fields_of_all(db, dict.fromkeys(map(_key, drafts)))
    return [found.get(_key(draft)) for draft in drafts]


def _key(draft: Draft) -> RecordKey:
    return (draft.office, draft.record, draft.entity)


def _left(back: Draft, said: Fields | None) -> Left:
    """What a step left there, as far as taking it back has to know it."""
    return said if said is None or back.kind != DELETE else _digest(said)


def _digest(fields: Fields) -> bytes:
    """A field that was emptied again says as little as one that never said anything."""
    said = {name: value for name, value in fields.items() if value is not None}
    return hashlib.blake2b(canonical(said), digest_size=16).digest()


def _portions(found: Iterable[T]) -> Iterator[list[T]]:
    ahead = iter(found)
    while part := list(islice(ahead, PORTION)):
        yield part


def _are_moved(desk: Desk, db: Connection, part: Sequence[tuple[Draft, Left]]) -> bool:
    """Whether any of what a step left, and taking it back would replace, was changed since."""
    ops = oplog.ops_of_all(db, dict.fromkeys(_key(draft) for draft, _ in part))
    now = oplog.showing(db, ops)
    return any(
        _is_moved(desk, draft, (left, now.get(_key(draft))), ops.get(_key(draft), ()))
        for draft, left in part
    )


def _is_moved(
    desk: Desk, draft: Draft, said: tuple[Left, Fields | None], ops: Sequence[Op]
) -> bool:
    """Whether what a step left at a record is not what stands there now.

    The same value counts as another one where somebody else has said it: that was a decision.
    """
    left, now = said
    writes = [op for op in ops if op.head.k in WRITES]
    if isinstance(left, bytes):
        return now is None or _digest(now) != left or _is_foreign(desk, writes)
    if left is None or now is None:
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
    fields = _NO_FIELDS
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

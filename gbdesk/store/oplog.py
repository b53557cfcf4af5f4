"""The op log: writing one's own changes, reading chains and records, taking in and removing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select

from gbdesk.domain import upcasting
from gbdesk.domain.clock import HybridClock
from gbdesk.domain.merge import CREATE, DELETE, PUT, WRITES, Folded, over
from gbdesk.domain.ops import Env, Op, Value, write_op
from gbdesk.store import logrows, stored, tables, terms
from gbdesk.store.certificates import ranks as known_ranks
from gbdesk.store.chains import (
    Head,
    chain_hash,
    chain_head,
    contiguous,
    gaps,
    heads_all,
    last_clock,
    lines_after,
)
from gbdesk.store.intake import Intake, take_in
from gbdesk.store.logrows import RecordKey
from gbdesk.store.merging import fold_writes
from gbdesk.store.projections import Projector, Valid
from gbdesk.store.removal import Removed, remove, what_leaves
from gbdesk.store.taken import Difference, Fault, Fork, Taken

__all__ = [
    "Author",
    "Difference",
    "Draft",
    "Fault",
    "Fork",
    "Head",
    "Intake",
    "RecordKey",
    "Removed",
    "Taken",
    "append",
    "chain_hash",
    "chain_head",
    "contiguous",
    "fields_of",
    "gaps",
    "heads_all",
    "last_clock",
    "lines_after",
    "ops_of",
    "ops_of_all",
    "ops_of_kind",
    "remove",
    "showing",
    "state_of",
    "take_in",
    "what_leaves",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who writes: this device, into which stream, which person, of which office."""

    device: str
    stream: str
    user: str
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A change to be recorded; `over` None means: in the place of what is stored now.

    `office` owns the record. `kind` is create, put, delete, or a word that writes nothing (open).
    """

    entity: str
    kind: str
    record: str
    office: str
    fields: dict[str, Value] = field(default_factory=dict)
    over: list[str] | None = None


def append(
    db: Connection,
    author: Author,
    drafts: Sequence[Draft],
    clock: HybridClock,
    *,
    valid: Valid | None = None,
) -> list[Op]:
    """Record changes in the author's chain and fold what they touch; the ops written.

    A put on a record nobody created becomes its create; fields that say what is said already are
    left out; a change that changes nothing writes no op.
    """
    keys = [(draft.office, draft.record, draft.entity) for draft in drafts]
    numbers = logrows.existing(db, dict.fromkeys(keys))
    known: dict[RecordKey, list[Op]] = {key: [] for key in keys}
    by_number = {number: key for key, number in numbers.items()}
    for found in stored.by_record(db, by_number):
        known.update((by_number[n], [kept.op for kept in held]) for n, held in found.items())
    head = chain_head(db, author.device, author.stream)
    ranks = known_ranks(db)
    written: list[Op] = []
    for key, draft in zip(keys, drafts, strict=True):
        change = _change(draft, known[key], fold_writes(known[key], ranks))
        if change is None:
            continue
        op = _written(head, author, change, clock.tick())
        head = Head(op.n, op.id)
        written.append(op)
        known[key].append(op)
    if written:
        _store(db, author, written, numbers)
        touched = sorted({numbers[logrows.key_of(op)] for op in written})
        Projector(db, ranks, valid).refold(touched)
    return written


def _change(draft: Draft, ops: list[Op], now: Folded | None) -> Draft | None:
    """What there is to write, with kind, fields and over settled; None where nothing changes."""
    if draft.kind not in WRITES:
        return _settled(draft, draft.kind, draft.fields, [])
    if draft.kind == DELETE:
        gone = now is None or now.hidden
        return None if gone else _settled(draft, DELETE, {}, over(ops))
    kind, fields = PUT, draft.fields
    if now is None or now.pending:
        kind = CREATE
    elif not now.hidden and draft.over is None:
        fields = {
            name: value
            for name, value in fields.items()
            if name not in now.fields or name in now.conflicts or differs(now.fields[name], value)
        }
        if not fields:
            return None
    return _settled(draft, kind, fields, over(ops, fields))


def differs(old: Value, new: Value) -> bool:
    """Whether two values are not the same, truth and one being different."""
    return type(old) is not type(new) or old != new


def _settled(draft: Draft, kind: str, fields: dict[str, Value], replaced: list[str]) -> Draft:
    return Draft(
        entity=draft.entity,
        kind=kind,
        record=draft.record,
        office=draft.office,
        fields=fields,
        over=replaced if draft.over is None else draft.over,
    )


def _written(head: Head, author: Author, draft: Draft, reading: str) -> Op:
    env = Env(
        e=draft.entity,
        h=reading,
        k=draft.kind,
        n=head.n + 1,
        o=draft.over or [],
        ou=draft.office,
        r=draft.record,
        sv=upcasting.version_of(draft.entity, upcasting.STEPS),
        u=author.user,
    )
    return write_op(head.ch, author.device, author.stream, env, draft.fields)


def _store(
    db: Connection, author: Author, written: list[Op], numbers: dict[RecordKey, int]
) -> None:
    texts = terms.writing(db)
    fresh: list[dict[str, Any]] = []
    coming = logrows.next_number(db, tables.record)
    for op in written:
        key = logrows.key_of(op)
        if key not in numbers:
            numbers[key] = coming + len(fresh)
            fresh.append(
                {
                    "id": numbers[key],
                    "kind": texts[op.head.e],
                    "office": texts[op.head.ou],
                    "uid": bytes.fromhex(op.head.r),
                    "state": tables.PENDING,
                    "flag": 0,
                    "fault": None,
                }
            )
    texts.flush(db)
    if fresh:
        db.execute(insert(tables.record), fresh)
    chain = logrows.open_chain(db, author.device, author.stream, own=True)
    rows = [(chain, numbers[logrows.key_of(op)], op) for op in written]
    logrows.insert_ops(db, logrows.next_number(db, tables.op), rows)


def ops_of(db: Connection, office: str, record: str, entity: str | None = None) -> list[Op]:
    """Every op about a record, oldest stored first."""
    row = tables.record
    found = terms.by_text(db, [office, *([entity] if entity else [])])
    if len(found) < 1 + bool(entity):
        return []
    wanted = select(row.c.id).where(
        row.c.office == found[office], row.c.uid == bytes.fromhex(record)
    )
    if entity:
        wanted = wanted.where(row.c.kind == found[entity])
    numbers = list(db.scalars(wanted))
    return [
        kept.op for each in stored.by_record(db, numbers) for held in each.values() for kept in held
    ]


def ops_of_kind(db: Connection, entity: str, office: str | None = None) -> list[Op]:
    """Every op about records of one kind (receipts, opens), in the order of their chains."""
    found = terms.by_text(db, [entity, *([office] if office else [])])
    if entity not in found or (office and office not in found):
        return []
    row = tables.record
    wanted = select(row.c.id).where(row.c.kind == found[entity])
    if office:
        wanted = wanted.where(row.c.office == found[office])
    held: Iterable[Op] = (
        kept.op
        for each in stored.by_record(db, list(db.scalars(wanted)))
        for kept_ops in each.values()
        for kept in kept_ops
    )
    return sorted(held, key=lambda op: (op.device, op.stream, op.n))


def state_of(db: Connection, office: str, record: str, entity: str) -> Folded | None:
    """A record as it is now, None where no op writes it."""
    return fold_writes(ops_of(db, office, record, entity), known_ranks(db))


def fields_of(db: Connection, office: str, record: str, entity: str) -> dict[str, Value] | None:
    """The fields a record shows, None where it is not there, deleted or still incomplete."""
    now = state_of(db, office, record, entity)
    return None if now is None or now.hidden or now.pending else now.fields


def ops_of_all(db: Connection, keys: Iterable[RecordKey]) -> dict[RecordKey, list[Op]]:
    """As `ops_of` for many records (office, record, entity) at once; for the writing connection."""
    names = {number: key for key, number in logrows.existing(db, keys).items()}
    return {
        names[number]: [one.op for one in kept]
        for each in stored.by_record(db, names)
        for number, kept in each.items()
    }


def fields_of_all(db: Connection, keys: Iterable[RecordKey]) -> dict[RecordKey, dict[str, Value]]:
    """As `fields_of` for many records (office, record, entity) at once; only those that show.

    For the writing connection.
    """
    return showing(db, ops_of_all(db, keys))


def showing(
    db: Connection, ops: Mapping[RecordKey, Sequence[Op]]
) -> dict[RecordKey, dict[str, Value]]:
    """What these ops give, for the records that show."""
    ranks = known_ranks(db)
    found: dict[RecordKey, dict[str, Value]] = {}
    for key, kept in ops.items():
        now = fold_writes(kept, ranks)
        if now is not None and not (now.hidden or now.pending):
            found[key] = now.fields
    return found

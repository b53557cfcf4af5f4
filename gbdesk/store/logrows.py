"""Adding op rows and record rows: the one place where the op log grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, func, insert, select, update

from gbdesk.domain.ops import Op
from gbdesk.store import stored, tables, terms
from gbdesk.store.rows import insert_many, portions

RecordKey: TypeAlias = tuple[str, str, str]
PORTION: Final = 500


def next_number(db: Connection, table: Any) -> int:
    """The number the next row of a table gets."""
    return (db.execute(select(func.max(table.c.id))).scalar_one() or 0) + 1


def open_chain(db: Connection, device: str, stream: str, *, own: bool = False) -> int:
    """The number of a chain, made where it is new; own chains are never taken away."""
    number = stored.chain_number(db, device, stream)
    if number is None:
        number = next_number(db, tables.chain)
        row = {"id": number, "device": device, "stream": stream, "own": int(own)}
        db.execute(insert(tables.chain).values(row))
    elif own:
        mine = tables.chain.c.id == number
        db.execute(update(tables.chain).where(mine, tables.chain.c.own == 0).values(own=1))
    return number


def key_of(op: Op) -> RecordKey:
    """Which record an op is about."""
    return (op.head.ou, op.head.r, op.head.e)


def existing(db: Connection, keys: Iterable[RecordKey]) -> dict[RecordKey, int]:
    """The numbers of those records that are stored."""
    by_kind: dict[tuple[str, str], list[bytes]] = {}
    for office, uid, kind in keys:
        by_kind.setdefault((office, kind), []).append(bytes.fromhex(uid))
    texts = terms.writing(db)
    found: dict[RecordKey, int] = {}
    row = tables.record
    for (office, kind), uids in by_kind.items():
        if office not in texts or kind not in texts:
            continue
        for wanted in portions(uids, PORTION):
            here = row.c.office == texts[office], row.c.kind == texts[kind]
            asked = select(row.c.uid, row.c.id).where(*here, row.c.uid.in_(wanted))
            found |= {(office, uid.hex(), kind): number for uid, number in db.execute(asked)}
    return found


def insert_ops(db: Connection, first: int, rows: Sequence[tuple[int, int, Op]]) -> None:
    """Store ops, each with the number of its chain and record, numbered from `first`."""
    insert_many(
        db,
        tables.op,
        [
            (number, chain, op.head.n, op.id, record, op.env, op.body)
            for number, (chain, record, op) in enumerate(rows, start=first)
        ],
    )

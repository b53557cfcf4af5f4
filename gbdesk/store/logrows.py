"""Adding op rows and record rows: the one place where the op log grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, TypeAlias

from sqlalchemy import Connection, Table, func, select, update

from gbdesk.domain.ops import Op
from gbdesk.store import stored, tables, terms
from gbdesk.store.rows import Prepared, insert_many, portions

RecordKey: TypeAlias = tuple[str, str, str]
PORTION: Final = 500


@cache
def _newest(table: Table) -> Prepared:
    return Prepared(lambda: select(func.max(table.c.id)))


def next_number(db: Connection, table: Table) -> int:
    """The number the next row of a table gets."""
    return (_newest(table)(db).scalar_one() or 0) + 1


def open_chain(db: Connection, device: str, stream: str, *, own: bool = False) -> int:
    """The number of a chain, made where it is new; own chains are never taken away."""
    number = stored.chain_number(db, device, stream)
    if number is None:
        number = next_number(db, tables.chain)
        insert_many(db, tables.chain, [(number, device, stream, int(own))])
    elif own:
        mine = tables.chain.c.id == number
        db.execute(update(tables.chain).where(mine, tables.chain.c.own == 0).values(own=1))
    return number


def key_of(op: Op) -> RecordKey:
    """Which record an op is about."""
    return (op.head.ou, op.head.r, op.head.e)


def existing(db: Connection, keys: Iterable[RecordKey]) -> dict[RecordKey, int]:
    """The numbers of those records that are stored."""
    known = terms.writing(db)
    by_office: dict[str, set[bytes]] = {}
    wanted = set(keys)
    for office, uid, _ in wanted:
        if office in known:
            by_office.setdefault(office, set()).add(bytes.fromhex(uid))
    row = tables.record
    found: dict[RecordKey, int] = {}
    for office, uids in by_office.items():
        for portion in portions(sorted(uids), PORTION):
            here = row.c.office == known[office], row.c.uid.in_(portion)
            for uid, kind, number in db.execute(
                select(row.c.uid, row.c.kind, row.c.id).where(*here)
            ):
                key = (office, uid.hex(), known.texts[kind])
                if key in wanted:
                    found[key] = number
    return found


def insert_ops(db: Connection, first: int, rows: Sequence[tuple[int, int, Op]]) -> None:
    """Store ops, each with the number of its chain and record, numbered from `first`.

    Their bytes are given as `bytearray`: for `bytes` the driver first looks for somebody who adapts
    them, and takes longer over that than over the row.
    """
    own = bytearray
    insert_many(
        db,
        tables.op,
        [
            (number, chain, op.head.n, own(op.id), record, own(op.env), own(op.body))
            for number, (chain, record, op) in enumerate(rows, start=first)
        ],
    )

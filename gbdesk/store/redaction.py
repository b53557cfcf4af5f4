"""Erasing what must not exist: the body of an op gives way to its hash, the chain stays whole.

A `redact` op names a record and ops of it (`package.md` 2.3). It is carried out wherever it comes:
on ops that are stored, and on those that a package brings later. Only who ranks at least as high
as the writer may erase, and only within one office.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select, update

from gbdesk.domain.erasing import REDACT, erased, figures_only, is_erased, named_in
from gbdesk.domain.merge import Rank
from gbdesk.domain.ops import Op
from gbdesk.store import beside, stored, tables, terms

Named = Mapping[tuple[str, str], int]


def named(db: Connection, ranks: Rank) -> dict[tuple[str, str], int]:
    """What is to be erased wherever it comes from, within which office: the rank that said so."""
    found: dict[tuple[str, str], int] = {}
    for order in orders(db):
        _add(found, order.op, ranks)
    return found


class Order(Struct, frozen=True):
    """An order to erase, and its number in this file."""

    number: int
    op: Op


def orders(db: Connection) -> list[Order]:
    """Every order that stands here."""
    row, kind = tables.record, terms.by_text(db, [REDACT]).get(REDACT)
    if kind is None:
        return []
    numbers = db.scalars(select(row.c.id).where(row.c.kind == kind)).all()
    return [
        Order(one.number, one.op)
        for held in stored.by_record(db, numbers)
        for kept in held.values()
        for one in kept
    ]


def _add(found: dict[tuple[str, str], int], op: Op, ranks: Rank) -> None:
    rank = ranks.get(op.device, 0)
    for ref in named_in(op):
        about = ref, op.head.ou
        found[about] = max(found.get(about, rank), rank)


def tells(order: Op, op: Op, ranks: Rank) -> bool:
    """Whether this order names the op and may."""
    named_one = op.ref in named_in(order) and order.head.ou == op.head.ou
    return named_one and ranks.get(order.device, 0) >= ranks.get(op.device, 0)


def covers(wanted: Named, op: Op, ranks: Rank) -> bool:
    """Whether an op is one of those, and of one who could be told so."""
    said = wanted.get((op.ref, op.head.ou))
    if said is None or ranks.get(op.device, 0) > said:
        return False
    return op.head.e != REDACT and not figures_only(op)


class Swept(Struct):
    """What was erased: records to be folded again, numbers of ops, the texts they held.

    `told`: how many ops asked for it, also for what is not here any more.
    """

    told: int = 0
    records: set[int] = msgspec.field(default_factory=set)
    ops: list[int] = msgspec.field(default_factory=list)
    texts: set[str] = msgspec.field(default_factory=set)


def carry_out(db: Connection, ops: Iterable[Op], ranks: Rank) -> Swept:
    """Erase what these ops name.

    `texts` are those that no other op of the record says.
    """
    swept = Swept()
    for op in ops:
        swept.told += 1
        wanted: dict[tuple[str, str], int] = {}
        _add(wanted, op, ranks)
        kind, uid = (str(op.fields.get(name) or "") for name in ("entity", "record"))
        number = _record(db, kind, op.head.ou, uid)
        if number is None:
            continue
        for held in stored.by_record(db, [number]):
            going = [
                one
                for one in held[number]
                if covers(wanted, one.op, ranks) and not is_erased(one.op.body)
            ]
            beside.keep(db, [one.op for one in going])
            for one in going:
                _erase(db, one.number, erased(one.op).body)
            numbers = [one.number for one in going]
            left = [one.op for one in held[number] if one.number not in numbers]
            swept.records |= {number} if going else set()
            swept.ops += numbers
            swept.texts |= _texts(one.op for one in going) - _texts(left)
    return swept


def _texts(ops: Iterable[Op]) -> set[str]:
    return {said for op in ops for said in op.fields.values() if isinstance(said, str) and said}


def _record(db: Connection, kind: str, office: str, uid: str) -> int | None:
    try:
        return stored.record_number(db, kind, office, uid)
    except ValueError:
        return None


def _erase(db: Connection, number: int, body: bytes) -> None:
    db.execute(update(tables.op).where(tables.op.c.id == number).values(body=body))

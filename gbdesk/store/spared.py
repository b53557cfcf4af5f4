"""What was erased only after a lock: the lock still counts what stood beside the text.

An order to erase has its place in a chain like every change. As long as it lies beyond the ends
that a lock names, the ops it erased are read for that lock with what they said beside their texts
(`store.beside`); once the hub accepts what came later, they are erased for the lock too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from msgspec import Struct
from sqlalchemy import Connection, update

from gbdesk.domain.erasing import is_erased
from gbdesk.domain.merge import Rank
from gbdesk.domain.ops import Op, Value, canonical
from gbdesk.store import beside, redaction, stored, tables
from gbdesk.store.beside import Beside
from gbdesk.store.stored import Kept

Fields: TypeAlias = Mapping[str, Value]
Cuts: TypeAlias = Mapping[str, Mapping[str, int]]

PAPERS: Final = ("paper", "excuse")
GAP: Final = "!"
KINDS: Final = ("activity", "row", "return", "narrative", "submission", *PAPERS)


class Spared(Struct, frozen=True):
    """Of one record: the fields of erased ops by their number in this file, and the orders."""

    fields: dict[int, Fields]
    orders: dict[int, Op]


NOTHING: Final = Spared({}, {})


def name_of(device: str, stream: str) -> str:
    """A chain as a lock names it."""
    return f"{device}/{stream}"


def missing(ends: Mapping[str, int], name: str) -> list[tuple[int, int]]:
    """What was missing in a chain when it was locked: what fills it later is late."""
    head = f"{name}{GAP}"
    found = ((low.removeprefix(head), high) for low, high in ends.items() if low.startswith(head))
    return [(int(low), high) for low, high in found if low.isdecimal()]


def spared(db: Connection, cuts: Cuts, ranks: Rank) -> dict[int, Spared]:
    """By record: the ops that no order within the ends in `cuts` (by office) erased."""
    held = {one.ref: one for one in beside.kept(db) if one.office in cuts and one.entity in KINDS}
    found: dict[int, Spared] = {}
    orders = redaction.orders(db) if held else []
    for record, one in _erased(db, held.values()):
        told = {each.number: each.op for each in orders if redaction.tells(each.op, one.op, ranks)}
        if any(_within(op, cuts[one.op.head.ou]) for op in told.values()):
            continue
        of = found.setdefault(record, Spared({}, {}))
        of.fields[one.number] = held[one.op.ref].fields
        of.orders.update(told)
    return found


def restore(db: Connection, erased: Iterable[tuple[int, Fields]]) -> None:
    """Let these ops say that again: for a transaction that is rolled back."""
    for number, fields in erased:
        body = canonical({"f": dict(fields), "s": ""})
        db.execute(update(tables.op).where(tables.op.c.id == number).values(body=body))


def _within(order: Op, ends: Mapping[str, int]) -> bool:
    name = name_of(order.device, order.stream)
    gaps = missing(ends, name)
    return order.n <= ends.get(name, 0) and not any(low <= order.n <= high for low, high in gaps)


def _erased(db: Connection, held: Collection[Beside]) -> Iterator[tuple[int, Kept]]:
    """The erased ops as they lie here, each with the number of its record."""
    wanted = {one.ref for one in held}
    about = {(one.entity, one.office, one.record) for one in held}
    numbers = [found for each in about if (found := stored.record_number(db, *each)) is not None]
    for each in stored.by_record(db, numbers):
        for record, kept in each.items():
            for one in kept:
                if one.op.ref in wanted and is_erased(one.op.body):
                    yield record, one

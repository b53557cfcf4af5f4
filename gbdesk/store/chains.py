"""The chains as they are stored: heads, hashes, lines, gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from gbdesk.domain.ops import Op, chain_start
from gbdesk.store import stored, tables
from gbdesk.store.rows import Prepared

_NEWEST = Prepared(
    lambda: (
        select(tables.op.c.n, tables.op.c.ch)
        .where(tables.op.c.chain == bindparam("of_chain"))
        .order_by(tables.op.c.n.desc())
        .limit(1)
    )
)
_LENGTH = Prepared(
    lambda: select(func.count().label("length"), func.max(tables.op.c.n).label("newest")).where(
        tables.op.c.chain == bindparam("of_chain")
    )
)


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain goes: position and hash; position 0 is before the first op."""

    n: int
    ch: bytes


def by_chain(ops: Sequence[Op]) -> dict[tuple[str, str], Sequence[Op]]:
    """The ops of each device and stream, in their order; nearly always they are of one."""
    chains = {(op.device, op.stream) for op in ops}
    if len(chains) == 1:
        return {chains.pop(): ops}
    groups: dict[tuple[str, str], list[Op]] = {}
    for op in ops:
        groups.setdefault((op.device, op.stream), []).append(op)
    return dict(groups)


def chain_head(db: Connection, device: str, stream: str) -> Head:
    """The newest stored op of a chain; position 0 where there is none."""
    number = stored.chain_number(db, device, stream)
    found = _NEWEST(db, of_chain=number).first() if number is not None else None
    return Head(found.n, found.ch) if found else Head(0, chain_start(device, stream))


def chain_hash(db: Connection, device: str, stream: str, n: int) -> bytes | None:
    """The hash at a position, None where it is not stored; position 0 is always known."""
    if n == 0:
        return chain_start(device, stream)
    number = stored.chain_number(db, device, stream)
    wanted = select(tables.op.c.ch).where(tables.op.c.chain == number, tables.op.c.n == n)
    return db.execute(wanted).scalar_one_or_none()


def lines_after(
    db: Connection, device: str, stream: str, n: int
) -> Iterator[tuple[int, bytes, bytes]]:
    """Position, hash and verbatim line of every op after a position, in order."""
    number, row = stored.chain_number(db, device, stream), tables.op
    wanted = select(row.c.n, row.c.ch, row.c.env, row.c.body)
    for at, ch, env, body in db.execute(
        wanted.where(row.c.chain == number, row.c.n > n).order_by(row.c.n)
    ):
        yield at, ch, env + b"\t" + body


def gaps(db: Connection, device: str, stream: str) -> list[tuple[int, int]]:
    """The positions missing before the newest stored op, as intervals."""
    number, row = stored.chain_number(db, device, stream), tables.op
    missing, expected = [], 1
    for at in db.scalars(select(row.c.n).where(row.c.chain == number).order_by(row.c.n)):
        if at > expected:
            missing.append((expected, at - 1))
        expected = at + 1
    return missing


def op_at(db: Connection, device: str, stream: str, n: int) -> Op | None:
    """The op at a position, None where it is not stored."""
    number, row = stored.chain_number(db, device, stream), tables.op
    wanted = select(row.c.chain, row.c.ch, row.c.env, row.c.body)
    found = db.execute(wanted.where(row.c.chain == number, row.c.n == n)).first()
    return stored.decode(tuple(found), stored.chains(db)) if found else None


def is_whole(db: Connection, device: str, stream: str) -> bool:
    """Whether nothing is missing before the newest stored op."""
    number = stored.chain_number(db, device, stream)
    found = _LENGTH(db, of_chain=number).one()
    return bool(found.length == (found.newest or 0))


def contiguous(db: Connection, device: str, stream: str) -> Head:
    """The newest op before the first gap: what a receipt acknowledges."""
    missing = gaps(db, device, stream)
    if not missing:
        return chain_head(db, device, stream)
    n = missing[0][0] - 1
    return Head(n, chain_hash(db, device, stream, n) or chain_start(device, stream))


def heads_all(db: Connection) -> dict[tuple[str, str], Head]:
    """The newest op of every chain by device and stream."""
    return {name: chain_head(db, *name) for name in sorted(stored.chains(db).values())}


def last_clock(db: Connection) -> str:
    """The newest reading any stored op carries: the clock of a session begins after it."""
    newest = "0" * 16
    for own in (1, 0):
        numbers = select(tables.chain.c.id).where(tables.chain.c.own == own)
        for number in db.scalars(numbers):
            wanted = select(func.max(tables.op.c.n)).where(tables.op.c.chain == number)
            last = select(tables.op.c.env).where(
                tables.op.c.chain == number, tables.op.c.n == wanted.scalar_subquery()
            )
            env = db.execute(last).scalar_one_or_none()
            if env is not None:
                newest = max(newest, stored.read_head(env).h)
    return newest

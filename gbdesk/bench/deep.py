"""Very many changes of one record, beside as many records changed once (`package.md` 7, G12)."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from gbdesk.bench.place import BATCH, hub_desk
from gbdesk.bench.rows import Row, seconds
from gbdesk.bench.stream import MOMENT
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ids import key_id, new_row_id
from gbdesk.domain.merge import CREATE, PUT
from gbdesk.domain.ops import REPORT, Env, Fields, Op, chain_start, write_op
from gbdesk.domain.template_scaled import sample_catalogue
from gbdesk.services.desk import Desk
from gbdesk.store import oplog

OPS: Final = 100_000
MEBI: Final = 1 << 20


def rows(_scale: int) -> Iterator[Row]:
    """The rows `one-record` (time) and `one-mem` (memory)."""
    yield from measured(OPS)


def measured(count: int) -> Iterator[Row]:
    """The same for so many ops."""
    catalogue = sample_catalogue(1)
    many, one = timed(catalogue, count, is_one=False), timed(catalogue, count, is_one=True)
    against = f"the same {count} ops, each about a record of its own"
    yield Row(
        name="one-record",
        value=round(one * 1000, 1),
        unit="ms",
        baseline=round(many * 1000, 1),
        against=against,
    )
    wide, deep = peak(catalogue, count, is_one=False), peak(catalogue, count, is_one=True)
    yield Row(
        name="one-mem",
        value=round(deep / MEBI, 2),
        unit="MB",
        baseline=round(wide / MEBI, 2),
        against=f"most that Python holds while taking in {against}",
    )


def timed(catalogue: Catalogue, count: int, *, is_one: bool) -> float:
    """Seconds to take so many changes in."""
    with hub_desk(catalogue) as desk:
        ops = list(changes(office_of(catalogue), count, is_one=is_one))
        return seconds(lambda: take_in(desk, ops))


def peak(catalogue: Catalogue, count: int, *, is_one: bool) -> int:
    """The most bytes Python holds meanwhile, the changes themselves coming one by one."""
    with hub_desk(catalogue) as desk:
        tracemalloc.start()
        try:
            take_in(desk, changes(office_of(catalogue), count, is_one=is_one))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def office_of(catalogue: Catalogue) -> str:
    """An office that reports."""
    return next(one.id for one in catalogue.offices.values() if one.kind == "district-office")


def take_in(desk: Desk, ops: Iterable[Op]) -> None:
    """Take them in as one package, a few thousand at a time as they come."""
    given = iter(ops)
    with desk.write() as db:
        intake = oplog.Intake(db, package=1)
        while batch := list(islice(given, BATCH)):
            intake.add(batch)
        intake.finish()


def changes(office: str, count: int, *, is_one: bool) -> Iterator[Op]:
    """A chain of so many titles of activities, all of one or each of another."""
    device = key_id("d_", office.encode())
    head, before = chain_start(device, REPORT), ""
    for n in range(1, count + 1):
        is_put = is_one and before
        env = Env(
            e="activity",
            h=f"{MOMENT + n:012x}0000",
            k=PUT if is_put else CREATE,
            n=n,
            o=[before] if is_put else [],
            ou=office,
            r=new_row_id(MOMENT, (0 if is_one else n).to_bytes(10, "big")),
            sv=1,
            u="u1",
        )
        fields: Fields = {"title": f"Hội nghị {n}", "kind": "talk", "start": "2024-05-20"}
        op = write_op(head, device, REPORT, env, fields, n.to_bytes(16, "big"))
        yield op
        head, before = op.id, op.ref

"""Which package brought the figures of a row of a return, by the op that set them last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from gbdesk.domain.crosstab import Owed
from gbdesk.domain.ids import return_row_id
from gbdesk.domain.merge import standing
from gbdesk.store import oplog, papers, stored, terms
from gbdesk.store.papers import Key
from gbdesk.store.rows import portions
from gbdesk.store.tables import chain, contribution, op, package, sheet

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The package by its number here, its number at the sender and the moment it was taken in.

    All three are empty where the figure was entered on this computer (`own`), or where no package
    in force holds it. One out of a `document` has its number there and the day it came in `taken`.
    """

    package: int = 0
    seq: int = 0
    taken: str = ""
    own: bool = False
    document: str = ""


def of_rows(db: Connection, rows: Iterable[Owed]) -> dict[Owed, Source]:
    """Where each of these rows has its newest change from; rows without figures are left out."""
    wanted, found = set(rows), dict[Owed, Source]()
    for key, source in _documents(db, wanted).items():
        mine = {one for one in wanted if (one.office, one.form, one.period) == key}
        found |= dict.fromkeys(mine, source)
        wanted -= mine
    records = _records(db, wanted)
    newest: dict[int, int] = {}
    for some in portions(list(records), stored.PORTION):
        asked = select(op.c.record, func.max(op.c.id)).where(op.c.record.in_(some))
        newest |= dict(db.execute(asked.group_by(op.c.record)).all())
    brought = _brought(db, list(newest.values()))
    return found | {
        records[record]: brought[number] for record, number in newest.items() if number in brought
    }


def _documents(db: Connection, rows: Iterable[Owed]) -> dict[Key, Source]:
    """The returns of these rows in whose place a document counts."""
    there = papers.known(db, sorted({one.period for one in rows}))
    return {key: Source(document=one.number, taken=one.came) for key, one in there.items()}


def of_figure(db: Connection, row: Owed, lines: Sequence[str]) -> Source | None:
    """Where the figure of a row comes from: of the op that set one of these lines last."""
    if document := _documents(db, [row]).get((row.office, row.form, row.period)):
        return document
    uid = return_row_id(row.office, row.form, row.period, row.place)
    ops = oplog.ops_of(db, row.office, uid, "row")
    said = {one.id: one for line in lines for one in standing([o for o in ops if line in o.fields])}
    if not said:
        return None
    last = max(said.values(), key=lambda one: (one.head.h, one.device, one.id))
    number = stored.chain_number(db, last.device, last.stream)
    here = select(op.c.id).where(op.c.chain == number, op.c.n == last.n)
    ident = db.execute(here).scalar_one_or_none()
    return None if ident is None else _brought(db, [ident]).get(ident)


def _records(db: Connection, wanted: set[Owed]) -> dict[int, Owed]:
    """The records of these rows that are there."""
    offices = terms.numbers(db, {one.office for one in wanted})
    periods = terms.numbers(db, {one.period for one in wanted})
    if not (offices and periods):
        return {}
    texts = terms.reading(db)
    here = select(sheet).where(sheet.c.period.in_(periods), sheet.c.office.in_(offices))
    kinds = {(one.office, one.form, one.period, one.place): one for one in wanted}
    found = {}
    for row in db.execute(here):
        at = texts[row.office], texts[row.form], texts[row.period], texts[row.place]
        if at in kinds:
            found[row.record] = kinds[at]
    return found


def _brought(db: Connection, ops: Sequence[int]) -> dict[int, Source]:
    """The first package in force that holds each of these ops."""
    found: dict[int, Source] = {}
    for some in portions(ops, stored.PORTION):
        own = select(op.c.id).join(chain, chain.c.id == op.c.chain)
        for ident in db.scalars(own.where(op.c.id.in_(some), chain.c.own == 1)):
            found[ident] = Source(own=True)
        held = (
            select(op.c.id, package.c.id, package.c.seq, package.c.taken)
            .join(contribution, contribution.c.chain == op.c.chain)
            .join(package, package.c.id == contribution.c.package)
            .where(op.c.id.in_(some), package.c.accepted == 1)
            .where(contribution.c.from_n <= op.c.n, op.c.n <= contribution.c.to_n)
            .order_by(package.c.id)
        )
        for ident, number, seq, taken in db.execute(held):
            found.setdefault(ident, Source(package=number, seq=seq, taken=taken))
    return {ident: found.get(ident, Source()) for ident in ops}

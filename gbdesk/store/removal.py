"""Undoing an import: the ops only that package brought leave, and their records fold again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, exists, select

from gbdesk.domain.merge import Folded, Rank
from gbdesk.store import contributions, stored, tables
from gbdesk.store.certificates import ranks as known_ranks
from gbdesk.store.contributions import Interval
from gbdesk.store.intake import ROW
from gbdesk.store.merging import fold_writes
from gbdesk.store.projections import Projector, Refolded, Valid
from gbdesk.store.rows import delete_by
from gbdesk.store.taken import count_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What undoing takes away, and which packages keep some of its ops.

    `records` counts by kind what shows something else afterwards, figures one by one, as taking in
    counts them.
    """

    ops: int
    kept: int
    kept_by: tuple[int, ...]
    records: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Leaving:
    ranges: dict[int, list[Interval]]
    ops: int
    kept: int
    kept_by: tuple[int, ...]


def what_leaves(db: Connection, package: int) -> Removed:
    """What `remove` would do; nothing is changed."""
    leaving = _leaving(db, package)
    return Removed(ops=leaving.ops, kept=leaving.kept, kept_by=leaving.kept_by)


def remove(
    db: Connection, package: int, ranks: Rank | None = None, *, valid: Valid | None = None
) -> Removed:
    """Take away the ops that no other accepted package and not this installation contributes.

    What is left of a record is judged anew by `valid`.
    """
    leaving = _leaving(db, package)
    known = {**known_ranks(db), **(ranks or {})}
    going = [
        (tables.op.c.chain == number, tables.op.c.n.between(low, high))
        for number, ranges in leaving.ranges.items()
        for low, high in ranges
    ]
    touched: set[int] = set()
    for here in going:
        touched |= set(db.scalars(select(tables.op.c.record).where(*here).distinct()))
    before = _folded(db, touched, known)
    for here in going:
        db.execute(delete(tables.op).where(*here))
    contributions.forget(db, package)
    counted: Counter[str] = Counter()
    for each in Projector(db, known, valid).refold(touched):
        counted[each.subject.kind] += _differ(before[each.subject.number], each)
    _drop_empty(db, touched, list(leaving.ranges))
    return Removed(ops=leaving.ops, kept=leaving.kept, kept_by=leaving.kept_by, records=counted)


def _folded(db: Connection, records: set[int], ranks: Rank) -> dict[int, Folded | None]:
    return {
        number: fold_writes([each.op for each in kept], ranks)
        for found in stored.by_record(db, records)
        for number, kept in found.items()
    }


def _differ(before: Folded | None, each: Refolded) -> int:
    """How many figures of a row, or whether a record, show something else than before."""
    if each.subject.kind == ROW:
        figures: Counter[str] = Counter()
        count_figures(figures, before, each.after)
        return figures.total()
    return int(_seen(before) != _seen(each.after))


def _seen(folded: Folded | None) -> object:
    return folded.fields if folded and not (folded.hidden or folded.pending) else None


def _leaving(db: Connection, package: int) -> _Leaving:
    ranges: dict[int, list[Interval]] = {}
    kept_by: set[int] = set()
    ops = kept = 0
    for number, brought in contributions.of_package(db, package).items():
        total = sum(high - low + 1 for low, high in brought)
        if contributions.is_own(db, number):
            kept += total
            continue
        others = contributions.of_others(db, package, number)
        left = contributions.without(brought, [run for runs in others.values() for run in runs])
        kept_by |= {
            other
            for other, runs in others.items()
            if contributions.without(brought, runs) != brought
        }
        going = sum(high - low + 1 for low, high in left)
        ops, kept = ops + going, kept + total - going
        if left:
            ranges[number] = left
    return _Leaving(ranges, ops, kept, tuple(sorted(kept_by)))


def _drop_empty(db: Connection, records: set[int], chains: list[int]) -> None:
    empty = [
        number
        for number in sorted(records)
        if not db.execute(select(exists().where(tables.op.c.record == number))).scalar_one()
    ]
    delete_by(db, tables.record, "id", empty)
    gone = [
        number
        for number in chains
        if not db.execute(select(exists().where(tables.op.c.chain == number))).scalar_one()
    ]
    delete_by(db, tables.chain, "id", gone)

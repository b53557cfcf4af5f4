"""What came after a period was locked, and the data as if it had not: the figures as locked.

A lock names how far each chain of an office went; an op beyond that is late, whatever its clock
says (`decisions.md` 4). Nothing is taken out of the log: `leave_out` belongs into a transaction
that is rolled back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, select

from gbdesk.domain.erasing import is_gone
from gbdesk.domain.merge import Folded, Rank
from gbdesk.domain.ops import Op, Value
from gbdesk.store import certificates, chains, ledger, spared, stored, tables, terms
from gbdesk.store.branches import SIGN
from gbdesk.store.merging import fold_writes
from gbdesk.store.projections import Projector, Valid
from gbdesk.store.rows import delete_by, portions
from gbdesk.store.shapes import Subject
from gbdesk.store.spared import GAP, KINDS, NOTHING, PAPERS, Spared, missing, name_of
from gbdesk.store.stored import Kept

Fields: TypeAlias = Mapping[str, Value]
Ends: TypeAlias = Mapping[str, int]
Cuts: TypeAlias = Mapping[str, Ends]
Concerns: TypeAlias = Callable[[str, Fields], bool]

PORTION: Final = 400
TYPED: Final = (tables.sheet, tables.return_state, tables.narrative, tables.submission)


class Late(Struct, frozen=True, gc=False, kw_only=True):
    """A record that ops beyond the lock write: as locked and as it is; None where not there.

    `ops` are the numbers of those ops in this file, orders to erase among them, `user` wrote the
    newest. `erased`: the numbers of ops that such an order erased, with what they said beside
    their texts; the lock still counts that.
    """

    subject: Subject
    locked: dict[str, Value] | None
    now: dict[str, Value] | None
    ops: tuple[int, ...]
    user: str
    erased: tuple[tuple[int, Fields], ...] = ()


def ends(db: Connection) -> dict[str, int]:
    """How far every chain goes now; what is missing before that by `name!first`: its last one."""
    n, names, found = tables.op.c.n, stored.chains(db), dict[str, int]()
    wanted = select(tables.op.c.chain, func.max(n), func.min(n), func.count())
    for number, last, first, count in db.execute(wanted.group_by(tables.op.c.chain)):
        name = name_of(*names[number])
        found[name], begin = last, first if SIGN in name else 1
        if count < last - begin + 1:
            gaps = chains.gaps(db, *names[number])
            found |= {f"{name}{GAP}{low}": high for low, high in gaps if high >= begin}
    return found


def late(
    db: Connection, cuts: Cuts, concerns: Concerns, within: tuple[str, str, str]
) -> list[Late]:
    """The records of the offices in `cuts` that ops beyond their ends write.

    `within` is the period: its id, first and last day; `concerns` says by kind and fields whether
    a record belongs to it.
    """
    beyond, ranks = _beyond(db, cuts), certificates.ranks(db)
    within_lock = spared.spared(db, cuts, ranks)
    if not beyond and not within_lock:
        return []
    wanted = _members(db, within) | _begun_before(db, beyond)
    found: list[Late] = []
    for held in stored.by_record(db, (beyond.keys() & wanted) | within_lock.keys()):
        about = stored.standings(db, list(held))
        for number, kept in held.items():
            subject, said = about[number].subject, within_lock.get(number, NOTHING)
            one = _late(subject, kept, (beyond.get(number, set()), said, ranks))
            if any(side and concerns(subject.kind, side) for side in (one.now, one.locked)):
                found.append(one)
    return found


def _late(subject: Subject, kept: Iterable[Kept], how: tuple[set[int], Spared, Rank]) -> Late:
    """A record as the lock counts it, and as it is."""
    after, said, ranks = how
    ops = {one.number: one.op for one in kept}
    now = _seen(fold_writes(list(ops.values()), ranks))
    before = [_whole(op, said.fields.get(at)) for at, op in ops.items() if at not in after]
    late = {at: ops[at] for at in after} | said.orders
    return Late(
        subject=subject,
        locked=_alike(_seen(fold_writes(before, ranks)), now),
        now=now,
        ops=tuple(sorted(late)),
        user=max(late.values() or ops.values(), key=_clock).head.u,
        erased=tuple(sorted(said.fields.items())),
    )


def _whole(op: Op, fields: Fields | None) -> Op:
    return op if fields is None else msgspec.structs.replace(op, fields=dict(fields))


def _alike(then: Fields | None, now: Fields | None) -> dict[str, Value] | None:
    """A text that was erased is no difference, in whatever words it is marked."""
    if then is None or now is None:
        return None if then is None else dict(then)
    return {
        name: now[name] if is_gone(said) and is_gone(now.get(name)) else said
        for name, said in then.items()
    }


def leave_out(
    db: Connection, found: Iterable[Late], packages: Iterable[int], valid: Valid | None
) -> None:
    """Show the data without these: for a transaction that is rolled back."""
    every = list(found)
    spared.restore(db, [one for each in every for one in each.erased])
    delete_by(db, tables.op, "id", [number for one in every for number in one.ops])
    Projector(db, certificates.ranks(db), valid).refold(one.subject.number for one in every)
    for number in packages:
        ledger.withdraw(db, number)


def packages(db: Connection, cuts: Cuts) -> list[int]:
    """The packages that brought something beyond the ends named for their office."""
    names, row, package = stored.chains(db), tables.contribution, tables.package
    wanted = (
        select(package.c.id, package.c.office, row.c.chain, row.c.from_n, row.c.to_n)
        .join(row, row.c.package == package.c.id)
        .where(package.c.accepted == 1, package.c.office.in_(list(cuts)))
    )
    found = set()
    for number, office, chain, first, last in db.execute(wanted):
        name = name_of(*names[chain])
        gaps = missing(cuts[office], name)
        if last > cuts[office].get(name, 0) or any(a <= last and first <= b for a, b in gaps):
            found.add(number)
    return sorted(found)


def _clock(op: Op) -> str:
    return op.head.h


def _beyond(db: Connection, cuts: Cuts) -> dict[int, set[int]]:
    """The numbers of late ops by record."""
    offices = {number: text for text, number in terms.by_text(db, cuts).items()}
    kinds = terms.numbers(db, KINDS)
    found: dict[int, set[int]] = defaultdict(set)
    op, record = tables.op, tables.record
    for number, low in _chains(db, cuts).items():
        name = name_of(*stored.chains(db)[number])
        wanted = (
            select(op.c.id, op.c.n, op.c.record, record.c.office)
            .join(record, record.c.id == op.c.record)
            .where(op.c.chain == number, op.c.n > low)
            .where(record.c.kind.in_(kinds), record.c.office.in_(list(offices)))
        )
        gaps = {office: missing(ends, name) for office, ends in cuts.items()}
        for ident, n, about, number_of in db.execute(wanted):
            office = offices[number_of]
            filled = any(low <= n <= high for low, high in gaps[office])
            if filled or n > cuts[office].get(name, 0):
                found[about].add(ident)
    return dict(found)


def _chains(db: Connection, cuts: Cuts) -> dict[int, int]:
    """The chains that can write about these offices, each with the least end named for it."""
    held = certificates.known(db)
    found: dict[int, int] = {}
    for number, (device, stream) in stored.chains(db).items():
        known = held.get(device)
        if known is not None and not known.rank and known.office not in cuts:
            continue
        name = name_of(device, stream)
        least = [said[name] for said in cuts.values() if name in said]
        least += [low - 1 for said in cuts.values() for low, _ in missing(said, name)]
        found[number] = min(least, default=0)
    return found


def _members(db: Connection, within: tuple[str, str, str]) -> set[int]:
    """The records that the typed tables show in a period; every paper and excuse."""
    period, start, finish = within
    found: set[int] = set()
    if number := terms.by_text(db, [period]).get(period):
        for table in TYPED:
            found |= set(db.scalars(select(table.c.record).where(table.c.period == number)))
    days = tables.activity.c.start
    found |= set(db.scalars(select(tables.activity.c.record).where(days.between(start, finish))))
    papers = terms.numbers(db, PAPERS)
    entry = tables.entry.c
    return found | set(db.scalars(select(entry.record).where(entry.kind.in_(papers))))


def _begun_before(db: Connection, beyond: Mapping[int, Collection[int]]) -> set[int]:
    """The records that have ops from before the lock as well."""
    row, every = tables.op, Counter[int]()
    for wanted in portions(sorted(beyond), PORTION):
        counted = select(row.c.record, func.count()).where(row.c.record.in_(wanted))
        every.update(dict(db.execute(counted.group_by(row.c.record)).all()))
    return {number for number, after in beyond.items() if every[number] > len(after)}


def _seen(folded: Folded | None) -> dict[str, Value] | None:
    if folded is None or folded.hidden or folded.pending:
        return None
    return folded.fields

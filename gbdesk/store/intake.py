"""Taking in ops of others: set union by chain position, then refolding what they touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from sqlalchemy import Connection, bindparam, select

from gbdesk.domain import upcasting
from gbdesk.domain.erasing import REDACT, erased, is_erased
from gbdesk.domain.merge import Folded, Rank
from gbdesk.domain.ops import Op, body_hash, chain_next, chain_start
from gbdesk.store import beside, contributions, logrows, redaction, stored, tables
from gbdesk.store.branches import SIGN
from gbdesk.store.certificates import ranks as known_ranks
from gbdesk.store.chains import by_chain
from gbdesk.store.logrows import RecordKey
from gbdesk.store.projections import Projector, Refolded, Valid, is_partly_newer
from gbdesk.store.rows import Prepared, insert_many
from gbdesk.store.shapes import Subject
from gbdesk.store.tables import INVALID, NEWER, PARTLY_NEWER, PENDING, SHOWN
from gbdesk.store.taken import Difference, Fault, Fork, Taken, count_figures, differences

BATCH: Final = 4000
ROW: Final = "row"
_RANGE: Final = Prepared(
    lambda: select(tables.op.c.n, tables.op.c.ch).where(
        tables.op.c.chain == bindparam("of_chain"),
        tables.op.c.n.between(bindparam("low"), bindparam("high")),
    )
)


class Intake:
    """Ops of one package, given in batches with `add`, folded by `finish`.

    Works inside the caller's transaction. After `Fork` or any other error the caller must roll
    back; `take_in` does that by itself.
    """

    def __init__(
        self,
        db: Connection,
        *,
        package: int,
        ranks: Rank | None = None,
        valid: Valid | None = None,
        difference: bool = False,
    ) -> None:
        self._db = db
        self._ranks = known_ranks(db) if ranks is None else ranks
        self._projector = Projector(db, self._ranks, valid)
        self._erased, self._erasing = redaction.named(db, self._ranks), list[Op]()
        self._package = package
        self._difference = difference
        self._taken = Taken()
        self._chains: dict[tuple[str, str], int] = {}
        self._runs = contributions.Runs()
        self._next_op = logrows.next_number(db, tables.op)
        self._next_record = logrows.next_number(db, tables.record)
        self._mark_op, self._mark_record = self._next_op - 1, self._next_record
        self._again: set[int] = set()
        self._fresh: dict[int, tuple[str, int, bool]] = {}
        self._fresh_rows: dict[int, Folded | None] = {}
        self._fresh_seen: dict[int, list[Difference]] = {}
        self._newer: set[int] = set()

    def add(self, ops: Sequence[Op]) -> None:
        """Store one batch; records seen first in it are folded at once, as today's version.

        Raises:
            Fork: a position is known with another op.
        """
        runs: list[tuple[int, list[Op]]] = []
        read = upcasting.all_as_today(ops, upcasting.STEPS)
        for name, group in by_chain(read).items():
            if name not in self._chains:
                self._chains[name] = logrows.open_chain(self._db, *name)
            new = self._unknown(self._chains[name], group)
            if self._erased:
                new = [self._spared(op) for op in new]
            if new:
                runs.append((self._chains[name], new))
        if runs:
            self._store(runs)

    def _spared(self, op: Op) -> Op:
        """What was erased here before stays erased."""
        if is_erased(op.body) or not redaction.covers(self._erased, op, self._ranks):
            return op
        beside.keep(self._db, [op])
        return erased(op)

    def _unknown(self, chain: int, group: Sequence[Op]) -> list[Op]:
        by_n = {op.head.n: op for op in group}
        low, high = min(by_n), max(by_n)
        known = _stored_range(self._db, chain, low - 1, high + 1)
        if known or len(by_n) < len(group):
            for op in group:
                if known.get(op.head.n, op.id) != op.id or by_n[op.head.n].id != op.id:
                    raise Fork(op.device, op.stream, op.head.n)
        new = [op for n, op in by_n.items() if n not in known] if known else [*by_n.values()]
        self._check_seams(chain, by_n, known)
        self._runs.add(chain, by_n)
        self._taken.new_ops += len(new)
        self._taken.known_ops += len(group) - len(new)
        return new

    def _check_seams(self, chain: int, given: dict[int, Op], known: dict[int, bytes]) -> None:
        """Where new ops touch stored ones, or the start, the hashes must continue each other."""
        touching = given.keys() & {beside for n in known for beside in (n - 1, n + 1)}
        if 1 in given:
            touching.add(1)
        for n in sorted(touching - known.keys()):
            op, before = given[n], known.get(n - 1)
            if n == 1:
                before = chain_start(op.device, op.stream.partition(SIGN)[0])
            if n - 1 not in given and before is not None and not _follows(before, op):
                raise Fork(op.device, op.stream, max(n - 1, 1))
            if n + 1 in known and not _continues(self._db, chain, op):
                raise Fork(op.device, op.stream, n + 1)

    def _store(self, runs: list[tuple[int, list[Op]]]) -> None:
        """Store ops by the number of their chain; each record is looked up once."""
        every = [(chain, op) for chain, ops in runs for op in ops]
        place, about, records = _by_record([op for _, op in every])
        found = logrows.existing(self._db, place)
        self._again.update(found.values())
        numbers = [found.get(key, 0) for key in place]
        fresh: dict[int, list[Op]] = {}
        for at, number in enumerate(numbers):
            if not number:
                numbers[at] = self._next_record
                fresh[self._next_record] = records[at]
                self._next_record += 1
        rows = [(chain, numbers[at], op) for (chain, op), at in zip(every, about, strict=True)]
        logrows.insert_ops(self._db, self._next_op, rows)
        self._next_op += len(rows)
        newest = max([op.head.h for _, op in every])
        self._taken.newest_clock = max(self._taken.newest_clock, newest)
        self._fold_fresh(fresh)

    def _fold_fresh(self, fresh: dict[int, list[Op]]) -> None:
        projector, texts = self._projector, self._projector.terms
        records = []
        for number, ops in fresh.items():
            head = ops[0].head
            entity = head.e
            subject = Subject(number, entity, head.ou, head.r)
            folded, now = projector.place(subject, ops)
            state, uid = now.state, bytearray.fromhex(head.r)
            records.append((number, texts[entity], texts[head.ou], uid, state, now.flag, now.fault))
            self._fresh[number] = (entity, state, bool(folded and folded.conflicts))
            if now.flag & PARTLY_NEWER:
                self._newer.add(number)
            if entity == ROW:
                self._fresh_rows[number] = folded
            elif entity == REDACT:
                self._erasing += ops
            if self._difference and state in {SHOWN, INVALID}:
                self._fresh_seen[number] = differences(subject, None, folded)
        insert_many(self._db, tables.record, records)
        projector.flush()

    def finish(self) -> Taken:
        """Fold again what was there before, note what the package brought; what happened."""
        self._taken.erased = redaction.carry_out(self._db, self._erasing, self._ranks)
        self._again |= self._taken.erased.records
        for each in self._projector.refold(sorted(self._again), self._mark_op):
            self._fresh_seen.pop(each.subject.number, None)
            self._count(each)
        contributions.add(self._db, self._package, self._runs)
        self._count_fresh()
        self._taken.partly = len(self._newer)
        for found in self._fresh_seen.values():
            self._taken.differences += found
        return self._taken

    def _mark_newer(self, subject: Subject, folded: Folded | None) -> None:
        if folded is not None and is_partly_newer(subject.kind, folded):
            self._newer.add(subject.number)

    def _count(self, each: Refolded) -> None:
        before, after, kind = each.before, each.after, each.subject.kind
        old = before.fields if before and not (before.hidden or before.pending) else None
        new = after.fields if after and not (after.hidden or after.pending) else None
        self._mark_newer(each.subject, after)
        if self._difference:
            self._taken.differences += differences(each.subject, before, after)
        if each.subject.number >= self._mark_record:
            self._fresh[each.subject.number] = (kind, each.now, bool(after and after.conflicts))
            if kind == ROW:
                self._fresh_rows[each.subject.number] = after
            return
        if kind == ROW:
            count_figures(self._taken.figures, before, after)
        if old is None and new is not None:
            self._taken.new[kind] += 1
        elif old is not None and new is None:
            self._taken.deleted[kind] += 1
        elif old != new:
            self._taken.changed[kind] += 1
        if after is not None and after.conflicts:
            self._taken.conflicts += 1
        if each.now == INVALID:
            self._note_fault(each.subject.number)

    def _count_fresh(self) -> None:
        for folded in self._fresh_rows.values():
            count_figures(self._taken.figures, None, folded)
        for number, (kind, state, differs) in self._fresh.items():
            self._taken.conflicts += differs
            if state in {SHOWN, INVALID, NEWER}:
                self._taken.new[kind] += 1
            self._taken.pending += state == PENDING
            self._taken.newer += state == NEWER
            if state == INVALID:
                self._note_fault(number)

    def _note_fault(self, number: int) -> None:
        for each in stored.standings(self._db, [number]).values():
            about = each.subject
            self._taken.invalid.append(
                Fault(
                    entity=about.kind,
                    office=about.office,
                    record=about.uid,
                    reason=each.fault or "",
                )
            )


def take_in(
    db: Connection,
    ops: Iterable[Op],
    *,
    package: int,
    ranks: Rank | None = None,
    valid: Valid | None = None,
    difference: bool = False,
) -> Taken:
    """Add foreign ops; taking them in again changes nothing.

    `package` is the number from `ledger.accept`; `ranks`: those of the certificates; `valid`
    names what is wrong with a record's content, which is then kept but not counted.

    Raises:
        Fork: a position is known with another op; nothing was changed.
    """
    with db.begin_nested():
        intake = Intake(db, package=package, ranks=ranks, valid=valid, difference=difference)
        given = iter(ops)
        while batch := list(islice(given, BATCH)):
            intake.add(batch)
        return intake.finish()


def _by_record(ops: Sequence[Op]) -> tuple[dict[RecordKey, int], list[int], list[list[Op]]]:
    """The ops of each record, which place its key has among them, and that of every op."""
    place: dict[RecordKey, int] = {}
    about: list[int] = []
    records: list[list[Op]] = []
    for op in ops:
        head = op.head
        key = (head.ou, head.r, head.e)
        at = place.get(key)
        if at is None:
            at = place[key] = len(records)
            records.append([])
        records[at].append(op)
        about.append(at)
    return place, about, records


def _stored_range(db: Connection, chain: int, low: int, high: int) -> dict[int, bytes]:
    return {row.n: row.ch for row in _RANGE(db, of_chain=chain, low=low, high=high)}


def _follows(before: bytes, op: Op) -> bool:
    return chain_next(before, op.env, body_hash(op.body)) == op.id


def _continues(db: Connection, chain: int, op: Op) -> bool:
    row = tables.op
    wanted = select(row.c.ch, row.c.env, row.c.body)
    after = db.execute(wanted.where(row.c.chain == chain, row.c.n == op.head.n + 1)).one()
    return bool(chain_next(op.id, after.env, body_hash(after.body)) == after.ch)

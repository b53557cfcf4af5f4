"""The typed tables as the fold of the op log: kept up with every write, rebuilt, compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, bindparam, delete, func, select, update

from gbdesk.domain import upcasting
from gbdesk.domain.merge import Folded, Rank
from gbdesk.domain.ops import Op, Value, canonical
from gbdesk.store import search, shapes, stored, tables, terms
from gbdesk.store.certificates import ranks as known_ranks
from gbdesk.store.merging import fold_writes
from gbdesk.store.rows import delete_by, insert_many, portions
from gbdesk.store.shapes import Rows, Subject
from gbdesk.store.stored import Kept, Standing
from gbdesk.store.tables import (
    EDITED_AFTER_DELETE,
    HIDDEN,
    INVALID,
    NEWER,
    NO_RECORD,
    PARTLY_NEWER,
    PENDING,
    SHOWN,
)

Valid: TypeAlias = Callable[[str, str, dict[str, Value]], str | None]

OUR_FAULT: Final = "shape."
PORTION: Final = 400


@dataclass(frozen=True, slots=True)
class Refolded:
    """A record before and after ops were added or taken away; None where there was no write."""

    subject: Subject
    before: Folded | None
    after: Folded | None
    was: int
    now: int


class Projector:
    """Folds records and gathers the rows they take; `flush` writes what was gathered."""

    def __init__(self, db: Connection, ranks: Rank, valid: Valid | None = None) -> None:
        self._db = db
        self.ranks = ranks
        self._valid = valid
        self.terms = terms.writing(db)
        self.rows: Rows = defaultdict(list)

    def place(
        self, subject: Subject, ops: Sequence[Op], fault: str | None = None
    ) -> tuple[Folded | None, Standing]:
        """Fold the ops of a record whose old rows are gone; its rows wait for `flush`."""
        folded = fold_writes(ops, self.ranks)
        return folded, place(subject, folded, self.terms, self.rows, self._fault(fault))

    def _fault(self, stored_fault: str | None) -> Valid:
        if self._valid is not None:
            return self._valid
        kept = None if stored_fault and stored_fault.startswith(OUR_FAULT) else stored_fault
        return always(kept)

    def refold(self, numbers: Iterable[int], mark: int | None = None) -> list[Refolded]:
        """Fold stored records anew; `mark` is the last op number of what counts as before.

        Records without ops disappear.
        """
        done: list[Refolded] = []
        for found in stored.by_record(self._db, numbers):
            before = stored.standings(self._db, list(found))
            self._clear(before.values())
            self.settle(self._fold_again(found, before, mark, done))
            self.flush()
        return done

    def _fold_again(
        self,
        found: dict[int, list[Kept]],
        before: dict[int, Standing],
        mark: int | None,
        done: list[Refolded],
    ) -> list[Standing]:
        standing: list[Standing] = []
        for number, kept in found.items():
            was = before[number]
            earlier = [each.op for each in kept if mark is not None and each.number <= mark]
            folded, now = self.place(was.subject, [each.op for each in kept], was.fault)
            standing.append(now)
            then = fold_writes(earlier, self.ranks)
            done.append(Refolded(was.subject, then, folded, was.state, now.state))
        return standing

    def _clear(self, standing: Iterable[Standing]) -> None:
        by_kind: dict[str, list[int]] = defaultdict(list)
        numbers = []
        for each in standing:
            numbers.append(each.subject.number)
            if each.state == SHOWN:
                by_kind[each.subject.kind].append(each.subject.number)
        for kind, shown in by_kind.items():
            if kind == "activity":
                search.drop(self._db, folded_texts(self._db, shown))
            for table in shapes.tables_of(kind):
                delete_by(self._db, table, "record", shown)
        delete_by(self._db, tables.conflict, "record", numbers)

    def settle(self, standing: Sequence[Standing]) -> None:
        """Note how records stand."""
        if not standing:
            return
        row = tables.record
        changing = (
            update(row)
            .where(row.c.id == bindparam("number"))
            .values(state=bindparam("now"), flag=bindparam("mark"), fault=bindparam("why"))
        )
        self._db.execute(
            changing,
            [
                {
                    "number": each.subject.number,
                    "now": each.state,
                    "mark": each.flag,
                    "why": each.fault,
                }
                for each in standing
            ],
        )

    def flush(self, *, index: bool = True) -> None:
        """Write the gathered rows; `index` False leaves the search index to a rebuild."""
        self.terms.flush(self._db)
        for table, rows in self.rows.items():
            insert_many(self._db, table, rows)
        if index:
            search.add(self._db, [(row[0], row[15]) for row in self.rows[tables.activity]])
        self.rows.clear()


def place(
    subject: Subject, folded: Folded | None, known: dict[str, int], out: Rows, valid: Valid
) -> Standing:
    """How a record stands after a fold; adds the rows it takes to `out`."""
    if folded is None:
        return Standing(subject, NO_RECORD, 0, None)
    for name, heads in folded.conflicts.items():
        refs = canonical([head.ref for head in heads]).decode()
        out[tables.conflict].append((subject.number, name, refs))
    flag = EDITED_AFTER_DELETE * folded.edited_after_delete
    if is_partly_newer(subject.kind, folded):
        flag |= PARTLY_NEWER
    if folded.pending or folded.hidden:
        return Standing(subject, PENDING if folded.pending else HIDDEN, flag, None)
    if subject.kind not in shapes.KINDS:
        return Standing(subject, NEWER, flag, None)
    fault = valid(subject.kind, subject.office, folded.fields)
    if fault is None:
        odd = shapes.shape(subject, folded.fields, folded.newest, known, out)
        fault = OUR_FAULT + odd if odd else None
    return Standing(subject, INVALID if fault else SHOWN, flag, fault)


def is_partly_newer(kind: str, folded: Folded) -> bool:
    """Whether a newer version wrote this record of a kind that is known here: the rest is kept."""
    if folded.version == upcasting.FIRST:
        return False
    return kind in shapes.KINDS and upcasting.is_newer(kind, folded.version, upcasting.STEPS)


def always(fault: str | None) -> Valid:
    """A judgement that is the same whatever the fields: the one already made."""

    def judged(_kind: str, _office: str, _fields: dict[str, Value]) -> str | None:
        return fault

    return judged


def folded_texts(db: Connection, records: Sequence[int]) -> list[tuple[int, str]]:
    """The search texts of activities as they stand."""
    row = tables.activity
    found: list[tuple[int, str]] = []
    for wanted in portions(records, PORTION):
        rows = db.execute(select(row.c.record, row.c.folded).where(row.c.record.in_(wanted)))
        found += [(number, folded) for number, folded in rows]
    return found


def rebuild(db: Connection, valid: Valid | None = None) -> int:
    """Make every typed table anew from the op log; how many records there are."""
    for table in tables.PROJECTIONS:
        db.execute(delete(table))
    projector = Projector(db, known_ranks(db), valid)
    numbers = list(db.scalars(select(tables.record.c.id).order_by(tables.record.c.id)))
    for found in stored.by_record(db, numbers):
        before = stored.standings(db, list(found))
        standing = []
        for number, kept in found.items():
            was = before[number]
            _, now = projector.place(was.subject, [each.op for each in kept], was.fault)
            standing.append(now)
        projector.settle(standing)
        projector.flush(index=False)
    search.rebuild(db)
    return len(numbers)


def refold_device(db: Connection, device: str) -> int:
    """Fold again what a device wrote, after its rank became known; how many records."""
    wanted = select(tables.chain.c.id).where(tables.chain.c.device == device)
    touched = select(tables.op.c.record).where(tables.op.c.chain.in_(wanted)).distinct()
    numbers = list(db.scalars(touched))
    Projector(db, known_ranks(db)).refold(numbers)
    return len(numbers)


def differences(db: Connection, most: int = 100) -> list[str]:
    """Where the stored tables are not what a rebuild would give, `table record` each."""
    wrong: list[str] = []
    totals: dict[str, int] = defaultdict(int)
    known = terms.Terms(list(terms.reading(db).items()))
    ranks = known_ranks(db)
    numbers = list(db.scalars(select(tables.record.c.id).order_by(tables.record.c.id)))
    for found in stored.by_record(db, numbers):
        before = stored.standings(db, list(found))
        expected: Rows = defaultdict(list)
        for number, kept in found.items():
            was = before[number]
            folded = fold_writes([each.op for each in kept], ranks)
            keep = None if (was.fault or "").startswith(OUR_FAULT) else was.fault
            now = place(was.subject, folded, known, expected, always(keep))
            if now != was:
                wrong.append(f"record {number}")
        wrong += _compare(db, list(found), expected, totals)
        if len(wrong) >= most:
            return wrong[:most]
    for table in tables.PROJECTIONS:
        if db.execute(select(func.count()).select_from(table)).scalar_one() != totals[table.name]:
            wrong.append(f"{table.name} count")
    return wrong[:most]


def _compare(
    db: Connection, numbers: Sequence[int], expected: Rows, totals: dict[str, int]
) -> list[str]:
    wrong: set[str] = set()
    for table in tables.PROJECTIONS:
        there: set[tuple[Any, ...]] = {
            tuple(row) for row in db.execute(select(table).where(table.c.record.in_(numbers)))
        }
        wanted = set(expected[table])
        totals[table.name] += len(wanted)
        wrong |= {f"{table.name} {row[0]}" for row in there ^ wanted}
    return sorted(wrong)

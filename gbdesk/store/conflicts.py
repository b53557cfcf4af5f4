"""Differences left open: fields where two writes did not see each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, func, or_, select

from gbdesk.domain.merge import fold, order
from gbdesk.domain.ops import Op, Value
from gbdesk.store import stored, terms
from gbdesk.store.certificates import ranks as known_ranks
from gbdesk.store.rows import Prepared
from gbdesk.store.tables import EDITED_AFTER_DELETE, INVALID, SHOWN, conflict, record, term

# What does not count while it is wrong is to be settled all the same: settling may mend it.
_STANDING: Final = (SHOWN, INVALID)
_OPEN = (
    select(func.count())
    .select_from(conflict.join(record, record.c.id == conflict.c.record))
    .where(or_(*(record.c.state == state for state in _STANDING)))
)
_COUNT = Prepared(lambda: _OPEN)
_COUNT_OF = Prepared(
    lambda: _OPEN.join(term, term.c.id == record.c.office).where(
        term.c.text == bindparam("of_office")
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One value that was written without seeing the others; `clock` as the op carries it."""

    value: Value
    device: str
    stream: str
    rank: int
    clock: str
    user: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """A field in conflict; the first side is the one shown."""

    office: str
    entity: str
    record: str
    field: str
    sides: tuple[Side, ...]
    fields: dict[str, Value]

    @property
    def heads(self) -> tuple[str, ...]:
        """The ops in conflict as `over` names them."""
        return tuple(side.ref for side in self.sides)


def list(db: Connection, office: str | None = None) -> tuple[ConflictRow, ...]:  # noqa: A001
    """Every open difference (of an office), by record."""
    wanted = select(conflict.c.record).distinct().join(record, record.c.id == conflict.c.record)
    if office is not None:
        numbers = terms.numbers(db, [office])
        if not numbers:
            return ()
        wanted = wanted.where(record.c.office == numbers[0])
    ranks, found = known_ranks(db), []
    for held in stored.by_record(db, db.scalars(wanted).all()):
        for number, standing in stored.standings(db, [*held]).items():
            about, folded = standing.subject, fold([kept.op for kept in held[number]], ranks)
            if standing.state not in _STANDING:
                continue
            for name, heads in folded.conflicts.items():
                sides = tuple(_side(name, op, ranks) for op in heads)
                found.append(
                    ConflictRow(
                        office=about.office,
                        entity=about.kind,
                        record=about.uid,
                        field=name,
                        sides=sides,
                        fields=folded.fields,
                    )
                )
    return tuple(found)


def count(db: Connection, office: str | None = None) -> int:
    """How many fields are in conflict."""
    if office is None:
        return int(_COUNT(db).scalar_one())
    return int(_COUNT_OF(db, of_office=office).scalar_one())


def edited_after_delete(db: Connection) -> tuple[tuple[str, str, str], ...]:
    """Records (entity, office, id) that one side deleted while another went on writing."""
    texts = terms.reading(db)
    is_edited = record.c.flag.bitwise_and(EDITED_AFTER_DELETE) != 0
    wanted = select(record).where(is_edited, record.c.state.in_(_STANDING))
    return tuple((texts[row.kind], texts[row.office], row.uid.hex()) for row in db.execute(wanted))


def _side(name: str, op: Op, ranks: dict[str, int]) -> Side:
    rank, clock, device, _ = order(op, ranks)
    return Side(
        value=op.fields[name],
        device=device,
        stream=op.stream,
        rank=rank,
        clock=clock,
        user=op.head.u,
        ref=op.ref,
    )

"""Lines of registers: keys in order, rows fetched when shown."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from gbdesk.domain.names import fold, sort_key
from gbdesk.domain.ops import Fields
from gbdesk.domain.registers import DISSOLVED, ENTRY, HERE
from gbdesk.store import oplog, tables, terms
from gbdesk.store.figures import entries
from gbdesk.store.rows import integers, portions
from gbdesk.store.shapes import SORT_LENGTH
from gbdesk.store.tables import register_line as lines

PORTION: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryQuery:
    """Which lines of a register, in which order; what is not given does not narrow.

    `unreviewed` names a period: lines that go on and that nobody confirmed in it. Lines in the
    places `within` are found by the words too. `unsent` (device, stream, position): those changed
    after that position of one's own chain.
    """

    register: str
    offices: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    text: str = ""
    within: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    unreviewed: str = ""
    unsent: tuple[str, str, int] | None = None
    order: str = "title"
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One line with all it says; `key` is its number in this file."""

    key: int
    id: str
    office: str
    register: str
    fields: Fields
    last_own: int


def keys(db: Connection, query: EntryQuery) -> array[int]:
    """The keys of the lines asked for, in order, ties by key."""
    conditions = _conditions(db, query)
    if conditions is None:
        return array("q")
    by = _ORDERS.get(query.order, lines.c.sort)
    ordered = [key.desc() if query.descending else key.asc() for key in (by, lines.c.record)]
    return integers(db, select(lines.c.record).where(*conditions).order_by(*ordered))


def key_of(db: Connection, ident: str) -> int | None:
    """The key of the line of this id, None where there is none."""
    found = integers(
        db,
        select(tables.entry.c.record)
        .join(tables.record, tables.record.c.id == tables.entry.c.record)
        .where(tables.record.c.uid == bytes.fromhex(ident)),
    )
    return found[0] if found else None


def count(db: Connection, query: EntryQuery) -> int:
    """How many lines that is."""
    conditions = _conditions(db, query)
    if conditions is None:
        return 0
    return db.execute(select(func.count()).select_from(lines).where(*conditions)).scalar_one()


def tally(db: Connection, query: EntryQuery) -> list[tuple[str, str, str, int]]:
    """How many lines that is, by office, type and state."""
    conditions = _conditions(db, query)
    if conditions is None:
        return []
    by, texts = (lines.c.office, lines.c.type, lines.c.status), terms.reading(db)
    asked = select(*by, func.count()).where(*conditions).group_by(*by)
    found = db.execute(asked).all()
    return [(texts[office], texts[kind], texts[state], n) for office, kind, state, n in found]


def rows(
    db: Connection, wanted: Sequence[int], own: tuple[str, str] | None = None
) -> list[EntryLine]:
    """The lines of these keys, in their order; keys that are gone are left out.

    `own` is one's device and stream; `last_own` then is the last position there that wrote a line.
    """
    texts = terms.reading(db)
    found: dict[int, EntryLine] = {}
    entry, record = tables.entry, tables.record
    for part in portions(wanted, PORTION):
        last = _last_own(db, part, own)
        joined = select(entry, record.c.uid).join(record, record.c.id == entry.c.record)
        for row in db.execute(joined.where(entry.c.record.in_(part))):
            found[row.record] = EntryLine(
                key=row.record,
                id=row.uid.hex(),
                office=texts[row.office],
                register=row.register,
                fields=msgspec.json.decode(row.fields),
                last_own=last.get(row.record, 0),
            )
    return [found[key] for key in wanted if key in found]


def entry_fields(db: Connection, office: str, ident: str) -> Fields | None:
    """All that a line says, also fields this version does not know."""
    return oplog.fields_of(db, office, ident, ENTRY)


def named(db: Connection, register: str, office: str, title: str) -> array[int]:
    """The lines that are called exactly so."""
    found = terms.by_text(db, [register, office])
    if len(found) < len({register, office}):
        return array("q")
    same = and_(
        lines.c.register == found[register],
        lines.c.office == found[office],
        lines.c.sort == sort_key(title)[:SORT_LENGTH],
    )
    return integers(db, select(lines.c.record).where(same))


def kept_here(db: Connection) -> dict[str, Fields]:
    """By line: what only this PC knows about it."""
    return {str(row.fields.get("of")): row.fields for row in entries(db, register=HERE)}


_ORDERS: Final[dict[str, ColumnElement[Any]]] = {
    "title": lines.c.sort,
    "day": lines.c.day,
    "type": lines.c.type,
    "status": lines.c.status,
    "place": lines.c.place,
    "office": lines.c.office,
}


def _conditions(db: Connection, query: EntryQuery) -> list[ColumnElement[bool]] | None:
    """The conditions of a query, None where nothing can match."""
    found: list[ColumnElement[bool]] = []
    chosen = (
        (lines.c.register, (query.register,)),
        (lines.c.office, query.offices),
        (lines.c.type, query.types),
        (lines.c.status, query.statuses),
        (lines.c.place, query.places),
    )
    for column, texts in chosen:
        if texts:
            numbers = terms.numbers(db, list(texts))
            if not numbers:
                return None
            found.append(column.in_(numbers))
    if query.start:
        found.append(lines.c.day >= query.start)
    if query.end:
        found.append(lines.c.day <= query.end)
    if query.unreviewed:
        gone = terms.numbers(db, [DISSOLVED])
        found.append(lines.c.reviewed.not_like(f"% {query.unreviewed} %"))
        found.append(lines.c.status.not_in(gone))
    if query.unsent:
        found.append(_unsent(*query.unsent))
    if query.text.strip():
        found.append(_worded(db, query))
    return found


def _worded(db: Connection, query: EntryQuery) -> ColumnElement[bool]:
    words = [lines.c.folded.contains(one, autoescape=True) for one in fold(query.text).split()]
    places = terms.numbers(db, list(query.within))
    return or_(and_(*words), lines.c.place.in_(places)) if places else and_(*words)


def _unsent(device: str, stream: str, position: int) -> ColumnElement[bool]:
    chain, op = tables.chain, tables.op
    own = select(chain.c.id).where(chain.c.device == device, chain.c.stream == stream)
    later = select(op.c.record).where(op.c.chain == own.scalar_subquery(), op.c.n > position)
    return lines.c.record.in_(later)


def _last_own(db: Connection, wanted: Sequence[int], own: tuple[str, str] | None) -> dict[int, int]:
    if own is None:
        return {}
    chain, op = tables.chain, tables.op
    mine = select(chain.c.id).where(chain.c.device == own[0], chain.c.stream == own[1])
    newest = select(op.c.record, func.max(op.c.n)).where(
        op.c.record.in_(wanted), op.c.chain == mine.scalar_subquery()
    )
    return dict(db.execute(newest.group_by(op.c.record)).all())

"""Lists of activities: ids held in order, rows fetched when shown; never an offset."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
)

from gbdesk.domain.ops import Value
from gbdesk.store import oplog, search, terms
from gbdesk.store.rows import integers, portions
from gbdesk.store.tables import activity as activities
from gbdesk.store.tables import activity_measure, activity_place, chain, op, record

PORTION: Final = 400
_ORDERS: Final[Mapping[str, ColumnElement[Any]]] = {
    "start": activities.c.start,
    "title": activities.c.sort,
    "attendees": activities.c.attendees,
    "women": activities.c.women,
    "quantity": activities.c.quantity,
    "end": activities.c.finish,
    "kind": activities.c.kind,
    "office": activities.c.office,
    "task": activities.c.task,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityQuery:
    """Which activities, in which order; what is not given does not narrow.

    `required` names the measures an activity of a kind must have; with it `complete` True or False
    asks for those that have or lack them. `unsent` (device, stream, position) asks for those
    changed after that position of one's own chain. `ranked` are the kinds, tasks or offices in the
    order in which `order` by them shall put them; others come last.
    """

    office: str | None = None
    offices: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    text: str = ""
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    status: str | None = None
    task: str | None = None
    complete: bool | None = None
    required: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unsent: tuple[str, str, int] | None = None
    order: str = "start"
    descending: bool = True
    ranked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """One activity as a list shows it; `key` is its number in this file."""

    key: int
    id: str
    office: str
    title: str
    kind: str
    start: str
    end: str | None
    level: str
    role: str
    integrated: bool
    status: str
    task: str
    quantity: int | None
    attendees: int | None
    women: int | None
    places: tuple[str, ...]
    measures: Mapping[str, int | str]
    tags: tuple[str, ...]
    last_own: int


def activity_ids(db: Connection, query: ActivityQuery, most: int | None = None) -> array[int]:
    """The keys of the activities asked for, in order, ties by key; `most`: only the first ones."""
    wanted = _narrowed(db, select(activities.c.record), query)
    if wanted is None:
        return array("q")
    keys = (_order(db, query), activities.c.record)
    ordered = [key.desc() if query.descending else key.asc() for key in keys]
    return integers(db, wanted.order_by(*ordered).limit(most))


def _order(db: Connection, query: ActivityQuery) -> ColumnElement[Any]:
    by = _ORDERS.get(query.order, activities.c.start)
    numbers = terms.by_text(db, query.ranked) if query.ranked else {}
    ranks = {numbers[text]: at for at, text in enumerate(query.ranked) if text in numbers}
    return case(ranks, value=by, else_=len(query.ranked)) if ranks else by


def activity_count(db: Connection, query: ActivityQuery) -> tuple[int, int, int]:
    """How many activities, people reached and women the query covers."""
    sums = select(
        func.count(),
        func.coalesce(func.sum(activities.c.attendees), 0),
        func.coalesce(func.sum(activities.c.women), 0),
    ).select_from(activities)
    wanted = _narrowed(db, sums, query)
    if wanted is None:
        return (0, 0, 0)
    count, attendees, women = db.execute(wanted).one()
    return (count, attendees, women)


def narrowed(db: Connection, query: ActivityQuery) -> list[ColumnElement[bool]] | None:
    """The conditions of a query over `activity`, None where nothing can match."""
    found: list[ColumnElement[bool]] = []
    if query.start:
        found.append(activities.c.start >= query.start)
    if query.end:
        found.append(activities.c.start <= query.end)
    offices = (*query.offices, *((query.office,) if query.office else ()))
    chosen = (
        (activities.c.office, offices),
        (activities.c.kind, query.kinds),
        (activities.c.level, query.levels),
        (activities.c.status, (query.status,) if query.status else ()),
        (activities.c.task, (query.task,) if query.task else ()),
    )
    for column, texts in chosen:
        if not texts:
            continue
        numbers = terms.numbers(db, list(texts))
        if not numbers:
            return None
        found.append(column == numbers[0] if len(numbers) == 1 else column.in_(numbers))
    found += [activities.c.tags.contains(f" {tag} ", autoescape=True) for tag in query.tags]
    return found if _add_links(db, query, found) else None


def _add_links(db: Connection, query: ActivityQuery, found: list[ColumnElement[bool]]) -> bool:
    if query.places:
        places = terms.numbers(db, list(query.places))
        if not places:
            return False
        there = select(activity_place.c.record).where(activity_place.c.place.in_(places))
        found.append(activities.c.record.in_(there))
    if query.complete is not None:
        whole = _complete(db, query.required)
        found.append(whole if query.complete else not_(whole))
    if query.unsent:
        device, stream, sent = query.unsent
        own = select(chain.c.id).where(chain.c.device == device, chain.c.stream == stream)
        later = select(op.c.record).where(op.c.chain == own.scalar_subquery(), op.c.n > sent)
        found.append(activities.c.record.in_(later))
    if query.text.strip():
        asked = search.matching(query.text)
        if asked is None:
            return False
        # Within some days their index is walked (+ 0 keeps SQLite from looking up every hit).
        key = activities.c.record + 0 if query.start else activities.c.record
        found.append(key.in_(asked))
    return True


def _complete(db: Connection, required: Mapping[str, tuple[str, ...]]) -> ColumnElement[bool]:
    texts = terms.by_text(db, [*required, *(name for names in required.values() for name in names)])
    alike: dict[tuple[str, ...], list[int]] = {}
    for kind, names in required.items():
        if kind in texts and names:
            alike.setdefault(names, []).append(texts[kind])
    lacking = [
        and_(activities.c.kind.in_(kinds), not_(and_(*(_has(name, texts) for name in names))))
        for names, kinds in alike.items()
    ]
    somewhere = exists().where(activity_place.c.record == activities.c.record)
    return and_(somewhere, activities.c.title != "", not_(or_(*lacking)) if lacking else somewhere)


def _has(name: str, texts: Mapping[str, int]) -> ColumnElement[bool]:
    """Whether an activity has a measure; asked of the row itself where that has a column for it."""
    kept = exists().where(
        activity_measure.c.record == activities.c.record,
        activity_measure.c.measure == texts.get(name, -1),
    )
    return or_(activities.c[name].is_not(None), kept) if name in activities.c else kept


def _narrowed(db: Connection, wanted: Select[Any], query: ActivityQuery) -> Select[Any] | None:
    conditions = narrowed(db, query)
    return None if conditions is None else wanted.where(*conditions)


def activity_rows(
    db: Connection, keys: Sequence[int], own: tuple[str, str] | None = None
) -> list[ActivityRow]:
    """The rows of these keys, in their order; keys that are gone are left out.

    `own` is one's device and stream; `last_own` then is the last position there that wrote a row.
    """
    texts = terms.reading(db)
    found: dict[int, ActivityRow] = {}
    for wanted in portions(keys, PORTION):
        places, measures = _linked(db, wanted, texts)
        last = _last_own(db, wanted, own)
        joined = select(activities, record.c.uid).join(record, record.c.id == activities.c.record)
        for row in db.execute(joined.where(activities.c.record.in_(wanted))):
            number = row.record
            found[number] = ActivityRow(
                key=number,
                id=row.uid.hex(),
                office=texts[row.office],
                title=row.title,
                kind=texts[row.kind],
                start=row.start,
                end=row.finish,
                level=texts[row.level],
                role=texts[row.role],
                integrated=bool(row.integrated),
                status=texts[row.status],
                task=texts[row.task],
                quantity=row.quantity,
                attendees=row.attendees,
                women=row.women,
                places=tuple(places[number]),
                measures=measures[number],
                tags=tuple(row.tags.split()),
                last_own=last.get(number, 0),
            )
    return [found[key] for key in keys if key in found]


def _linked(
    db: Connection, keys: Sequence[int], texts: dict[int, str]
) -> tuple[dict[int, list[str]], dict[int, dict[str, int | str]]]:
    places: dict[int, list[str]] = defaultdict(list)
    there = select(activity_place).where(activity_place.c.record.in_(keys))
    for number, place in db.execute(there):
        places[number].append(texts[place])
    measures: dict[int, dict[str, int | str]] = defaultdict(dict)
    counted = select(activity_measure).where(activity_measure.c.record.in_(keys))
    for number, measure, value, decimal in db.execute(counted):
        measures[number][texts[measure]] = decimal if value is None else value
    return places, measures


def _last_own(db: Connection, keys: Sequence[int], own: tuple[str, str] | None) -> dict[int, int]:
    if own is None:
        return {}
    mine = select(chain.c.id).where(chain.c.device == own[0], chain.c.stream == own[1])
    newest = select(op.c.record, func.max(op.c.n)).where(
        op.c.record.in_(keys), op.c.chain == mine.scalar_subquery()
    )
    return dict(db.execute(newest.group_by(op.c.record)).all())


def activity_of(db: Connection, key: int) -> tuple[str, str] | None:
    """Office and id of an activity by its key, None where it is gone."""
    row = db.execute(select(record.c.office, record.c.uid).where(record.c.id == key)).first()
    return (terms.reading(db)[row.office], row.uid.hex()) if row else None


def keys_of(db: Connection, offices: Sequence[str], ident: str) -> list[int]:
    """The keys of the activities of these offices with an id."""
    found = terms.by_text(db, ["activity", *offices])
    kind = found.pop("activity", -1)
    wanted = select(record.c.id).where(
        record.c.office.in_(found.values()),
        record.c.uid == bytes.fromhex(ident),
        record.c.kind == kind,
    )
    return list(db.execute(wanted).scalars())


def activity(db: Connection, office: str, ident: str) -> dict[str, Value] | None:
    """All fields of an activity, also those this version does not know."""
    return oplog.fields_of(db, office, ident, "activity")

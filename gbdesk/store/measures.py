"""Sums over activities by measure, place, tag and task."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, and_, case, func, not_, select

from gbdesk.store import listing, terms
from gbdesk.store.listing import ActivityQuery
from gbdesk.store.tables import activity, activity_measure, activity_place


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTotal:
    """Activities of one office, kind, level, role and mark, and the sums of their measures.

    Sums of people are None where no activity says how many; `women_of` are the attendees of those
    that say how many women came.
    """

    office: str
    kind: str
    level: str
    role: str
    integrated: bool
    status: str
    count: int
    quantity: int
    attendees: int | None
    women: int | None
    women_of: int


def totals(db: Connection, query: ActivityQuery) -> list[ActivityTotal]:
    """Counts and sums by office, kind, level, role, integrated and status."""
    conditions = listing.narrowed(db, query)
    if conditions is None:
        return []
    row, texts = activity.c, terms.reading(db)
    groups = (row.office, row.kind, row.level, row.role, row.integrated, row.status)
    sums = (
        func.count().label("many"),
        func.coalesce(func.sum(row.quantity), 0).label("quantity"),
        func.sum(row.attendees).label("attendees"),
        func.sum(row.women).label("women"),
        func.coalesce(func.sum(case((row.women.is_not(None), row.attendees))), 0).label("of"),
    )
    wanted = select(*groups, *sums).where(*conditions).group_by(*groups)
    return [
        ActivityTotal(
            office=texts[each.office],
            kind=texts[each.kind],
            level=texts[each.level],
            role=texts[each.role],
            integrated=bool(each.integrated),
            status=texts[each.status],
            count=each.many,
            quantity=each.quantity,
            attendees=each.attendees,
            women=each.women,
            women_of=each.of,
        )
        for each in db.execute(wanted)
    ]


def led(db: Connection, query: ActivityQuery) -> tuple[int, int, int]:
    """How many activities an office led and did, their people and women.

    Without groups, since a list asks for it at every key; `apart` tells of the others.
    """
    conditions = listing.narrowed(db, query)
    if conditions is None:
        return (0, 0, 0)
    row = activity.c
    people, women = (func.coalesce(func.sum(one), 0) for one in (row.attendees, row.women))
    wanted = select(func.count(), people, women).select_from(activity)
    count, attended, of_them = db.execute(wanted.where(*conditions, _own(db))).one()
    return (count, attended, of_them)


def apart(db: Connection, query: ActivityQuery) -> dict[tuple[str, str], int]:
    """How many activities `led` leaves out, by (role, status)."""
    conditions = listing.narrowed(db, query)
    if conditions is None:
        return {}
    row, texts = activity.c, terms.reading(db)
    wanted = select(row.role, row.status, func.count()).where(*conditions, not_(_own(db)))
    rows = db.execute(wanted.group_by(row.role, row.status))
    return {(texts[role], texts[status]): count for role, status, count in rows}


def _own(db: Connection) -> ColumnElement[bool]:
    texts = terms.by_text(db, ["lead", "planned"])
    lead, planned = (texts.get(one, -1) for one in ("lead", "planned"))
    return and_(activity.c.role == lead, activity.c.status != planned)


def by_measure(db: Connection, query: ActivityQuery) -> dict[tuple[str, str, str, str], Decimal]:
    """Sums by (office, kind, level, measure); decimals kept exact."""
    conditions = listing.narrowed(db, query)
    if conditions is None:
        return {}
    texts, row, measure = terms.reading(db), activity.c, activity_measure.c
    groups = (row.office, row.kind, row.level, measure.measure)
    joined = activity.join(activity_measure, measure.record == row.record)
    whole = select(*groups, func.sum(measure.value)).select_from(joined).where(*conditions)
    found: dict[tuple[str, str, str, str], Decimal] = {}
    for *names, total in db.execute(whole.group_by(*groups)):
        office, kind, level, name = (texts[number] for number in names)
        found[office, kind, level, name] = Decimal(total or 0)
    parts = select(*groups, measure.decimal).select_from(joined).where(*conditions)
    for *names, decimal in db.execute(parts.where(measure.decimal.is_not(None))):
        office, kind, level, name = (texts[number] for number in names)
        found[office, kind, level, name] += Decimal(decimal)
    return found


def by_place(db: Connection, query: ActivityQuery) -> dict[tuple[str, str], int]:
    """How many activities touch each place, by (place, kind); one counts in each of its places."""
    conditions = listing.narrowed(db, query)
    if conditions is None:
        return {}
    texts, groups = terms.reading(db), (activity_place.c.place, activity.c.kind)
    joined = activity.join(activity_place, activity_place.c.record == activity.c.record)
    wanted = select(*groups, func.count()).select_from(joined).where(*conditions).group_by(*groups)
    return {(texts[place], texts[kind]): count for place, kind, count in db.execute(wanted)}


def by_tag(db: Connection, query: ActivityQuery) -> dict[str, int]:
    """How many activities carry each tag (`topic.…`, `theme.…`, `audience.…`, `venue.…`)."""
    conditions = listing.narrowed(db, query)
    if conditions is None:
        return {}
    counted: Counter[str] = Counter()
    wanted = select(activity.c.tags, func.count()).where(*conditions).group_by(activity.c.tags)
    for tags, count in db.execute(wanted):
        for tag in tags.split():
            counted[tag] += count
    return dict(counted)


def by_task(db: Connection, query: ActivityQuery) -> dict[tuple[str, str], int]:
    """How many activities each office linked to each task of the plan, by (task, office)."""
    conditions = listing.narrowed(db, query)
    if conditions is None:
        return {}
    texts, groups = terms.reading(db), (activity.c.task, activity.c.office)
    wanted = select(*groups, func.count()).where(*conditions).group_by(*groups)
    return {
        (texts[task], texts[office]): count
        for task, office, count in db.execute(wanted)
        if texts[task]
    }

"""One value of each of many activities, for an order that no column of the list has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from gbdesk.domain.evidence import EVIDENCE, register_of
from gbdesk.store import listing, terms
from gbdesk.store.listing import ActivityQuery
from gbdesk.store.rows import portions
from gbdesk.store.tables import activity, activity_measure, entry, record

if TYPE_CHECKING:
    from sqlalchemy import Connection

ACTIVITY = "activity"
_PORTION = 400


def measured(db: Connection, measure: str) -> dict[int, int]:
    """A measure of every activity that has it as a whole number."""
    number = terms.by_text(db, [measure]).get(measure, -1)
    wanted = select(activity_measure.c.record, activity_measure.c.value)
    known = activity_measure.c.measure == number, activity_measure.c.value.is_not(None)
    return dict(db.execute(wanted.where(*known)).all())


def tagged(db: Connection, query: ActivityQuery, head: str) -> dict[int, str]:
    """The first tag that begins so, without its beginning, of each activity that has one."""
    conditions = listing.narrowed(db, query)
    if conditions is None:
        return {}
    conditions.append(activity.c.tags.contains(f" {head}", autoescape=True))
    found = db.execute(select(activity.c.record, activity.c.tags).where(*conditions))
    return {
        key: next(tag for tag in tags.split() if tag.startswith(head)).removeprefix(head)
        for key, tags in found
    }


def attached(db: Connection) -> dict[int, int]:
    """How many files are attached to each activity that has any."""
    kind = terms.by_text(db, [EVIDENCE]).get(EVIDENCE, -1)
    here = entry.c.kind == kind, entry.c.register.startswith(register_of(ACTIVITY, ""))
    groups = (entry.c.office, entry.c.register)
    counted = select(*groups, func.count()).where(*here).group_by(*groups)
    by_office: dict[int, dict[bytes, int]] = defaultdict(dict)
    for office, register, count in db.execute(counted):
        by_office[office][bytes.fromhex(register.partition(":")[2])] = count
    return {
        key: counts[uid]
        for office, counts in by_office.items()
        for uid, key in _keys(db, office, counts)
    }


def _keys(db: Connection, office: int, uids: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    kind = terms.by_text(db, [ACTIVITY]).get(ACTIVITY, -1)
    for wanted in portions(list(uids), _PORTION):
        here = record.c.office == office, record.c.kind == kind, record.c.uid.in_(wanted)
        yield from db.execute(select(record.c.uid, record.c.id).where(*here)).all()

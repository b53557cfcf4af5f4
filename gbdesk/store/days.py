"""On which days activities were or are planned: as little of each as a calendar needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from gbdesk.store import listing, terms
from gbdesk.store.listing import ActivityQuery
from gbdesk.store.tables import activity

if TYPE_CHECKING:
    from sqlalchemy import Connection

PLANNED: Final = "planned"
LONGEST: Final = timedelta(days=92)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One activity: its key, first and last day (ISO), planned or done, its occasion."""

    key: int
    start: str
    end: str
    planned: bool
    occasion: str


def held(db: Connection, offices: Sequence[str], first: str, last: str) -> list[Held]:
    """The activities that touch these days (ISO), by their first day; no office means all.

    One that began more than `LONGEST` before is not looked for: that would read the whole log.
    """
    since = (date.fromisoformat(first) - LONGEST).isoformat()
    asked = ActivityQuery(offices=tuple(offices), start=since, end=last)
    conditions = listing.narrowed(db, asked)
    if conditions is None:
        return []
    row = activity.c
    conditions.append(func.coalesce(row.finish, row.start) >= first)
    wanted = select(row.record, row.start, row.finish, row.status, row.tags)
    texts = terms.reading(db)
    return [
        Held(
            key=key,
            start=start,
            end=max(start, finish or start),
            planned=texts[status] == PLANNED,
            occasion=_occasion(tags),
        )
        for key, start, finish, status, tags in db.execute(
            wanted.where(*conditions).order_by(row.start, row.record)
        )
    ]


def _occasion(tags: str) -> str:
    found = (tag for tag in tags.split() if tag.startswith("occasion."))
    return next(found, "").removeprefix("occasion.")

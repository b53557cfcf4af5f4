"""On which days activities were or are planned: as little of each as a calendar needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from gbdesk.store import listing, terms
from gbdesk.store.listing import ActivityQuery
from gbdesk.store.tables import activity

if TYPE_CHECKING:
    from sqlalchemy import Connection

PLANNED: Final = "planned"
NEAR: Final = timedelta(days=92)


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

    Those that began up to `NEAR` before are found by their first day, older ones by their last:
    most activities last for a day, and the whole log is never read.
    """
    since = (date.fromisoformat(first) - NEAR).isoformat()
    row, asked = activity.c, ActivityQuery(offices=tuple(offices))
    by_start = listing.narrowed(db, replace(asked, start=since, end=last))
    by_end = listing.narrowed(db, asked)
    if by_start is None or by_end is None:
        return []
    texts = terms.reading(db)
    wanted = select(row.record, row.start, row.finish, row.status, row.tags)
    near = db.execute(wanted.where(*by_start, func.coalesce(row.finish, row.start) >= first))
    ending = db.execute(wanted.where(*by_end, row.finish >= first))
    found = [
        Held(
            key=key,
            start=start,
            end=max(start, finish or start),
            planned=texts[status] == PLANNED,
            occasion=_occasion(tags),
        )
        for key, start, finish, status, tags in (*near, *(one for one in ending if one[1] < since))
    ]
    return sorted(found, key=lambda one: (one.start, one.key))


def _occasion(tags: str) -> str:
    found = (tag for tag in tags.split() if tag.startswith("occasion."))
    return next(found, "").removeprefix("occasion.")

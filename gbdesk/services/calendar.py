"""A month or a year of the log: what was done, what is planned, which days are commemorated."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from gbdesk.services.coming import Marked, held_near, marked
from gbdesk.services.desk import Desk
from gbdesk.store import listing
from gbdesk.store.days import Held

if TYPE_CHECKING:
    from sqlalchemy import Connection

TOLD: Final = 12
_MONDAY: Final = Weeks(firstweekday=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An activity on a day."""

    id: str
    office: str
    title: str
    planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day: how many activities were done and are planned, some by name, and what it marks.

    `inside`: it is of the month that is shown, not a day before or after it in the same week.
    """

    day: date
    inside: bool
    done: int
    planned: int
    entries: tuple[Entry, ...]
    marks: tuple[Marked, ...]
    bands: tuple[Marked, ...]
    warns: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Days in rows: weeks from Monday to Sunday, or the twelve months of a year."""

    year: int
    month: int
    today: date
    rows: tuple[tuple[Day, ...], ...]


class Calendar:
    """The calendar of this workspace; no office means all of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def month(self, year: int, month: int, office: str | None = None) -> Page:
        """The weeks that a month touches."""
        weeks = _MONDAY.monthdatescalendar(year, month)
        return self._page(year, month, weeks, office)

    def year(self, year: int, office: str | None = None) -> Page:
        """The days of each month."""
        months = [
            [day for day in _MONDAY.itermonthdates(year, month) if day.month == month]
            for month in range(1, 13)
        ]
        return self._page(year, 0, months, office)

    def _page(
        self,
        year: int,
        month: int,
        rows: Sequence[Sequence[date]],
        office: str | None,
    ) -> Page:
        desk, first, last = self._desk, rows[0][0], rows[-1][-1]
        with desk.read() as db:
            known = held_near(db, [office] if office else [], first, last)
            by_day = _by_day(known, first, last)
            names = _named(db, by_day.values())
        found = marked(desk, known, first, last)
        today = desk.today()

        def shown(day: date) -> Day:
            held = by_day.get(day, [])
            touching = [one for one in found if one.start <= day <= one.end]
            marks = tuple(one for one in touching if not one.is_band)
            return Day(
                day=day,
                inside=not month or day.month == month,
                done=sum(not one.planned for one in held),
                planned=sum(one.planned for one in held),
                entries=tuple(names[one.key] for one in held[:TOLD] if one.key in names),
                marks=marks,
                bands=tuple(one for one in touching if one.is_band),
                warns=any(one.warns(today) for one in marks),
            )

        days = tuple(tuple(shown(day) for day in row) for row in rows)
        return Page(year=year, month=month, today=today, rows=days)


def _by_day(known: Iterable[Held], first: date, last: date) -> dict[date, list[Held]]:
    found: dict[date, list[Held]] = defaultdict(list)
    for one in known:
        start, end = date.fromisoformat(one.start), date.fromisoformat(one.end)
        day = max(start, first)
        while day <= min(end, last):
            found[day].append(one)
            day += timedelta(days=1)
    return found


def _named(db: Connection, held: Iterable[list[Held]]) -> dict[int, Entry]:
    keys = sorted({one.key for each in held for one in each[:TOLD]})
    return {
        row.key: Entry(
            id=row.id, office=row.office, title=row.title, planned=row.status == "planned"
        )
        for row in listing.activity_rows(db, keys)
    }

"""Commemorative days with what was done for them, and what comes next on the first page.

Which days there are is data of the catalogue, with the years in which each has its name
(`resources/plan/occasions.tsv`: the plan III.5, III.7 and decisions named there).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from gbdesk.services.desk import Desk
from gbdesk.services.home_parts import Action, Upcoming
from gbdesk.store import days, listing
from gbdesk.store.days import Held
from gbdesk.store.listing import ActivityQuery
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from gbdesk.domain.catalogue_parts import Occasion

NEAR: Final = timedelta(days=7)
WARNED: Final = timedelta(days=30)
AHEAD: Final = timedelta(days=60)
SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A commemorative day, or a month of action, in one year."""

    occasion: str
    name: str
    start: date
    end: date
    has_activity: bool

    @property
    def is_band(self) -> bool:
        """Whether it lasts for more than a day."""
        return self.end > self.start

    def warns(self, today: date) -> bool:
        """Whether the day is near and nothing was done or planned for it."""
        near = today <= self.start <= today + WARNED
        return near and not self.is_band and not self.has_activity


def held_near(db: Connection, offices: Sequence[str], first: date, last: date) -> list[Held]:
    """The activities from a week before these days to a week after them."""
    return days.held(db, offices, (first - NEAR).isoformat(), (last + NEAR).isoformat())


def marked(desk: Desk, known: Iterable[Held], first: date, last: date) -> list[Marked]:
    """The commemorative days that touch these days; `known` are the activities around them."""
    kept = list(known)
    found = [
        Marked(
            occasion=occasion.id,
            name=occasion.name,
            start=start,
            end=end,
            has_activity=any(_is_for(one, occasion.id, start, end) for one in kept),
        )
        for occasion, start, end in _occasions(desk, first, last)
    ]
    return sorted(found, key=lambda one: (one.start, one.end, one.occasion))


def _occasions(desk: Desk, first: date, last: date) -> Iterator[tuple[Occasion, date, date]]:
    for occasion in desk.catalogue.occasions.values():
        for year in range(first.year, last.year + 1):
            span = occasion.in_year(year)
            if span is not None and span[0] <= last and first <= span[1]:
                yield occasion, *span


def _is_for(one: Held, occasion: str, start: date, end: date) -> bool:
    """Whether an activity is of these days, or names the occasion within a week of them."""
    if one.start <= end.isoformat() and start.isoformat() <= one.end:
        return True
    near = (start - NEAR).isoformat(), (end + NEAR).isoformat()
    return one.occasion == occasion and one.start <= near[1] and near[0] <= one.end


def planning(occasion: Marked, today: date) -> Action:
    """The way to a planned activity for a commemorative day."""
    new = {"occasion": occasion.occasion, "start": max(occasion.start, today).isoformat()}
    return Action(
        page="activities",
        label=translate("Home", "Plan one"),
        facts={"new": {**new, "status": "planned"}},
    )


def upcoming(desk: Desk, db: Connection) -> tuple[Upcoming, ...]:
    """The next due dates, commemorative days and planned activities, five in all."""
    today = desk.today()
    last, office = today + AHEAD, desk.session.office
    known = held_near(db, [office], today, last)
    found = [
        *_due(desk, today),
        *(_occasion(one, today) for one in marked(desk, known, today, last)),
        *_planned(db, office, today),
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.kind, one.title))[:SHOWN])


def _due(desk: Desk, today: date) -> Iterator[Upcoming]:
    for period in desk.catalogue.periods.values():
        if today <= period.last_day <= today + AHEAD:
            yield Upcoming(
                kind="due",
                start=period.last_day,
                end=period.last_day,
                title=translate("Home", "Last day: report for {period}", period=period.title),
                has_activity=False,
                action=Action(
                    page="home",
                    label=translate("Home", "Show"),
                    facts={"period": period.id},
                ),
            )


def _occasion(one: Marked, today: date) -> Upcoming:
    return Upcoming(
        kind="occasion",
        start=one.start,
        end=one.end,
        title=one.name,
        has_activity=one.has_activity,
        action=planning(one, today),
    )


def _planned(db: Connection, office: str, today: date) -> Iterator[Upcoming]:
    asked = ActivityQuery(
        office=office,
        start=today.isoformat(),
        end=(today + AHEAD).isoformat(),
        status="planned",
        descending=False,
    )
    for row in listing.activity_rows(db, listing.activity_ids(db, asked, SHOWN)):
        start = date.fromisoformat(row.start)
        yield Upcoming(
            kind="activity",
            start=start,
            end=date.fromisoformat(row.end) if row.end else start,
            title=row.title,
            has_activity=True,
            action=Action(
                page="activities", label=translate("Home", "Open"), facts={"open": row.id}
            ),
        )

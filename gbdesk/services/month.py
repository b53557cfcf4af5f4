"""The month of action for the annual report: gathered by its own days, which run past the due date.

Up to its last day the report tells of it as of everything else, to the end of the period. A report
made later tells of the whole month; then only offices whose newest package was made after the
month reach that far.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.clock import moment_of
from gbdesk.domain.tally import Coverage
from gbdesk.reports.consolidated import TEMPLATE
from gbdesk.reports.facts import MonthOfAction
from gbdesk.reports.sentences import load
from gbdesk.services.figures import communication, tallied
from gbdesk.store import figures
from gbdesk.store.listing import ActivityQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLE: Final = "month"


def month_of_action(
    db: Connection, catalogue: Catalogue, period: str, made: date
) -> MonthOfAction | None:
    """What was done in the month of action; None for a half-year, and before it begins."""
    asked, named = catalogue.period(period), _occasion(catalogue, period)
    if asked.half or named is None:
        return None
    title, start, end = named
    as_of = end if made > end else min(asked.end, made)
    if as_of < start:
        return None
    told = communication(db, catalogue, period)
    coverage, partial = told.tally.coverage, 0
    if as_of > asked.end:
        came = [one for one in _owing(catalogue, period) if one not in told.missing]
        reach = _reaching(db, catalogue, end)
        partial = sum(one not in reach for one in came)
        coverage = Coverage(coverage.n - partial, coverage.of)
    query = ActivityQuery(start=start.isoformat(), end=as_of.isoformat())
    return MonthOfAction(
        title=title,
        start=start,
        end=end,
        as_of=as_of,
        tally=tallied(db, catalogue, query, coverage),
        partial=partial,
    )


def _occasion(catalogue: Catalogue, period: str) -> tuple[str, date, date] | None:
    year = catalogue.period(period).year
    for ident in load(TEMPLATE).raw[_TABLE]["occasions"]:
        occasion = catalogue.occasions.get(ident)
        if occasion is not None and (days := occasion.in_year(year)):
            return occasion.label, *days
    return None


def _owing(catalogue: Catalogue, period: str) -> list[str]:
    return [
        office.id
        for office in catalogue.reporting(period)
        if "activities" in catalogue.datasets(office.id, period)
    ]


def _reaching(db: Connection, catalogue: Catalogue, day: date) -> frozenset[str]:
    """The offices that sent something after this day, and those whose data are entered here."""
    sent = {
        row.office
        for row in figures.submissions(db)
        if moment_of(row.made).astimezone().date() > day
    }
    return frozenset(sent | set(catalogue.own_offices))

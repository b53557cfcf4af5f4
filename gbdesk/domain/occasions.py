"""Which commemorative day an activity may be for, by its days alone (`ux.md` S05)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from gbdesk.domain.activities import days_of
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Occasion
from gbdesk.domain.ops import Value

NEAR: Final = 7


def occasion_near(activity: Mapping[str, Value], catalogue: Catalogue) -> Occasion | None:
    """The nearest commemorative day within a week, else the month of action it falls into."""
    days = days_of(activity)
    if days is None:
        return None
    start, end = days
    found: list[tuple[int, int, str]] = []
    for occasion in catalogue.occasions.values():
        for year in {start.year, end.year}:
            span = occasion.in_year(year)
            if span is None:
                continue
            length, away = (span[1] - span[0]).days, _away(days, span)
            if away <= (0 if length else NEAR):
                found.append((length, away, occasion.id))
    return catalogue.occasions[min(found)[2]] if found else None


def _away(days: tuple[date, date], span: tuple[date, date]) -> int:
    """How many days lie between an activity and an occasion; none where they touch."""
    return max(0, (span[0] - days[1]).days, (days[0] - span[1]).days)

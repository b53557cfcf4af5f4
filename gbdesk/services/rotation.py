"""Which automatic backups are kept: the last 7 days, 4 weeks and 12 months that have one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Final

DAYS: Final = 7
WEEKS: Final = 4
MONTHS: Final = 12

_GROUPS: Final[tuple[tuple[int, Callable[[date], Hashable]], ...]] = (
    (DAYS, lambda day: day),
    (WEEKS, lambda day: day.isocalendar()[:2]),
    (MONTHS, lambda day: (day.year, day.month)),
)


def kept(days: Iterable[date]) -> frozenset[date]:
    """The days whose backup stays: of each week and month the newest one."""
    found: set[date] = set()
    newest_first = sorted(set(days), reverse=True)
    for most, group in _GROUPS:
        seen: dict[Hashable, date] = {}
        for day in newest_first:
            seen.setdefault(group(day), day)
        found |= set(list(seen.values())[:most])
    return frozenset(found)

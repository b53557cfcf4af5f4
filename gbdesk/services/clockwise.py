"""A PC clock that looks wrong: asked about before the first write (`package.md` 4.3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Final

from gbdesk.domain.clock import DAY_MS, moment_of
from gbdesk.services.desk import Desk

EARLIEST: Final = date(2026, 1, 1)
"""Before this day no version of this program was there."""
FAR_MS: Final = 2 * 365 * DAY_MS


def doubted(desk: Desk) -> date | None:
    """The day the PC's clock shows, where it cannot be right.

    It is before the program was made, before the last change in this file, or years after it.
    Sample data are of any time.
    """
    if desk.session.sample:
        return None
    now, last = desk.clock.now_ms(), int(desk.clock.last[:12], 16)
    shown = _day(now)
    far = bool(last) and not last - DAY_MS <= now <= last + FAR_MS
    return shown if far or shown < EARLIEST else None


def correct(desk: Desk, day: date) -> None:
    """Until the file is closed, count from the day that a person named."""
    days = (day - _day(desk.clock.now_ms())).days
    desk.clock.shift(days * DAY_MS)
    desk.today = partial(_later, desk.today, days)


def _later(today: Callable[[], date], days: int) -> date:
    return today() + timedelta(days=days)


def _day(ms: int) -> date:
    return moment_of(ms).astimezone().date()

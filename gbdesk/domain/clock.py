"""Time as ops carry it: a hybrid logical clock, so that order never trusts the PC's clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timezone
from functools import partial
from typing import Final

DAY_MS: Final = 24 * 60 * 60 * 1000
LAST_MS: Final = 253_402_214_400_000  # the last day that a date can name, in every time zone
_COUNTER: Final = 0xFFFF


def system_ms() -> int:
    """Milliseconds since 1970 by the PC's clock."""
    return time.time_ns() // 1_000_000


def moment_of(ms: int) -> datetime:
    """The moment in UTC; what lies beyond the year 9999 is its last day.

    The clocks of ops are other people's word: 48 bits reach further than a date.
    """
    return datetime.fromtimestamp(min(ms, LAST_MS) / 1000, tz=timezone.utc)  # noqa: UP017


def stamp(ms: int) -> str:
    """A moment as ledger and audit write it: UTC, ISO, seconds."""
    return moment_of(ms).isoformat(timespec="seconds")


class HybridClock:
    """48 bits of milliseconds and a 16-bit counter, written as 16 hex digits that sort by time."""

    def __init__(self, last: str = "0" * 16, now_ms: Callable[[], int] = system_ms) -> None:
        self._ms, self._count = int(last[:12], 16), int(last[12:], 16)
        self._now_ms = now_ms

    @property
    def last(self) -> str:
        """The newest reading given or absorbed."""
        return f"{self._ms:012x}{self._count:04x}"

    def now_ms(self) -> int:
        """What the PC's clock says."""
        return self._now_ms()

    def stamp(self) -> str:
        """What the PC's clock says, as ledger and audit write it."""
        return stamp(self._now_ms())

    def shift(self, ms: int) -> None:
        """The PC's clock is off by so much, a person says."""
        self._now_ms = partial(_shifted, self._now_ms, ms)

    def tick(self) -> str:
        """The next reading: later than every earlier one, whatever the PC's clock does."""
        now = self._now_ms()
        if now > self._ms:
            self._ms, self._count = now, 0
        elif self._count < _COUNTER:
            self._count += 1
        else:
            self._ms, self._count = self._ms + 1, 0
        return self.last

    def absorb(self, reading: str) -> None:
        """Move past a reading from elsewhere, unless it is more than a day ahead."""
        ms, count = int(reading[:12], 16), int(reading[12:], 16)
        if ms - self._now_ms() <= DAY_MS and (ms, count) > (self._ms, self._count):
            self._ms, self._count = ms, count


def _shifted(clock: Callable[[], int], ms: int) -> int:
    return clock() + ms

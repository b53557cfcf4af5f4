"""Reporting periods: the data window and the due date are independent dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gbdesk.text import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """`2024-6T` or `2024-N`; the year is a full restatement, never the sum of two halves."""

    id: str
    year: int
    half: bool
    start: date
    end: date
    due: date
    due_inclusive: bool
    verified: bool

    @property
    def title(self) -> str:
        """`6 tháng đầu năm 2024` or `Năm 2024` in the language in use."""
        if self.half:
            return translate("Period", "First 6 months of {year}", year=self.year)
        return translate("Period", "Year {year}", year=self.year)

    @property
    def short(self) -> str:
        """`6 tháng 2024` for narrow columns."""
        if self.half:
            return translate("Period", "6 months {year}", year=self.year)
        return self.title

    @property
    def official(self) -> str:
        """As Vietnamese documents say it: `6 tháng đầu năm 2024`, `năm 2024`."""
        return f"6 tháng đầu năm {self.year}" if self.half else f"năm {self.year}"

    @property
    def last_day(self) -> date:
        """The last day that is in time: "trước ngày 5/6" makes it 4/6."""
        return self.due if self.due_inclusive else self.due - timedelta(days=1)

    def days_late(self, day: date) -> int:
        """How many days after the last day in time; 0 when in time."""
        return max(0, (day - self.last_day).days)

    def is_late(self, day: date) -> bool:
        """Whether something of this day is after the last day in time."""
        return day > self.last_day

    def contains(self, day: date) -> bool:
        """Whether the day is in the data window."""
        return self.start <= day <= self.end

    def same_last_year(self) -> str:
        """The id of the same period of the year before."""
        return f"{self.year - 1}-{'6T' if self.half else 'N'}"


def named(ident: str) -> str:
    """The title of a period by its id: `Năm 2028` of `2028-N`."""
    year, _, ending = ident.partition("-")
    if ending == "6T":
        return translate("Period", "First 6 months of {year}", year=year)
    return translate("Period", "Year {year}", year=year)

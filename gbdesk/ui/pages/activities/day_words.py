"""The words of the calendar: months, days of the week, what a day says to those who hear it."""

from __future__ import annotations

from datetime import date
from typing import Final

from gbdesk.domain.dates import short, weekday
from gbdesk.services.calendar import Day
from gbdesk.text import mark, say, translate

_MONTHS: Final = (
    mark("Calendar", "January"),
    mark("Calendar", "February"),
    mark("Calendar", "March"),
    mark("Calendar", "April"),
    mark("Calendar", "May"),
    mark("Calendar", "June"),
    mark("Calendar", "July"),
    mark("Calendar", "August"),
    mark("Calendar", "September"),
    mark("Calendar", "October"),
    mark("Calendar", "November"),
    mark("Calendar", "December"),
)
_WEEK: Final = (
    mark("Calendar", "Mon"),
    mark("Calendar", "Tue"),
    mark("Calendar", "Wed"),
    mark("Calendar", "Thu"),
    mark("Calendar", "Fri"),
    mark("Calendar", "Sat"),
    mark("Calendar", "Sun"),
)


def month_name(month: int) -> str:
    """`Tháng 11`, `November`."""
    return say(_MONTHS[month - 1])


def month_title(year: int, month: int) -> str:
    """`Tháng 11, 2024`, `November 2024`."""
    return translate("Calendar", "{month} {year}", month=month_name(month), year=year)


def week_names() -> tuple[str, ...]:
    """`T2` to `CN`."""
    return tuple(say(one) for one in _WEEK)


def day_title(day: date) -> str:
    """`Thứ Hai, 25/11/2024`."""
    words = f"{weekday(day)}, {short(day)}"
    return words[:1].upper() + words[1:]


def day_words(day: Day) -> str:
    """Everything a cell shows, as a sentence."""
    parts = [day_title(day.day), *(one.name for one in (*day.bands, *day.marks))]
    if day.done:
        parts.append(translate("Calendar", "{n} activities done", n=day.done))
    if day.planned:
        parts.append(translate("Calendar", "{n} activities planned", n=day.planned))
    if day.warns:
        parts.append(translate("Calendar", "no activity for this day yet"))
    return "; ".join(parts)

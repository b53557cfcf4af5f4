"""Dates as they are typed and as official documents print them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from gbdesk.text import mark, say, translate

_PARTED: Final = re.compile(r"^(\d{1,2})[/\-. ](\d{1,2})(?:[/\-. ](\d{4}|\d{2}))?$")
_DIGITS: Final = re.compile(r"^(\d{2})(\d{2})(\d{4}|\d{2})$")
_ISO: Final = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_TODAY: Final = {"h", "hn", "hôm nay", "today"}
_DAYS: Final = (
    mark("Dates", "Monday"),
    mark("Dates", "Tuesday"),
    mark("Dates", "Wednesday"),
    mark("Dates", "Thursday"),
    mark("Dates", "Friday"),
    mark("Dates", "Saturday"),
    mark("Dates", "Sunday"),
)


def parse_date(text: str, today: date) -> date | None:
    """Read `22/5`, `22-05-2024`, `220524`, `22052024`, `2024-05-22` or `h` (today).

    A day without a year is of the year of `today`. None where it is no date of the calendar.
    """
    typed = text.strip().lower()
    if typed in _TODAY:
        return today
    if iso := _ISO.match(typed):
        return _date(iso[1], iso[2], iso[3])
    found = _PARTED.match(typed) or _DIGITS.match(typed)
    if not found:
        return None
    day, month, year = found[1], found[2], found[3]
    if year is None:
        return _date(str(today.year), month, day)
    return _date(year if len(year) == 4 else f"20{year}", month, day)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_iso(text: object) -> date | None:
    """A stored ISO date, or None where there is none."""
    return _iso(text) if isinstance(text, str) and text else None


@lru_cache(maxsize=4096)
def _iso(text: str) -> date | None:
    """The same few hundred days come again in every list of activities."""
    return date.fromisoformat(text) if _ISO.match(text) else None


def short(day: date) -> str:
    """`05/06/2024`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def day_month(day: date) -> str:
    """`05/06`."""
    return f"{day.day:02d}/{day.month:02d}"


def long(day: date) -> str:
    """`ngày 05 tháng 6 năm 2024`: zeros before days under 10 and months 1 and 2 (NĐ 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def weekday(day: date) -> str:
    """The day of the week in the language in use."""
    return say(_DAYS[day.weekday()])


def until(days: int) -> str:
    """How long is left, or how long it has been over, in words."""
    if days < 0:
        return translate("Dates", "{n} days overdue", n=-days)
    if days == 0:
        return translate("Dates", "due today")
    return translate("Dates", "{n} days left", n=days)

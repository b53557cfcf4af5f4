"""How a column of a spreadsheet is to be read, where its numbers or days can be read two ways.

What is doubtful is asked once for a column, never cell by cell, and never decided silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, TypeAlias

from gbdesk.domain.cells import LARGEST, NOT_APPLICABLE, UNKNOWN, CellValue
from gbdesk.domain.dates import parse_date, short
from gbdesk.domain.names import fold
from gbdesk.domain.numbers import Ambiguous, parse_count

THOUSANDS: Final = "thousands"
DASH: Final = "dash"
ORDER: Final = "order"
SWAPPED: Final = "swapped"

WHOLE: Final = "whole"
LEAVE: Final = "leave"
ZERO: Final = "zero"
BLANK: Final = "blank"
NOT_HERE: Final = "na"
DAY_FIRST: Final = "day-first"
MONTH_FIRST: Final = "month-first"
SWAP: Final = "swap"
KEEP: Final = "keep"

FEW: Final = 3  # so many days of the 1st to 12th in a row are hardly chance

Written: TypeAlias = str | int | bool | date | None

_DASHES: Final = frozenset({"-", "–", "—", "−", "khong", "khong co", "ko"})
_PARTED: Final = re.compile(r"^\D{0,10}(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4}|\d{2})(?:[ T]+\d.*)?$")


class Odd(Enum):
    """Why a cell gives no value."""

    NO_NUMBER = "no-number"
    NO_DAY = "no-day"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One question about a column; `default` is empty where a person has to answer."""

    kind: str
    sample: str
    options: tuple[str, ...]
    default: str = ""


def doubts_of_counts(cells: Iterable[Written], *, may_be_na: bool = False) -> list[Doubt]:
    """What has to be asked about a column of whole numbers: `1,234`, and `-` or `không`."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    found: list[Doubt] = []
    doubtful = next((one for one in texts if isinstance(parse_count(one), Ambiguous)), None)
    if doubtful:
        found.append(Doubt(kind=THOUSANDS, sample=doubtful, options=(WHOLE, LEAVE)))
    dash = next((one for one in texts if _is_dash(one)), None)
    if dash:
        options = (ZERO, BLANK, NOT_HERE) if may_be_na else (ZERO, BLANK)
        found.append(Doubt(kind=DASH, sample=dash, options=options))
    return found


def doubts_of_days(cells: Iterable[Written]) -> list[Doubt]:
    """What has to be asked about a column of days: which part is the month; swapped by Excel?

    A spreadsheet in English takes `03/05/2024` for the 5th of March and leaves `13/05/2024` text.
    """
    known = list(cells)
    days = [cell for cell in known if isinstance(cell, date)]
    parted = [
        (int(found[1]), int(found[2]), cell)
        for cell in known
        if isinstance(cell, str) and (found := _PARTED.match(cell.strip()))
    ]
    by_day = next((text for first, _, text in parted if first > 12), None)
    by_month = next((text for _, second, text in parted if second > 12), None)
    open_ones = [text for first, second, text in parted if first != second]
    options = (DAY_FIRST, MONTH_FIRST)
    if by_month:
        default = "" if by_day else MONTH_FIRST
        return [Doubt(kind=ORDER, sample=by_month, options=options, default=default)]
    if by_day:
        if len(days) >= FEW and all(day.day <= 12 for day in days):
            return [Doubt(kind=SWAPPED, sample=short(days[0]), options=(KEEP, SWAP))]
        return []
    if open_ones:
        return [Doubt(kind=ORDER, sample=open_ones[0], options=options, default=DAY_FIRST)]
    return []


def read_count(cell: Written, answers: Mapping[str, str]) -> CellValue | Odd:
    """A whole number as a cell of a spreadsheet writes it, `?` included; blank is None."""
    if isinstance(cell, bool | date):
        return Odd.NO_NUMBER
    if cell is None or isinstance(cell, int):
        return cell if cell is None or 0 <= cell <= LARGEST else Odd.NO_NUMBER
    if cell.strip() == UNKNOWN:
        return UNKNOWN
    if _is_dash(cell):
        return _dashed(answers.get(DASH, ""))
    read = parse_count(cell)
    if isinstance(read, Ambiguous):
        said = answers.get(THOUSANDS, "")
        return read.whole if said == WHOLE else Odd.NO_NUMBER if said else Odd.ASKED
    return Odd.NO_NUMBER if read is None or read > LARGEST else read


def _dashed(said: str) -> CellValue | Odd:
    meant: dict[str, CellValue] = {ZERO: 0, BLANK: None, NOT_HERE: NOT_APPLICABLE}
    return meant.get(said, Odd.ASKED) if said else Odd.ASKED


def read_day(cell: Written, answers: Mapping[str, str], today: date) -> date | Odd | None:
    """A day as a cell of a spreadsheet writes it; blank is None.

    A day without a year is of the year of `today`.
    """
    if cell is None:
        return None
    if isinstance(cell, date):
        return _swapped(cell, answers)
    if isinstance(cell, bool | int):
        return Odd.NO_DAY
    found = _PARTED.match(cell.strip())
    if found is None:
        return parse_date(cell, today) or Odd.NO_DAY
    first, second, year = found.groups()
    if answers.get(ORDER) == MONTH_FIRST:
        first, second = second, first
    return parse_date(f"{first}/{second}/{year}", today) or Odd.NO_DAY


def _swapped(day: date, answers: Mapping[str, str]) -> date:
    swaps = answers.get(SWAPPED) == SWAP and day.day <= 12
    return date(day.year, day.day, day.month) if swaps else day


def _is_dash(text: str) -> bool:
    return fold(text).strip(" .") in _DASHES

"""What is asked about the columns of a table, and the answers offered."""

from __future__ import annotations

from typing import Final

from gbdesk.domain import columns
from gbdesk.domain.columns import Doubt
from gbdesk.domain.legacy import TCVN3, UNICODE, VNI
from gbdesk.text import mark, say

_ASKED: Final = {
    columns.THOUSANDS: mark("Excel", "“{title}”: how is “{sample}” meant?"),
    columns.DASH: mark("Excel", "“{title}”: what does “{sample}” mean?"),
    columns.ORDER: mark("Excel", "“{title}”: what comes first in “{sample}”?"),
    columns.SWAPPED: mark(
        "Excel", "“{title}”: an English Excel may have swapped day and month, as in {sample}."
    ),
}
_ANSWERS: Final = {
    columns.WHOLE: mark("Excel", "a whole number: thousands"),
    columns.LEAVE: mark("Excel", "leave these cells out"),
    columns.ZERO: mark("Excel", "zero: none occurred"),
    columns.BLANK: mark("Excel", "nothing: leave blank"),
    columns.NOT_HERE: mark("Excel", "does not apply"),
    columns.DAY_FIRST: mark("Excel", "the day (22/5)"),
    columns.MONTH_FIRST: mark("Excel", "the month (5/22)"),
    columns.KEEP: mark("Excel", "the dates are right"),
    columns.SWAP: mark("Excel", "swap them back"),
}
ENCODINGS: Final = (
    ("", mark("Excel", "Font: found out")),
    (UNICODE, mark("Excel", "Unicode (Times New Roman, Arial)")),
    (TCVN3, mark("Excel", "TCVN3 (.VnTime)")),
    (VNI, mark("Excel", "VNI (VNI-Times)")),
)


def question(doubt: Doubt, title: str) -> str:
    """What is asked about a column."""
    return say(_ASKED[doubt.kind], title=title, sample=doubt.sample)


def answer(option: str) -> str:
    """One of the answers offered."""
    return say(_ANSWERS[option])

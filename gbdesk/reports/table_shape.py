"""How wide the columns of a table are on paper, and how high a head with upright titles."""

from __future__ import annotations

from typing import Final

from gbdesk.reports import fonts
from gbdesk.reports.document import Column, Table

BOLD: Final = frozenset({"group", "total"})


def column_widths(table: Table, room: float) -> list[float]:
    """The widths in mm, together as wide as the table's part of the room."""
    whole = sum(column.width for column in table.columns)
    return [column.width * room * table.fill / whole for column in table.columns]


def head_height(columns: tuple[Column, ...], size: float) -> float:
    """How high a head with upright titles must be, in mm, for titles on at most two lines."""
    upright = [column.title for column in columns if column.upright]
    longest = 0.0
    for title in upright:
        parts = fonts.balanced(title, size, fonts.width(title, size, bold=True) * 0.62, bold=True)
        longest = max(longest, *(fonts.width(part, size, bold=True) for part in parts))
    return longest + 4 if upright else 0.0

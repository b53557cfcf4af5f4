"""How wide the columns of a table are on paper, and how high a head with upright titles."""

from __future__ import annotations

from typing import Final

from gbdesk.reports import fonts
from gbdesk.reports.document import Column, Table

BOLD: Final = frozenset({"group", "total"})
_PADDING: Final = 2.6
_LOOKED_AT: Final = 400


def column_widths(table: Table, room: float) -> list[float]:
    """The widths in mm, together as wide as the table's part of the room.

    No number and no word is torn: columns that need more take it from those that have it to give.
    """
    whole = sum(column.width for column in table.columns)
    space = room * table.fill
    widths = [column.width * space / whole for column in table.columns]
    needs = [_needed(table, at) for at in range(len(table.columns))]
    lacking = sum(max(0.0, need - width) for need, width in zip(needs, widths, strict=True))
    giving = sum(max(0.0, width - need) for need, width in zip(needs, widths, strict=True))
    if not lacking or not giving:
        return widths
    share = min(1.0, lacking / giving)
    granted = min(1.0, giving / lacking)
    return [
        width + (need - width) * granted if need > width else width - (width - need) * share
        for need, width in zip(needs, widths, strict=True)
    ]


def head_height(columns: tuple[Column, ...], size: float) -> float:
    """How high a head with upright titles must be, in mm, for titles on at most two lines."""
    upright = [column.title for column in columns if column.upright]
    longest = 0.0
    for title in upright:
        parts = fonts.balanced(title, size, fonts.width(title, size, bold=True) * 0.62, bold=True)
        longest = max(longest, *(fonts.width(part, size, bold=True) for part in parts))
    return longest + 4 if upright else 0.0


def _needed(table: Table, at: int) -> float:
    """What the widest word of a column needs; an upright title needs two lines of its size."""
    column, size = table.columns[at], table.size
    if column.upright:
        head = 2.5 * size / fonts.MM
    else:
        head = max(fonts.width(word, size, bold=True) for word in column.title.split() or [""])
    cells = {word for row in table.rows[:_LOOKED_AT] for word in row.cells[at].text.split() if word}
    widest = max((fonts.width(word, size) for word in cells), default=0.0)
    return max(head, widest) + _PADDING

"""How the width of a table is shared out among its columns, and which give way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QTableView

from gbdesk.ui.tables.columns import Column
from gbdesk.ui.theme import px

LEAST_PART: Final = (3, 5)


class Share:
    """Columns that stretch take what the others leave; where that is little, others are left out.

    `need` names a column whose words shall be whole: it gets its width before the rest is shared.
    """

    def __init__(self, table: QTableView, columns: Sequence[Column]) -> None:
        self._table, self._columns = table, columns
        self._needs: dict[str, int] = {}
        self.off = {column.key for column in columns if column.hidden}

    def need(self, number: int, width: int) -> None:
        """A column is not to be narrower than this; one that does not stretch grows at once."""
        column = self._columns[number]
        self._needs[column.key] = width
        if not column.stretches and width > self._table.columnWidth(number):
            self._table.setColumnWidth(number, width)

    def out(self) -> None:
        """Share out the width there is now."""
        for number, column in enumerate(self._columns):
            self._table.setColumnHidden(number, column.key in self.off)
        for number, column in enumerate(self._columns):
            if column.drops and self._room() < self._least():
                self._table.setColumnHidden(number, True)
        stretching = {n: one for n, one in self._shown() if one.stretches}
        least = {number: self._wanted(one) for number, one in stretching.items()}
        whole, parts = sum(least.values()), sum(one.width for one in stretching.values())
        spare = self._room() - whole
        for number, column in stretching.items():
            part, of = (column.width, parts) if spare > 0 else (least[number], whole)
            width = least[number] + spare * part // max(1, of)
            self._table.setColumnWidth(number, max(px(column.width) // 2, width))

    def _shown(self) -> list[tuple[int, Column]]:
        known = enumerate(self._columns)
        return [(number, one) for number, one in known if not self._table.isColumnHidden(number)]

    def _room(self) -> int:
        """The width that columns of no fixed width have between them."""
        fixed = (self._table.columnWidth(n) for n, one in self._shown() if not one.stretches)
        return self._table.viewport().width() - sum(fixed)

    def _least(self) -> int:
        """What the columns of no fixed width want before others are left out."""
        shown = (one for one in self._columns if one.stretches and one.key not in self.off)
        return sum(self._wanted(column) for column in shown)

    def _wanted(self, column: Column) -> int:
        part, of = LEAST_PART
        return max(self._needs.get(column.key, 0), px(column.width) * part // of)

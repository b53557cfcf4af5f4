"""Columns of a table that a person puts in another order, by dragging titles or from a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from gbdesk.ui.tables.columns import Column


def visual(titles: QHeaderView) -> list[int]:
    """The numbers of the columns as they stand, also of hidden ones."""
    return [titles.logicalIndex(place) for place in range(titles.count())]


class Moving(QObject):
    """`moved` after a column was put elsewhere by a person."""

    moved = Signal()

    def __init__(self, table: QTableView, columns: Sequence[Column]) -> None:
        super().__init__(table)
        self._table, self._columns = table, tuple(columns)
        self._titles = table.horizontalHeader()
        self._quiet = False
        self._titles.setSectionsMovable(True)
        self._titles.sectionMoved.connect(self._moved)

    def keys(self) -> tuple[str, ...]:
        """The keys of all columns as they stand."""
        return tuple(self._columns[one].key for one in visual(self._titles))

    def put(self, keys: Sequence[str]) -> None:
        """Let them stand so; those not named stand behind, as at the beginning."""
        known = {column.key: number for number, column in enumerate(self._columns)}
        wanted = [known[key] for key in dict.fromkeys(keys) if key in known]
        rest = [number for number in known.values() if number not in wanted]
        self._quiet = True
        for place, number in enumerate((*wanted, *rest)):
            self._titles.moveSection(self._titles.visualIndex(number), place)
        self._quiet = False

    def move(self, key: str, by: int) -> None:
        """Put a column so many shown columns further right, or left."""
        shown = [one for one in visual(self._titles) if not self._table.isColumnHidden(one)]
        at = next(at for at, one in enumerate(shown) if self._columns[one].key == key)
        if 0 <= at + by < len(shown):
            there = self._titles.visualIndex(shown[at + by])
            self._titles.moveSection(self._titles.visualIndex(shown[at]), there)

    def _moved(self, *_what: int) -> None:
        if not self._quiet:
            self.moved.emit()

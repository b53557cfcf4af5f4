"""Every changed value that goes out, as a table: record, field, what stood before and now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gbdesk.services.outgoing import Detail
from gbdesk.text import translate
from gbdesk.ui.forms.look import color

ROW: Final = 30
NO_PARENT: Final = QModelIndex()
_DASH: Final = "–"


class Details(QAbstractTableModel):
    """The lines; the name of a record stands in its first line only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: Sequence[Detail] = ()

    def show(self, lines: Sequence[Detail]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    # Qt's names
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        """How many values."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        """Record, field, before, now."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads of the columns."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("Export", "Record"),
            translate("Export", "Field"),
            translate("Export", "Before"),
            translate("Export", "Now"),
        )[section]

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a cell says."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        column = index.column()
        words = (line.title, line.field, line.old or _DASH, line.new or _DASH)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column == 0 and self._goes_on(index.row()) else words
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return words
        if role == Qt.ItemDataRole.ForegroundRole and column == 2:
            return color("text_3")
        return None

    def _goes_on(self, row: int) -> bool:
        return row > 0 and self._lines[row - 1].record == self._lines[row].record


class DetailTable(QTableView):
    """Looks like the other tables; nothing is chosen or changed here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self.setAccessibleName(translate("Export", "Every changed value"))
        self.details = Details(self)
        self.setModel(self.details)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, share in enumerate((3, 3, 2, 2)):
            mode = QHeaderView.ResizeMode.Stretch if share else QHeaderView.ResizeMode.Fixed
            head.setSectionResizeMode(column, mode)

"""Beside the grid, row by row: the share of women, the period before, what is to be confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from gbdesk.domain import numbers
from gbdesk.domain.cells import CellValue, number_of
from gbdesk.text import translate
from gbdesk.ui.forms.look import color, px
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.sheet import At
from gbdesk.ui.grid.typed import show_figure
from gbdesk.ui.returns.table_sheet import TableSheet

TOTAL, WOMEN, MINORITY = "total", "women", "ethnic-minority-women"
SHARE, BEFORE, STATE = range(3)
WIDTHS: Final = (88, 112, 206)
NO_PARENT: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


def share_words(sheet: TableSheet, row: str) -> str:
    """The share of women in a row with one decimal; empty where it cannot be told."""
    women = number_of(sheet.cell(row, WOMEN).value)
    total = number_of(sheet.cell(row, TOTAL).value)
    if women is None or not total or women > total:
        return ""
    return numbers.percent(women, total)


class BesideModel(QAbstractTableModel):
    """As many rows as the grid; nothing here is entered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet: TableSheet | None = None
        self._before: Mapping[At, CellValue] = {}

    def show(self, sheet: TableSheet, before: Mapping[At, CellValue]) -> None:
        """Follow the grid to another return."""
        self.beginResetModel()
        self._sheet, self._before = sheet, before
        self.endResetModel()

    def refresh(self) -> None:
        """The figures of the grid changed."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, STATE))

    def before_words(self, row: str) -> str:
        """`45 · 20 · 6`: the period before; empty where it told nothing of this row."""
        told = [self._before.get((row, column)) for column in (TOTAL, WOMEN, MINORITY)]
        if all(value is None for value in told):
            return ""
        return " · ".join("…" if value is None else show_figure(value) for value in told)

    # Qt's names
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """The rows of the grid."""
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Share, period before, state."""
        return 0 if parent.isValid() else len(WIDTHS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words in their place and colour."""
        if not index.isValid() or self._sheet is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
            side = left if index.column() == STATE else right
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return color("warning" if index.column() == STATE else "text_2")
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(self._sheet, index)
        return None

    def _words(self, sheet: TableSheet, index: Index) -> str:
        row = sheet.rows[index.row()].place
        if index.column() == SHARE:
            return share_words(sheet, row)
        if index.column() == BEFORE:
            return self.before_words(row)
        waiting = any(at[0] == row and sheet.carried(*at) is not None for at in sheet.lines)
        return translate("Cadres", "period before – not confirmed") if waiting else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What the columns are."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                translate("Cadres", "Women %"),
                translate("Cadres", "Period before"),
                "",
            )[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == BEFORE:
            return translate("Cadres", "Total · women · ethnic-minority women")
        return None


class BesideView(QTableView):
    """Scrolls with the grid and takes no caret."""

    def __init__(self, grid: FigureGrid) -> None:
        super().__init__(grid.parentWidget())
        self._grid, self.rows = grid, BesideModel(self)
        self.setObjectName("gridBeside")
        self.setModel(self.rows)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        for policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, px(width))
        self.setFixedWidth(px(sum(WIDTHS)) + 2)
        self.setAccessibleName(translate("Cadres", "Share of women and the period before"))
        ours, theirs = self.verticalScrollBar(), grid.view.verticalScrollBar()
        theirs.valueChanged.connect(ours.setValue)
        ours.valueChanged.connect(theirs.setValue)
        grid.view.places.geometriesChanged.connect(self.fit)
        grid.view.groups.geometriesChanged.connect(self.fit)

    def fit(self) -> None:
        """Rows and header as high as those of the grid."""
        self.verticalHeader().setDefaultSectionSize(self._grid.view.places.defaultSectionSize())
        self.horizontalHeader().setFixedHeight(max(1, self._grid.view.groups.height()))

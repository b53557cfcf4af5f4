"""The pinned rows below the grid: sums, and the same period of last year."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from gbdesk.text import translate
from gbdesk.ui.grid.delegate import TotalsDelegate
from gbdesk.ui.grid.headers import PlaceHeader
from gbdesk.ui.grid.model import TotalsModel

ROW: Final = 32


class TotalsView(QTableView):
    """No caret, the columns and the scroll of the grid."""

    def __init__(self, model: TotalsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("gridTotals")
        self.places = PlaceHeader(self, strong=True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setVerticalHeader(self.places)
        self.setModel(model)
        self.setItemDelegate(TotalsDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.places.setDefaultSectionSize(ROW)
        self.setAccessibleName(translate("Grid", "Totals"))

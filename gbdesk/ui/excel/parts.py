"""What the last step shows: a count with its picture and tick, the cells that need a look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gbdesk.services.activity_reading import CellProblem
from gbdesk.text import translate
from gbdesk.ui.office.parts import Picture, Words

LISTED: Final = 500
ROWS_NAMED: Final = 12


class Count(QWidget):
    """A picture, what it stands for, and a tick where a person may decide otherwise."""

    def __init__(self, picture: str, tone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Words("", wrap=True, parent=self)
        self.tick = QCheckBox(self)
        self.tick.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(picture, tone, 18, self))
        row.addWidget(self.words, 1)
        row.addWidget(self.tick)

    def say(self, words: str, *, shown: bool, tick: str = "") -> None:
        """Other words; hidden where there is nothing to say."""
        self.words.setText(words)
        self.tick.setText(tick)
        self.tick.setAccessibleName(tick)
        self.tick.setVisible(bool(tick))
        self.setVisible(shown)


class Problems(QTableWidget):
    """Cells with what is wrong in them; hidden where there are none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 2, parent)
        self.setAccessibleName(translate("Excel", "Cells that need a look"))
        self.setHorizontalHeaderLabels(
            [translate("Excel", "Cell"), translate("Excel", "What is wrong")]
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def show_problems(self, found: Sequence[CellProblem]) -> None:
        """The first few hundred of these."""
        shown = found[:LISTED]
        self.setRowCount(len(shown))
        for row, problem in enumerate(shown):
            self.setItem(row, 0, QTableWidgetItem(problem.cell))
            item = QTableWidgetItem(problem.text)
            item.setToolTip(problem.text)
            self.setItem(row, 1, item)
        self.setVisible(bool(found))


def named(numbers: Sequence[int]) -> str:
    """The first few numbers of rows."""
    shown = ", ".join(map(str, numbers[:ROWS_NAMED]))
    return f"{shown} …" if len(numbers) > ROWS_NAMED else shown

"""What the last step shows: a count with its picture and tick, the cells that need a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

from PySide6.QtCore import Qt
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
from gbdesk.ui.forms.look import px
from gbdesk.ui.office.parts import Picture, Words

LISTED: Final = 500
ROWS_NAMED: Final = 12
WIDEST: Final = 300


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


class LeftOut(Count):
    """The columns of a table that are not taken, with how to take them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("triangle-alert", "warning", parent)

    def show_columns(self, columns: Sequence[str]) -> None:
        """Name them; hidden where every column is taken."""
        words = translate(
            "Excel",
            "{n} columns are not taken: {columns}. Back: say what they are.",
            n=len(columns),
            columns="; ".join(columns[:ROWS_NAMED]),
        )
        self.say(words, shown=bool(columns))


class Loose(Count):
    """Names of places and of lists that were written otherwise, each with what it is taken for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("triangle-alert", "warning", parent)

    def show_names(self, names: Mapping[str, str]) -> None:
        """Name them; hidden where all are written as they are."""
        taken = [
            translate("Excel", "“{said}” as {name}", said=said, name=name)
            for said, name in islice(names.items(), ROWS_NAMED)
        ]
        words = translate(
            "Excel",
            "{n} names are written otherwise and taken so: {names}",
            n=len(names),
            names="; ".join(taken),
        )
        self.say(words, shown=bool(names))


class Listing(QTableWidget):
    """A few hundred rows to look at; hidden where there are none."""

    def __init__(self, name: str, heads: Sequence[str], parent: QWidget) -> None:
        super().__init__(0, len(heads), parent)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a file's name ends with the cell
        self.verticalHeader().hide()
        self._wide = -1
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def widen(self, column: int) -> None:
        """The column that takes what room there is."""
        self._wide = column
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, found: Sequence[Sequence[str]]) -> None:
        """The first few hundred of these."""
        shown = found[:LISTED]
        self.setRowCount(len(shown))
        for row, texts in enumerate(shown):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, column, item)
        for column in {*range(self.columnCount())} - {self._wide}:
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column) + px(8), px(WIDEST)))
        self.setVisible(bool(found))


class Problems(Listing):
    """Cells with what is wrong in them."""

    def __init__(self, parent: QWidget) -> None:
        heads = (translate("Excel", "Cell"), translate("Excel", "What is wrong"))
        super().__init__(translate("Excel", "Cells that need a look"), heads, parent)
        self.widen(1)

    def show_problems(self, found: Sequence[CellProblem]) -> None:
        """The first few hundred of these."""
        self.show_rows([(one.cell, one.text) for one in found[:LISTED]])


def named(numbers: Sequence[int]) -> str:
    """The first few numbers of rows."""
    shown = ", ".join(map(str, numbers[:ROWS_NAMED]))
    return f"{shown} …" if len(numbers) > ROWS_NAMED else shown

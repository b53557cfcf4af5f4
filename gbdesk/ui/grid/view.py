"""The view of the grid: keys, selection, copying and pasting as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTableView, QWidget

from gbdesk.ui.grid import moves
from gbdesk.ui.grid.delegate import FigureDelegate
from gbdesk.ui.grid.headers import GroupHeader, PlaceHeader
from gbdesk.ui.grid.keys import EDITING, begins_figure, command_of, typed_of
from gbdesk.ui.grid.model import GridModel, Index


class GridView(QTableView):
    """`command` carries what a key asks for beyond moving about."""

    command = Signal(str)
    refused = Signal(QRect)
    locked = Signal(QRect)
    current_moved = Signal()

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self._grid = model
        self._corner = QLabel(self)
        self._corner.setObjectName("gridCorner")
        self._corner.setWordWrap(True)
        self.groups, self.places = GroupHeader(self), PlaceHeader(self)
        self.setHorizontalHeader(self.groups)
        self.setVerticalHeader(self.places)
        self.setModel(model)
        self.figures = FigureDelegate(self)
        self.setItemDelegate(self.figures)
        self.figures.leaving.connect(self.step)
        self.figures.refused.connect(self._refused_in)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=True)

    def name_corner(self, words: str) -> None:
        """What the rows are."""
        self._corner.setText(words)

    def at(self) -> tuple[int, int] | None:
        """Row and column of the current cell."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        index = self._grid.index(row, column)
        if not index.isValid():
            return
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect)
        self.scrollTo(index)

    def select_block(self, top: int, left: int, bottom: int, right: int) -> None:
        """Select from one corner to the other; the current cell stays the first."""
        model, flag = self._grid, QItemSelectionModel.SelectionFlag
        corners = (
            model.index(min(top, bottom), min(left, right)),
            model.index(max(top, bottom), max(left, right)),
        )
        self.selectionModel().setCurrentIndex(model.index(top, left), flag.NoUpdate)
        self.selectionModel().select(QItemSelection(*corners), flag.ClearAndSelect)

    def selected(self) -> tuple[int, int, int, int]:
        """Top, left, bottom, right of the selection, the current cell where there is none."""
        chosen = self.selectionModel().selection()
        if chosen.isEmpty():
            row, column = self.at() or (0, 0)
            return row, column, row, column
        parts = [chosen.at(number) for number in range(chosen.count())]
        return (
            min(part.top() for part in parts),
            min(part.left() for part in parts),
            max(part.bottom() for part in parts),
            max(part.right() for part in parts),
        )

    def cells(self) -> Sequence[tuple[int, int]]:
        """Every selected cell, row by row."""
        top, left, bottom, right = self.selected()
        return [(row, col) for row in range(top, bottom + 1) for col in range(left, right + 1)]

    def begin(self, text: str | None = None) -> None:
        """Open the editor, with this text where a key began it."""
        if self._grid.may_edit and self.currentIndex().isValid():
            self.figures.first = text
            self.edit(self.currentIndex())
            if self.figures.editor is not None:  # Qt selects all: the next key would replace it
                self.figures.editor.deselect()
                self.figures.editor.end(False)
            if text is not None:
                self.figures.typed.emit(text)
        elif not self._grid.may_edit:
            self.locked.emit(self.current_rect())

    def step(self, rows: int, columns: int) -> None:
        """Move on from the current cell; past the last column to the next row."""
        if (at := self.at()) is not None:
            shape = (self._grid.rowCount(), self._grid.columnCount())
            self.go(*moves.step(at, rows, columns, shape))
            self.setFocus()

    def _refused_in(self, editor: QWidget) -> None:
        self.refused.emit(QRect(editor.mapToGlobal(editor.rect().topLeft()), editor.size()))

    def _run(self, command: str) -> None:
        at = self.at()
        if at is None:
            return
        shape = (self._grid.rowCount(), self._grid.columnCount())
        if command in moves.STEPS:
            self.step(*moves.STEPS[command])
        elif command in moves.JUMPS:
            self.go(*moves.jump(command, at, shape, self._is_blank))
        elif command == "select_all":
            self.selectAll()
        elif command in {"edit", "retype"}:
            self.begin(None if command == "edit" else "")
        elif self._grid.may_edit or command not in EDITING:
            self.command.emit(command)

    def _is_blank(self, row: int, column: int) -> bool:
        return self._grid.cell(self._grid.index(row, column)).is_blank

    # Qt's names
    def event(self, event: QEvent) -> bool:
        """Keys of the grid come before those of the window while it has the caret."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and isinstance(event, QKeyEvent) and command_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commands, figures begun by their first key, and a soft word for letters."""
        text = typed_of(event)
        if command := command_of(event):
            self._run(command)
        elif text == "=" and self._grid.may_edit:
            self.command.emit("sum_parts")
        elif text and begins_figure(text):
            self.begin(text)
        elif text:
            self.refused.emit(self.current_rect())
        else:
            super().keyPressEvent(event)

    def current_rect(self) -> QRect:
        """Where the current cell is on the screen."""
        rect = self.visualRect(self.currentIndex())
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Headers show where the caret is; the side follows."""
        super().currentChanged(current, previous)
        self.groups.viewport().update()
        self.places.viewport().update()
        self.current_moved.emit()

    def updateGeometries(self) -> None:
        """The corner fills the room between the headers."""
        super().updateGeometries()
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, self.places.width(), self.groups.height())
        self._corner.raise_()

"""The table of a list: typed into as in a spreadsheet, with a choice where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gbdesk.domain.catalogue_lines import CLOSED
from gbdesk.ui import theme
from gbdesk.ui.lists.model import KIND, LineModel

Index = QModelIndex | QPersistentModelIndex
WIDTHS: Final[Mapping[str, int]] = {
    "name": 200,
    "short": 100,
    KIND: 120,
    "area": 100,
    "parent": 90,
    "phone": 90,
    "code": 90,
    "office": 200,
    CLOSED: 90,
    "title": 190,
    "start": 120,
    "end": 120,
    "due": 110,
    "inclusive": 130,
    "section": 160,
    "text": 400,
    "lead": 200,
    "partners": 150,
    "note": 140,
    "text_en": 200,
}


WIDEST: Final = 460
PADDING: Final = 12


class CellEditor(QStyledItemDelegate):
    """A line to type into; for the kind a list of choices."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor of a cell."""
        model = index.model()
        offered = (
            model.choices(model.columns[index.column()]) if isinstance(model, LineModel) else []
        )
        if not offered:
            made: QWidget = super().createEditor(parent, option, index)
            made.setStyleSheet("border-radius: 0; padding: 0 4px; min-height: 0")
            return made
        choice = QComboBox(parent)
        choice.setStyleSheet("border-radius: 0; padding: 0 4px; min-height: 0")
        for label, content in offered:
            choice.addItem(label, content)
        choice.activated.connect(partial(self._chosen, choice))
        return choice

    def _chosen(self, choice: QComboBox, _at: int) -> None:
        self.commitData.emit(choice)
        self.closeEditor.emit(choice)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What stands in the cell."""
        if isinstance(editor, QComboBox):
            at = editor.findData(index.data(Qt.ItemDataRole.EditRole))
            editor.setCurrentIndex(max(0, at))
            return
        super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """What was typed or chosen."""
        if isinstance(editor, QComboBox) and isinstance(model, LineModel):
            model.setData(index, editor.currentData())
        elif isinstance(model, LineModel):
            super().setModelData(editor, model, index)


class LineTable(QTableView):
    """`paste_asked` for Ctrl V, `next_asked` for F8."""

    paste_asked = Signal()
    next_asked = Signal(bool)

    def __init__(self, model: LineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(CellEditor(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names of units differ at their ends
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(max(30, self.fontMetrics().height() + 10))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setStyleSheet("QHeaderView::section { padding: 6px 4px; }")
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._stood = (0, 0)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._stand_again)
        model.modelReset.connect(self._fit)

    def _fit(self) -> None:
        """Give each column what its words need; what is wider than the window is scrolled to."""
        for at, name in enumerate(self.line_model().columns):
            needed = self.sizeHintForColumn(at) + theme.px(PADDING)
            least = theme.px(WIDTHS[name])
            self.setColumnWidth(at, max(least, min(needed, theme.px(WIDEST))))

    def _remember(self) -> None:
        now = self.currentIndex()
        self._stood = (max(0, now.row()), max(0, now.column()))

    def _stand_again(self) -> None:
        """Put the caret where it was before the lines were made anew."""
        row, column = self._stood
        self.setCurrentIndex(self.model().index(min(row, self.model().rowCount() - 1), column))

    def line_model(self) -> LineModel:
        """The lines shown."""
        model = self.model()
        if not isinstance(model, LineModel):
            raise TypeError(model)
        return model

    def rows_chosen(self) -> list[int]:
        """The rows in which something is selected."""
        return sorted({one.row() for one in self.selectedIndexes()})

    def go_to(self, row: int, column: int) -> None:
        """Put the caret on a cell."""
        self.setCurrentIndex(self.model().index(row, column))
        self.scrollTo(self.currentIndex())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys as in a spreadsheet."""
        model, row = self.line_model(), self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            model.undo()
        elif event.key() == Qt.Key.Key_Delete:
            model.clear_cells([(one.row(), one.column()) for one in self.selectedIndexes()])
        elif event.key() == Qt.Key.Key_F8:
            self.next_asked.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if row + 1 < model.rowCount():
                self.setCurrentIndex(model.index(row + 1, self.currentIndex().column()))
        else:
            super().keyPressEvent(event)

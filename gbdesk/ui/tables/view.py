"""The table as pages use it: selection by id, sorting asked, copying as text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from gbdesk.ui.tables.delegate import CellDelegate
from gbdesk.ui.tables.model import WINDOW, IdModel, Index, copied_words
from gbdesk.ui.tables.moving import visual
from gbdesk.ui.tables.quick_row import TitleHeader
from gbdesk.ui.tables.widths import Share
from gbdesk.ui.theme import look, px

ROW: Final = 34
CLOSE: Final = 30
LEAST: Final = 44
ARROW: Final = 28
MEASURED: Final = 24  # texts of a column that are measured for its width


class IdTable(QTableView):
    """Rows of an `IdModel`; `chosen` tells the key of the row with the caret."""

    chosen = Signal(object)
    opened = Signal(object)
    delete_asked = Signal()
    typed = Signal(str)
    widths_changed = Signal(dict)

    def __init__(self, model: IdModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table")
        self._ids = model
        self._quiet = False
        self._share = Share(self, model.columns)
        self.titles = self.make_titles()
        self.setHorizontalHeader(self.titles)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.titles.sectionClicked.connect(model.ask_order)
        self.titles.pulled.connect(self._pulled)
        self._size_rows()
        self._set_widths()
        self.activated.connect(self._activated)
        self.horizontalScrollBar().valueChanged.connect(self.titles.place_fields)
        self._menu: Callable[[QMenu], None] | None = None

    def make_titles(self) -> TitleHeader:
        """The header; another table may want another."""
        return TitleHeader(self)

    def show_keys(self, keys: Sequence[int], *, current: int | None = None) -> None:
        """Show these keys; the caret goes to `current`, or stays on the same id."""
        keep = self.current_key() if current is None else current
        at = self.horizontalScrollBar().value()
        self._quiet = True
        self.scrollToTop()
        self._ids.show(keys)
        place = self._ids.place_of(keep) if keep is not None else None
        if place is not None:
            self.select_row(place)
        self.horizontalScrollBar().setValue(at)
        self._quiet = False

    def select_row(self, row: int) -> None:
        """Put the caret on a row."""
        flag = QItemSelectionModel.SelectionFlag
        index = self._ids.index(row, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def select_key(self, key: int) -> bool:
        """Put the caret on a key; whether it is shown."""
        place = self._ids.place_of(key)
        if place is not None:
            self.select_row(place)
        return place is not None

    def current_key(self) -> int | None:
        """The key of the row with the caret."""
        index = self.currentIndex()
        return self._ids.keys[index.row()] if index.isValid() else None

    def selected_keys(self) -> list[int]:
        """The keys of the selected rows, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._ids.keys[row] for row in rows]

    def copy(self) -> None:
        """The selected rows as tab-separated text with a header."""
        every = self._ids.columns
        shown = [one for one in visual(self.titles) if not self.isColumnHidden(one)]
        columns = [every[one] for one in shown]
        lines = ["\t".join(column.title for column in columns)]
        for index in sorted(self.selectionModel().selectedRows(), key=QModelIndex.row):
            row = self._ids.row(index.row())
            if row is not None:
                lines.append("\t".join(copied_words(column, row) for column in columns))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def fill_menu(self, fill: Callable[[QMenu], None]) -> None:
        """Who fills the menu of the right mouse button."""
        self._menu = fill

    def set_widths(self, widths: dict[str, Any]) -> None:
        """Widths a person chose before."""
        for number, column in enumerate(self._ids.columns):
            width = widths.get(column.key)
            if isinstance(width, int) and not column.stretches:
                self.setColumnWidth(number, max(LEAST, width))
        self._stretch()

    def hide_columns(self, keys: Collection[str]) -> None:
        """Hide these columns, show every other one."""
        self._share.off = set(keys)
        self._stretch()

    def widths(self) -> dict[str, int]:
        """The widths in use; a hidden column has none."""
        return {
            column.key: self.columnWidth(number)
            for number, column in enumerate(self._ids.columns)
            if not self.isColumnHidden(number)
        }

    def make_room(self, *keys: str) -> None:
        """Give these columns the room for what their first rows show, before others get more.

        Each text is measured once, and of many only the longest.
        """
        first = range(min(WINDOW, len(self._ids.keys)))
        for number, column in enumerate(self._ids.columns):
            if column.key in keys:
                every = (self._ids.index(at, number) for at in first)
                shown = {str(index.data() or ""): index for index in every}
                longest = sorted(shown, key=len)[-MEASURED:]
                wide = (self.sizeHintForIndex(shown[text]) for text in longest)
                self._share.need(number, max((size.width() for size in wide), default=0) + 2)
        self._stretch()

    def _set_widths(self) -> None:
        self.titles.setStretchLastSection(False)
        for number, column in enumerate(self._ids.columns):
            words = self.fontMetrics().horizontalAdvance(column.title) + ARROW
            self.setColumnWidth(number, max(px(column.width), words))
            self.setColumnHidden(number, column.hidden)
        self.titles.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def _size_rows(self) -> None:
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        least = CLOSE if look().dense else ROW
        self.verticalHeader().setDefaultSectionSize(max(least, self.fontMetrics().height() + 10))

    def _stretch(self) -> None:
        self._share.out()
        self.titles.place_fields()

    def _pulled(self) -> None:
        self._stretch()
        self.widths_changed.emit(self.widths())

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._ids.keys[index.row()])

    # Qt's names
    def event(self, event: QEvent) -> bool:
        """Copying and opening are keys of the table."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_copy = event.matches(QKeySequence.StandardKey.Copy)
            if (is_copy or event.key() == Qt.Key.Key_F2) and self.selected_keys():
                event.accept()
                return True
        return super().event(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the key, not while rows are being exchanged."""
        super().currentChanged(current, previous)
        if not self._quiet:
            self.chosen.emit(self.current_key())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that stretch take what is left."""
        super().resizeEvent(event)
        self._stretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, delete, and letters that go to the search."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete and self.selected_keys():
            self.delete_asked.emit()
        elif event.key() == Qt.Key.Key_F2 and (key := self.current_key()) is not None:
            self.opened.emit(key)
        elif (
            event.text().isprintable()
            and event.text().strip()
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the selected rows."""
        if self._menu:
            menu = QMenu(self)
            self._menu(menu)
            menu.exec(event.globalPos())
            menu.deleteLater()

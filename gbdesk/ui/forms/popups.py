"""A list that opens below a field: it never takes the caret, so input methods go on undisturbed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

MOST_SHOWN: Final = 10
MOST_OFFERED: Final = 200
IDENT: Final = Qt.ItemDataRole.UserRole


class Popup(QWidget):
    """A small window over the page: Esc closes it, never what lies below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")

    def event(self, event: QEvent) -> bool:
        """Esc is not given to the shortcuts of the page."""
        if is_asked_for_escape(event):
            event.accept()
            return True
        return super().event(event)


def is_asked_for_escape(event: QEvent) -> bool:
    """Whether Qt asks, before any shortcut, who wants the Esc that was pressed."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_Escape


class FoldedList(QListWidget):
    """Offers entries below its field; the field passes the keys it is asked about."""

    chosen = Signal(str)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setObjectName("offered")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(self._clicked)
        field.installEventFilter(self)

    def offer(self, entries: Sequence[tuple[str, str]], current: str | None = None) -> None:
        """Show these (id, label) below the field; nothing closes the list."""
        self.clear()
        for ident, label in entries[:MOST_OFFERED]:
            item = QListWidgetItem(label, self)
            item.setData(IDENT, ident)
            item.setToolTip(label)
            if ident == current:
                self.setCurrentItem(item)
        if not entries:
            self.hide()
            return
        self._place()
        self.show()

    def mark_first(self) -> None:
        """Choose the first entry, to be taken with Enter."""
        if self.count():
            self.setCurrentRow(0)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list: up, down, Enter on a marked entry, Esc."""
        if not self.isVisible():
            return False
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + step)))
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentItem():
            self._clicked(self.currentItem())
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the list is open, Esc is for it and not for the shortcuts of the page."""
        if is_asked_for_escape(event) and self.isVisible():
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def current(self) -> str | None:
        """The id of the marked entry."""
        item = self.currentItem()
        return str(item.data(IDENT)) if item else None

    def _clicked(self, item: QListWidgetItem) -> None:
        ident = str(item.data(IDENT))
        self.hide()
        self.chosen.emit(ident)

    def _place(self) -> None:
        rows = min(MOST_SHOWN, self.count())
        height = rows * max(24, self.sizeHintForRow(0)) + 2 * self.frameWidth() + 2
        width = max(self._field.width(), min(420, self.sizeHintForColumn(0) + 36))
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + 2))
        screen = self._field.screen().availableGeometry()
        left = max(screen.left(), min(below.x(), screen.right() - width))
        top = below.y()
        if top + height > screen.bottom():
            top = self._field.mapToGlobal(QPoint(0, 0)).y() - height - 2
        self.setGeometry(left, top, width, height)

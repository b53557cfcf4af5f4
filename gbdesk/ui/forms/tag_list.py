"""The list of a field of tags: narrowed by typing any part of a word, ticked by keys or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.choices import matching
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.popups import Popup

WHOLE: Final = "*"
IDENT: Final = Qt.ItemDataRole.UserRole
ROWS: Final = 9


class TagPopup(Popup):
    """A field to narrow the list, and the list with ticks; Space or Enter ticks, Esc closes.

    Tab ticks what was found by typing and closes.
    """

    ticked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._all: set[str] = set()
        self._find = QLineEdit(self)
        self._find.setPlaceholderText(translate("Form", "Type to find…"))
        self._find.setAccessibleName(translate("Form", "Find in the list"))
        self._find.textChanged.connect(self._narrow)
        self._find.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setAccessibleName(translate("Form", "List"))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._clicked)
        self._list.installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.setSpacing(6)
        box.addWidget(self._find)
        box.addWidget(self._list)

    def open_below(
        self,
        field: QWidget,
        options: Sequence[Option],
        chosen: Sequence[str],
        whole: Option | None,
    ) -> None:
        """Open below the field."""
        self._options = ((whole,) if whole and len(options) > 1 else ()) + tuple(options)
        self._all = {one.id for one in options if whole and one.group == whole.group}
        self._list.clear()
        for option in self._options:
            item = QListWidgetItem(option.label, self._list)
            item.setData(IDENT, option.id)
            item.setToolTip(option.label)
        self.mark(chosen)
        self._find.clear()
        self._narrow("")
        rows = min(ROWS, self._list.count())
        self._list.setFixedHeight(rows * max(28, self._list.sizeHintForRow(0)) + 6)
        self.setFixedWidth(max(260, min(420, field.width())))
        self.adjustSize()
        below = field.mapToGlobal(QPoint(0, field.height() + 2))
        screen = field.screen().availableGeometry()
        top = below.y()
        if top + self.height() > screen.bottom():
            top = max(screen.top(), field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        self.move(min(below.x(), screen.right() - self.width()), top)
        self.show()
        self._find.setFocus()

    def seek(self, typed: str) -> None:
        """Narrow the list to this."""
        self._find.setText(typed)

    def mark(self, chosen: Sequence[str]) -> None:
        """Tick what is chosen."""
        wanted = set(chosen)
        for at in range(self._list.count()):
            item = self._list.item(at)
            ident = str(item.data(IDENT))
            on = ident in wanted or (ident == WHOLE and bool(self._all) and self._all <= wanted)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _narrow(self, typed: str) -> None:
        found = {option.id for option in matching(self._options, typed)}
        first = None
        for at in range(self._list.count()):
            item = self._list.item(at)
            hidden = str(item.data(IDENT)) not in found
            item.setHidden(hidden)
            first = item if first is None and not hidden else first
        if first is not None:
            self._list.setCurrentItem(first)

    def _clicked(self, item: QListWidgetItem) -> None:
        self.ticked.emit(str(item.data(IDENT)))

    def _step(self, by: int) -> None:
        at = self._list.currentRow() + by
        while 0 <= at < self._list.count():
            if not self._list.item(at).isHidden():
                self._list.setCurrentRow(at)
                return
            at += by

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down, Enter and Space work from the field as well."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key, item = event.key(), self._list.currentItem()
        typing = watched is self._find and bool(self._find.text())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or (key == Qt.Key.Key_Space and not typing):
            if item and not item.isHidden():
                self._clicked(item)
                self._find.selectAll()
            return True
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Tab:
            if typing and item and not item.isHidden() and not item.checkState().value:
                self._clicked(item)
            self.close()
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the person is done."""
        super().hideEvent(event)
        self.closed.emit()

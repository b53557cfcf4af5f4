"""Several of a list: chips with a list to tick, narrowed by typing any part of a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.text import translate
from gbdesk.ui.forms.choices import matching
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.flow import Flow
from gbdesk.ui.forms.look import icon
from gbdesk.ui.forms.popups import Popup

WHOLE: Final = "*"
IDENT: Final = Qt.ItemDataRole.UserRole
MOST_CHIPS: Final = 4
CHIP_LETTERS: Final = 42
ROWS: Final = 9


class TagField(QWidget):
    """Chips of what is chosen and a button that opens the list; `whole` stands for all."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        options: Sequence[Option],
        whole: Option | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._options, self._whole = tuple(options), whole
        self._chosen: tuple[str, ...] = ()
        self._flow = Flow(self)
        self._add = QPushButton(icon("plus", "primary"), translate("Form", "Add"), self)
        self._add.setObjectName("tagAdd")
        self._add.setCursor(Qt.CursorShape.PointingHandCursor)
        self._add.clicked.connect(self.open_list)
        self._popup: TagPopup | None = None
        self._name = ""
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._add)
        self._show()

    def name(self, text: str) -> None:
        """What this is called by assistive tools."""
        self._name = text
        self._describe()

    def offer(self, options: Sequence[Option], whole: Option | None = None) -> None:
        """Choose among these from now on."""
        self._options, self._whole = tuple(options), whole
        self._show()

    def value(self) -> tuple[str, ...]:
        """The ids chosen, in the order of the list."""
        return self._chosen

    def set_value(self, value: object) -> None:
        """Show these ids."""
        given = value if isinstance(value, Iterable) and not isinstance(value, str) else ()
        wanted = {str(ident) for ident in given}
        known = tuple(one.id for one in self._options if one.id in wanted)
        self._chosen = (*known, *sorted(wanted - set(known)))
        self._show()

    def setEnabled(self, on: bool) -> None:
        """Chips stay readable; nothing can be added or taken away."""
        self._add.setVisible(on)
        super().setEnabled(on)

    def open_list(self) -> None:
        """Let the person tick."""
        if self._popup is None:
            self._popup = TagPopup(self)
            self._popup.ticked.connect(self._ticked)
            self._popup.closed.connect(self._closed)
        self._popup.open_below(self, self._options, self._chosen, self._whole)

    def _ticked(self, ident: str) -> None:
        chosen = set(self._chosen)
        if self._whole and ident == self._whole.id:
            everything = self._everything()
            chosen = chosen - everything if everything <= chosen else chosen | everything
        else:
            chosen ^= {ident}
        self.set_value(chosen)
        if self._popup is not None:
            self._popup.mark(self._chosen)
        self.changed.emit()

    def _closed(self) -> None:
        self._add.setFocus()
        self.left.emit()

    def _remove(self) -> None:
        chip = self.sender()
        if not isinstance(chip, QPushButton):
            return
        gone = str(chip.property("ident"))
        is_whole = self._whole is not None and gone == self._whole.id
        leaving = self._everything() if is_whole else {gone}
        self.set_value([one for one in self._chosen if one not in leaving])
        self.changed.emit()
        self._add.setFocus()
        self.left.emit()

    def _show(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None and chip is not self._add:
                chip.hide()
                chip.deleteLater()
        shown = self._shown()
        for ident, label in shown[:MOST_CHIPS]:
            self._flow.addWidget(self._chip(ident, label))
        if (more := len(shown) - MOST_CHIPS) > 0:
            rest = QPushButton(translate("Form", "and {n} more", n=more), self)
            rest.setObjectName("chip")
            rest.clicked.connect(self.open_list)
            self._flow.addWidget(rest)
        self._flow.addWidget(self._add)
        self._describe()
        self.updateGeometry()

    def _shown(self) -> list[tuple[str, str]]:
        labels = {one.id: one.label for one in self._options}
        everything = self._everything()
        covered = everything if everything <= set(self._chosen) else set()
        said = [(ident, labels.get(ident, ident)) for ident in self._chosen if ident not in covered]
        return [(self._whole.id, self._whole.label), *said] if self._whole and covered else said

    def _everything(self) -> set[str]:
        """What the entry for all stands for: the options of its group."""
        if self._whole is None:
            return set()
        return {one.id for one in self._options if one.group == self._whole.group}

    def _chip(self, ident: str, label: str) -> QPushButton:
        room = CHIP_LETTERS * self.fontMetrics().averageCharWidth()
        cut = self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, room)
        chip = QPushButton(cut.replace("&", "&&"), self)
        chip.setObjectName("chip")
        chip.setProperty("ident", ident)
        chip.setIcon(icon("x", "text_2"))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setToolTip(translate("Form", "Take away: {label}", label=label))
        chip.setAccessibleName(translate("Form", "Take away: {label}", label=label))
        chip.clicked.connect(self._remove)
        chip.setEnabled(self.isEnabled())
        return chip

    def _describe(self) -> None:
        said = ", ".join(label for _, label in self._shown())
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(said)
        self._add.setAccessibleName(translate("Form", "Add to: {name}", name=self._name))
        self._add.setAccessibleDescription(said)


class TagPopup(Popup):
    """A field to narrow the list, and the list with ticks; Space or Enter ticks, Esc closes."""

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
            self.close()
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the person is done."""
        super().hideEvent(event)
        self.closed.emit()

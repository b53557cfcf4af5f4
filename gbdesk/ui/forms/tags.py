"""Several of a list: chips with a list to tick, narrowed by typing any part of a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.flow import Flow
from gbdesk.ui.forms.look import icon
from gbdesk.ui.forms.tag_list import WHOLE, TagPopup

__all__ = ["WHOLE", "TagField", "TagPopup"]

MOST_CHIPS: Final = 4
CHIP_LETTERS: Final = 42


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
        self._add.installEventFilter(self)
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

    def open_list(self, *_how: object, typed: str = "") -> None:
        """Let the person tick; with what was typed already to find something."""
        if self._popup is None:
            self._popup = TagPopup(self)
            self._popup.ticked.connect(self._ticked)
            self._popup.closed.connect(self._closed)
        self._popup.open_below(self, self._options, self._chosen, self._whole)
        self._popup.seek(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter on the button opens the list with it; Backspace takes the last chip away."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and event.text().isprintable() and event.text().strip():
            self.open_list(typed=event.text())
            return True
        if event.key() == Qt.Key.Key_Backspace and self._chosen:
            self._take(self._shown()[-1][0])
            return True
        return super().eventFilter(watched, event)

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
        self._take(str(chip.property("ident")))

    def _take(self, gone: str) -> None:
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

"""Choosing one of a list by typing any part of it, with or without marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gbdesk.domain.names import fold
from gbdesk.text import translate
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.popups import FoldedList


def matching(options: Sequence[Option], typed: str) -> list[Option]:
    """The options that have what was typed in their words: beginnings first."""
    wanted = fold(typed)
    if not wanted:
        return list(options)
    scored = []
    for place, option in enumerate(options):
        words = [fold(option.label), *(fold(word) for word in option.also)]
        rank = min((_rank(word, wanted, at > 0) for at, word in enumerate(words)), default=9)
        if rank < 9:
            scored.append((rank, place, option))
    return [option for _, _, option in sorted(scored, key=lambda one: one[:2])]


def _rank(word: str, wanted: str, is_other: bool) -> int:
    if word == wanted:
        return 0 + is_other
    if word.startswith(wanted):
        return 2 + is_other
    if f" {wanted}" in word:
        return 4 + is_other
    return 6 + is_other if wanted in word else 9


class ChoiceLine(QLineEdit):
    """One of a list; typing narrows it, leaving takes the only or the marked match."""

    changed = Signal()
    left = Signal()

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = tuple(options)
        self._ident: str | None = None
        self._typing = False
        self._list = FoldedList(self)
        self._list.chosen.connect(self._take)
        self.textEdited.connect(self._typed)

    def add_arrow(self, action: QAction) -> None:
        """Show the arrow that opens the list at the right edge."""
        action.setText(translate("Form", "Open list"))
        action.setToolTip(translate("Form", "Open list (F4)"))
        self.addAction(action, self.ActionPosition.TrailingPosition)
        action.triggered.connect(self.open_list)

    def offer(self, options: Sequence[Option]) -> None:
        """Choose among these from now on."""
        self._options = tuple(options)
        self.set_value(self._ident)

    def value(self) -> str | None:
        """The id chosen, None where nothing is."""
        if self._typing:
            self._settle()
        return self._ident

    def set_value(self, value: object) -> None:
        """Show a choice; an id that is not in the list is kept and shown as it is."""
        self._typing = False
        self._ident = str(value) if value else None
        self._show()

    def has_open_list(self) -> bool:
        """Whether Enter is for the list."""
        return self._typing and self._list.isVisible()

    def open_list(self) -> None:
        """Show every choice."""
        self.setFocus()
        self._list.offer([(one.id, one.label) for one in self._options], self._ident)

    def _show(self) -> None:
        label = next((one.label for one in self._options if one.id == self._ident), self._ident)
        self.setText(label or "")
        self.setToolTip(label or "")
        self.setCursorPosition(0)

    def _typed(self, text: str) -> None:
        self._typing = True
        found = matching(self._options, text)
        self._list.offer([(one.id, one.label) for one in found])
        if text.strip():
            self._list.mark_first()

    def _take(self, ident: str) -> None:
        self._typing = False
        self._ident = ident
        self._show()
        self.selectAll()
        self.changed.emit()

    def _settle(self) -> None:
        """What was typed becomes the match, or nothing where the field was emptied."""
        self._typing = False
        before, typed = self._ident, self.text().strip()
        if typed:
            found = matching(self._options, typed)
            marked = self._list.current() if self._list.isVisible() else None
            self._ident = marked or (found[0].id if found else self._ident)
        else:
            self._ident = None
        self._list.hide()
        self._show()
        if self._ident != before:
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down, F4 open the list; Enter takes the marked match."""
        key = event.key()
        alt_down = key == Qt.Key.Key_Down and not self._list.isVisible()
        if key == Qt.Key.Key_F4 or alt_down:
            self.open_list()
        elif self._list.takes(event):
            return
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._typing:
            self._settle()
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click shows the list, as in any box of choices."""
        super().mousePressEvent(event)
        if self.isEnabled() and not self.isReadOnly() and not self._typing:
            self.selectAll()
            self.open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving settles what was typed."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        if self._typing:
            self._settle()
        self._list.hide()
        self.left.emit()

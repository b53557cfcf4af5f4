"""Text as it is typed: nothing is refused or completed while typing, tidied when left."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gbdesk.domain.names import fold, nfc, nfc_lines
from gbdesk.ui.forms.popups import FoldedList

SUGGEST_MS: Final = 150
SUGGEST_FROM: Final = 2


class TextLine(QLineEdit):
    """One line of text; `changed` at a person's edit, `left` when the field is left."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self._edited)

    def value(self) -> int | str | None:
        """The text as it is kept, None where there is none."""
        return self.typed()

    def typed(self) -> str | None:
        """The text tidied, None where there is none."""
        return nfc(self.text()) or None

    def set_value(self, value: object) -> None:
        """Fill it."""
        said = str(value) if value is not None else ""
        if said != self.text():
            self.setText(said)
            self.setCursorPosition(0)

    def _edited(self) -> None:
        self.changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tidy and tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        tidy = nfc(self.text())
        if tidy != self.text():
            self.setText(tidy)
        self.left.emit()


class SuggestingLine(TextLine):
    """A line that shows earlier texts in a list below; nothing is written into the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[str, ...] = ()
        self._list = FoldedList(self)
        self._list.chosen.connect(self._take)
        self._rest = QTimer(self, singleShot=True, interval=SUGGEST_MS)
        self._rest.timeout.connect(self._suggest)
        self.textEdited.connect(self._wait)

    def suggest(self, known: tuple[str, ...]) -> None:
        """Offer these texts from now on."""
        self._known = tuple(dict.fromkeys(known))

    def has_open_list(self) -> bool:
        """Whether Enter is for the list."""
        return self._list.isVisible() and self._list.current() is not None

    def _wait(self) -> None:
        self._rest.start()

    def _suggest(self) -> None:
        typed = fold(self.text())
        if not self.hasFocus() or len(typed) < SUGGEST_FROM:
            self._list.hide()
            return
        found = [text for text in self._known if typed in fold(text) and text != self.text()]
        self._list.offer([(text, text) for text in found])

    def _take(self, text: str) -> None:
        self.setText(text)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list takes up, down, Enter and Esc while it is open."""
        if not self._list.takes(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list closes with the field."""
        self._rest.stop()
        self._list.hide()
        super().focusOutEvent(event)


class TextLines(QPlainTextEdit):
    """Several lines of text; Tab leaves the field."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._filling = False
        self.textChanged.connect(self._edited)

    def value(self) -> str | None:
        """The text as it is kept, None where there is none."""
        return nfc_lines(self.toPlainText()) or None

    def set_value(self, value: object) -> None:
        """Fill it, not as an edit."""
        said = str(value) if value is not None else ""
        if said != self.toPlainText():
            self._filling = True
            self.setPlainText(said)
            self._filling = False

    def _edited(self) -> None:
        if not self._filling:
            self.changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

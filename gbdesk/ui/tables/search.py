"""The search field of a page: it asks a moment after the last key, never at every key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gbdesk.domain.names import nfc
from gbdesk.ui.forms.look import icon

DELAY_MS: Final = 150


class SearchField(QLineEdit):
    """`asked` carries the text once it rests; Enter asks at once, Esc empties."""

    asked = Signal(str)
    left_down = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint.rstrip("…"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "text_3"), QLineEdit.ActionPosition.LeadingPosition)
        self._rest = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._rest.timeout.connect(self.ask)
        self.textChanged.connect(self._wait)
        self._asked = ""

    def ask(self) -> None:
        """Ask now, if the text differs from what was asked last."""
        self._rest.stop()
        said = nfc(self.text())
        if said != self._asked:
            self._asked = said
            self.asked.emit(said)

    def _wait(self) -> None:
        self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Esc and Down have a meaning of their own."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ask()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.ask()
        elif key == Qt.Key.Key_Down:
            self.ask()
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

"""A field for passwords and codes: shown on demand, Caps Lock told, no input method in between."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from gbdesk.text import translate
from gbdesk.ui.icons import icon


class PasswordLine(QLineEdit):
    """The field; `note` is a line to be placed below it."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhNoPredictiveText | hints.ImhSensitiveData
        )
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.note = QLabel(parent)
        self.note.setObjectName("noteText")
        self.note.setProperty("tone", "warning")
        self.note.setWordWrap(True)
        self.note.hide()
        self._eye = QAction(icon("eye"), translate("Secret", "Show what is typed"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._caps: bool | None = None

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if shown else mode.Password)
        self._eye.setIcon(icon("eye-off" if shown else "eye"))
        words = (
            translate("Secret", "Hide what is typed")
            if shown
            else translate("Secret", "Show what is typed")
        )
        self._eye.setToolTip(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice Caps Lock from the letters: capitals without Shift, or the reverse."""
        letter = event.text()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock and self._caps is not None:
            self._tell(caps=not self._caps)
        elif len(letter) == 1 and letter.isalpha() and letter.lower() != letter.upper():
            self._tell(caps=letter.isupper() != shift)
        super().keyPressEvent(event)
        if any(ord(char) > 127 for char in self.text()):
            self.note.setText(
                translate(
                    "Secret",
                    "The password holds Vietnamese letters: the typing tool may be switched on.",
                )
            )
            self.note.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is said about a field that nobody types into."""
        super().focusOutEvent(event)
        if not self.text():
            self.note.hide()

    def _tell(self, *, caps: bool) -> None:
        self._caps = caps
        self.note.setText(translate("Secret", "Caps Lock is on."))
        self.note.setVisible(caps)
        self.setAccessibleDescription(self.note.text() if caps else "")

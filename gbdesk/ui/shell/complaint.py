"""The line above a page that says what went wrong; it pushes the page down, never covers it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.services.messages import Message
from gbdesk.text import translate
from gbdesk.ui import theme
from gbdesk.ui.icons import icon, pixmap


class Complaint(QFrame):
    """What happened, what was kept, what to do; the code only in the details."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self._mark = QLabel(self)
        self._words = QLabel(self)
        self._words.setObjectName("noteText")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = QPushButton(translate("Errors", "Details"), self)
        self._more.setObjectName("small")
        self._more.clicked.connect(self._toggle)
        self.action = QPushButton(self)
        self.action.setObjectName("small")
        self.action.clicked.connect(self._act)
        self._do: Callable[[], None] | None = None
        close = QPushButton(icon("x", "danger"), "", self)
        close.setObjectName("flat")
        close.setAccessibleName(translate("Errors", "Close this message"))
        close.clicked.connect(self.hide)
        self._details = QPlainTextEdit(self)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(translate("Errors", "Details"))
        self._details.setFixedHeight(theme.px(110))
        self._details.hide()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 8, 8)
        box.addLayout(row)
        box.addWidget(self._details)
        self.hide()

    def say(self, message: Message, details: str) -> None:
        """Show a failure until it is closed or another takes its place."""
        self._details.setPlainText(details)
        self._show(message.text, "danger", "circle-alert")

    def ask(self, words: str, label: str, do: Callable[[], None]) -> None:
        """Show something to be done, with its button."""
        self._do = do
        self.action.setText(label.replace("&", "&&"))
        self._show(words, "warning", "triangle-alert")

    def _show(self, words: str, tone: str, picture: str) -> None:
        asks = tone == "warning"
        self._mark.setPixmap(pixmap(picture, tone, theme.px(18), self.devicePixelRatioF()))
        self._words.setText(words)
        self.setAccessibleName(words)
        for part in (self, self._words):
            part.setProperty("tone", tone)
            part.style().unpolish(part)
            part.style().polish(part)
        self._details.hide()
        self._more.setVisible(not asks)
        self.action.setVisible(asks)
        self.show()
        told = QAccessibleEvent(self, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(told)

    def _act(self) -> None:
        do, self._do = self._do, None
        self.hide()
        if do is not None:
            do()

    def words(self) -> str:
        """What is shown."""
        return self._words.text()

    def _toggle(self) -> None:
        self._details.setVisible(self._details.isHidden())

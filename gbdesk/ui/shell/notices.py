"""Short notices over the page with a way to take a step back, and what was said before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gbdesk.text import translate
from gbdesk.ui import theme

LASTS_MS: Final = 8_000
KEPT: Final = 50


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was done, and what takes it back."""

    at: datetime
    words: str
    undo: Callable[[], None] | None


class Toast(QFrame):
    """One notice above the lower edge; it waits while the mouse rests on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._undo: Callable[[], None] | None = None
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(translate("Notices", "Undo"), self)
        self.button.clicked.connect(self._take_back)
        self._close = QPushButton("✕", self)
        self._close.setAccessibleName(translate("Notices", "Close this notice"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 10, 9)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        row.addWidget(self._close)
        self._clock = QTimer(self, singleShot=True, interval=LASTS_MS)
        self._clock.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, notice: Notice) -> None:
        """Show a notice for a while."""
        self._undo = notice.undo
        self._words.setText(notice.words)
        self.setAccessibleName(notice.words)
        self.button.setVisible(notice.undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._clock.start()

    def words(self) -> str:
        """What is shown."""
        return self._words.text()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _place(self) -> None:
        room = self.parentWidget()
        if room is None:
            return
        width = min(room.width() - 60, theme.px(620))
        metrics = self._words.fontMetrics()
        wanted = metrics.horizontalAdvance(self._words.text()) + theme.px(190)
        width = min(width, wanted)
        height = self.heightForWidth(width)
        self.setFixedWidth(width)
        self.resize(width, max(height, self.sizeHint().height()))
        self.move((room.width() - width) // 2, room.height() - self.height() - theme.px(44))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while it is being read."""
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go after a while."""
        self._clock.start()
        super().leaveEvent(event)

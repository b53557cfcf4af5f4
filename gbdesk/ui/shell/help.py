"""The help beside a page: a few lines on it, how to do the usual things, and the keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gbdesk.text import say, translate
from gbdesk.ui import theme
from gbdesk.ui.icons import icon
from gbdesk.ui.shell.help_words import TOPICS

WIDTH: Final = 300


class HelpPanel(QFrame):
    """The topic of the page that is shown."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("helpPanel")
        self.setAccessibleName(translate("Help", "Help"))
        self.setFixedWidth(theme.px(WIDTH))
        title = QLabel(translate("Help", "Help"), self)
        title.setObjectName("cardTitle")
        close = QPushButton(icon("x"), "", self)
        close.setObjectName("flat")
        close.setAccessibleName(translate("Help", "Close the help"))
        close.setToolTip(translate("Help", "Close the help (F1)"))
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(close)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        held = QWidget(self)
        held.setObjectName("held")
        inner = QVBoxLayout(held)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(self._words)
        inner.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(held)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 8, 12)
        box.addLayout(head)
        box.addWidget(area, 1)
        self.hide()

    def show_topic(self, page: str) -> None:
        """The words on a page."""
        self._words.setText("\n\n".join(say(line) for line in TOPICS.get(page, ())))

    def words(self) -> str:
        """What is shown."""
        return self._words.text()

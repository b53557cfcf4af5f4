"""What a page has to say at once: tinted, with an icon, words and ways on as links."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gbdesk.services.messages import Message
from gbdesk.ui.forms.look import repolish
from gbdesk.ui.office.parts import Picture, Words

SPARE: Final = 6
PICTURES: Final = {
    "danger": "circle-alert",
    "warning": "triangle-alert",
    "success": "circle-check",
    "info": "info",
    "privacy": "shield",
}


class NoticeBox(QFrame):
    """Words in a tone; `add_link` puts a way on below them."""

    def __init__(self, picture: str, tone: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self._picture = Picture(picture or PICTURES.get(tone, "info"), tone, 16, self)
        self._words = Words(words, "noteText", wrap=True, parent=self)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(self._words)
        column.addLayout(self._links)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 9, 12, 9)
        row.setSpacing(9)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self._tone = tone
        self.say(words, tone)

    @classmethod
    def of(cls, message: Message, parent: QWidget | None = None, tone: str = "danger") -> NoticeBox:
        """A refusal: what happened, what was kept, what to do; the code as a tip."""
        made = cls("", tone, message.text, parent)
        made.setToolTip(message.code)
        return made

    def say(self, words: str, tone: str = "") -> None:
        """Other words."""
        self._tone = tone or self._tone
        self.setProperty("tone", self._tone)
        self._words.setText(words)
        self._words.tone(self._tone)
        self._picture.show_icon(PICTURES.get(self._tone, "info"), self._tone)
        self.setAccessibleName(words)
        repolish(self)

    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def add_link(self, words: str) -> QPushButton:
        """A way on."""
        link = Link(words, self._tone, self)
        self._links.addWidget(link)
        return link


class Link(QPushButton):
    """A way on, over as many lines as its words need."""

    def __init__(self, words: str, tone: str, parent: QWidget) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setObjectName("fixLink")
        self.setProperty("tone", tone)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines that fit."""
        super().resizeEvent(event)
        metrics, room = self.fontMetrics(), self.width() - SPARE
        lines = [""]
        for word in self._words.split():
            longer = f"{lines[-1]} {word}".lstrip()
            if metrics.horizontalAdvance(longer) > room and lines[-1]:
                lines.append(word)
            else:
                lines[-1] = longer
        self.setText("\n".join(lines).replace("&", "&&"))

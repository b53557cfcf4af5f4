"""One attached file in a list: its title, what it is, ways to see it and to work with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.evidence import MB
from gbdesk.services.evidence_parts import Attached
from gbdesk.text import translate
from gbdesk.ui.forms.look import icon, px
from gbdesk.ui.office.parts import Picture

_KB: Final = 1024
_TENTH: Final = MB // 10


class FileLine(QFrame):
    """`see` shows it; `deeds` are the entries of its menu in their order."""

    def __init__(
        self,
        file: Attached,
        see: Callable[[], None],
        deeds: Sequence[tuple[str, Callable[[], None]]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.file = file
        self.setAccessibleName(f"{file.title}, {about(file)}")
        self.title = Cut(file.title, self)
        aside = QLabel(about(file), self)
        aside.setObjectName("fieldAside")
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(aside)
        self.see = _tool("eye", translate("Evidence", "Show “{title}”", title=file.title), self)
        self.see.setEnabled(file.here)
        self.see.clicked.connect(see)
        self.more = _tool(
            "ellipsis", translate("Evidence", "More for “{title}”", title=file.title), self
        )
        self.menu = QMenu(self.more)
        for label, deed in deeds:
            self.menu.addAction(label.replace("&", "&&"), deed)
        self.more.setMenu(self.menu)
        self.more.setVisible(bool(deeds))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(8)
        row.addWidget(Picture("file-text", "text_2", 18, self))
        row.addLayout(words, 1)
        row.addWidget(self.see)
        row.addWidget(self.more)


class Cut(QLabel):
    """One line that gives way: what does not fit ends in dots, the whole is its tip."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._words = words
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(words)
        self.setMinimumWidth(px(60))

    # Qt's names
    def minimumSizeHint(self) -> QSize:
        """It may become short."""
        return QSize(px(60), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as fits."""
        super().resizeEvent(event)
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, mode, self.width()))


def about(file: Attached) -> str:
    """What it is and how large; whether its bytes are elsewhere."""
    parts = [file.kind.upper(), size_words(file.size)]
    if not file.here:
        parts.append(translate("Evidence", "on another computer"))
    return " · ".join(parts)


def size_words(size: int) -> str:
    """A size in MB or KB, rounded up."""
    if size < _TENTH:
        return translate("Evidence", "{size} KB", size=-(-size // _KB))
    tenths = -(-size * 10 // MB)
    return translate("Evidence", "{size} MB", size=f"{tenths // 10},{tenths % 10}")


def _tool(picture: str, words: str, parent: QWidget) -> QPushButton:
    made = QPushButton(icon(picture, "text"), "", parent)
    made.setObjectName("tool")
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.setAutoDefault(False)
    return made

"""Parts of the first run: a choice as a card, a place to drop a file, notes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.text import translate
from gbdesk.ui import dialogs, theme
from gbdesk.ui.icons import icon, pixmap

PICTURE: Final = 22


class Card(QFrame):
    """One of several choices: title, a line about it; a click anywhere chooses it."""

    chosen = Signal(str)

    def __init__(self, ident: str, title: str, about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.ident = ident
        self.setObjectName("choice")
        self.button = QRadioButton(title.replace("&", "&&"), self)
        self.button.setAccessibleDescription(about)
        self.button.setStyleSheet("font-weight: 600")
        self.button.toggled.connect(self._toggled)
        words = QLabel(about, self)
        words.setObjectName("aside")
        words.setWordWrap(True)
        words.setContentsMargins(theme.px(27), 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 10)
        box.setSpacing(0)
        box.addWidget(self.button)
        if about:
            box.addWidget(words)

    def choose(self) -> None:
        """Mark this one."""
        self.button.setChecked(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole card is the target."""
        super().mousePressEvent(event)
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose()

    def _toggled(self, on: bool) -> None:
        self.setProperty("chosen", on)
        self.style().unpolish(self)
        self.style().polish(self)
        if on:
            self.chosen.emit(self.ident)


class Cards(QWidget):
    """Several cards below each other, one of them chosen."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._cards: dict[str, Card] = {}
        self._group = QButtonGroup(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)

    def add(self, ident: str, title: str, about: str) -> None:
        """One more choice."""
        card = Card(ident, title, about, self)
        card.chosen.connect(self.chosen)
        self._group.addButton(card.button)
        self._cards[ident] = card
        self._box.addWidget(card)

    def choose(self, ident: str) -> None:
        """Mark a choice."""
        if ident in self._cards:
            self._cards[ident].choose()

    def take_caret(self) -> None:
        """To the choice that is marked."""
        for card in self._cards.values():
            if card.button.isChecked():
                card.button.setFocus(Qt.FocusReason.TabFocusReason)


class DropZone(QFrame):
    """A file is dropped here or chosen with a button."""

    found = Signal(object)

    def __init__(self, words: str, ending: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        self._ending = ending
        picture = QLabel(self)
        drawn = pixmap("download", "primary", theme.px(PICTURE), self.devicePixelRatioF())
        picture.setPixmap(drawn)
        self._words = QLabel(words, self)
        self._words.setWordWrap(True)
        self._words.setStyleSheet("font-weight: 600; background: transparent")
        self.button = QPushButton(translate("FirstRun", "Choose a file…"), self)
        self.button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 16, 16, 16)
        row.setSpacing(14)
        row.addWidget(picture)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)

    def say(self, words: str) -> None:
        """What was found."""
        self._words.setText(words)

    def _choose(self) -> None:
        file = dialogs.ask_file(self, self._words.text(), [self._ending])
        if file is not None:
            self.found.emit(file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may come."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        super().dragLeaveEvent(event)
        self._over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Here it is."""
        self._over(over=False)
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.found.emit(Path(url.toLocalFile()))
                return

    def _over(self, *, over: bool) -> None:
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)


class Said(QFrame):
    """A note in a tone; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self._words = QLabel(self)
        self._words.setObjectName("noteText")
        self._words.setWordWrap(True)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(self._words)
        self.hide()

    def say(self, words: str, tone: str = "danger") -> None:
        """Say it; nothing hides the note."""
        self._words.setText(words)
        for part in (self, self._words):
            part.setProperty("tone", tone)
            part.style().unpolish(part)
            part.style().polish(part)
        self.setVisible(bool(words))
        self.setAccessibleName(words)

    def words(self) -> str:
        """What is said."""
        return self._words.text()


def words(text: str, parent: QWidget, kind: str = "aside") -> QLabel:
    """A line of text that wraps."""
    label = QLabel(text, parent)
    label.setObjectName(kind)
    label.setWordWrap(True)
    return label


def icon_button(picture: str, text: str, parent: QWidget) -> QPushButton:
    """A button with a picture before its words."""
    return QPushButton(icon(picture, "text"), f" {text}", parent)

"""Small parts of the home, sending and backup pages: cards, words, pictures, badges."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gbdesk.ui.forms.look import icon, px, repolish

PICTURE: Final = 18
TONES: Final = {"primary": "on_primary", "hero": "on_primary", "link": "primary"}


class Picture(QWidget):
    """An icon that follows the theme; made when it is painted.

    A `QIcon` kept here would be freed with the page, maybe after its engine: the program would end.
    """

    def __init__(
        self, name: str, tone: str = "text_2", size: int = PICTURE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown, self._size = (name, tone), px(size)
        self.setFixedSize(self._size, self._size)

    def show_icon(self, name: str, tone: str = "text_2") -> None:
        """Another icon."""
        self._shown = (name, tone)
        self.update()

    # Qt's names
    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon in the colour the theme has."""
        del event
        painter = QPainter(self)
        icon(*self._shown).paint(painter, QRect(0, 0, self._size, self._size))
        painter.end()


class Words(QLabel):
    """Plain words; `name` is the part of the style sheet, `tone` its colour."""

    def __init__(
        self,
        words: str,
        name: str = "officeWords",
        *,
        wrap: bool = False,
        rich: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self.setObjectName(name)
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            self.setMinimumWidth(80)

    def tone(self, tone: str) -> None:
        """Another colour."""
        self.setProperty("tone", tone)
        repolish(self)


class Card(QFrame):
    """A white field with a title line and what stands below it."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 12, 16, 14)
        self.box.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.title = Words(title, "officeSection", wrap=True, parent=self)
        if title:
            self.head.addWidget(self.title, 1)
            self.box.addLayout(self.head)
            self.setAccessibleName(title)
        else:
            self.title.hide()


class Badge(QFrame):
    """A rounded tint with an icon and a word."""

    def __init__(
        self, words: str, tone: str, picture: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("badge")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 2, 10, 2)
        row.setSpacing(6)
        self._picture = Picture(picture or "info", tone, 15, self)
        self._picture.setVisible(bool(picture))
        self._words = Words(words, "badgeWords", parent=self)
        row.addWidget(self._picture)
        row.addWidget(self._words)
        self.say(words, tone, picture)

    def say(self, words: str, tone: str, picture: str = "") -> None:
        """Other words."""
        self.setProperty("tone", tone)
        self._words.setText(words)
        self._words.tone(tone)
        if picture:
            self._picture.show_icon(picture, tone)
        self._picture.setVisible(bool(picture))
        self.setAccessibleName(words)
        repolish(self)


class Held(QWidget):
    """What a scrolling page holds: as high as its words need in the width there is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("officeHeld")

    # Qt's names
    def minimumSizeHint(self) -> QSize:
        """Only the width: Qt would ask for the height in the narrowest width."""
        return QSize(super().minimumSizeHint().width(), 0)


def line(parent: QWidget | None = None) -> QFrame:
    """A thin line across."""
    made = QFrame(parent)
    made.setObjectName("officeLine")
    made.setFixedHeight(1)
    return made


def button(
    words: str, name: str = "", picture: str = "", parent: QWidget | None = None
) -> QPushButton:
    """A button: `primary`, `hero`, `small`, `link` or plain."""
    made = QPushButton(words.replace("&", "&&"), parent)
    made.setObjectName(name)
    if picture:
        made.setText(f" {made.text()}")
        made.setIcon(icon(picture, TONES.get(name, "text")))
        if name == "hero":
            made.setIconSize(QSize(px(18), px(18)))
    return made


def scrolled(parent: QWidget) -> tuple[QScrollArea, QWidget]:
    """A page that scrolls up and down, and the widget it holds."""
    area = QScrollArea(parent)
    area.setObjectName("officeBody")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    held = Held(area)
    area.setWidget(held)
    return area, held

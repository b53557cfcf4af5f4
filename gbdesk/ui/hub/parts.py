"""Small parts of the hub's pages: labels, tags, cards with a number, empty pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
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
from gbdesk.ui.forms.parts import ShortLabel

SIDE: Final = 18
NEUTRAL: Final = "neutral"


def said(words: str, name: str = "hubWords", *, wraps: bool = False) -> QLabel:
    """A label of plain text in one of the looks of `hub.look`."""
    label = QLabel(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    return label


def cut(words: str, name: str = "hubWords") -> ShortLabel:
    """A label of one line that gives way in width."""
    label = ShortLabel(words)
    label.setObjectName(name)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
    label.setSizePolicy(policy)
    return label


def picture(name: str, token: str, size: int = 18) -> QLabel:
    """An icon as a label."""
    shown = QLabel()
    shown.setPixmap(icon(name, token).pixmap(px(size), px(size)))
    shown.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
    return shown


def button(words: str, picture_name: str = "", *, primary: bool = False) -> QPushButton:
    """A button; its words are its accessible name."""
    made = QPushButton()
    say(made, words, picture_name)
    if primary:
        made.setObjectName("primary")
    if picture_name:
        made.setIcon(icon(picture_name, "on_primary" if primary else "text"))
    return made


def say(made: QPushButton, words: str, picture_name: str = "") -> None:
    """The words of a button, a little away from its icon; they are its accessible name."""
    shown = words.replace("&", "&&")
    made.setText(f" {shown}" if picture_name else shown)
    made.setAccessibleName(words)


def small(words: str, picture_name: str = "") -> QPushButton:
    """A button of a row."""
    made = button(words, picture_name)
    made.setObjectName("small")
    return made


def link(words: str) -> QPushButton:
    """A deed that looks like a link."""
    made = button(words)
    made.setObjectName("link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def emptied(box: QBoxLayout) -> QBoxLayout:
    """A layout without what it held."""
    while (item := box.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
    return box


def scrolled(held: QWidget, name: str = "hubBody") -> QScrollArea:
    """An area that scrolls up and down."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    held.setObjectName(held.objectName() or "hubHeld")
    area.setWidget(held)
    return area


def row(*parts: QWidget | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; `None` is the room between."""
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for part in parts:
        if part is None:
            box.addStretch(1)
        else:
            box.addWidget(part)
    return box


class Tag(QFrame):
    """A state in a word, an icon and a tint."""

    def __init__(self, words: str, tone: str = NEUTRAL, picture_name: str = "") -> None:
        super().__init__()
        self.setObjectName("tag")
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(8, 2, 9, 2)
        self._box.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.show_state(words, tone, picture_name)

    def show_state(self, words: str, tone: str, picture_name: str = "") -> None:
        """Say another state."""
        emptied(self._box)
        self.setProperty("tone", tone)
        if picture_name:
            shown = picture(picture_name, tone if tone != NEUTRAL else "text_2", 15)
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._box.addWidget(shown)
        self.words = said(words, "tagWords")
        self.words.setProperty("tone", tone)
        self._box.addWidget(self.words)
        self.setAccessibleName(words)
        repolish(self)


class Banner(QFrame):
    """What has to be said above a list, whole; gone where there is nothing to say."""

    def __init__(self, picture_name: str, tone: str) -> None:
        super().__init__()
        self.setObjectName("note")
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words = said("", "noteText", wraps=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QHBoxLayout(self)
        box.setContentsMargins(10, 6, 12, 6)
        box.setSpacing(8)
        box.addWidget(self._picture)
        box.addWidget(self.words, 1)
        self.show_tone(picture_name, tone)
        self.say("")

    def show_tone(self, picture_name: str, tone: str) -> None:
        """Another icon and tint."""
        self._picture.setPixmap(icon(picture_name, tone).pixmap(px(16), px(16)))
        for part in (self, self.words):
            part.setProperty("tone", tone)
            repolish(part)

    def say(self, words: str) -> None:
        """Other words, or none."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class Kpi(QPushButton):
    """A number with its words; pressed it narrows what is below to what it counts."""

    def __init__(self, picture_name: str, tone: str) -> None:
        super().__init__()
        self.setObjectName("kpi")
        self.setCheckable(True)
        self._number, self._words = said("", "kpiNumber"), said("", "kpiWords", wraps=True)
        self._words.setMinimumWidth(px(84))
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 8, 12, 8)
        box.setSpacing(12)
        shown = picture(picture_name, tone, 24)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(shown)
        box.addWidget(self._number)
        box.addWidget(self._words, 1)
        for inner in (shown, self._number, self._words):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, number: str, words: str) -> None:
        """Show another number."""
        self._number.setText(number)
        self._words.setText(words)
        self.setAccessibleName(f"{number} {words}")
        self.setToolTip(words)
        self.updateGeometry()

    @property
    def number(self) -> str:
        """The number shown."""
        return self._number.text()

    # Qt's names
    def sizeHint(self) -> QSize:
        """Two lines of words high."""
        return QSize(px(190), px(58))

    def minimumSizeHint(self) -> QSize:
        """It gives way in width."""
        return QSize(px(150), px(58))


class CountChip(QFrame):
    """A number and what it counts, on a tint."""

    def __init__(self, number: str, words: str, tone: str = "") -> None:
        super().__init__()
        self.setObjectName("countChip")
        self.setProperty("tone", tone)
        box = QHBoxLayout(self)
        box.setContentsMargins(11, 6, 9, 6)
        box.setSpacing(9)
        for text, name in ((number, "countNumber"), (words, "countWords")):
            label = said(text, name, wraps=name == "countWords")
            label.setProperty("tone", tone)
            box.addWidget(label, int(name == "countWords"))
        self.setAccessibleName(f"{number} {words}")


class CheckCard(QFrame):
    """One check in plain words: whether it held, its name, what it found."""

    def __init__(self, words: str, found: str, *, held: bool | None) -> None:
        super().__init__()
        self.setObjectName("checkCard")
        self.setProperty("tone", "danger" if held is False else "")
        name, tone = {
            True: ("circle-check", "success"),
            False: ("circle-x", "danger"),
            None: ("circle-dashed", "text_3"),
        }[held]
        shown = picture(name, tone)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 7, 9, 8)
        box.setSpacing(2)
        head = said(words, "hubStrong", wraps=True)
        line = row(shown, head, spacing=6)
        line.setStretch(1, 1)
        box.addLayout(line)
        self._found = said(found, "hubAside", wraps=True)
        box.addWidget(self._found)
        box.addStretch(1)
        self._held = held
        self.setToolTip(found)
        self.setAccessibleName(f"{words}: {found}")

    def shorten(self, *, short: bool) -> None:
        """Say only whether it held; what did not hold is always said."""
        self._found.setVisible(not short or self._held is False)


class Empty(QWidget):
    """What belongs here, and the way to begin."""

    def __init__(self, picture_name: str, words: str, buttons: Sequence[QPushButton] = ()) -> None:
        super().__init__()
        self._label = said(words, "empty", wraps=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._label.setMaximumWidth(px(520))
        shown = picture(picture_name, "text_3", 40)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 36, 24, 24)
        box.setSpacing(14)
        box.addStretch(2)
        box.addWidget(shown)
        middle = row(None, self._label, None)
        middle.setStretch(1, 6)
        box.addLayout(middle)
        if buttons:
            box.addLayout(row(None, *buttons, None))
        box.addStretch(3)

    def say(self, words: str) -> None:
        """Other words."""
        self._label.setText(words)

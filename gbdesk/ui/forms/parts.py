"""Small parts of pages: segments, filter chips, key hints, the privacy notice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from gbdesk.domain.catalogue import Catalogue
from gbdesk.text import language, translate
from gbdesk.ui.forms.look import icon, px, repolish


def place_words(catalogue: Catalogue, count: int) -> str:
    """The word for so many places after their number: `xã`, `commune`, `communes`."""
    one = count == 1 or language() == "vi"
    return catalogue.word("place_kind" if one else "places_kind")


class _Segment(QPushButton):
    """One of the views; as wide as its words are when it is chosen and they are heavier."""

    # Qt's names
    def sizeHint(self) -> QSize:
        """Room for the heavier words."""
        hint = super().sizeHint()
        heavy = QFont(self.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(heavy).horizontalAdvance(self.text())
        more -= self.fontMetrics().horizontalAdvance(self.text())
        return hint.grownBy(QMargins(0, 0, max(0, more), 0))


class Segments(QWidget):
    """A few views side by side, one of them chosen."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def offer(self, entries: Sequence[tuple[str, str]], current: str) -> None:
        """Show these (id, words)."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        for at, (ident, words) in enumerate(entries):
            button = _Segment(words.replace("&", "&&"), self)
            button.setObjectName("segment")
            button.setCheckable(True)
            button.setProperty("ident", ident)
            last = at == len(entries) - 1
            place = "only" if last and not at else "last" if last else "first" if not at else ""
            button.setProperty("at", place)
            button.setChecked(ident == current)
            self._group.addButton(button)
            self._row.addWidget(button)
        self.setVisible(len(entries) > 1)

    def choose(self, ident: str) -> None:
        """Mark one as chosen."""
        for button in self._group.buttons():
            button.setChecked(button.property("ident") == ident)

    def _clicked(self, button: QPushButton) -> None:
        self.chosen.emit(str(button.property("ident")))


class FilterChip(QPushButton):
    """Narrows a list: on or off."""

    def __init__(self, picture: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter")
        self.setCheckable(True)
        self._picture = picture
        self.tone(tone)

    def say(self, words: str) -> None:
        """The words, a little away from the icon."""
        self.setText(f" {words}" if self._picture else words)
        self.setAccessibleName(words)

    def tone(self, tone: str) -> None:
        """The tint."""
        self.setProperty("tone", tone)
        if self._picture:
            self.setIcon(icon(self._picture, tone or "text_2"))
        repolish(self)


class ShortLabel(QLabel):
    """One line that is cut with an ellipsis where there is no room; the tip has all of it."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    # Qt's names
    def minimumSizeHint(self) -> QSize:
        """It gives way in width."""
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """What fits."""
        room = self.contentsRect().width()
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        if cut == self.text():
            super().paintEvent(event)
            return
        self.setToolTip(self.text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.contentsRect(), int(flags), cut)
        painter.end()


class Foot(QFrame):
    """A line below a table: words at the left, keys at the right as far as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tableFoot")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(34)
        self._keys: list[QWidget] = []
        self._fitted = (0, 0)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 12, 4)
        self._row.setSpacing(14)
        self._row.addStretch(1)

    def say(self, part: QWidget) -> None:
        """One more part at the left."""
        self._row.insertWidget(self._row.count() - 1 - len(self._keys), part)

    def tell_key(self, keys: str, words: str) -> KeyHint:
        """One more key at the right."""
        hint = KeyHint(keys, words)
        self._keys.append(hint)
        self._row.addWidget(hint)
        return hint

    # Qt's names
    def event(self, event: QEvent) -> bool:
        """Other words may need other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keys give way to words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._row.sizeHint().width(), self.width()
        if wanted == self._fitted:
            return
        for hint in self._keys:
            hint.show()
        for hint in reversed(self._keys):
            if self._row.sizeHint().width() > self.width():
                hint.hide()
        self._fitted = self._row.sizeHint().width(), self.width()


class Notice(QFrame):
    """A tinted line with an icon."""

    def __init__(self, picture: str, tone: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.setProperty("tone", tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 12, 4)
        row.setSpacing(8)
        mark = QLabel(self)
        mark.setPixmap(icon(picture, tone).pixmap(px(16), px(16)))
        self.words = ShortLabel(words, self)
        self.words.setObjectName("noteText")
        self.words.setProperty("tone", tone)
        row.addWidget(mark)
        row.addWidget(self.words, 1)
        self.setAccessibleName(words)

    def say(self, words: str) -> None:
        """Other words."""
        self.words.setText(words)
        self.setAccessibleName(words)


class KeyHint(QWidget):
    """A key and what it does."""

    def __init__(self, keys: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        key = QLabel(keys, self)
        key.setObjectName("key")
        self.words = QLabel(words, self)
        self.words.setObjectName("footText")
        row.addWidget(key)
        row.addWidget(self.words)


class MoreMenu(QPushButton):
    """Further deeds of a page behind three dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icon("ellipsis", "text"), "", parent)
        words = translate("Form", "More")
        self.setObjectName("more")
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def offer(self, picture: str, words: str) -> QAction:
        """One more deed."""
        action = QAction(icon(picture, "text"), words.replace("&", "&&"), self._menu)
        self._menu.addAction(action)
        return action

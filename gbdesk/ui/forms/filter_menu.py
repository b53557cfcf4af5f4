"""A choice that narrows a page, in a button with a menu; in little room it says less."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.look import px

MOST_LETTERS: Final = 30
LEAST: Final = 96
ARROW: Final = "  ▾"


class FilterMenu(QPushButton):
    """One of several from a menu; with words for "all" that comes first."""

    chosen = Signal(str)

    def __init__(self, name: str, everything: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter")
        self._name, self._everything = name, everything
        self._options: tuple[Option, ...] | None = None
        self._labels: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._ident, self._is_short = "", False
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._show()

    def offer(self, options: Sequence[Option]) -> None:
        """Choose among these; the same as before are not laid out again."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        self._labels = {option.id: option.label for option in options}
        self._shown = {option.id: option.short or option.label for option in options}
        self._menu.clear()
        every = (("", self._everything),) if self._everything else ()
        for ident, label in (*every, *self._labels.items()):
            action = QAction(label.replace("&", "&&"), self._menu)
            action.setData(ident)
            action.setCheckable(True)
            action.setChecked(ident == self._ident)
            action.triggered.connect(self._triggered)
            self._menu.addAction(action)
        self._show()

    def known(self) -> tuple[str, ...]:
        """The ids that can be chosen."""
        return tuple(self._labels)

    def value(self) -> str:
        """The id chosen, empty for all."""
        return self._ident

    def set_value(self, ident: str) -> None:
        """Choose one."""
        self._ident = ident if ident in self._labels else ""
        for action in self._menu.actions():
            action.setChecked(action.data() == self._ident)
        self._show()

    def shorten(self, *, short: bool) -> None:
        """Say only what is chosen, or of what where that is all; else both."""
        if short != self._is_short:
            self._is_short = short
            self._show()

    def _triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.set_value(str(action.data()))
            self.chosen.emit(self._ident)

    def _show(self) -> None:
        label = self._labels.get(self._ident, self._everything)
        said = self._shown.get(self._ident, label)
        if len(said) > MOST_LETTERS:
            said = f"{said[: MOST_LETTERS // 2]}…{said[-MOST_LETTERS // 2 :]}"
        self._words = (f"{self._name}: ", said)
        if self._is_short:
            self._words = ("", self._name if said == self._everything else said)
        self.setText(f"{''.join(self._words)}{ARROW}".replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {label}")
        self.setToolTip(f"{self._name}: {label}")
        self.setChecked(bool(self._ident and self._everything))

    # Qt's names
    def minimumSizeHint(self) -> QSize:
        """It gives way in width."""
        return QSize(px(LEAST), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is chosen loses its middle where there is no room: names differ at their ends."""
        del event
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        inside = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(inside, option, self).width()
        metrics, (name, said) = self.fontMetrics(), self._words
        room -= metrics.horizontalAdvance(f"{name}{ARROW}")
        cut = metrics.elidedText(said, Qt.TextElideMode.ElideMiddle, max(0, room))
        option.text = f"{name}{cut}{ARROW}".replace("&", "&&")
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

"""The first line of a page: its title, the period, what the page adds, its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from gbdesk.domain.periods import Period
from gbdesk.text import translate
from gbdesk.ui import theme
from gbdesk.ui.icons import icon

HEIGHT: Final = 54


class PeriodChooser(QPushButton):
    """The period that every page shows; choosing another changes no data."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("period")
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._periods: Sequence[Period] = ()
        self._ident = ""

    def offer(self, periods: Sequence[Period], current: str) -> None:
        """Choose among these, newest first."""
        self._periods, self._ident = periods, current
        self._menu.clear()
        for period in periods:
            action = QAction(period.title, self._menu)
            action.setData(period.id)
            action.setCheckable(True)
            action.setChecked(period.id == current)
            action.triggered.connect(self._triggered)
            self._menu.addAction(action)
        title = next((one.title for one in periods if one.id == current), "")
        self.setIcon(icon("calendar", "text_2"))
        self.setText(f" {title}  ▾")
        self.setAccessibleName(translate("Title", "Period: {title}", title=title))
        self.setToolTip(translate("Title", "Choose the period that all pages show"))

    def step(self, by: int) -> None:
        """The next or previous period."""
        known = [one.id for one in self._periods]
        if self._ident in known:
            at = known.index(self._ident) + by
            if 0 <= at < len(known):
                self.chosen.emit(known[at])

    def _triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(str(action.data()))


class TitleLine(QWidget):
    """Title, period, the page's own parts left and right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumHeight(theme.px(HEIGHT))
        self.title = QLabel(self)
        self.title.setObjectName("pageTitle")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.period = PeriodChooser(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 8, 18, 8)
        self._row.setSpacing(10)
        self._row.addWidget(self.title)
        self._row.addWidget(self.period)
        self._left = QHBoxLayout()
        self._left.setSpacing(10)
        self._row.addLayout(self._left)
        self._row.addStretch(1)
        self._right = QHBoxLayout()
        self._right.setSpacing(10)
        self._row.addLayout(self._right)

    def show_page(
        self,
        title: str,
        head: Sequence[QWidget],
        buttons: Sequence[QWidget],
        *,
        wants_period: bool,
    ) -> None:
        """The line of another page; the first of its buttons stands at the right end."""
        self.title.setText(title)
        self.period.setVisible(wants_period)
        for layout in (self._left, self._right):
            while (item := layout.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.setVisible(False)
        for widget in head:
            shown = not widget.isHidden() or widget.parentWidget() is not self
            self._left.addWidget(widget)
            widget.setVisible(shown)
        for widget in buttons:
            self._right.addWidget(widget)
            widget.setVisible(True)

"""The first line of a page: its title, the period, what the page adds, its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from gbdesk.domain.periods import Period
from gbdesk.text import translate
from gbdesk.ui import theme
from gbdesk.ui.icons import pixmap
from gbdesk.ui.registry import Page

HEIGHT: Final = 54


class PeriodChooser(QPushButton):
    """The period that every page shows; choosing another changes no data."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("period")
        self._names, self._is_short = ("", ""), False
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._title, self._until = QLabel(self), QLabel(self)
        self._title.setStyleSheet("font-weight: 500; background: transparent")
        self._until.setObjectName("aside")
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 0, 9, 0)
        row.setSpacing(8)
        row.addWidget(self._picture("calendar"))
        row.addWidget(self._title)
        row.addWidget(self._until)
        row.addWidget(self._picture("chevron-down"))

    def _picture(self, name: str) -> QLabel:
        shown = QLabel(self)
        shown.setPixmap(pixmap(name, "text_2", theme.px(16), self.devicePixelRatioF()))
        return shown

    def sizeHint(self) -> QSize:
        """As wide as its words, as high as other buttons."""
        inner = self.layout()
        width = inner.sizeHint().width() if inner is not None else 0
        return QSize(width, theme.px(32))

    minimumSizeHint = sizeHint

    def offer(self, periods: Sequence[Period], current: str) -> None:
        """Choose among these, newest first."""
        self._menu.clear()
        for period in periods:
            action = QAction(period.title, self._menu)
            action.setData(period.id)
            action.setCheckable(True)
            action.setChecked(period.id == current)
            action.triggered.connect(self._triggered)
            self._menu.addAction(action)
        shown = next((one for one in periods if one.id == current), None)
        title = shown.title if shown else ""
        self._names = (title, shown.short if shown else "")
        self._title.setText(self._names[self._is_short])
        until = f"{shown.end:%d/%m/%Y}" if shown else ""
        self._until.setText(translate("Title", "figures until {day}", day=until))
        self.setAccessibleName(translate("Title", "Period: {title}", title=title))
        self.setToolTip(translate("Title", "The period that all pages show"))
        self.updateGeometry()

    def tell_end(self, *, shown: bool) -> None:
        """Say until when figures belong to the period, where there is room."""
        self._until.setVisible(shown)
        self.updateGeometry()

    def shorten(self, *, short: bool) -> None:
        """Name the period by its short name, or in full."""
        if short != self._is_short:
            self._is_short = short
            self._title.setText(self._names[short])
            self.updateGeometry()

    def _triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(str(action.data()))


class TitleLine(QWidget):
    """Title, period, the page's own parts left and right; the primary button ends the line."""

    def __init__(self, page: Page, name: str, widget: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.px(HEIGHT))
        title = QLabel(name, self)
        title.setObjectName("pageTitle")
        title.setTextFormat(Qt.TextFormat.PlainText)
        self.period = PeriodChooser(self)
        self.period.setVisible(page.wants_period)
        self.period.tell_end(shown=page.key == "home")
        head: Sequence[QWidget] = getattr(widget, "head", ())
        buttons: Sequence[QWidget] = getattr(widget, "buttons", ())
        self.setStyleSheet(widget.styleSheet())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._head, self._fitted = head, (0, 0)
        self._row = row = QHBoxLayout(self)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(18, 10, 18, 10)
        row.setSpacing(10)
        for part in (title, self.period, *head):
            row.addWidget(part)
        row.addStretch(1)
        for part in sorted(buttons, key=_is_primary):
            row.addWidget(part)

    def _fit(self) -> None:
        """Where there is little room, the period and then the choices say less."""
        room = self.width()
        if (room, self._row.sizeHint().width()) == self._fitted:
            return
        self._say_less(period=False, choices=False)
        if self._row.sizeHint().width() > room:
            self._say_less(period=True, choices=False)
        if self._row.sizeHint().width() > room:
            self._say_less(period=True, choices=True)
        self._fitted = (room, self._row.sizeHint().width())

    def _say_less(self, *, period: bool, choices: bool) -> None:
        self.period.shorten(short=period)
        for part in self._head:
            shorten = getattr(part, "shorten", None)
            if callable(shorten):
                shorten(short=choices)

    # Qt's names
    def event(self, event: QEvent) -> bool:
        """Look again how much can be said whenever the parts or the width changed."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        return super().event(event)


class PageFrame(QWidget):
    """A page below its title line."""

    def __init__(self, page: Page, name: str, widget: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.key, self.page = page.key, widget
        self._last: QWidget | None = None
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.line = TitleLine(page, name, widget, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.line)
        box.addWidget(widget, 1)

    def ask(self, name: str, *given: Any, **facts: Any) -> Any:
        """Call something that a page may have."""
        method = getattr(self.page, name, None)
        return method(*given, **facts) if callable(method) else None

    def take_caret(self) -> None:
        """Its keys work from now on; what had the caret before has it again."""
        holder = self._last
        if holder is not None and isValid(holder) and holder.isVisible():
            holder.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_caret(self) -> None:
        """Before another page is shown: remember what has the caret."""
        holder = self.window().focusWidget()
        inside = holder is not None and self.page.isAncestorOf(holder)
        self._last = holder if inside else None


def _is_primary(widget: QWidget) -> bool:
    return widget.objectName() == "primary"

"""A date as it is typed: `22/5`, `220524`, `h` for today, up and down; a calendar beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QVBoxLayout, QWidget

from gbdesk.domain.dates import parse_date, read_iso, short
from gbdesk.text import language, translate
from gbdesk.ui.forms.lines import TextLine
from gbdesk.ui.forms.popups import Popup


class DateLine(TextLine):
    """A date as text; kept as ISO. What is no date is kept as typed, so that nothing is lost."""

    def __init__(
        self,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        year_of: Callable[[], date] | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._year_of = today, year_of or today
        self._calendar: CalendarPopup | None = None

    def add_calendar(self, action: QAction) -> None:
        """Show the calendar's button at the right edge."""
        action.setText(translate("Form", "Open calendar"))
        action.setToolTip(translate("Form", "Open calendar (F4)"))
        self.addAction(action, self.ActionPosition.TrailingPosition)
        action.triggered.connect(self.open_calendar)

    def day(self) -> date | None:
        """The day typed, None where it is no date."""
        typed = self.text().strip()
        if typed.lower() in {"h", "hn"}:
            return self._today()
        return parse_date(typed, self._year_of())

    def value(self) -> str | None:
        """The ISO date; the text as typed where it is none; None where empty."""
        day = self.day()
        return day.isoformat() if day else self.typed()

    def set_value(self, value: object) -> None:
        """Show a stored date, or what was typed."""
        try:
            day = read_iso(value)
        except ValueError:
            day = None
        super().set_value(short(day) if day else value)

    def set_day(self, day: date) -> None:
        """A day chosen by a person."""
        self.setText(short(day))
        self.changed.emit()

    def open_calendar(self) -> None:
        """Let the person choose a day."""
        if self._calendar is None:
            self._calendar = CalendarPopup(self)
            self._calendar.chosen.connect(self.set_day)
        self._calendar.open_at(self, self.day() or self._today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move by days, with Ctrl by months; F4 opens the calendar."""
        key = event.key()
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = 1 if key == Qt.Key.Key_Up else -1
            day = self.day()
            self.set_day(day + timedelta(days=step) if day else self._today())
            self.selectAll()
        elif key == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A date that was understood is shown in full."""
        if day := self.day():
            self.setText(short(day))
        super().focusOutEvent(event)


class CalendarPopup(Popup):
    """A month to choose a day from; Esc closes it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._month = QCalendarWidget(self)
        spoken = QLocale.Language
        self._month.setLocale(QLocale(spoken.Vietnamese if language() == "vi" else spoken.English))
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setAccessibleName(translate("Form", "Calendar"))
        self._month.clicked.connect(self._take)
        self._month.activated.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self._month)

    def open_at(self, field: QWidget, day: date) -> None:
        """Open below the field on a day."""
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        below = field.mapToGlobal(QPoint(0, field.height() + 2))
        screen = field.screen().availableGeometry()
        left = min(below.x(), screen.right() - self.width())
        top = below.y()
        if top + self.height() > screen.bottom():
            top = field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2
        self.move(max(screen.left(), left), max(screen.top(), top))
        self.show()
        self._month.setFocus()

    def _take(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(date(day.year(), day.month(), day.day()))

"""Days in rows: weeks of a month, or the months of a year; keys move by day, week and month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gbdesk.services.calendar import Day, Page
from gbdesk.ui.forms.look import px
from gbdesk.ui.pages.activities.day_paint import DayDelegate
from gbdesk.ui.pages.activities.day_words import day_words, month_name, week_names

DAY: Final = Qt.ItemDataRole.UserRole
TODAY: Final = Qt.ItemDataRole.UserRole + 1
FIRST: Final = date(2000, 1, 1)
LAST: Final = date(2099, 12, 31)
NO_PARENT: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


def in_reach(day: date) -> date:
    """The nearest day that the calendar shows."""
    return min(max(day, FIRST), LAST)


def other_month(day: date, by: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    months = day.year * 12 + day.month - 1 + by
    first = date(months // 12, months % 12 + 1, 1)
    after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))


class DayModel(QAbstractTableModel):
    """A page of days; a month of a year has as many columns as days."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.page: Page | None = None

    def show(self, page: Page) -> None:
        """Show other days."""
        self.beginResetModel()
        self.page = page
        self.endResetModel()

    def day(self, index: Index) -> Day | None:
        """The day of a cell; none beyond the end of a month."""
        if self.page is None or not index.isValid():
            return None
        row = self.page.rows[index.row()]
        return row[index.column()] if index.column() < len(row) else None

    def index_of(self, day: date) -> QModelIndex:
        """Where a day stands, invalid where it is not shown."""
        for row, days in enumerate(self.page.rows if self.page else ()):
            for column, one in enumerate(days):
                if one.day == day and one.inside:
                    return self.index(row, column)
        return QModelIndex()

    # Qt's names
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Weeks or months."""
        return 0 if parent.isValid() or self.page is None else len(self.page.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Days of the longest row."""
        if parent.isValid() or self.page is None:
            return 0
        return max(len(row) for row in self.page.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The day itself for the delegate, words for everybody else."""
        day = self.day(index)
        if day is None:
            return None
        if role == DAY:
            return day
        if role == TODAY:
            return self.page is not None and self.page.today == day.day
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day.day)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return day_words(day)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Days of the week above a month, the months beside a year."""
        if role != Qt.ItemDataRole.DisplayRole or self.page is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return None if self.page.month else month_name(section + 1)
        return week_names()[section] if self.page.month else str(section + 1)


class DayGrid(QTableView):
    """`moved` carries the day with the caret, `asked` the one an activity is wanted for."""

    moved = Signal(object)
    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("days")
        self.days = DayModel(self)
        self.setModel(self.days)
        self.setItemDelegate(DayDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._day: date | None = None
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._wanted)

    def show_page(self, page: Page, day: date) -> None:
        """Show these days with the caret on one of them."""
        self.verticalHeader().setVisible(not page.month)
        self.horizontalHeader().setVisible(bool(page.month))
        self.days.show(page)
        self._day = day
        self.setCurrentIndex(self.days.index_of(day))
        self._size()

    def mark(self, day: date) -> None:
        """Put the caret on a day, where it is shown."""
        self._day = day
        if (index := self.days.index_of(day)).isValid():
            self.setCurrentIndex(index)

    def current(self) -> Day | None:
        """The day with the caret."""
        return self.days.day(self.currentIndex())

    def _clicked(self, index: QModelIndex) -> None:
        if (day := self.days.day(index)) is not None:
            self._day = day.day
            self.moved.emit(day.day)
        else:
            self.setCurrentIndex(self.days.index_of(self._day or FIRST))

    def _wanted(self, index: QModelIndex) -> None:
        if (day := self.days.day(index)) is not None:
            self.asked.emit(day.day)

    def _target(self, key: int) -> date | None:
        """The day a key leads to."""
        day, page = self._day, self.days.page
        if day is None or page is None:
            return None
        by_day = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        week = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in by_day:
            return day + timedelta(days=by_day[Qt.Key(key)])
        if key in week and page.month:
            return day + timedelta(weeks=week[Qt.Key(key)])
        if key in week or key in months:
            return other_month(day, (week | months)[Qt.Key(key)])
        if key == Qt.Key.Key_Home:
            return page.today
        return None

    def _size(self) -> None:
        """Days beyond the end of a month take no caret; a year's months need their words' room."""
        page = self.days.page
        if page is not None and not page.month:
            self.verticalHeader().setFixedWidth(px(96))

    # Qt's names
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by day and week, pages by month, Home to today, Enter for an activity."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._day is not None:
                self.asked.emit(self._day)
        elif (target := self._target(event.key())) is not None:
            self.mark(in_reach(target))
            self.moved.emit(self._day)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cells share the room."""
        super().resizeEvent(event)
        self._size()

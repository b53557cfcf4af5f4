"""The calendar of the log: a month with words or a year in strips, and one day beside it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.services.calendar import Calendar, Page
from gbdesk.services.coming import Marked, planning
from gbdesk.services.labels import office_name
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import icon
from gbdesk.ui.forms.parts import Segments
from gbdesk.ui.pages.activities.day_grid import DayGrid, in_reach, other_month
from gbdesk.ui.pages.activities.day_panel import DayPanel
from gbdesk.ui.pages.activities.day_words import month_title
from gbdesk.ui.pages.activities.year_paper import print_year

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

MONTH: Final = "month"
YEAR: Final = "year"


class CalendarView(QWidget):
    """`added` carries the day an activity is wanted for."""

    added = Signal(object)

    def __init__(self, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._office, self._may = around, "", False
        self.day, self.span = in_reach(around.app.today()), MONTH
        self._page: Page | None = None
        self.before = _arrow("chevron-left", translate("Calendar", "Before (PgUp)"), self)
        self.after = _arrow("chevron-right", translate("Calendar", "After (PgDn)"), self)
        self.title = QLabel(self)
        self.title.setObjectName("sideTitle")
        self.today = QPushButton(translate("Calendar", "Today"), self)
        self.spans = Segments(translate("Calendar", "Month or year"), self)
        offered = [
            (MONTH, translate("Calendar", "Month")),
            (YEAR, translate("Calendar", "Year")),
        ]
        self.spans.offer(offered, MONTH)
        words = translate("Calendar", "Print the year…")
        self.print = QPushButton(icon("printer", "text"), f" {words}", self)
        self.print.setAccessibleName(words)
        self.grid, self.side = DayGrid(self), DayPanel(self)
        self.grid.setAccessibleName(translate("Calendar", "Calendar"))
        self._lay()
        self._join()

    def _lay(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 14, 8)
        line.setSpacing(8)
        for part in (self.before, self.title, self.after, self.today, self.spans):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.print)
        left = QVBoxLayout()
        left.setContentsMargins(18, 0, 0, 12)
        left.setSpacing(0)
        left.addLayout(line)
        left.addWidget(self.grid, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addWidget(self.side)

    def _join(self) -> None:
        self.before.clicked.connect(partial(self._turn, -1))
        self.after.clicked.connect(partial(self._turn, 1))
        self.today.clicked.connect(self._to_today)
        self.spans.chosen.connect(self.choose)
        self.print.clicked.connect(self.print_year)
        self.grid.moved.connect(self.go)
        self.grid.asked.connect(self._asked)
        self.side.asked.connect(self._asked)
        self.side.opened.connect(self._open)
        self.side.planned.connect(self._plan)
        self.setFocusProxy(self.grid)

    # what is shown
    def serve(self, office: str | None, *, may: bool) -> None:
        """Show this office from now on, or all of them."""
        self._office, self._may = office or "", may
        self.refresh()

    def refresh(self) -> None:
        """Ask again for the days shown."""
        self._around.read(self._asking(self.span), self._show)

    def choose(self, span: str) -> None:
        """A month, or a year."""
        self.span = span
        self.spans.choose(span)
        self.refresh()
        self.grid.setFocus()

    def go(self, day: date) -> None:
        """The caret is on another day; other days are fetched where it is not shown."""
        self.day = in_reach(day)
        self.grid.mark(self.day)
        page = self._page
        if page is None or (page.year, page.month or self.day.month) != (
            self.day.year,
            self.day.month,
        ):
            self.refresh()
        else:
            self.side.show_day(self.grid.current(), may=self._may)

    def _asking(self, span: str) -> partial[Page]:
        desk, day = self._around.app.desk, self.day
        return partial(_ask, Calendar(desk), span, day, self._office or None)

    def _show(self, page: Page) -> None:
        is_year = not page.month
        if is_year != (self.span == YEAR) or page.year != self.day.year:
            return  # an answer to an earlier question
        if page.month and page.month != self.day.month:
            return
        self._page = page
        self.title.setText(str(page.year) if is_year else month_title(page.year, page.month))
        self.grid.show_page(page, self.day)
        self.side.show_day(self.grid.current(), may=self._may)

    # what is done
    def _turn(self, by: int) -> None:
        self.go(other_month(self.day, by * (12 if self.span == YEAR else 1)))

    def _to_today(self) -> None:
        self.go(self._around.app.today())
        self.refresh()

    def _asked(self, day: date) -> None:
        if self._may:
            self.added.emit(day)

    def _open(self, ident: str, office: str) -> None:
        self._around.go("activities", open=ident, office=office)

    def _plan(self, occasion: Marked) -> None:
        action = planning(occasion, self._around.app.today())
        self._around.go(action.page, **action.facts)

    def print_year(self) -> None:
        """Print the year that is shown."""
        self._around.read(self._asking(YEAR), self._print)

    def _print(self, year: Page) -> None:
        catalogue = self._around.app.catalogue
        office = self._office or catalogue.hub.office
        print_year(year, office_name(catalogue, office), self)


def _ask(calendar: Calendar, span: str, day: date, office: str | None, _progress: Progress) -> Page:
    if span == YEAR:
        return calendar.year(day.year, office)
    return calendar.month(day.year, day.month, office)


def _arrow(picture: str, words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(icon(picture, "text"), "", parent)
    button.setObjectName("tool")
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button

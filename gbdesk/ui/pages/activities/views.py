"""The views of the log: table, calendar, tasks, trash; all but the first made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.part_tabs import views
from gbdesk.ui.pages.activities.bin import TrashView
from gbdesk.ui.pages.activities.by_task import TasksView
from gbdesk.ui.pages.activities.calendar import CalendarView
from gbdesk.ui.pages.activities.log import Log

TABLE: Final = "table"
CALENDAR: Final = "calendar"
TASKS: Final = "tasks"
TRASH: Final = "trash"


class Views(QStackedWidget):
    """`chooser` stands in the first line of the page; `changed` once another view is shown."""

    changed = Signal(str)
    restored = Signal()
    added = Signal(object)

    def __init__(self, around: Around, back: Back, log: Log, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._back, self._log = around, back, log
        self._office: str | None = around.app.session.office
        self._may = False
        self.view = TABLE
        self.calendar: CalendarView | None = None
        self.tasks: TasksView | None = None
        self.trash: TrashView | None = None
        self.addWidget(log)
        self.setFocusProxy(log)
        entries = [
            (TABLE, translate("Activities", "Table")),
            (CALENDAR, translate("Activities", "Calendar")),
            (TASKS, translate("Activities", "By task")),
            (TRASH, translate("Activities", "Trash")),
        ]
        name = translate("Activities", "View")
        self.chooser, self.menu = views(name, entries, TABLE, parent)
        self.menu.chosen.connect(self.choose)
        self.chooser.chosen.connect(self.choose)

    def serve(self, office: str | None, *, may: bool) -> None:
        """Show this office from now on, or all of them."""
        self._office, self._may = office, may
        if self.calendar is not None:
            self.calendar.serve(office, may=may)
        if self.tasks is not None:
            self.tasks.serve(office)
        if self.trash is not None:
            self.trash.serve(self._owner(), may=may)

    def choose(self, view: str) -> None:
        """Show a view."""
        is_other, self.view = view != self.view, view
        self.chooser.choose(view)
        self.menu.set_value(view)
        made = {TRASH: self._trash, CALENDAR: self._calendar, TASKS: self._tasks}
        shown = made[view]() if view in made else self._log
        self.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        if is_other:
            shown.setFocus()
        self.refresh()
        self.changed.emit(view)

    def if_table(self, slot: Callable[[], None], other: Callable[[], None] | None = None) -> None:
        """Do this where the table is shown, else the other."""
        if self.view == TABLE:
            slot()
        elif other is not None:
            other()

    def search(self) -> None:
        """The caret goes to the search of what is shown."""
        if self.view == TRASH:
            self._trash().seek()
        elif self.view == TABLE:
            self._log.seek()

    def refresh(self) -> None:
        """Look again at what is shown beside the table."""
        if self.view == TRASH:
            self._trash().refresh()
        elif self.view == CALENDAR:
            self._calendar().refresh()
        elif self.view == TASKS:
            self._tasks().refresh()

    def _owner(self) -> str:
        return self._office or self._around.app.session.office

    def _calendar(self) -> CalendarView:
        if self.calendar is None:
            self.calendar = CalendarView(self._around, self)
            self.calendar.added.connect(self.added)
            self.calendar.serve(self._office, may=self._may)
            self.addWidget(self.calendar)
        return self.calendar

    def _tasks(self) -> TasksView:
        if self.tasks is None:
            self.tasks = TasksView(self._around, self)
            self.tasks.serve(self._office)
            self.addWidget(self.tasks)
        return self.tasks

    def _trash(self) -> TrashView:
        if self.trash is None:
            self.trash = TrashView(self._around, self._back, self)
            self.trash.restored.connect(self.restored)
            self.trash.serve(self._owner(), may=self._may)
            self.addWidget(self.trash)
        return self.trash

"""The table of the log with what narrows it above and the form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.ui.forms.around import Around
from gbdesk.ui.office.locked import LockedNotice
from gbdesk.ui.pages.activities.fields import all_specs
from gbdesk.ui.pages.activities.filters import Filters
from gbdesk.ui.pages.activities.layout import Columns
from gbdesk.ui.pages.activities.listing import Listed
from gbdesk.ui.pages.activities.panel import ActivityPanel

EDGE: Final = 18


class Log(QWidget):
    """At its right stands an edge, where no form stands there."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        app = around.app
        self.filters = Filters(app.catalogue, self)
        self.listed = Listed(around, self.filters, self)
        self.columns = Columns(around, self.listed, self.filters)
        self.locked = LockedNotice(around, self)
        end = app.catalogue.period(around.period).end
        specs = all_specs(app.catalogue, app.session.office, end)
        self.panel = ActivityPanel(specs, app.catalogue, app.today, partial(_year, around), self)
        narrowing = QHBoxLayout()
        narrowing.setContentsMargins(0, 0, EDGE, 8)
        narrowing.addWidget(self.filters)
        said = QHBoxLayout()
        said.setContentsMargins(0, 0, EDGE, 8)
        said.addWidget(self.locked)
        self._table = QHBoxLayout()
        self._table.setContentsMargins(0, 0, EDGE, 0)
        self._table.addWidget(self.listed)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(narrowing)
        left.addLayout(said)
        left.addLayout(self._table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        self.panel.hide()
        self.setFocusProxy(self.listed.table)

    def make_room(self, *, wanted: bool) -> None:
        """Whether the form stands beside the table."""
        self._table.setContentsMargins(0, 0, 0 if wanted else EDGE, 0)

    def seek(self) -> None:
        """The caret goes to the search."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()


def give_keys(page: QWidget, slots: Mapping[str, Callable[[], None]]) -> None:
    """Keys of a page, wherever on it the caret is."""
    for keys, slot in slots.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)


def _year(around: Around) -> date:
    """The day whose year a day without a year belongs to: in the period, if today is not."""
    period = around.app.catalogue.period(around.period)
    today: date = around.app.today()
    return today if period.contains(today) else period.end

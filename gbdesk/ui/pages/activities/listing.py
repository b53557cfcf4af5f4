"""The table of activities with its foot: asks the service, keeps the caret on the same activity."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.services.activities import ActivityQuery
from gbdesk.services.activity_orders import is_slow
from gbdesk.services.saved_views import Layout
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.latest import Latest
from gbdesk.ui.forms.look import icon
from gbdesk.ui.pages.activities.filters import Filters, Narrowing, query_facts
from gbdesk.ui.pages.activities.foot import ListFoot
from gbdesk.ui.pages.activities.quick import QuickAdd
from gbdesk.ui.pages.activities.table import ALWAYS, HISTORY, columns_of
from gbdesk.ui.tables.model import IdModel
from gbdesk.ui.tables.moving import Moving
from gbdesk.ui.tables.view import IdTable

if TYPE_CHECKING:
    from gbdesk.services.activities import ActivityRow, Listing


class Listed(QFrame):
    """`opened` and `moved` carry the key of a row."""

    opened = Signal(object)
    moved = Signal(object)
    delete_asked = Signal()
    add_asked = Signal()
    selected = Signal(int)
    sorted = Signal()

    def __init__(self, around: Around, filters: Filters, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tableFrame")
        self._around, self._filters = around, filters
        self._office: str | None = around.app.session.office
        self._drafts: frozenset[str] = frozenset()
        self._order = ("start", True)
        app = around.app
        columns = columns_of(app.catalogue, self._is_editing, with_office=app.session.hub)
        self._hidden = frozenset(one.key for one in columns if one.hidden)
        self.model = IdModel(columns, self._rows_of, self)
        self.table = IdTable(self.model, self)
        self.moving = Moving(self.table, columns)
        self.table.setAccessibleName(translate("Activities", "Activities"))
        self.quick = QuickAdd(app.today, app.today, self.table.titles)
        self._add_quick_row()
        self.foot = ListFoot(around, filters, self)
        self._latest, self._marked = Latest(around, self), ""
        self.empty = Empty(self)
        self.empty.add_asked.connect(self.add_asked)
        self.empty.clear_asked.connect(filters.clear)
        self._lay()
        self.model.sort_asked.connect(self._sort)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self._chosen)
        self.table.delete_asked.connect(self.delete_asked)
        self.table.typed.connect(self._typed)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.model.modelReset.connect(self._selected)
        filters.changed.connect(self._ask)
        filters.search.left_down.connect(self.table.setFocus)
        self.model.show_order(self._order[0], descending=self._order[1])

    def _add_quick_row(self) -> None:
        keys = [column.key for column in self.model.columns]
        names = ("start", "title", "kind", "places", "attendees", "women", "status")
        pairs = zip(names, self.quick.fields(), strict=True)
        self.table.titles.add_row({keys.index(name): widget for name, widget in pairs})

    def _lay(self) -> None:
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self.empty, 2)
        box.addWidget(self.foot)

    def put_above_foot(self, widget: QWidget) -> None:
        """One more line between the table and its foot."""
        self._box.insertWidget(self._box.count() - 1, widget)

    # how it is shown
    def layout_now(self) -> Layout:
        """The columns and the order in use."""
        hidden = tuple(sorted(self._hidden))
        table = self.table
        return Layout(
            hidden=hidden, widths=table.widths(), order=self._order, columns=self.moving.keys()
        )

    def use(self, layout: Layout) -> None:
        """Show these columns in this order."""
        known = {one.key for one in self.model.columns}
        self._hidden = frozenset(layout.hidden) & known - ALWAYS
        by, descending = layout.order
        if by in {one.order for one in self.model.columns if one.order}:
            self._order = (by, descending)
            self.model.show_order(by, descending=descending)
        self.moving.put(layout.columns or tuple(one.key for one in self.model.columns))
        self.table.set_widths(layout.widths)
        self.table.hide_columns(self._hidden)
        self._ask()

    def _rows_of(self, keys: Sequence[int]) -> list[ActivityRow]:
        history = bool(HISTORY - self._hidden)
        found: list[ActivityRow] = self._around.app.activities.rows(keys, history=history)
        return found

    # what is shown
    def show_office(self, office: str | None, *, may: bool, drafts: frozenset[str]) -> None:
        """Show another office or period."""
        self._office, self._drafts = office, drafts
        self.table.titles.show_row(shown=may)
        self.refresh(drafts=drafts)

    def refresh(self, *, drafts: frozenset[str]) -> None:
        """Ask again; the caret stays on the same activity."""
        self._drafts = drafts
        self._ask()

    def show_drafts(self, drafts: frozenset[str]) -> None:
        """Which rows have a draft."""
        if drafts != self._drafts:
            self._drafts = drafts
            self.table.viewport().update()

    def row(self, key: int) -> ActivityRow | None:
        """One row."""
        place = self.model.place_of(key)
        return self.model.row(place) if place is not None else None

    def rows(self) -> list[ActivityRow]:
        """The selected rows."""
        found = (self.row(key) for key in self.table.selected_keys())
        return [row for row in found if row is not None]

    def position(self, key: int) -> str:
        """`3/26`."""
        place = self.model.place_of(key)
        return "" if place is None else f"{place + 1}/{len(self.model.keys)}"

    def key_of(self, ident: str) -> int | None:
        """The key of an activity by its id, where it is shown."""
        key = self._around.app.activities.key_of(ident, office=self._office)
        return key if key is not None and self.model.place_of(key) is not None else None

    def mark(self, ident: str) -> None:
        """Put the caret of the table on an activity, without moving the person there."""
        key = self.key_of(ident)
        self._marked = ident if key is None and self._latest.is_asking else ""
        if key is not None:
            self.table.select_key(key)

    def _is_editing(self, ident: str) -> bool:
        return ident in self._drafts

    def _query(self, narrowing: Narrowing) -> ActivityQuery:
        period = self._around.app.catalogue.period(self._around.period)
        return ActivityQuery(**query_facts(narrowing, self._office, period, self._order))

    def _ask(self) -> None:
        """Ask for the keys; what needs every activity looked at waits off the window's thread."""
        activities, narrowing = self._around.app.activities, self._filters.narrowing()
        query, unsent = self._query(narrowing), narrowing.unsent
        if not is_slow(query):
            self._latest.forget()
            self._show(narrowing, activities.ids(query, unsent=unsent))
            return
        self.foot.wait()
        self._latest.ask(
            lambda: activities.ids(query, unsent=unsent), partial(self._show, narrowing)
        )

    def _show(self, narrowing: Narrowing, found: Listing) -> None:
        self.table.show_keys(found.keys)
        self.foot.tell(found.total, narrowing, self._query)
        self.empty.setVisible(not found.total)
        self.empty.tell(narrowed=not narrowing.is_open)
        if self._marked:
            self.mark(self._marked)

    def _sort(self, by: str, descending: bool) -> None:
        self._order = (by, descending)
        self.sorted.emit()
        self.model.show_order(by, descending=descending)
        self._ask()

    def _chosen(self, key: object) -> None:
        if key is not None:
            self.moved.emit(key)

    def _selected(self, *_what: object) -> None:
        self.selected.emit(len(self.table.selectionModel().selectedRows()))

    def _typed(self, text: str) -> None:
        self._filters.search.setFocus()
        self._filters.search.setText(text)


class Empty(QWidget):
    """What belongs here, and how to begin."""

    add_asked = Signal()
    clear_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setObjectName("empty")
        self._words.setWordWrap(True)
        self._add = QPushButton(icon("plus", "text"), translate("Activities", "Add activity"), self)
        self._clear = QPushButton(translate("Activities", "Show all"), self)
        self._add.clicked.connect(self.add_asked)
        self._clear.clicked.connect(self.clear_asked)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addWidget(self._clear)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 28, 24, 24)
        box.setSpacing(14)
        box.addWidget(self._words)
        box.addLayout(row)
        box.addStretch(1)

    def tell(self, *, narrowed: bool) -> None:
        """Why nothing is shown."""
        self._words.setText(
            translate("Activities", "No activity is like this. Ask for less, or show all.")
            if narrowed
            else translate(
                "Activities",
                "There is no activity in this period yet. Type one into the first row of the "
                "table and press Enter, or add one with all its fields.",
            )
        )
        self._clear.setVisible(narrowed)
        self._add.setVisible(not narrowed)

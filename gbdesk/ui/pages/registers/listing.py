"""The lines of one register: what narrows them, the table, how many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.registers import STATES, Register
from gbdesk.services.entries import EntryQuery
from gbdesk.services.entry_rows import STATE_WORDS, EntryRow
from gbdesk.text import say, translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.filter_menu import FilterMenu
from gbdesk.ui.forms.flow import Flow
from gbdesk.ui.forms.look import icon
from gbdesk.ui.forms.parts import FilterChip, Foot
from gbdesk.ui.pages.registers.fields import type_options
from gbdesk.ui.pages.registers.table import columns_of
from gbdesk.ui.pages.registers.whose import Whose
from gbdesk.ui.pages.registers.words import spread_words
from gbdesk.ui.tables.model import IdModel
from gbdesk.ui.tables.search import SearchField
from gbdesk.ui.tables.view import IdTable

SEARCH: Final = 220


class Filters(QWidget):
    """`changed` when something else is asked for."""

    changed = Signal()

    def __init__(self, around: Around, spec: Register, whose: Whose, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._spec, self._whose = around, spec, whose
        every = translate("Activities", "all")
        self.search = SearchField(translate("Registers", "Search name, place, notes…"), self)
        self.search.setFixedWidth(SEARCH)
        self.type = FilterMenu(spec.by_id[spec.type].name, every, self)
        self.type.offer(type_options(spec, around.app.catalogue))
        self.state = FilterMenu(translate("Registers", "State"), every, self)
        self.state.offer([Option(one, say(STATE_WORDS[one])) for one in STATES])
        self.state.setVisible(spec.states)
        self.open, self.unsent = (
            FilterChip("circle-dashed", "warning", self),
            FilterChip("package", "", self),
        )
        row = Flow(self, spacing=6)
        for widget in (self.search, self.type, self.state, self.open, self.unsent):
            row.addWidget(widget)
        self.search.asked.connect(self._asked)
        self.type.chosen.connect(self._asked)
        self.state.chosen.connect(self._asked)
        self.open.clicked.connect(self._asked)
        self.unsent.clicked.connect(self._asked)

    def query(self, order: tuple[str, bool]) -> EntryQuery:
        """What is asked for."""
        kind, state = self.type.value(), self.state.value()
        return EntryQuery(
            register=self._spec.id,
            offices=self._whose.offices(),
            types=(kind,) if kind else (),
            statuses=(state,) if state else (),
            text=self.search.text(),
            unreviewed=self._around.period if self.open.isChecked() else "",
            order=order[0],
            descending=order[1],
        )

    @property
    def is_open(self) -> bool:
        """Whether everything is shown."""
        chosen = (self.type.value(), self.state.value(), self.search.text().strip())
        return not any(chosen) and not self.open.isChecked() and not self.unsent.isChecked()

    def show_counts(self, not_reviewed: int, unsent: int) -> None:
        """How many each chip would leave."""
        words = translate("Registers", "Not reviewed this period · {count}", count=not_reviewed)
        self.open.say(words)
        self.unsent.say(translate("Activities", "Not sent · {count}", count=unsent))
        self.open.setVisible(self._spec.states and (bool(not_reviewed) or self.open.isChecked()))
        self.unsent.setVisible(bool(unsent) or self.unsent.isChecked())

    def clear(self) -> None:
        """Show everything."""
        self.type.set_value("")
        self.state.set_value("")
        self.open.setChecked(False)
        self.unsent.setChecked(False)
        self.search.clear()
        self.search.ask()
        self.changed.emit()

    def narrow_to_open(self) -> None:
        """Show what nobody looked at in this period."""
        self.open.setChecked(True)
        self.changed.emit()

    def _asked(self, *_what: object) -> None:
        self.changed.emit()


class Listed(QWidget):
    """The table of one register."""

    opened = Signal(int)
    moved = Signal(int)
    add_asked = Signal()

    def __init__(
        self,
        around: Around,
        spec: Register,
        whose: Whose,
        drafts: Callable[[], frozenset[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._around, self._spec, self._whose, self._drafts = around, spec, whose, drafts
        self._keys: Sequence[int] = ()
        self._order = ("title", False)
        self.filters = Filters(around, spec, whose, self)
        columns = columns_of(
            spec,
            around.app.catalogue,
            self._is_editing,
            self._period,
            with_office=whose.is_hub,
        )
        self.model = IdModel(columns, self._fetch, self)
        self.table = IdTable(self.model, self)
        self.table.setAccessibleName(spec.name)
        self.model.show_order("title", descending=False)
        self._count, self._standing = QLabel(self), QLabel(self)
        for label in (self._count, self._standing):
            label.setObjectName("footText")
        self.empty = QLabel(self)
        self.empty.setObjectName("empty")
        self.empty.setWordWrap(True)
        self.add, self.excel = self._beginnings()
        self.add.clicked.connect(self.add_asked)
        self._lay()
        self.filters.changed.connect(self.refresh)
        self.filters.search.left_down.connect(self.table.setFocus)
        self.model.sort_asked.connect(self._sort)
        self.table.opened.connect(self._opened)
        self.table.chosen.connect(self._chosen)
        self.table.typed.connect(self._typed)

    def _beginnings(self) -> tuple[QPushButton, QPushButton]:
        """What an empty register begins with."""
        paste = translate("Registers", "Take from Excel…")
        return (
            QPushButton(icon("plus", "text"), translate("Registers", "Add a line"), self),
            QPushButton(icon("clipboard-paste", "text"), paste, self),
        )

    def _lay(self) -> None:
        foot = Foot(self)
        foot.say(self._count)
        foot.say(self._standing)
        foot.tell_key("Ctrl N", translate("Registers", "add"))
        foot.tell_key("Ctrl Z", translate("Activities", "undo"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.filters)
        box.addSpacing(8)
        box.addWidget(self.table, 1)
        box.addWidget(self._nothing(), 1)
        box.addWidget(foot)

    def _nothing(self) -> QWidget:
        """What belongs here, and how to begin."""
        self._held = held = QWidget(self)
        box = QVBoxLayout(held)
        box.setContentsMargins(24, 28, 24, 24)
        box.setSpacing(14)
        box.addWidget(self.empty)
        buttons = QHBoxLayout()
        for one in (self.add, self.excel):
            buttons.addWidget(one)
        buttons.addStretch(1)
        box.addLayout(buttons)
        box.addStretch(1)
        return held

    def refresh(self) -> None:
        """Ask again; the caret stays on the same line."""
        entries, unsent = self._around.app.entries, self.filters.unsent.isChecked()
        found = self._keys = list(entries.keys(self.query(), unsent=unsent))
        self.table.show_keys(found)
        whole = EntryQuery(register=self._spec.id, offices=self._whose.offices())
        spread = self._around.app.register_lists.spread(whole, self._around.period)
        waiting = 0 if self._whose.is_hub else len(entries.keys(whole, unsent=True))
        self.filters.show_counts(spread.unreviewed if self._spec.states else 0, waiting)
        self._count.setText(translate("Registers", "{n} lines", n=len(found)))
        self._standing.setText(spread_words(spread) if self._whose.is_hub else "")
        self.table.setVisible(bool(found))
        self._held.setVisible(not found)
        begins = not found and self.filters.is_open and self._whose.may_add()
        self.add.setVisible(begins)
        self.excel.setVisible(begins)
        self.empty.setText(self._empty_words())

    def query(self) -> EntryQuery:
        """The lines that are shown."""
        return self.filters.query(self._order)

    def _empty_words(self) -> str:
        if not self.filters.is_open:
            return translate("Registers", "No line is like this. Ask for less, or show all.")
        if not self._whose.may_add() or (self._whose.is_hub and not self._whose.offices()):
            return translate(
                "Registers",
                "Nothing stands in “{register}” here yet. Lines come with the packages of units.",
                register=self._spec.name,
            )
        return translate(
            "Registers",
            "Nothing stands in “{register}” yet. What is written here once stays from period to "
            "period; it is only reviewed anew.",
            register=self._spec.name,
        )

    def row(self, key: int) -> EntryRow | None:
        """One line."""
        return next(iter(self._fetch([key])), None)

    def rows(self) -> list[EntryRow]:
        """The selected lines."""
        return self._fetch(self.table.selected_keys())

    def key_of(self, ident: str) -> int | None:
        """The key of a line by its id, where it is shown."""
        key = self._around.app.entries.key_of(ident)
        return key if key in self._keys else None

    def _fetch(self, keys: Sequence[int]) -> list[EntryRow]:
        found: list[EntryRow] = self._around.app.entries.rows(keys)
        return found

    def _is_editing(self, ident: str) -> bool:
        return ident in self._drafts()

    def _period(self) -> str:
        return self._around.period

    def _sort(self, by: str, descending: bool) -> None:
        self._order = (by, descending)
        self.model.show_order(by, descending=descending)
        self.refresh()

    def _opened(self, key: int) -> None:
        self.opened.emit(key)

    def _chosen(self, key: object) -> None:
        if isinstance(key, int):
            self.moved.emit(key)

    def _typed(self, text: str) -> None:
        self.filters.search.setFocus()
        self.filters.search.setText(text)

"""The page of registers: models and trusted addresses, committees, documents issued, products.

At the hub it shows the lines of every unit; only those entered there can be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gbdesk.domain import registers
from gbdesk.domain.registers import COMMITTEE, DOCUMENT, MODEL, PRODUCT
from gbdesk.services.changed import Changed
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.forms.look import icon, sheet
from gbdesk.ui.forms.part_tabs import views
from gbdesk.ui.forms.parts import MoreMenu
from gbdesk.ui.pages.registers.one import EDGE, OneRegister
from gbdesk.ui.pages.registers.taking import FromExcel
from gbdesk.ui.pages.registers.whose import Whose
from gbdesk.ui.pages.registers.writing import ToExcel

SHOWN: Final = {
    MODEL: mark("Registers", "Models, addresses"),
    COMMITTEE: mark("Registers", "Committees"),
    DOCUMENT: mark("Registers", "Documents"),
    PRODUCT: mark("Registers", "Products"),
}
SHELF: Final = "registers"


class RegistersPage(Dressed):
    """`head` and `buttons` go into the page's first line."""

    saved = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.back = Back(around, self, SHELF)
        entries = [(one, say(words)) for one, words in SHOWN.items()]
        self.whose = Whose(around, self)
        self.tabs, self.menu = views(translate("Registers", "Register"), entries, MODEL, self)
        self.reviewing = QPushButton(f" {translate('Registers', 'Quick review…')}", self)
        self.reviewing.setIcon(icon("list-checks", "text"))
        self.add = QPushButton(f" {translate('Registers', 'Add a line')}", self)
        self.add.setObjectName("primary")
        self.add.setIcon(icon("plus", "on_primary"))
        self.add.setToolTip(translate("Registers", "Add a line (Ctrl N)"))
        self.more = MoreMenu(self)
        self.taking = FromExcel(around, self.back, self.more, self)
        self.writing = ToExcel(around, self.more, self)
        chooser = (self.whose.chooser,) if self.whose.chooser else ()
        self.head = (*chooser, self.tabs, self.menu)
        self.buttons = (self.more, self.reviewing, self.add)
        self._stack = QStackedWidget(self)
        self._made: dict[str, OneRegister] = {}
        self._shown = MODEL
        box = QVBoxLayout(self)
        box.setContentsMargins(EDGE, 0, 0, 0)
        box.addWidget(self._stack)
        self.tabs.chosen.connect(self.show_register)
        self.menu.chosen.connect(self.show_register)
        self.reviewing.clicked.connect(self._review)
        self.add.clicked.connect(self._begin)
        self.taking.action.triggered.connect(self._take)
        self.writing.asked.connect(self._write)
        if self.whose.chooser is not None:
            self.whose.chooser.chosen.connect(self._office_chosen)
        self.back.done.connect(self._undone)
        _give_keys(self, self._keys())
        self.dress(sheet)
        self.show_register(MODEL)

    def _keys(self) -> Mapping[str, Callable[[], None]]:
        return {
            "Ctrl+N": self._begin,
            "Ctrl+S": self._save,
            "Ctrl+Return": self._save_again,
            "Ctrl+Enter": self._save_again,
            "Ctrl+Shift+V": self._take,
            "Ctrl+Z": self.back.undo,
            "Ctrl+Y": self.back.redo,
            "Ctrl+F": self._find,
            "F3": self._find,
            "Esc": self._close,
        }

    @property
    def one(self) -> OneRegister:
        """The register that is shown."""
        return self._made[self._shown]

    def show_register(self, ident: str) -> None:
        """Show another register."""
        made = self._made.get(ident)
        if made is None:
            made = OneRegister(self._around, registers.register(ident), self.whose, self.back, self)
            made.shown.connect(self._make_room)
            made.saved.connect(self.saved)
            made.listed.excel.clicked.connect(self._take)
            self._made[ident] = made
            self._stack.addWidget(made)
        self._shown = ident
        self.tabs.choose(ident)
        self.menu.set_value(ident)
        self._stack.setCurrentWidget(made)
        self._may()
        made.refresh()
        self._make_room(made.panel.isVisibleTo(made))
        if made.editing.has_new_draft() and not made.panel.isVisibleTo(made):
            made.begin()

    def period_changed(self) -> None:
        """Review and reports are of the period now chosen."""
        self.whose.refresh()
        self._may()
        self.one.refresh()

    def _office_chosen(self, _office: str) -> None:
        for made in self._made.values():
            made.close_form()
        self._may()
        self.one.refresh()

    def _may(self) -> None:
        may = self.whose.may_add()
        self.add.setEnabled(may)
        self.taking.action.setEnabled(may)
        one_unit = bool(self.whose.offices())
        self.reviewing.setVisible(self.one.spec.states and may and one_unit)

    def arrive(
        self,
        *,
        register: str = MODEL,
        open: str = "",  # noqa: A002 - the fact's name in the window
        office: str = "",
        review: bool = False,
        unreviewed: bool = False,
    ) -> None:
        """Come here for a register, for one line, for what nobody looked at, or to review."""
        if office and self.whose.chooser is not None:
            self.whose.chooser.set_value(office)
        if register in SHOWN:
            self.show_register(register)
        if unreviewed:
            self.one.listed.filters.narrow_to_open()
        if open:
            self.one.open_id(open)
        elif review:
            self.one.begin_review()

    def wants_room(self) -> bool:
        """Whether the form stands beside the table."""
        return self.one.panel.isVisibleTo(self)

    def on_changed(self, changed: Changed) -> None:
        """Look again where something else changed the lines."""
        self.one.on_changed(changed)

    def leave(self) -> None:
        """Before the page goes: what was typed stays a draft."""
        for made in self._made.values():
            made.editing.flush()

    def _make_room(self, wanted: bool) -> None:
        self._around.make_room(wanted=wanted)

    def step_words(self, key: str) -> str:
        """What Ctrl Z or Ctrl Y would do, for the menu."""
        return self.back.words(key)

    def _begin(self) -> None:
        self.one.begin()

    def _review(self) -> None:
        self.one.begin_review()

    def _save(self) -> None:
        self.one.save()

    def _save_again(self) -> None:
        self.one.save_again()

    def _close(self) -> None:
        self.one.close_form()

    def _take(self) -> None:
        self.taking.open(self.one.spec, self.whose.writer())

    def _write(self) -> None:
        self.writing.ask(self.one.listed.query())

    def _find(self) -> None:
        self.one.listed.filters.search.setFocus()
        self.one.listed.filters.search.selectAll()

    def _undone(self) -> None:
        self.one.refresh()
        self.one.editing.follow()
        self.saved.emit()


def _give_keys(page: QWidget, slots: Mapping[str, Callable[[], None]]) -> None:
    for keys, slot in slots.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)


def build(around: Around) -> QWidget:
    """The registers of a unit, or at the hub of all."""
    return RegistersPage(around)

"""The page of domestic-violence figures: one return in a grid, checked at every key."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.filter_menu import FilterMenu
from gbdesk.ui.forms.look import px, sheet
from gbdesk.ui.forms.offices import OfficeChooser
from gbdesk.ui.forms.part_tabs import PartTabs
from gbdesk.ui.forms.parts import MoreMenu, place_words
from gbdesk.ui.grid.clipboard import forget_figures
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.side import SidePanel
from gbdesk.ui.office.locked import LockedNotice
from gbdesk.ui.pages.figures.coming import come, duties, place_of
from gbdesk.ui.pages.figures.comparing import Comparing
from gbdesk.ui.pages.figures.excel import FromExcel
from gbdesk.ui.pages.figures.following import follow
from gbdesk.ui.pages.figures.rechecking import Rechecking
from gbdesk.ui.pages.figures.registered import Registered
from gbdesk.ui.pages.figures.scans import Scans
from gbdesk.ui.returns.book import ReturnBook
from gbdesk.ui.returns.correcting import Correcting
from gbdesk.ui.returns.deeds import Deeds
from gbdesk.ui.returns.draft import CellDraft
from gbdesk.ui.returns.on_paper import OnPaper
from gbdesk.ui.returns.parts import Legend, StateRow

NARROW: Final = 1100
WIDE: Final = 1240


class FiguresPage(Dressed):
    """The grid with its side; `head` and `buttons` go into the page's first line."""

    saved = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.book: ReturnBook | None = None
        self.tab_menu = FilterMenu(translate("Figures", "Part"), "", self)
        self.tabs = PartTabs(translate("Figures", "Parts of the form"), self.tab_menu, self)
        self.forms = FilterMenu(translate("Figures", "Form"), "", self)
        self.offices = OfficeChooser(around, "dv", self)
        self.more = MoreMenu(self)
        self.paste = self.more.offer("clipboard-paste", translate("Figures", "Paste from Excel"))
        self.excel = FromExcel(around, self.more, self.saved, self)
        self.nil = self.more.offer("circle-slash", translate("Figures", "Nothing occurred…"))
        self.note = self.more.offer("pencil", translate("Figures", "Note at this cell… (Shift F2)"))
        self.comparing = Comparing(around, self.more, self)
        self.rechecking = Rechecking(around, self.more, self)
        self.scans = Scans(around, self.more, self)
        self.registered = Registered(around, self.more, self)
        taking = self.excel.action, self.registered.action
        self._changing = (self.paste, self.nil, self.note, *taking)
        self.finish = QPushButton(translate("Figures", "Complete this period…"), self)
        self.finish.setObjectName("primary")
        self.head = (self.tabs, self.tab_menu, self.forms, self.offices)
        self.correcting = Correcting(around, self)
        self.on_paper = OnPaper(around, self)
        self.buttons = (self.more, self.correcting.button, self.on_paper.button, self.finish)
        self.state = StateRow(self)
        self.locked = LockedNotice(around, self)
        self.grid: FigureGrid | None = None
        self._deeds: Deeds | None = None
        self._draft: CellDraft | None = None
        self.side = SidePanel(self)
        self.foot = Legend(self)
        self.empty = _empty(self)
        self._lay()
        self._join()
        self.dress(sheet)
        self.period_changed()

    def _lay(self) -> None:
        self._left = QVBoxLayout()
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(0)
        self._left.addWidget(self.empty, 1)
        self._left.addWidget(self.foot)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._left, 1)
        row.addWidget(self.side)
        self.state.setContentsMargins(0, 0, 18, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.state)
        box.addWidget(self.locked)
        box.addWidget(self.on_paper.notice)
        box.addLayout(row, 1)

    def _join(self) -> None:
        kept, changed = self.correcting.kept, self.on_paper.changed
        for told in (self.forms.chosen, self.offices.chosen, kept, changed):
            told.connect(self.reopen)

    def period_changed(self) -> None:
        """Show the returns of the period now chosen."""
        self.offices.refresh()
        self.reopen()

    def reopen(self, _chosen: str = "") -> None:
        """Show the return of the form and office now chosen."""
        forms = duties(self.around, self.offices.office())
        self.forms.offer([Option(form.id, form.name) for form in forms])
        if forms and self.forms.value() not in {form.id for form in forms}:
            self.forms.set_value(forms[0].id)
        self.forms.setVisible(len(forms) > 1)
        self._show_nothing(nothing=not forms)
        if forms:
            self._open(self.forms.value())

    def _show_nothing(self, *, nothing: bool) -> None:
        self.empty.setText(
            translate("Figures", "This unit reports no domestic-violence figures for this period.")
        )
        self.empty.setVisible(nothing)
        parts = (self.side, self.foot, self.state, self.tabs, self.on_paper.notice, self.grid)
        for widget in filter(None, (*parts, *self.buttons)):
            widget.setVisible(not nothing)

    def _open(self, form: str) -> None:
        app, period = self.around.app, self.around.period
        self.book = self.on_paper.open(ReturnBook, form, self.offices.office())
        figures = self.book.sheet()
        if self.grid is None:
            self.grid = FigureGrid(figures, self)
            self._left.insertWidget(0, self.grid, 1)
            _join_grid(self, self.grid)
            self._draft = CellDraft(self.around, self.grid, self)
            self._deeds = Deeds(self.around, self.grid, self)
            self._deeds.serve(self.state, self.side, self.more)
            self.correcting.serve(self.grid)
            self.comparing.serve(self.grid)
            self.paste.triggered.connect(self._deeds.paste)
            self.nil.triggered.connect(self._deeds.declare_nil)
            self.note.triggered.connect(self._deeds.note_here)
            self.finish.clicked.connect(self._deeds.finish)
            self._deeds.kept.connect(self._kept)
            self._deeds.opened_again.connect(self.reopen)
        corner = app.catalogue.word("places_kind")
        year = app.catalogue.period(period).year - 1
        last = translate("Figures", "Same period {year}", year=year)
        self.grid.show_sheet(
            figures,
            words=partial(place_words, app.catalogue),
            corner=corner[:1].upper() + corner[1:],
            last_year=last if figures.totals_before else "",
        )
        entries = [(tab.id, tab.name) for tab in figures.form.shown_tabs]
        self.tabs.offer(entries, self.grid.tab)
        self.tab_menu.offer([Option(*entry) for entry in entries])
        self.tab_menu.set_value(self.grid.tab)
        self._narrow()
        if self._deeds and self._draft:
            self._deeds.take(self.book)
            self._draft.open(self.book.key)
        self._show_state()
        if self._draft and self.book.may_edit:
            self._draft.restore()

    def _show_state(self) -> None:
        book = self.book
        if book is None or self.grid is None:
            return
        sent = book.kept.sent and not self.around.app.session.hub  # the hub sends to nobody
        self.state.show_state(book.kept.state, sent=sent, is_own=book.is_own)
        self.grid.allow_edits(allowed=book.may_edit)
        self.side.may_fix = book.may_edit
        for button in self.buttons:
            button.setVisible(book.is_own)
            button.setEnabled(book.may_edit or button is self.more)
        _allow(self._changing, allowed=book.may_edit)
        _serve(self, self.grid, book)
        self.follow()

    def follow(self) -> None:
        """What stands beside the grid shows what the caret is on."""
        follow(self)

    def _kept(self) -> None:
        if self._draft:
            self._draft.drop()
        self.saved.emit()

    def arrive(self, **facts: str) -> None:
        """Come here for one form, one place, one cell."""
        come(self, **facts)

    def place(self) -> dict[str, str]:
        """Where the caret is, to come back here."""
        return place_of(self)

    def wants_room(self) -> bool:
        """The grid and its side want the width."""
        return True

    def on_changed(self, changed: Changed) -> None:
        """Look again where something else changed the figures."""
        self.scans.follow(changed)
        if changed & (Changed.CATALOGUE | Changed.PACKAGES | Changed.CONFLICTS):
            self.period_changed()
        elif self.registered.on_changed(changed):
            self.follow()

    def hold(self) -> None:
        """Before the window locks or closes: a figure half typed is none yet."""
        self.rechecking.flush()
        if self._draft:
            self._draft.hold()

    def leave(self) -> None:
        """Before the page goes: what is half typed stays a draft, copied figures are forgotten."""
        self.rechecking.flush()
        if self._draft:
            self._draft.flush()
        forget_figures()

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the side gives way to the grid."""
        super().resizeEvent(event)
        self._narrow()

    def _narrow(self) -> None:
        there, wide = self.empty.isHidden(), self.width() >= px(WIDE)
        self.side.setVisible(self.width() >= px(NARROW) and there)
        self.tabs.stand(there=there, wide=wide and not self.around.app.session.hub)


def _empty(page: QWidget) -> QLabel:
    """The words where there is no return."""
    label = QLabel(page)
    label.setObjectName("empty")
    label.setWordWrap(True)
    return label


def _allow(actions: Iterable[QAction], *, allowed: bool) -> None:
    """What changes figures; what only looks is in the menu at any time."""
    for action in actions:
        action.setEnabled(allowed)


def _serve(page: FiguresPage, grid: FigureGrid, book: ReturnBook) -> None:
    """What stands around the grid works on this return."""
    page.correcting.take(book)
    page.on_paper.take(book)
    for one in (page.excel, page.rechecking, page.scans, page.registered):
        one.serve(grid, book)
    page.locked.follow(book.period)


def _join_grid(page: FiguresPage, grid: FigureGrid) -> None:
    page.setFocusProxy(grid.view)
    grid.moved.connect(page.follow)
    grid.tab_changed.connect(page.tabs.choose)
    grid.tab_changed.connect(page.tab_menu.set_value)
    page.tabs.chosen.connect(grid.show_tab)
    page.tab_menu.chosen.connect(grid.show_tab)


def build(around: Around) -> QWidget:
    """The grid of domestic-violence figures."""
    return FiguresPage(around)

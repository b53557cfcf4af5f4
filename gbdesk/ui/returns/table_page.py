"""A page around one return that is a table: grid, state, what is wrong, drafts, correcting."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.owed import form_of, forms_owed
from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.forms.look import sheet as look
from gbdesk.ui.forms.offices import OfficeChooser
from gbdesk.ui.forms.parts import MoreMenu
from gbdesk.ui.grid.clipboard import forget_figures
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.office.locked import LockedNotice
from gbdesk.ui.returns.correcting import Correcting
from gbdesk.ui.returns.deeds import Deeds
from gbdesk.ui.returns.draft import CellDraft
from gbdesk.ui.returns.on_paper import OnPaper
from gbdesk.ui.returns.parts import Legend, StateRow
from gbdesk.ui.returns.strip import ProblemStrip
from gbdesk.ui.returns.table_book import TableBook
from gbdesk.ui.returns.table_sheet import TableSheet

MORE: Final = 140
NAMES: Final = 330


class TablePage(Dressed):
    """`dataset` says what is reported; a page adds what stands `beside` and `below` the grid."""

    saved = Signal()

    def __init__(self, around: Around, dataset: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around, self.dataset = around, dataset
        self.book: TableBook | None = None
        self.grid: FigureGrid | None = None
        self.offices = OfficeChooser(around, dataset, self)
        self.more = MoreMenu(self)
        self.paste = self.more.offer("clipboard-paste", translate("Figures", "Paste from Excel"))
        self.note = self.more.offer("pencil", translate("Figures", "Note at this cell… (Shift F2)"))
        self.finish = QPushButton(translate("Figures", "Complete this period…"), self)
        self.finish.setObjectName("primary")
        self.correcting = Correcting(around, self)
        self.head: tuple[QWidget, ...] = (self.offices,)
        self.on_paper = OnPaper(around, self)
        asked = self.correcting.button, self.on_paper.button
        self.buttons: tuple[QWidget, ...] = (self.more, *asked, self.finish)
        self.state, self.locked = StateRow(self), LockedNotice(around, self)
        self.strip, self.foot = ProblemStrip(self), Legend(self)
        self.empty = _empty(self)
        self._deeds: Deeds | None = None
        self._draft: CellDraft | None = None
        self._lay()
        self.offices.chosen.connect(self.reopen)
        self.correcting.kept.connect(self.reopen)
        self.on_paper.changed.connect(self.reopen)

    def _lay(self) -> None:
        self.middle = QHBoxLayout()
        self.middle.setContentsMargins(0, 0, 18, 0)
        self.middle.setSpacing(0)
        self.above, self.below = QVBoxLayout(), QVBoxLayout()
        self.below.setContentsMargins(0, 8, 18, 0)
        self.state.setContentsMargins(0, 0, 18, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.state)
        box.addWidget(self.locked)
        box.addWidget(self.on_paper.notice)
        box.addLayout(self.above)
        box.addWidget(self.empty, 1)
        box.addLayout(self.middle, 1)
        box.addWidget(self.strip)
        box.addLayout(self.below)
        box.addWidget(self.foot)

    def begin(self) -> None:
        """Once everything of the page is there."""
        self.dress(look)
        self.period_changed()

    # what a page adds
    def lay_grid(self, grid: FigureGrid) -> None:
        """Where the grid stands, and what follows it."""
        self.middle.addWidget(grid, 1)

    def shown(self) -> None:
        """Another return, or another state of it, is shown."""

    def moved(self) -> None:
        """The caret or a figure moved."""

    # the page
    @property
    def table(self) -> TableSheet:
        """The figures as the grid works on them."""
        found = self.grid.sheet if self.grid else None
        if not isinstance(found, TableSheet):
            raise TypeError
        return found

    @property
    def key(self) -> str:
        """The return that is shown, as drafts call it."""
        return self.book.key if self.book else ""

    def period_changed(self) -> None:
        """Show the return of the period now chosen."""
        self.offices.refresh()
        self.reopen()

    def reopen(self, _chosen: str = "") -> None:
        """Show the return of the office now chosen."""
        office, period = self.offices.office(), self.around.period
        forms = forms_owed(self.around.app.catalogue, office, period, self.dataset)
        self.empty.setText("" if forms else no_return(self.around, self.dataset))
        self.empty.setVisible(not forms)
        around = self.foot, self.state, self.strip, self.grid, self.on_paper.notice
        for one in (*around, *self.buttons):
            if one is not None:
                one.setVisible(bool(forms))
        self.book = self.on_paper.open(TableBook, forms[0].id, office) if forms else None
        if self.book is not None:
            self._open(self.book)
        self.shown()

    def _open(self, book: TableBook) -> None:
        figures = book.sheet()
        if self.grid is None:
            self._make(figures)
        if self.grid is None or self._deeds is None or self._draft is None:
            return
        self.grid.show_sheet(figures, words=book.words, corner=self.corner(), last_year="")
        self._deeds.take(book)
        self._draft.open(self.key)
        self._show_state(book, self.grid)
        if book.may_edit:
            self._draft.restore()

    def corner(self) -> str:
        """What the rows are."""
        return translate("Returns", "Indicator")

    def _make(self, figures: TableSheet) -> None:
        self.grid = grid = FigureGrid(figures, self)
        grid.totals.hide()
        grid.more, grid.view.places.most = MORE, NAMES
        self.lay_grid(grid)
        self._draft = CellDraft(self.around, grid, self)
        self._deeds = Deeds(self.around, grid, self)
        self._deeds.serve(self.state, self.strip, self.more)
        self.correcting.serve(grid)
        grid.moved.connect(self.follow)
        self.paste.triggered.connect(self._deeds.paste)
        self.note.triggered.connect(self._deeds.note_here)
        self.finish.clicked.connect(self._deeds.finish)
        self._deeds.kept.connect(self._kept)
        self._deeds.opened_again.connect(self.reopen)

    def _show_state(self, book: TableBook, grid: FigureGrid) -> None:
        sent = book.kept.sent and not self.around.app.session.hub  # the hub sends to nobody
        self.state.show_state(book.kept.state, sent=sent, is_own=book.is_own)
        grid.allow_edits(allowed=book.may_edit)
        self.strip.may_fix = book.may_edit
        for button in self.buttons:
            button.setVisible(book.is_own)
            button.setEnabled(book.may_edit)
        self.correcting.take(book)
        self.on_paper.take(book)
        self.locked.follow(book.period)
        self.follow()

    def follow(self) -> None:
        """What stands around the grid shows what the caret is on."""
        at = self.grid.view.at() if self.grid else None
        if self.grid is None or self.book is None or at is None:
            return
        self.strip.follow(self.grid.sheet, self.grid.sheet.rows[at[0]])
        self.state.show_gaps(self.grid.sheet.gaps(), self.book.words)
        self.moved()

    def _kept(self) -> None:
        if self._draft:
            self._draft.drop()
        self.saved.emit()

    def arrive(self, *, line: str = "", office: str = "", **_facts: Any) -> None:
        """Come here for one line of the return."""
        if office and office in self.offices.known():
            self.offices.set_value(office)
            self.reopen()
        if self.grid is None or self.book is None:
            return
        if line in self.table.at:
            self.grid.go_to_line(*self.table.at[line])
        (self.grid.view.figures.editor or self.grid.view).setFocus()

    def place(self) -> dict[str, str]:
        """Where the caret is, to come back here."""
        at = self.grid.view.at() if self.grid else None
        if self.grid is None or self.book is None or at is None:
            return {}
        spot = (self.grid.sheet.rows[at[0]].place, self.grid.model.columns[at[1]].id)
        return {"line": self.table.lines.get(spot, "")}

    def wants_room(self) -> bool:
        """The grid wants the width."""
        return True

    def on_changed(self, changed: Changed) -> None:
        """Look again where something else changed the figures."""
        if changed & (Changed.CATALOGUE | Changed.PACKAGES | Changed.CONFLICTS):
            self.period_changed()

    def hold(self) -> None:
        """Before the window locks or closes: a figure half typed is none yet."""
        if self._draft:
            self._draft.hold()

    def leave(self) -> None:
        """Before the page goes: what is half typed stays a draft, copied figures are forgotten."""
        if self._draft:
            self._draft.flush()
        forget_figures()


def _empty(page: QWidget) -> QLabel:
    words = QLabel(page)
    words.setObjectName("empty")
    words.setWordWrap(True)
    return words


def no_return(around: Around, dataset: str) -> str:
    """Why there is no return to show."""
    catalogue = around.app.catalogue
    if form_of(catalogue, around.period, dataset) is None:
        return translate(
            "Returns",
            "{hub} has not published this form for this period yet. It comes with a new "
            "catalogue of {hub}; until then there is nothing to enter here.",
            hub=catalogue.word("hub_short"),
        )
    return translate("Returns", "This unit does not report on this form for this period.")

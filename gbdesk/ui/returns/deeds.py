"""What is done with a return beyond moving about: kept, asked, completed, declared."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QToolTip, QWidget

from gbdesk.domain.activities import public_words
from gbdesk.domain.ids import return_row_id
from gbdesk.domain.rules import Fix
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import MoreMenu
from gbdesk.ui.grid import commands
from gbdesk.ui.grid.block import PastePlan
from gbdesk.ui.grid.clipboard import pasted_text
from gbdesk.ui.grid.commands import Deed
from gbdesk.ui.grid.dialogs import FinishDialog, NilDialog, NoteDialog, PasteDialog
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.history import Step
from gbdesk.ui.grid.sheet import Change
from gbdesk.ui.grid.side import SidePanel
from gbdesk.ui.returns.book import ReturnBook
from gbdesk.ui.returns.nothing import told_nil
from gbdesk.ui.returns.parts import StateRow
from gbdesk.ui.returns.strip import ProblemStrip

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

HINT_MS: Final = 2_500


class Deeds(QObject):
    """Between the grid, the side and the service; `kept` after each step that was kept."""

    kept = Signal()
    opened_again = Signal()

    def __init__(self, around: Around, grid: FigureGrid, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._grid, self._page = around, grid, page
        self._book: ReturnBook | None = None
        grid.written.connect(self._keep)
        grid.refused.connect(self.hint)
        grid.not_nil.connect(self._counted)
        grid.declared_nil.connect(partial(told_nil, around, grid))
        grid.note_asked.connect(self.note)
        grid.paste_asked.connect(self._look)

    def take(self, book: ReturnBook) -> None:
        """Work on this return."""
        self._book = book
        self._erasing.setVisible(not book.paper)

    def serve(self, state: StateRow, side: SidePanel | ProblemStrip, more: MoreMenu) -> None:
        """Do what is asked by the line above the grid, by the side and from the menu."""
        self._erasing = more.offer("eraser", translate("Figures", "Erase a note for good…"))
        self._erasing.triggered.connect(self.erase)
        state.problems_clicked.connect(self.next_problem)
        state.gaps_clicked.connect(self.next_gap)
        state.reopen_clicked.connect(self.take_up_again)
        side.fix_asked.connect(self.fix)
        side.go_asked.connect(self.go)
        side.note_asked.connect(self.note_at)

    def paste(self) -> None:
        """Paste what is on the clipboard at the caret."""
        text = pasted_text()
        if text.strip():
            self._grid.paste(text)
        else:
            words = translate("Figures", "Copy the cells in Excel first (Ctrl C), then paste here.")
            self._around.tell(words)
        self._grid.view.setFocus()

    def hint(self, where: QRect) -> None:
        """A soft word: only whole numbers here."""
        words = translate(
            "Figures",
            "This cell takes whole numbers from 0. To write words, use a note (Shift F2).",
        )
        view = self._grid.view
        QToolTip.showText(where.bottomLeft(), words, view, QRect(), HINT_MS)

    def erase(self) -> None:
        """Go where the notes of the row with the caret are erased everywhere."""
        if (book := self._book) is not None and (at := self._grid.view.at()) is not None:
            row, line = self._grid.sheet.rows[at[0]].place, self._grid.model.columns[at[1]].id
            record = return_row_id(book.office, book.form, book.period, book.where(row, line)[0])
            self._around.go("erasing", entity="row", record=record, office=book.office)

    def _counted(self, place: str, line: str) -> None:
        sheet = self._grid.sheet
        words = translate(
            "Figures",
            "Nothing was set to 0: {place} has {figure} under “{line}”, on this tab. Set that to 0 "
            "first if nothing occurred.",
            place=sheet.rows[sheet.row_numbers[place]].name,
            figure=sheet.cell(place, line).number,
            line=sheet.form.line_name(line),
        )
        self._grid.go_to_line(place, line)
        self._around.tell(words)

    def note(self, row: int, column: int) -> None:
        """Ask for a note at a cell."""
        model = self._grid.model
        line = self._grid.sheet.form.line_name(model.columns[column].id)
        where = translate("Figures", "{place}, {line}", place=model.row(row).name, line=line)
        before = model.cell(model.index(row, column)).note
        public = public_words(self._around.app.catalogue)
        note = NoteDialog.ask(where, before, public, self._page)
        if note is not None:
            self._grid.apply(commands.set_note(model, row, column, note))
        self._grid.view.setFocus()

    def note_here(self) -> None:
        """Ask for a note at the caret."""
        if at := self._grid.view.at():
            self.note(*at)

    def note_at(self, place: str, line: str) -> None:
        """Ask for a note at the cell of a problem."""
        self._grid.go_to_line(place, line)
        self.note_here()

    def go(self, place: str, line: str) -> None:
        """Show the cell of a problem."""
        self._grid.go_to_line(place, line)

    def fix(self, place: str, fix: Fix) -> None:
        """Carry out a proposed correction."""
        change = Change(place=place, line=fix.line, value=fix.value)
        self._grid.apply(Deed(fix.label, (change,)))
        self._grid.go_to_line(place, fix.line)

    def next_problem(self) -> None:
        """Go to the next error or warning."""
        self._grid.seek_problem(1)

    def next_gap(self) -> None:
        """Go to the first cell without a figure."""
        sheet = self._grid.sheet
        for row, line in product(sheet.rows, sheet.form.entry_lines):
            if sheet.cell(row.place, line.id).is_blank:
                self._grid.go_to_line(row.place, line.id)
                return

    def finish(self) -> None:
        """Complete the return, or show what it lacks."""
        book, sheet = self._book, self._grid.sheet
        if book is None:
            return
        app = self._around.app
        period = app.catalogue.period(book.period).title
        title = translate("Figures", "Complete {period}", period=period)
        gaps = sheet.gaps()
        public = public_words(app.catalogue)
        dialog = FinishDialog(title, sheet, book.words, public, self._page)
        if not dialog.answered():
            return
        if not gaps.is_clean:
            self._first_gap()
            return
        if gaps.unexplained:
            self._grid.apply(commands.explain(sheet, gaps.unexplained, dialog.reason.text()))

        def work(_progress: Progress) -> Any:
            return book.complete(gaps)

        self._around.write(work, self._reopened, self._failed)

    def declare_nil(self) -> None:
        """Declare that nothing occurred in the whole period."""
        book, sheet = self._book, self._grid.sheet
        if book is None:
            return
        app = self._around.app
        cells = product([row.place for row in sheet.rows], [one.id for one in sheet.form.nil_lines])
        filled = [at for at in cells if (sheet.cell(*at).number or 0) > 0]
        period = app.catalogue.period(book.period).title
        if not NilDialog(period, len(sheet.rows), len(filled), self._page).answered():
            return
        if filled:
            self._grid.go_to_line(*filled[0])
            return

        def work(_progress: Progress) -> Any:
            return book.declare_nil()

        self._around.write(work, self._reopened, self._failed)

    def take_up_again(self) -> None:
        """Reopen a completed return."""
        book = self._book
        if book is None:
            return

        def work(_progress: Progress) -> Any:
            return book.take_up_again()

        self._around.write(work, self._reopened, self._failed)

    def _first_gap(self) -> None:
        gaps = self._grid.sheet.gaps()
        if gaps.errors and not (gaps.blank or gaps.partial):
            self.next_problem()
        else:
            self.next_gap()

    def _look(self, plan: PastePlan) -> None:
        shape = (self._grid.model.rowCount(), self._grid.model.columnCount())
        chosen = PasteDialog.ask(plan, shape, self._page)
        if chosen is not None:
            self._grid.take_paste(chosen)
        self._grid.view.setFocus()

    def _keep(self, step: Step, how: str) -> None:
        if self._book is not None:
            self._around.write(self._book.keep(step, how), self._kept, self._failed)

    def _kept(self, _done: Any) -> None:
        self.kept.emit()

    def _reopened(self, _done: Any) -> None:
        self.kept.emit()
        self.opened_again.emit()

    def _failed(self, error: Exception) -> None:
        """What was not kept is not shown as kept, and why is said."""
        self.opened_again.emit()
        self._around.complain(error)

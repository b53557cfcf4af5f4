"""Figures out of a workbook into the return that is shown, as one step of the grid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut

from gbdesk.services import commune_forms
from gbdesk.services.figures_import import Figure
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import MoreMenu
from gbdesk.ui.grid.commands import Deed
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.sheet import Change
from gbdesk.ui.returns.book import ReturnBook

if TYPE_CHECKING:
    from gbdesk.ui.pages.figures.page import FiguresPage


class FromExcel(QObject):
    """A line of the menu, and its keys."""

    def __init__(
        self, around: Around, more: MoreMenu, saved: SignalInstance, page: FiguresPage
    ) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self._grid: FigureGrid | None = None
        self._book: ReturnBook | None = None
        self.action = more.offer(
            "folder-open", translate("Figures", "From a workbook… (Ctrl Shift V)")
        )
        self.action.triggered.connect(self.open)
        self.forms = more.offer("download", translate("Figures", "Excel forms for communes…"))
        self.forms.triggered.connect(self._ask_folder)
        QShortcut(QKeySequence("Ctrl+Shift+V"), page).activated.connect(self.open)
        saved.connect(self.tell)
        self._taken = 0
        self.walk: Any = None

    def serve(self, grid: FigureGrid, book: ReturnBook) -> None:
        """Take in for this return; what was not kept by now is not told any more."""
        self._grid, self._book, self._taken = grid, book, 0

    def tell(self) -> None:
        """Say that the figures are kept, once they are."""
        if self._taken and self._grid is not None:
            words = translate("Figures", "{n} figures taken over from Excel", n=self._taken)
            self._around.tell(words, self._grid.undo)
        self._taken = 0

    def open(self) -> None:
        """Open the walk, where figures may be entered now."""
        from gbdesk.ui.excel.figures import FigureWalk

        book = self._book
        if book is None or not book.may_edit:
            return
        form = self._around.app.catalogue.form(book.form)
        now = book.now()
        self.walk = FigureWalk(self._around, form, now, self._page)
        self.walk.taken_over.connect(self._take)
        self.walk.open()

    def _ask_folder(self) -> None:
        folder = dialogs.ask_folder(self._page, translate("Figures", "Folder for the forms"))
        if folder is not None:
            self.write_forms(folder)

    def write_forms(self, folder: Path) -> None:
        """Write one form for each row of the return."""
        book, app = self._book, self._around.app
        if book is None:
            return
        sheet = app.returns.open(book.form, book.period, book.office)

        def work(progress: Progress) -> list[Path]:
            return commune_forms.write_forms(app.desk, sheet, folder, progress)

        self._around.read(work, partial(self._written, folder))

    def _written(self, folder: Path, files: Sequence[Path]) -> None:
        words = translate(
            "Figures", "{n} forms written to {folder}", n=len(files), folder=str(folder)
        )
        self._around.tell(words)

    def _take(self, figures: Sequence[Figure]) -> None:
        grid = self._grid
        if grid and any(grid.sheet.cell(one.place, one.line).value != one.now for one in figures):
            self._page.reopen()  # what was looked at is newer than what the grid shows
        if self._grid is None or not self._grid.model.may_edit:
            return
        changes = tuple(Change(place=one.place, line=one.line, value=one.value) for one in figures)
        self._taken = len(changes)
        words = translate("Figures", "take over {n} figures from Excel", n=len(changes))
        self._grid.apply(Deed(words, changes))
        self._grid.view.setFocus()

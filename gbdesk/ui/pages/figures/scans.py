"""The report of a commune as it came on paper, kept beside its figures."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.evidence import Target
from gbdesk.text import translate
from gbdesk.ui.evidence.files import FilesDialog
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import MoreMenu
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.returns.book import ReturnBook


class Scans(QObject):
    """The entry of the menu and its dialog."""

    def __init__(self, around: Around, more: MoreMenu, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self._book: ReturnBook | None = None
        self._grid: FigureGrid | None = None
        self.dialog: FilesDialog | None = None
        self.begin = more.offer("file-text", translate("Evidence", "Scanned report…"))
        self.begin.triggered.connect(self.show)

    def serve(self, grid: FigureGrid, book: ReturnBook) -> None:
        """Work on this return."""
        self._grid, self._book = grid, book
        self.begin.setVisible(not book.paper)  # a document has a scan of its own

    def follow(self, changed: Changed) -> None:
        """Look again where files came or went while they are shown."""
        if self.dialog is not None:
            self.dialog.box.follow(changed)

    def show(self) -> None:
        """The files of the place the caret is in."""
        grid, book = self._grid, self._book
        at = grid.view.at() if grid is not None else None
        if grid is None or book is None or at is None:
            return
        row, period = grid.sheet.rows[at[0]], self._around.app.catalogue.period(book.period)
        title = translate(
            "Evidence", "Report of {place}, {period}", place=row.name, period=period.short
        )
        target = Target.report(book.office, book.period, row.place)
        words = translate("Evidence", "Here the report is kept as it came on paper.")
        may = self._around.app.desk.may_see(target.office)
        self.dialog = dialog = FilesDialog(
            self._around, (title, words), target, self._page, may=may
        )
        dialog.exec()
        self.dialog = None
        dialog.deleteLater()
        grid.view.setFocus()

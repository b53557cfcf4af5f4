"""The report of a commune as it came on paper, kept beside its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.evidence import Target
from gbdesk.text import translate
from gbdesk.ui.evidence.box import EvidenceBox
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.parts import MoreMenu
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.returns.book import ReturnBook

if TYPE_CHECKING:
    from gbdesk.services.undo import Undo


class ScanDialog(Question):
    """The files of one commune and period."""

    def __init__(self, around: Around, title: str, target: Target, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.say(translate("Evidence", "Here the report is kept as it came on paper."))
        self.box = EvidenceBox(around, self)
        self.put(self.box)
        self._box.addStretch(1)
        self.setMinimumWidth(px(480))
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(
            translate("Evidence", "Close"), QDialogButtonBox.ButtonRole.RejectRole
        )
        close.setObjectName("primary")
        buttons.rejected.connect(self.reject)
        self.put(buttons)
        self._around = around
        self.box.done.connect(self._done)
        self.box.serve(target, may=around.app.desk.may_see(target.office))

    def _done(self, words: str, undo: Undo | None) -> None:
        around, box = self._around, self.box

        def back() -> None:
            if undo is not None:
                around.write(lambda _: around.app.undo(undo), lambda _: box.refresh())

        around.tell(words, back if undo is not None else None)


class Scans(QObject):
    """The entry of the menu and its dialog."""

    def __init__(self, around: Around, more: MoreMenu, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self._book: ReturnBook | None = None
        self._grid: FigureGrid | None = None
        self.dialog: ScanDialog | None = None
        self.begin = more.offer("file-text", translate("Evidence", "Scanned report…"))
        self.begin.triggered.connect(self.show)

    def serve(self, grid: FigureGrid, book: ReturnBook) -> None:
        """Work on this return."""
        self._grid, self._book = grid, book

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
        self.dialog = dialog = ScanDialog(self._around, title, target, self._page)
        dialog.exec()
        self.dialog = None
        dialog.deleteLater()
        grid.view.setFocus()

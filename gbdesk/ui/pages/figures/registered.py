"""Numbers that registers count, taken into the cells where nothing is entered."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import MoreMenu
from gbdesk.ui.grid.counted import into_blanks
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.returns.book import ReturnBook


class Registered(QObject):
    """The entry of the menu; what is entered stays as it is."""

    def __init__(self, around: Around, more: MoreMenu, page: QWidget) -> None:
        super().__init__(page)
        self._around = around
        self._book: ReturnBook | None = None
        self._grid: FigureGrid | None = None
        words = translate("Figures", "Fill blank cells from registers")
        self.action = more.offer("landmark", words)
        self.action.triggered.connect(self.take)

    def serve(self, grid: FigureGrid, book: ReturnBook) -> None:
        """Work on this return."""
        self._grid, self._book = grid, book

    def take(self) -> None:
        """Fill the blank cells that registers count for, as one step."""
        if self._grid is None or self._book is None:
            return
        deed = into_blanks(self._grid.sheet, self._book.registered())
        if deed is None:
            words = translate("Figures", "Registers count nothing for a blank cell.")
            self._around.tell(words)
        else:
            self._grid.apply(deed)
            words = translate(
                "Figures", "{n} blank cells are filled from registers.", n=len(deed.changes)
            )
            self._around.tell(words, self._grid.undo)
        self._grid.view.setFocus()

    def on_changed(self, changed: Changed) -> bool:
        """Whether lines of registers changed, which then are counted anew."""
        if self._book is None or not changed & Changed.ENTRIES:
            return False
        self._book.forget_registers()
        return True

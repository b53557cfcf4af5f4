"""Totals typed a second time: what was typed waits as a draft until all of it agrees."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.drafts import DraftKeeper
from gbdesk.ui.forms.parts import MoreMenu, place_words
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.recheck import RecheckDialog
from gbdesk.ui.returns.book import ReturnBook

PAGE: Final = "recheck"


class Rechecking(QObject):
    """The entry of the menu and its dialog."""

    def __init__(self, around: Around, more: MoreMenu, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self._keeper = DraftKeeper(around.app.store.drafts, PAGE, self)
        self._book: ReturnBook | None = None
        self._grid: FigureGrid | None = None
        self.begin = more.offer("list-checks", translate("Figures", "Type totals again…"))
        self.begin.triggered.connect(self.ask)

    def serve(self, grid: FigureGrid, book: ReturnBook) -> None:
        """Work on this return."""
        self._grid, self._book = grid, book

    def ask(self) -> None:
        """Have the totals of the tab shown typed again; go where one differs."""
        grid, book = self._grid, self._book
        if grid is None or book is None:
            return
        key = f"{book.key}/{grid.tab}"
        begun: Mapping[str, str] = self._keeper.found(key) or {}
        words = partial(place_words, self._around.app.catalogue)
        dialog = RecheckDialog(grid.sheet, grid.tab, words, begun, self._page)

        def typed() -> dict[str, Any]:
            return dict(dialog.texts())

        dialog.typed.connect(partial(self._keeper.touch, key, typed))
        dialog.agreed.connect(partial(self._keeper.drop, key))
        if dialog.answered():
            grid.go_to_line(grid.sheet.rows[0].place, dialog.target)
        grid.view.setFocus()

    def flush(self) -> None:
        """Keep what was typed, now."""
        self._keeper.flush()

"""Figures of an earlier period small in the cells: by menu, or with F7 in turn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from gbdesk.services.beside import BEFORE, LAST_YEAR
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import MoreMenu
from gbdesk.ui.grid.figure_grid import FigureGrid

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TURN: Final = ("", LAST_YEAR, BEFORE)


class Comparing(QObject):
    """Which earlier period stands in the cells; none at first."""

    def __init__(self, around: Around, more: MoreMenu, page: QWidget) -> None:
        super().__init__(page)
        self._around = around
        self._grid: FigureGrid | None = None
        self.shown = ""
        last = translate("Figures", "Compare with the same period last year (F7)")
        before = translate("Figures", "Compare with the period before (F7)")
        self.actions = {
            LAST_YEAR: more.offer("columns-2", last),
            BEFORE: more.offer("columns-2", before),
        }
        for which, action in self.actions.items():
            action.setCheckable(True)
            action.triggered.connect(partial(self._chosen, which))

    def serve(self, grid: FigureGrid) -> None:
        """Work on this grid."""
        self._grid = grid
        grid.compare_asked.connect(self._turn)

    def _turn(self) -> None:
        self._show(TURN[(TURN.index(self.shown) + 1) % len(TURN)])

    def _chosen(self, which: str, *_on: object) -> None:
        self._show("" if self.shown == which else which)

    def _show(self, which: str) -> None:
        self.shown = which
        for one, action in self.actions.items():
            action.setChecked(one == which)
        if self._grid is None:
            return
        self._grid.model.compare(which)
        if not which:
            self._around.tell(translate("Figures", "No earlier period in the cells."))
            return
        then = self._grid.sheet.beside.get(which)
        if then is None:
            words = translate("Figures", "The catalogue has no such earlier period.")
        elif not then.figures:
            title = self._around.app.catalogue.period(then.period).title
            words = translate("Figures", "No figures of {period} on this PC.", period=title)
        else:
            title = self._around.app.catalogue.period(then.period).title
            words = translate("Figures", "Small in the cells: {period}.", period=title)
        self._around.tell(words)

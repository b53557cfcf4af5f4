"""Copies of the figures of the page: as a table, as a picture; full ones after the audit has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from gbdesk.domain.charting import Bars, Block, Trend
from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.charts.view import Chart, ChartView
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.clipboard import copy_figures, copy_picture
from gbdesk.ui.pages.totals.sheet import Sheet
from gbdesk.ui.pages.totals.views import View

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

BARS: Final = 100
TILES: Final = 300


def shortened(drawn: Chart) -> tuple[Chart, int]:
    """What a picture has room for, and how many bars or tiles it leaves out."""
    if isinstance(drawn, Bars):
        return replace(drawn, bars=drawn.bars[:BARS]), max(0, len(drawn.bars) - BARS)
    if isinstance(drawn, Trend):
        return drawn, 0
    kept: list[Block] = []
    room = TILES
    for block in drawn:
        if room > 0:
            kept.append(replace(block, tiles=block.tiles[:room]))
        room -= len(block.tiles)
    return tuple(kept), max(0, -room)


class Copying:
    """What is told is copied as it is told, its coverage below it."""

    def __init__(self, around: Around, page: QWidget) -> None:
        self._around, self._page = around, page

    def table(self, view: View, reason: str) -> None:
        """For a spreadsheet; `reason` says why they are looked at where they are full."""
        sheet = Sheet(crossed=view.crossed, shown=view.shown)
        words = f"{view.title}\n{sheet.as_text(view.notes)}"
        told = translate("Totals", "The table is on the clipboard for one minute.")
        self._put(view, reason, partial(copy_figures, words), told)

    def picture(self, view: View, reason: str) -> None:
        """On white, the title above: the map where it is shown, else the chart of the table."""
        drawn = ChartView(self._page)
        drawn.hide()
        shown = view.as_chart()
        some, left = shortened(shown.drawn)
        drawn.show_chart(some, "")
        more = [translate("Totals", "and {n} more", n=left)] if left else []
        image = drawn.picture(shown.title, [*shown.notes, *more])
        drawn.deleteLater()
        told = translate("Totals", "The picture is on the clipboard for one minute.")
        self._put(view, reason, partial(copy_picture, image), told)

    def _put(self, view: View, reason: str, put: Callable[[], None], told: str) -> None:
        def done(_changed: object) -> None:
            put()
            self._around.tell(told)

        if not view.full:
            done(None)
            return
        app = self._around.app

        def work(_progress: Progress) -> Changed:
            asked = view.crossed.wanted
            app.crosstabs.look(asked, reason, password_checked=True, copies=True)
            return Changed.NOTHING

        self._around.write(work, done, self._around.complain)

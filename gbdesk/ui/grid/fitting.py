"""How wide the columns of the grid are, and how high its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from gbdesk.ui.grid.marks import RIGHT
from gbdesk.ui.grid.totals import TotalsView
from gbdesk.ui.grid.view import GridView

ROW: Final = 30
MORE: Final = 40
LEFT: Final = 6


def fit(view: GridView, totals: TotalsView, room: int, more: int = MORE) -> None:
    """Give every column what its label needs, and share out what is left: each at most `more`."""
    widths = view.groups.natural_widths()
    sums = range(len(widths))
    widths = [max(width, _sum_width(totals, at)) for width, at in zip(widths, sums, strict=True)]
    names = max(view.places.natural_width(), totals.places.natural_width())
    height = max(ROW, QFontMetrics(view.font()).height() + 10)
    high = view.groups.sizeHint().height() + height * view.places.count()
    bar = (
        view.verticalScrollBar().sizeHint().width()
        if high > view.height() - 2 * view.frameWidth()
        else 0
    )
    spare = room - names - sum(widths) - bar
    if spare > 0 and widths:
        most = max(widths) + more
        each, left = divmod(spare, len(widths))
        widths = [min(most, width + each + (at < left)) for at, width in enumerate(widths)]
    always, never = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    totals.setVerticalScrollBarPolicy(always if bar else never)
    for column, width in enumerate(widths):
        view.setColumnWidth(column, width)
        totals.setColumnWidth(column, width)
    view.places.setDefaultSectionSize(height)
    totals.places.setDefaultSectionSize(height)
    view.places.setFixedWidth(names)
    totals.places.setFixedWidth(names)
    totals.setFixedHeight(totals.places.length())
    view.updateGeometries()


def outgrown(totals: TotalsView, columns: Iterable[int]) -> bool:
    """Whether the sum of any of these columns has no room any more."""
    return any(_sum_width(totals, at) > totals.columnWidth(at) for at in columns)


def _sum_width(totals: TotalsView, column: int) -> int:
    """What the sums of a column need; no figure above them is wider."""
    font = QFont(totals.font())
    font.setWeight(QFont.Weight.DemiBold)
    model, metrics = totals.model(), QFontMetrics(font)
    said = [str(model.index(row, column).data() or "") for row in range(model.rowCount())]
    return max(map(metrics.horizontalAdvance, said), default=0) + RIGHT + LEFT

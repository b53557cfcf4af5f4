"""How wide the columns of the grid are, and how high its rows."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFontMetrics

from gbdesk.ui.grid.totals import TotalsView
from gbdesk.ui.grid.view import GridView

ROW: Final = 31
MORE: Final = 40


def fit(view: GridView, totals: TotalsView, room: int) -> None:
    """Give every column what its label needs, and share out what is left."""
    widths = view.groups.natural_widths()
    names = max(view.places.natural_width(), totals.places.natural_width())
    bar = view.verticalScrollBar()
    spare = room - names - sum(widths) - (bar.width() if bar.isVisible() else 0)
    if spare > 0 and widths:
        most = max(widths) + MORE
        widths = [min(most, width + spare // len(widths)) for width in widths]
    for column, width in enumerate(widths):
        view.setColumnWidth(column, width)
        totals.setColumnWidth(column, width)
    height = max(ROW, QFontMetrics(view.font()).height() + 10)
    view.places.setDefaultSectionSize(height)
    totals.places.setDefaultSectionSize(height + 1)
    view.places.setFixedWidth(names)
    totals.places.setFixedWidth(names)
    totals.setFixedHeight(totals.places.length())
    view.updateGeometries()

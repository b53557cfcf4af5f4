"""How wide the columns of the grid are, and how high its rows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from gbdesk.ui.grid.totals import TotalsView
from gbdesk.ui.grid.view import GridView

ROW: Final = 30
MORE: Final = 40


def fit(view: GridView, totals: TotalsView, room: int) -> None:
    """Give every column what its label needs, and share out what is left."""
    widths = view.groups.natural_widths()
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
        most = max(widths) + MORE
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

"""A chart in a page: painted as it is shown, spoken as words, copied as a picture on white."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gbdesk.domain.charting import Bars, Block, Tile, Trend
from gbdesk.ui.charts import bars, lines, tiles
from gbdesk.ui.charts.ink import PLAIN, SIDE, Ink, high, write
from gbdesk.ui.theme import px

PICTURE: Final = 900
SCALE: Final = 2.0
Chart = Bars | Trend | tuple[Block, ...]


class ChartView(QWidget):
    """One chart; `tile_chosen` gives the id of a tile that was pressed."""

    tile_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self.tip: Callable[[Tile], str] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)

    def show_chart(self, chart: Chart, spoken: str) -> None:
        """Another chart; `spoken` tells it to those who cannot see it."""
        self.chart = chart
        self.setAccessibleName(spoken)
        self.setMinimumHeight(round(_height(chart, max(self.width(), 300))))
        self.updateGeometry()
        self.update()

    def picture(self, title: str, notes: list[str]) -> QImage:
        """The chart on white, its title above and what has to be said of it below."""
        wide, line = px(PICTURE), high(PLAIN) + 4
        inner = 0.0 if self.chart is None else _height(self.chart, wide)
        tall = inner + line * (len(notes) + 2) + 2 * SIDE
        image = QImage(QSize(round(wide * SCALE), round(tall * SCALE)), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SCALE)
        image.fill(Qt.GlobalColor.white)
        painter, ink = QPainter(image), Ink(paper=True)
        _words(painter, title, 0, (wide, ink), strong=True)
        painter.setWorldTransform(QTransform.fromTranslate(0, line * 1.5))
        if self.chart is not None:
            _draw(painter, self.chart, wide, ink)
        painter.setWorldTransform(QTransform.fromTranslate(0, line * 1.5 + inner))
        for at, words in enumerate(notes):
            _words(painter, words, at * line, (wide, ink))
        painter.end()
        return image

    # Qt's names
    def hasHeightForWidth(self) -> bool:
        """A narrow map is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as what is drawn."""
        return 100 if self.chart is None else round(_height(self.chart, width))

    def sizeHint(self) -> QSize:
        """In a usual width."""
        return QSize(600, self.heightForWidth(600))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chart in the colours in use."""
        if self.chart is not None:
            painter = QPainter(self)
            painter.setClipRect(event.rect())
            _draw(painter, self.chart, self.width(), Ink())
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much room as this width needs."""
        super().resizeEvent(event)
        if self.chart is not None:
            self.setMinimumHeight(round(_height(self.chart, self.width())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tile was pressed."""
        if (tile := self._tile(event.position().x(), event.position().y())) is not None:
            self.tile_chosen.emit(tile.id)

    def event(self, event: QEvent) -> bool:
        """What a tile is about."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tile = self._tile(event.pos().x(), event.pos().y())
            words = self.tip(tile) if tile is not None and self.tip is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _tile(self, x: float, y: float) -> Tile | None:
        if not isinstance(self.chart, tuple):
            return None
        return tiles.tile_at(self.chart, self.width(), x, y)


def _height(chart: Chart, width: float) -> float:
    if isinstance(chart, Bars):
        return bars.height(chart)
    return lines.height(chart) if isinstance(chart, Trend) else tiles.height(chart, width)


def _draw(painter: QPainter, chart: Chart, width: float, ink: Ink) -> None:
    if isinstance(chart, Bars):
        bars.draw(painter, chart, width, ink)
    elif isinstance(chart, Trend):
        lines.draw(painter, chart, width, ink)
    else:
        tiles.draw(painter, chart, width, ink)


def _words(
    painter: QPainter, words: str, y: float, how: tuple[float, Ink], *, strong: bool = False
) -> None:
    wide, ink = how
    painter.setFont(ink.font(strong=strong))
    painter.setPen(ink.color("text"))
    write(painter, QRectF(SIDE, y + 4, wide - 2 * SIDE, high(PLAIN) + 4), words)

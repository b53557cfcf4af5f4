"""Colours, letters and hatching of charts; what is incomplete is hatched, in print too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from gbdesk.ui import theme

SMALL: Final = 12
PLAIN: Final = 13
SIDE: Final = 12.0
MEASURED: Final = 24


@dataclass(frozen=True, slots=True)
class Ink:
    """`paper`: always light, for pictures that leave the program."""

    paper: bool = False

    def color(self, token: str) -> QColor:
        """A colour of the theme by its token."""
        return QColor(theme.shade(token, dark=theme.is_dark() and not self.paper))

    def tone(self, number: int) -> QColor:
        """One of the five colours of charts."""
        return self.color(f"chart_{number}")

    def font(self, size: int = PLAIN, *, strong: bool = False) -> QFont:
        """The letters of a chart."""
        return theme.font(size, theme.SEMI_BOLD if strong else QFont.Weight.Normal)

    def brush(self, color: QColor, *, whole: bool) -> QBrush:
        """A full area, or a hatched one where the figure is incomplete."""
        return QBrush(color, Qt.BrushStyle.SolidPattern if whole else Qt.BrushStyle.BDiagPattern)


def begin(painter: QPainter, ink: Ink) -> None:
    """Fine edges, the letters of charts."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(ink.font())


def high(size: int = PLAIN) -> float:
    """The height of a line of letters."""
    return QFontMetricsF(Ink().font(size)).height()


def wide(words: str, size: int = PLAIN) -> float:
    """The width of words."""
    return QFontMetricsF(Ink().font(size)).horizontalAdvance(words)


def widest(words: Iterable[str]) -> float:
    """The width of the widest of many: only the longest are measured."""
    metrics = QFontMetricsF(Ink().font())
    longest = sorted(set(words), key=len)[-MEASURED:]
    return max((metrics.horizontalAdvance(one) for one in longest), default=0.0)


def is_seen(painter: QPainter, area: QRectF) -> bool:
    """Whether something there is painted now: of very many only those in sight are drawn."""
    return not painter.hasClipping() or painter.clipBoundingRect().intersects(area)


def write(
    painter: QPainter,
    area: QRectF,
    words: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Words on one line, cut where there is no room."""
    metrics = QFontMetricsF(painter.font())
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, area.width() + 1)
    painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), cut)


def block(painter: QPainter, area: QRectF, ink: Ink, color: QColor, *, whole: bool) -> None:
    """A bar: full, or outlined and hatched."""
    painter.setPen(QPen(color, 1.2))
    painter.setBrush(ink.brush(color, whole=whole))
    painter.drawRect(area)

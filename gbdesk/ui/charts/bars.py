"""Horizontal bars from zero, each with its label before it and its number at its end."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gbdesk.domain.charting import Bar, Bars
from gbdesk.ui.charts.ink import SIDE, Ink, begin, block, high, is_seen, widest, write
from gbdesk.ui.theme import px

BAR: Final = 18
GAP: Final = 8
GROUP: Final = 30
LABELS: Final = 0.34  # of the width, at most


def height(found: Bars) -> float:
    """How high the bars are together."""
    return SIDE * 2 + len(found.bars) * (_bar() + px(GAP)) + len(_groups(found)) * px(GROUP)


def draw(painter: QPainter, found: Bars, width: float, ink: Ink) -> None:
    """The bars, from the top of the painter's area."""
    begin(painter, ink)
    labels = min(width * LABELS, widest(one.label for one in found.bars) + 16)
    numbers = widest(one.text for one in found.bars) + 20
    room = max(40.0, width - labels - numbers - 2 * SIDE)
    most = max((one.value or 0 for one in found.bars), default=0)
    y, group, left, tall = SIDE, "", SIDE + labels, _bar()
    for one in found.bars:
        if one.group != group and one.group:
            painter.setFont(ink.font(strong=True))
            painter.setPen(ink.color("text"))
            write(painter, QRectF(SIDE, y, width - 2 * SIDE, px(GROUP)), one.group)
            painter.setFont(ink.font())
            y, group = y + px(GROUP), one.group
        if is_seen(painter, QRectF(0, y - GAP, width, tall + 2 * GAP)):
            long = room * (one.value or 0) / most if most else 0
            _bar_at(painter, one, QRectF(left, y, long, tall), ink)
        y += tall + px(GAP)


def _bar_at(painter: QPainter, one: Bar, area: QRectF, ink: Ink) -> None:
    painter.setPen(ink.color("text"))
    label = QRectF(SIDE, area.top(), area.left() - SIDE - 8, area.height())
    write(painter, label, one.label, Qt.AlignmentFlag.AlignRight)
    if one.value:
        block(painter, area, ink, ink.tone(one.tone), whole=one.whole)
    painter.setPen(QPen(ink.color("border_strong"), 1))
    edge = px(GAP) / 2
    painter.drawLine(QLineF(area.left(), area.top() - edge, area.left(), area.bottom() + edge))
    painter.setPen(ink.color("text" if one.value is not None else "text_3"))
    said = one.text or "–"
    write(painter, QRectF(area.right() + 7, area.top(), 200, area.height()), said)


def _bar() -> float:
    return max(float(px(BAR)), high())


def _groups(found: Bars) -> set[str]:
    return {one.group for one in found.bars if one.group}

"""Lines over time from zero: points with their numbers, names at their ends, breaks cut through."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gbdesk.domain.charting import Bar, Series, Trend
from gbdesk.ui.charts.ink import SIDE, SMALL, Ink, begin, high, wide, write
from gbdesk.ui.theme import px

HEIGHT: Final = 330
POINT: Final = 4.0
STEPS: Final = 4
NAMES: Final = 0.32  # of the width, at most
HEAD: Final = 24.0


def height(_found: Trend) -> float:
    """How high the picture is."""
    return float(px(HEIGHT))


def draw(painter: QPainter, found: Trend, width: float, ink: Ink) -> None:
    """The lines, from the top of the painter's area."""
    begin(painter, ink)
    names = min(width * NAMES, max((wide(one.name) for one in found.series), default=0) + 14)
    tall = px(HEIGHT) - SIDE * 2 - HEAD - high() - 8
    area = QRectF(SIDE + 44, SIDE + HEAD, width - names - SIDE * 2 - 90, tall)
    values = [one.value or 0 for each in found.series for one in each.points]
    most = _round_up(max(values, default=0))
    places = _places(area, len(found.labels))
    _grid(painter, area, most, ink)
    _labels(painter, area, found, places, ink)
    ends: list[float] = []
    every = [
        [_spot(area, x, one, most) for x, one in zip(places, each.points, strict=True)]
        for each in found.series
    ]
    for each, spots in zip(found.series, every, strict=True):
        _line(painter, spots, found.broken, each, ink)
        _points(painter, spots, each, ink)
        _name(painter, area, spots, each, (ends, names, ink))
    for at in range(len(places)):
        here = [
            (spot, each.points[at], each.tone)
            for each, spots in zip(found.series, every, strict=True)
            if (spot := spots[at]) is not None
        ]
        _numbers(painter, here, ink)


def _round_up(most: int) -> int:
    """The top of the scale: a number of four steps that are whole."""
    ten = 1
    while True:
        for step in (ten, 2 * ten, 5 * ten):
            if step * STEPS >= most:
                return step * STEPS
        ten *= 10


def _places(area: QRectF, count: int) -> list[float]:
    if count == 1:
        return [area.center().x()]
    return [area.left() + area.width() * at / (count - 1) for at in range(count)]


def _spot(area: QRectF, x: float, one: Bar, most: int) -> QPointF | None:
    """Where a figure stands; None where there is none to draw."""
    if one.value is None:
        return None
    return QPointF(x, area.bottom() - area.height() * one.value / most)


def _grid(painter: QPainter, area: QRectF, most: int, ink: Ink) -> None:
    painter.setFont(ink.font(SMALL))
    for step in range(STEPS + 1):
        y = area.bottom() - area.height() * step / STEPS
        painter.setPen(QPen(ink.color("border_strong" if not step else "border"), 1))
        painter.drawLine(QLineF(area.left() - 6, y, area.right() + 10, y))
        painter.setPen(ink.color("text_3"))
        words = str(most * step // STEPS)
        side = Qt.AlignmentFlag.AlignRight
        write(painter, QRectF(SIDE, y - 9, area.left() - SIDE - 12, 18), words, side)


def _labels(
    painter: QPainter, area: QRectF, found: Trend, places: Sequence[float], ink: Ink
) -> None:
    """The periods below; a broken line before those that are not like the one before."""
    room = area.width() / max(1, len(places) - 1)
    for at, (words, x) in enumerate(zip(found.labels, places, strict=True)):
        last = at == len(places) - 1
        painter.setFont(ink.font(SMALL, strong=last))
        painter.setPen(ink.color("text" if last else "text_2"))
        box = QRectF(x - room / 2, area.bottom() + 6, room, high())
        write(painter, box, words, Qt.AlignmentFlag.AlignHCenter)
        if at in found.broken and at:
            middle = (x + places[at - 1]) / 2
            painter.setPen(QPen(ink.color("text_2"), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(middle, area.top() - 12, middle, area.bottom()))


def _line(
    painter: QPainter,
    spots: Sequence[QPointF | None],
    broken: Sequence[int],
    each: Series,
    ink: Ink,
) -> None:
    """From point to point; never across a break, never over a period without a figure."""
    painter.setPen(QPen(ink.tone(each.tone), 2.2))
    for at, (one, two) in enumerate(pairwise(spots), start=1):
        if one is not None and two is not None and at not in broken:
            painter.drawLine(QLineF(one, two))


def _points(painter: QPainter, spots: Sequence[QPointF | None], each: Series, ink: Ink) -> None:
    """Hollow where the figure is incomplete."""
    color = ink.tone(each.tone)
    for spot, one in zip(spots, each.points, strict=True):
        if spot is not None:
            painter.setPen(QPen(color, 2))
            painter.setBrush(color if one.whole else ink.color("surface"))
            painter.drawEllipse(spot, POINT, POINT)


def _numbers(painter: QPainter, at: Sequence[tuple[QPointF, Bar, int]], ink: Ink) -> None:
    """The numbers of one period above their points, pushed apart, in the colours of their lines."""
    tall, low = high(SMALL), float("-inf")
    painter.setFont(ink.font(SMALL, strong=True))
    for spot, one, tone in sorted(at, key=lambda each: each[0].y()):
        top = max(spot.y() - POINT - tall - 1, low)
        low = top + tall - 3
        box = QRectF(spot.x() - 40, top, 80, tall)
        if len(at) > 1 and top > spot.y() - POINT - tall:  # beside the point, not on it
            box.moveLeft(spot.x() + POINT + 3)
        long = wide(one.text, SMALL) + 4
        left = box.center().x() - long / 2 if box.left() < spot.x() else box.left() - 2
        painter.fillRect(QRectF(left, top + 2, long, tall - 4), ink.color("surface"))
        painter.setPen(ink.tone(tone) if len(at) > 1 else ink.color("text"))
        centred = box.left() < spot.x()
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        write(painter, box, one.text, side)


def _name(
    painter: QPainter,
    area: QRectF,
    spots: Sequence[QPointF | None],
    each: Series,
    how: tuple[list[float], float, Ink],
) -> None:
    """The name beside the last point, away from other names."""
    ends, names, ink = how
    last = next((one for one in reversed(spots) if one is not None), None)
    y = area.bottom() if last is None else last.y()
    while any(abs(y - other) < high() for other in ends):
        y -= 2
    ends.append(y)
    painter.setFont(ink.font(strong=True))
    painter.setPen(ink.tone(each.tone))
    write(painter, QRectF(area.right() + 44, y - high() / 2, names, high()), each.name)

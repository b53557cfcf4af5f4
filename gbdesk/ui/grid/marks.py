"""Marks in a cell: of a problem, and the figure of an earlier period."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygon

from gbdesk.domain.cells import Cell
from gbdesk.ui.forms.look import color
from gbdesk.ui.grid.typed import show_figure

RIGHT: Final = 10
MARK: Final = 14
SMALL_MARK: Final = 9
LESS: Final = 4
LEAST: Final = 9


def mark_place(rect: QRect, metrics: QFontMetrics, cell: Cell) -> QRect:
    """Where the mark of a problem stands: before the figure, or above it where that has no room."""
    shown = "" if cell.is_blank else show_figure(cell.value)
    left = rect.left() + 4
    if left + MARK + 3 <= rect.right() - RIGHT - metrics.horizontalAdvance(shown):
        return QRect(left, rect.top() + (rect.height() - MARK) // 2, MARK, MARK)
    return small_place(rect)


def small_place(rect: QRect) -> QRect:
    """The corner of a cell in which a mark is always seen."""
    return QRect(rect.left() + 1, rect.top() + 1, SMALL_MARK, SMALL_MARK)


def paint_mark(painter: QPainter, rect: QRect, name: str, tone: str) -> None:
    """A disc with a mark, or a triangle: drawn, so that it stays sharp at this size."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(tone))
    if rect.width() < MARK:
        paint_small_mark(painter, rect, round_=name.startswith("circle"))
    elif name.startswith("circle"):
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        painter.setBrush(color("surface"))
        middle = rect.center().x()
        painter.drawRect(QRect(middle, rect.top() + 4, 2, 4))
        painter.drawRect(QRect(middle, rect.top() + 9, 2, 2))
    else:
        middle, low = rect.center().x(), rect.bottom() - 3
        painter.drawPolygon(
            QPolygon(
                [
                    QPoint(middle, rect.top() + 4),
                    QPoint(rect.left() + 2, low),
                    QPoint(rect.right() - 2, low),
                ]
            )
        )
    painter.restore()


def paint_small_mark(painter: QPainter, rect: QRect, *, round_: bool) -> None:
    """The shape alone: a disc or a triangle."""
    if round_:
        painter.drawEllipse(rect.adjusted(0, 0, -1, -1))
    else:
        top = QPoint(rect.center().x(), rect.top())
        painter.drawPolygon(QPolygon([top, rect.bottomLeft(), rect.bottomRight()]))


def paint_carried(painter: QPainter, rect: QRect, words: str) -> None:
    """A figure of the period before where none is entered: tinted, slanted, in brackets."""
    painter.save()
    painter.fillRect(rect, color("warning_tint"))
    font = QFont(painter.font())
    font.setItalic(True)
    painter.setFont(font)
    painter.setPen(color("text_2"))
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect.adjusted(2, 0, -RIGHT, 0), int(flags), f"({words})")
    painter.restore()


def paint_ghost(painter: QPainter, rect: QRect, words: str) -> None:
    """The figure of an earlier period, small in the lower corner; nothing where there was none."""
    if not words:
        return
    painter.save()
    font = QFont(painter.font())
    font.setPixelSize(max(LEAST, painter.fontInfo().pixelSize() - LESS))
    font.setWeight(QFont.Weight.Normal)
    font.setItalic(True)
    painter.setFont(font)
    painter.setPen(color("text_2"))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
    painter.drawText(rect.adjusted(3, 0, -2, 0), int(flags), words)
    painter.restore()

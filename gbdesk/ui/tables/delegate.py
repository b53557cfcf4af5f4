"""How a table cell looks: text cut with an ellipsis, figures at the right, states as pills."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gbdesk.ui.forms.look import color, icon, px
from gbdesk.ui.tables.columns import DASH, DOUBT, Column, Pill
from gbdesk.ui.tables.model import COLUMN, SHOWN

SIDE: Final = 10
BAR: Final = 3
PICTURE: Final = 14


class CellDelegate(QStyledItemDelegate):
    """Paints a row of a table; the first column carries the bar of the chosen row."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, color("primary_tint" if chosen else "surface"))
        painter.setPen(QPen(color("border")))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen and self._is_first(index):
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), color("primary"))
        column, shown = index.data(COLUMN), index.data(SHOWN)
        if isinstance(shown, Pill):
            paint_pill(painter, rect, shown)
        elif isinstance(column, Column):
            self._paint_words(painter, rect, column, str(index.data() or ""))
        painter.restore()

    def _is_first(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a cell stands at the left edge, where columns may have been moved."""
        table = self.parent()
        if isinstance(table, QTableView):
            return table.horizontalHeader().visualIndex(index.column()) == 0
        return index.column() == 0

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for the words or the pill, for fitting a column to what it shows."""
        metrics: QFontMetrics = option.fontMetrics
        shown = index.data(SHOWN)
        extra = px(PICTURE) + 30 if isinstance(shown, Pill) else 0
        words = str(index.data() or "")
        return QSize(metrics.horizontalAdvance(words) + 2 * SIDE + extra, metrics.height() + 10)

    def _paint_words(self, painter: QPainter, rect: QRect, column: Column, words: str) -> None:
        room = rect.adjusted(SIDE, 0, -SIDE, 0)
        tone = "text"
        if column.is_right and words == DOUBT:
            tone = "warning"
        elif column.is_right and words == DASH:
            tone = "text_3"
        painter.setPen(color(tone))
        side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        mode = Qt.TextElideMode.ElideMiddle if column.ends_matter else Qt.TextElideMode.ElideRight
        cut = painter.fontMetrics().elidedText(words, mode, room.width())
        painter.drawText(room, int(flags), cut)


def paint_pill(painter: QPainter, rect: QRect, pill: Pill) -> None:
    """A rounded tint with an icon and a word."""
    font = QFont(painter.font())
    if font.pixelSize() > 0:
        font.setPixelSize(font.pixelSize() - 1)
    font.setWeight(QFont.Weight.Medium)
    metrics = QFontMetrics(font)
    side = px(PICTURE)
    picture = side + 5 if pill.icon else 0
    room = rect.adjusted(6, 0, -4, 0)
    width = min(room.width(), metrics.horizontalAdvance(pill.text) + picture + 18)
    height = min(rect.height() - 6, metrics.height() + 6)
    box = QRect(room.left(), rect.top() + (rect.height() - height) // 2, width, height)
    tone = pill.tone if pill.tone != "neutral" else "text_2"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(f"{pill.tone}_tint" if pill.tone != "neutral" else "sunken"))
    painter.drawRoundedRect(box, height / 2, height / 2)
    left = box.left() + 8
    if pill.icon:
        top = box.top() + (height - side) // 2
        icon(pill.icon, tone).paint(painter, QRect(left, top, side, side))
        left += picture
    painter.setFont(font)
    painter.setPen(color(tone))
    words = QRect(left, box.top(), box.right() - left - 5, height)
    shown = metrics.elidedText(pill.text, Qt.TextElideMode.ElideRight, words.width() + 1)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)

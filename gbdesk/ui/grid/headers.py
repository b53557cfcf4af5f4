"""The grid's headers: groups above labels with word wrap, and the column of places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from gbdesk.ui.forms.look import color, icon
from gbdesk.ui.grid.model import SENDING
from gbdesk.ui.grid.sheet import CHANGED, SENT

GROUP_HEIGHT: Final = 25
LABEL_LINES: Final = 3
SIDE: Final = 4
PLACE_LEAST: Final = 130
PLACE_MOST: Final = 230
MARK: Final = 14
MARK_GAP: Final = 4
_MARKS: Final = {SENT: ("package-check", "success"), CHANGED: ("pencil", "warning")}
COLUMN_LEAST: Final = 44
COLUMN_MOST: Final = 120


def label_font(font: QFont) -> QFont:
    """The smaller font of column labels."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(11, font.pixelSize() - 2))
    else:
        small.setPointSizeF(font.pointSizeF() * 0.88)
    small.setWeight(QFont.Weight.Medium)
    return small


class GroupHeader(QHeaderView):
    """Two levels: the names of groups over the labels of their columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._groups: tuple[tuple[int, int, str], ...] = ()
        self._strong: frozenset[int] = frozenset()
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSectionSize(COLUMN_LEAST)

    def show_groups(
        self, groups: Sequence[tuple[int, int, str]], strong: frozenset[int] = frozenset()
    ) -> None:
        """Name these groups: (first column, how many, words); `strong` columns are totals."""
        self._groups, self._strong = tuple(groups), strong
        self.updateGeometry()
        self.viewport().update()

    def natural_widths(self) -> list[int]:
        """The width each label needs so that no word is cut and no more than three lines stand."""
        metrics = QFontMetrics(label_font(self.font()))
        model = self.model()
        widths = []
        for column in range(self.count()):
            words = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            longest = max((metrics.horizontalAdvance(word) for word in words.split()), default=0)
            width = max(COLUMN_LEAST, longest + 2 * SIDE + 3)
            while width < COLUMN_MOST and self._lines(words, width, metrics) > LABEL_LINES:
                width += 6
            widths.append(width)
        self._fit_groups(widths)
        return widths

    def _fit_groups(self, widths: list[int]) -> None:
        metrics = QFontMetrics(self._group_font())
        for first, count, words in self._groups:
            missing = metrics.horizontalAdvance(words) + 10 - sum(widths[first : first + count])
            if missing > 0 and count:
                for column in range(first, first + count):
                    widths[column] += -(-missing // count)

    def _lines(self, words: str, width: int, metrics: QFontMetrics) -> int:
        room = QRect(0, 0, width - 2 * SIDE, 1000)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        return round(metrics.boundingRect(room, int(flags), words).height() / metrics.height())

    def _group_font(self) -> QFont:
        font = label_font(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def sizeHint(self) -> QSize:
        """High enough for the group row and the most lines of a label."""
        size = super().sizeHint()
        metrics = QFontMetrics(label_font(self.font()))
        model = self.model()
        lines = 2
        for column in range(self.count()):
            words = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            lines = max(lines, self._lines(words, self.sectionSize(column), metrics))
        low = min(LABEL_LINES, lines) * metrics.height() + 6
        size.setHeight(self._group_height() + low)
        return size

    def _group_height(self) -> int:
        return max(GROUP_HEIGHT, QFontMetrics(self._group_font()).height() + 8)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """The label of one column, below its group."""
        model = self.model()
        if not rect.isValid():
            return
        low = QRect(rect)
        low.setTop(rect.top() + self._group_height())
        selected = self._is_current(logical)
        strong = logical in self._strong
        ground = "selection_strong" if selected else "primary_tint" if strong else "sunken"
        painter.save()
        painter.fillRect(low, color(ground))
        painter.setPen(QPen(color("border")))
        painter.drawLine(low.topRight(), low.bottomRight())
        painter.drawLine(low.bottomLeft(), low.bottomRight())
        painter.setFont(label_font(self.font()))
        painter.setPen(color("text" if selected else "text_2"))
        words = str(model.headerData(logical, Qt.Orientation.Horizontal) or "")
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(low.adjusted(SIDE - 1, 2, -SIDE, -2), int(flags), words)
        painter.restore()

    def _is_current(self, section: int) -> bool:
        chosen = self.selectionModel()
        return chosen is not None and chosen.currentIndex().column() == section

    def paintEvent(self, event: QPaintEvent) -> None:
        """The columns, then their groups."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        high = self._group_height()
        painter.setFont(self._group_font())
        for first, count, words in self._groups:
            left = self.sectionViewportPosition(first)
            last = first + count - 1
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            rect = QRect(left, 0, right - left, high)
            painter.fillRect(rect, color("sunken"))
            painter.setPen(QPen(color("border")))
            painter.drawLine(rect.topRight(), rect.bottomRight())
            painter.drawLine(QPoint(left, high - 1), QPoint(right - 1, high - 1))
            painter.setPen(color("text"))
            seen = rect.intersected(self.viewport().rect())
            metrics = painter.fontMetrics()
            fits = metrics.horizontalAdvance(words) <= seen.width() - 6
            shown = seen if fits else rect
            painter.drawText(shown, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class PlaceHeader(QHeaderView):
    """The frozen first column: the names of the rows."""

    def __init__(self, parent: QWidget | None = None, *, strong: bool = False) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._strong = strong
        self.most = PLACE_MOST
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setObjectName("places")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def natural_width(self) -> int:
        """The width the longest name needs."""
        model = self.model()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self._strong else QFont.Weight.Medium)
        metrics = QFontMetrics(font)
        names = [
            str(model.headerData(row, Qt.Orientation.Vertical) or "") for row in range(self.count())
        ]
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        return max(PLACE_LEAST, min(self.most, longest + 24 + MARK + MARK_GAP))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """One name."""
        model = self.model()
        if not rect.isValid():
            return
        chosen = self.selectionModel()
        current = chosen is not None and chosen.currentIndex().row() == logical
        painter.save()
        ground = "sunken" if self._strong and logical == 0 else "surface"
        if current and not self._strong:
            ground = "selection"
        painter.fillRect(rect, color(ground))
        painter.setPen(QPen(color("border")))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = QFont(self.font())
        total = self._strong and logical == 0
        font.setWeight(QFont.Weight.DemiBold if total else QFont.Weight.Medium)
        if self._strong and logical == 1:
            font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(color("text_2" if self._strong and logical == 1 else "text"))
        name = str(model.headerData(logical, Qt.Orientation.Vertical) or "")
        room = rect.adjusted(10, 0, -8, 0)
        if state := model.headerData(logical, Qt.Orientation.Vertical, SENDING):
            where = QRect(room.right() - MARK, room.center().y() - MARK // 2, MARK, MARK)
            icon(*_MARKS[state]).paint(painter, where)
            room.setRight(where.left() - MARK_GAP)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), shown)
        painter.restore()

"""The table of figures: units before, lines above, incomplete figures hatched, totals last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from gbdesk.ui.forms.look import color, px, repolish
from gbdesk.ui.pages.totals.sheet import Sheet, head_words

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 31
LEAST: Final = 76
MOST: Final = 170
EVEN: Final = 190
NAMES: Final = 230


class Model(QAbstractTableModel):
    """Qt's way to a sheet."""

    def __init__(self, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet = sheet

    # Qt's names
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Units, and the line of totals."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Lines or periods."""
        return 0 if parent.isValid() else len(self.sheet.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; spoken with its row and column."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.sheet.text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heads = self.sheet.rows[row].name, head_words(self.sheet.columns[column])
            return f"{', '.join(heads)}: {self.sheet.text(row, column)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of units with a star where there is something to say."""
        heads = self.sheet.columns if orientation == Qt.Orientation.Horizontal else self.sheet.rows
        head = heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            words = f"{head.group}\n{head.name}" if head.group else head.name
            return f"{words} *" if head.mark else words
        if role == Qt.ItemDataRole.ToolTipRole:
            return head_words(head)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if orientation == Qt.Orientation.Horizontal
                else Qt.AlignmentFlag.AlignLeft
            )
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class Delegate(QStyledItemDelegate):
    """Figures at the right; hatched where not every row owed is in them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        model = index.model()
        if not isinstance(model, Model):
            return
        sheet, rect = model.sheet, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        total, cell = sheet.is_total(index.row()), sheet.cell(index.row(), index.column())
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = "primary_tint" if chosen else "total_tint" if total else "surface"
        painter.save()
        painter.fillRect(rect, color(ground))
        if cell is not None and not cell.is_whole and not chosen:
            painter.fillRect(rect, QBrush(color("border"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(color("border")))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        words = sheet.text(index.row(), index.column())
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if total else QFont.Weight.Normal)
        painter.setFont(font)
        _words(painter, rect, words, hatched=cell is not None and not cell.is_whole)
        painter.restore()


def _words(painter: QPainter, rect: QRect, words: str, *, hatched: bool) -> None:
    room = rect.adjusted(6, 0, -10, 0)
    if hatched and words:
        long = QFontMetrics(painter.font()).horizontalAdvance(words)
        under = QRect(room.right() - long - 3, room.top() + 5, long + 7, room.height() - 10)
        painter.fillRect(under, color("surface"))
    painter.setPen(color("text_3" if words in {"0", "–", "◊"} else "text"))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)


class Above(QHeaderView):
    """Heads of columns on as many lines as their words need."""

    # Qt's names
    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """One head, at the right like its figures."""
        painter.save()
        painter.fillRect(rect, color("sunken"))
        font = QFont(self.font())
        font.setPixelSize(px(13))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(color("text_2"))
        words = str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        flags = int(side) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(rect.adjusted(6, 3, -10, -3), flags, words)
        painter.restore()


class FigureTable(QTableView):
    """`asked`: a cell was chosen (row, column); `hovered` the same while the mouse rests on it."""

    asked = Signal(int, int)
    hovered = Signal(int, int)
    copied = Signal()

    def __init__(self, sheet: Sheet, tip: Callable[[int, int], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("figures")
        self.sheet, self._tip = sheet, tip
        self.setHorizontalHeader(Above(Qt.Orientation.Horizontal, self))
        self.setModel(Model(sheet, self))
        self.setItemDelegate(Delegate(self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        above, before = self.horizontalHeader(), self.verticalHeader()
        above.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines = 3 if any(one.group for one in sheet.columns) else 2
        above.setFixedHeight(lines * self.fontMetrics().height() + 12)
        above.setHighlightSections(False)
        before.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        before.setDefaultSectionSize(max(px(ROW), self.fontMetrics().height() + 10))
        before.setFixedWidth(px(NAMES))
        before.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        before.setHighlightSections(False)
        before.setObjectName("units")
        repolish(before)
        self._share()

    def _share(self) -> None:
        """Columns wide enough for their longest word, all of one width where there is room."""
        metrics = self.fontMetrics()
        words = [f"{one.group} {one.name}".split() for one in self.sheet.columns]
        wide = [max(map(metrics.horizontalAdvance, each), default=0) + 34 for each in words]
        least = [max(px(LEAST), min(px(MOST), one)) for one in wide]
        room = self.viewport().width()
        even = min(px(EVEN), room // max(1, len(least)))
        for at, width in enumerate(least):
            self.setColumnWidth(at, max(width, even))

    # Qt's names
    def currentChanged(self, current: Index, previous: Index) -> None:
        """The source of a figure is told beside the table."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.asked.emit(current.row(), current.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns take the room there is."""
        super().resizeEvent(event)
        self._share()

    def viewportEvent(self, event: QEvent) -> bool:
        """What has to be said of a figure, and where it comes from."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            words = self._tip(index.row(), index.column()) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), words, self)
            if index.isValid():
                self.hovered.emit(index.row(), index.column())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying is a key of the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

"""The list of packages in groups, each with what can be said of it at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gbdesk.services.receiving_parts import READY
from gbdesk.text import translate
from gbdesk.ui import theme
from gbdesk.ui.forms.look import color, icon, px
from gbdesk.ui.hub.parts import row, small
from gbdesk.ui.pages.receive.entries import Entry, group_words, grouped
from gbdesk.ui.tables.columns import Pill
from gbdesk.ui.tables.delegate import PICTURE, paint_pill

ROW: Final = 52
HEAD: Final = 34
BAR: Final = 3
ENTRY: Final = Qt.ItemDataRole.UserRole


class PackageList(QListWidget):
    """`chosen` with the entry that has the caret; `take_all` for the whole ready group."""

    chosen = Signal(object)
    take_all = Signal()
    drop_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("packages")
        self.setAccessibleName(translate("Receive", "Packages"))
        self._paints = _Delegate(self)
        self.setItemDelegate(self._paints)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.currentItemChanged.connect(self._current)
        self._quiet = False

    def show_entries(self, entries: Sequence[Entry], current: Entry | None) -> None:
        """Show these in their groups; the caret stays on the same file."""
        self._quiet = True
        at = self.verticalScrollBar().value()
        self.clear()
        for name, held in grouped(entries):
            self._head(name, held)
            for entry in held:
                item = QListWidgetItem()
                item.setData(ENTRY, entry)
                item.setSizeHint(QSize(120, px(ROW)))
                words = entry.pill[0]
                item.setData(
                    Qt.ItemDataRole.AccessibleTextRole,
                    ". ".join(part for part in (entry.title, entry.under, words) if part),
                )
                item.setToolTip("\n".join((entry.title, entry.under, str(entry.path))))
                self.addItem(item)
                if entry is current:
                    self.setCurrentItem(item)
        self._make_room()
        self.verticalScrollBar().setValue(at)
        self._quiet = False

    def _make_room(self) -> None:
        """Names stand above the states where they do not fit beside them."""
        width = self.viewport().width()
        self._paints.low = any(self._paints.wanted(one) > width for one in self.entries())
        self.viewport().update()

    def entry(self) -> Entry | None:
        """The entry with the caret."""
        item = self.currentItem()
        found = item.data(ENTRY) if item is not None else None
        return found if isinstance(found, Entry) else None

    def entries(self) -> list[Entry]:
        """Every entry in the order shown."""
        items = (self.item(at).data(ENTRY) for at in range(self.count()))
        return [one for one in items if isinstance(one, Entry)]

    def _head(self, name: str, held: Sequence[Entry]) -> None:
        item = QListWidgetItem(group_words(name, len(held)))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setSizeHint(QSize(120, px(HEAD)))
        self.addItem(item)
        if name == READY:
            words = translate("Receive", "Take in all {n} packages", n=len(held))
            self.all_button = small(words, "check")
            self.all_button.clicked.connect(self.take_all)
            holder = QWidget()
            line = row(None, self.all_button)
            line.setContentsMargins(0, 3, 8, 3)
            holder.setLayout(line)
            self.setItemWidget(item, holder)

    def _current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if self._quiet or item is None:
            return
        entry = item.data(ENTRY)
        if isinstance(entry, Entry):
            self.chosen.emit(entry)

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names are shown whole as far as the width allows."""
        super().resizeEvent(event)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes a file off the list, not off the disk."""
        entry = self.entry()
        if event.key() == Qt.Key.Key_Delete and entry is not None:
            self.drop_asked.emit(entry)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints groups and packages; `low` puts the states beside the second line."""

    low = False

    def wanted(self, entry: Entry) -> int:
        """The width in which the name of a package and its state stand side by side."""
        name = QFontMetrics(theme.font(weight=theme.SEMI_BOLD)).horizontalAdvance(entry.title)
        return px(20) + 12 + 13 + name + 8 + _pill_width(entry) + 8

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        entry: Any = index.data(ENTRY)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected) and isinstance(entry, Entry)
        painter.save()
        ground = "sunken" if entry is None else "primary_tint" if chosen else "surface"
        painter.fillRect(rect, color(ground))
        painter.setPen(QPen(color("border")))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), color("primary"))
        if isinstance(entry, Entry):
            self._paint_entry(painter, rect, entry)
        else:
            painter.setFont(_font(painter, 13, QFont.Weight.DemiBold))
            painter.setPen(color("text_2"))
            room = rect.adjusted(12, 0, -8, 0)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), str(index.data() or ""))
        painter.restore()

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        name, shade = entry.picture
        side = px(20)
        spot = QRect(rect.left() + 12, rect.top() + (rect.height() - side) // 2, side, side)
        icon(name, shade).paint(painter, spot)
        left, right = spot.right() + 13, rect.right() - 8
        high = (rect.height() - 10) // 2
        above = QRect(left, rect.top() + 5, right - left, high)
        below = above.translated(0, high)
        if entry.pill[0]:
            pill = _pill_width(entry)
            self._paint_pill(painter, below if self.low else rect, right - pill, entry)
            below.setRight(right - pill - 8)
            if not self.low:
                above.setRight(right - pill - 8)
        bold = _font(painter, 14, QFont.Weight.DemiBold)
        _write(painter, above, entry.title, bold, "text", middle=True)
        plain = _font(painter, 13, QFont.Weight.Normal)
        _write(painter, below, _whole(entry.under, plain, below.width()), plain, "text_2")

    def _paint_pill(self, painter: QPainter, rect: QRect, left: int, entry: Entry) -> None:
        painter.save()
        painter.setFont(_font(painter, 14, QFont.Weight.Normal))
        high = px(26 if self.low else 32)
        room = QRect(left - 6, rect.center().y() - high // 2, _pill_width(entry) + 10, high)
        paint_pill(painter, room, Pill(*entry.pill))
        painter.restore()


def _pill_width(entry: Entry) -> int:
    """How wide the state of a package is painted."""
    words = entry.pill[0]
    if not words:
        return 0
    metrics = QFontMetrics(theme.font(13, theme.MEDIUM))
    return metrics.horizontalAdvance(words) + px(PICTURE) + 5 + 18


def _whole(words: str, font: QFont, room: int) -> str:
    """As many of the parts as fit whole: the period is named again beside the list."""
    parts = words.split(" · ")
    while len(parts) > 1 and QFontMetrics(font).horizontalAdvance(" · ".join(parts)) > room:
        parts.pop()
    return " · ".join(parts)


def _font(painter: QPainter, size: int, weight: QFont.Weight) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(px(size))
    font.setWeight(weight)
    return font


def _write(
    painter: QPainter, room: QRect, words: str, font: QFont, shade: str, *, middle: bool = False
) -> None:
    painter.setFont(font)
    painter.setPen(color(shade))
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    cut = QFontMetrics(font).elidedText(words, mode, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)

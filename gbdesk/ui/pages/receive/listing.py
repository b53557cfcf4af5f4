"""The list of packages in groups, each with what can be said of it at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
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
from gbdesk.ui.forms.look import color, icon, px
from gbdesk.ui.hub.parts import row, small
from gbdesk.ui.pages.receive.entries import Entry, group_words, grouped
from gbdesk.ui.tables.columns import Pill
from gbdesk.ui.tables.delegate import PICTURE, paint_pill

ROW: Final = 51
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
        self.setItemDelegate(_Delegate(self))
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
                item.setToolTip(str(entry.path))
                self.addItem(item)
                if entry is current:
                    self.setCurrentItem(item)
        self.verticalScrollBar().setValue(at)
        self._quiet = False

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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes a file off the list, not off the disk."""
        entry = self.entry()
        if event.key() == Qt.Key.Key_Delete and entry is not None:
            self.drop_asked.emit(entry)
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Paints groups and packages."""

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
        words, tone, picture = entry.pill
        right = rect.right() - 8
        if words:
            right -= self._paint_pill(painter, rect, Pill(words, tone, picture)) + 8
        left = spot.right() + 13
        room = QRect(left, rect.top() + 5, right - left, (rect.height() - 10) // 2)
        _write(painter, room, entry.title, _font(painter, 14, QFont.Weight.DemiBold), "text")
        room.moveTop(room.top() + room.height())
        _write(painter, room, entry.under, _font(painter, 13, QFont.Weight.Normal), "text_2")

    def _paint_pill(self, painter: QPainter, rect: QRect, pill: Pill) -> int:
        font = _font(painter, 13, QFont.Weight.Medium)
        width = QFontMetrics(font).horizontalAdvance(pill.text) + PICTURE + 5 + 22 + 10
        width = min(width, rect.width() // 2)
        spot = QRect(rect.right() - width - 4, rect.top(), width, rect.height())
        painter.save()
        painter.setFont(_font(painter, 14, QFont.Weight.Normal))
        spot.setTop(rect.center().y() - px(16))
        spot.setHeight(px(32))
        paint_pill(painter, spot, pill)
        painter.restore()
        return width


def _font(painter: QPainter, size: int, weight: QFont.Weight) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(px(size))
    font.setWeight(weight)
    return font


def _write(painter: QPainter, room: QRect, words: str, font: QFont, shade: str) -> None:
    painter.setFont(font)
    painter.setPen(color(shade))
    cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)

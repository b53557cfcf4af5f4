"""The navigation: words and pictures, or a rail of pictures; badges say what needs a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gbdesk.text import translate
from gbdesk.ui import icons, theme
from gbdesk.ui.registry import Page, Words

WIDE: Final = 222
RAIL: Final = 56
ROW: Final = 34
MOST: Final = 99
SEND: Final = "primary"
NEEDS: Final = "warning"


class NavItem(QPushButton):
    """One page in the navigation."""

    def __init__(self, page: Page, place: int, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = page
        self._short, self._full = page.short(words), page.name(words)
        self.setObjectName("navItem")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.px(ROW))
        self._rail, self._count, self._kind = False, 0, NEEDS
        self._keys = f"Alt {place}" if place <= 9 else ""
        self._name()

    def narrow(self, *, rail: bool) -> None:
        """Show the picture only, or the words too."""
        self._rail = rail
        self._name()
        self.updateGeometry()
        self.update()

    def badge(self, count: int, kind: str) -> None:
        """How many things wait here; nothing for 0."""
        self._count, self._kind = count, kind
        self._name()
        self.update()

    def count(self) -> int:
        """What the badge says."""
        return self._count

    def sizeHint(self) -> QSize:
        """The row's size."""
        return QSize(theme.px(RAIL if self._rail else WIDE) - 17, theme.px(ROW))

    def _name(self) -> None:
        said = self._short
        if self._count:
            said = translate("Nav", "{page}, waiting: {count}", page=said, count=self._count)
        self.setAccessibleName(said)
        tip = self._full if self._rail else ""
        self.setToolTip(f"{tip}  {self._keys}".strip() if tip else self._keys)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The row in the look of the mock-ups."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary_tint" if chosen else "sunken"))
            painter.drawRoundedRect(room, 7, 7)
        if chosen:
            painter.setBrush(theme.color("primary"))
            painter.drawRoundedRect(QRectF(0, room.height() / 2 - 9, 3, 18), 1.5, 1.5)
        side = theme.px(20)
        left = round((room.width() - side) / 2) if self._rail else 10
        at = QRect(left, round((room.height() - side) / 2), side, side)
        icons.icon(self.page.icon, "primary" if chosen else "text_2").paint(painter, at)
        badge = self._draw_badge(painter)
        if not self._rail:
            self._draw_words(painter, left + side + 8, badge, chosen=chosen)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setColor(theme.color("focus"))
            pen.setWidth(2)
            pen.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 7, 7)

    def _draw_words(self, painter: QPainter, left: int, right: int, *, chosen: bool) -> None:
        weight = theme.SEMI_BOLD if chosen else theme.MEDIUM
        font = theme.font(14, weight)
        painter.setFont(font)
        painter.setPen(theme.color("primary" if chosen else "text_2"))
        room = QRect(left, 0, right - left - 4, self.height())
        words = QFontMetrics(font).elidedText(
            self._short, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _draw_badge(self, painter: QPainter) -> int:
        """Where the badge begins; the right edge without one."""
        if not self._count:
            return self.width() - 6
        said = str(self._count) if self._count <= MOST else f"{MOST}+"
        font = theme.font(11 if self._rail else 12, theme.SEMI_BOLD)
        height = theme.px(16 if self._rail else 19)
        width = max(height, QFontMetrics(font).horizontalAdvance(said) + theme.px(9))
        left = self.width() - width - (0 if self._rail else 9)
        top = 0 if self._rail else round((self.height() - height) / 2)
        room = QRectF(left, top, width, height)
        back, front = _badge_colours(self._kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(room, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(front)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, said)
        return left


class Nav(QFrame):
    """The pages of this side, in groups."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[Page], words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.setAccessibleName(translate("Nav", "Pages"))
        self._items: dict[str, NavItem] = {}
        held = QWidget(self)
        held.setObjectName("held")
        column = QVBoxLayout(held)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        self._fill(pages, words, held, column)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(held)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        self.rail = False
        self.narrow(rail=False)

    def _fill(
        self, pages: Sequence[Page], words: Words, held: QWidget, column: QVBoxLayout
    ) -> None:
        group = 0
        for place, page in enumerate(pages, start=1):
            if page.group != group:
                group = page.group
                line = QFrame(held)
                line.setObjectName("line")
                line.setFixedHeight(1)
                column.addSpacing(7)
                column.addWidget(line)
                column.addSpacing(7)
            item = NavItem(page, place, words, held)
            item.clicked.connect(self._clicked)
            self._items[page.key] = item
            column.addWidget(item)

    def narrow(self, *, rail: bool) -> None:
        """A rail of pictures, or words too."""
        self.rail = rail
        self.setFixedWidth(theme.px(RAIL if rail else WIDE))
        for item in self._items.values():
            item.narrow(rail=rail)

    def mark(self, key: str) -> None:
        """The page now shown."""
        if key in self._items:
            self._items[key].setChecked(True)

    def badges(self, counts: Mapping[str, tuple[int, str]]) -> None:
        """What waits where: page -> (count, `NEEDS` or `SEND`)."""
        for key, item in self._items.items():
            item.badge(*counts.get(key, (0, NEEDS)))

    def items(self) -> list[NavItem]:
        """Every row, from top to bottom."""
        return list(self._items.values())

    def item(self, key: str) -> NavItem:
        """The row of a page."""
        return self._items[key]

    def focus_in(self) -> None:
        """Go to the row of the page now shown."""
        for item in self._items.values():
            if item.isChecked():
                item.setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, NavItem):
            self.chosen.emit(item.page.key)


def _badge_colours(kind: str) -> tuple[QColor, QColor]:
    if kind == SEND:
        return theme.color("primary"), theme.color("on_primary")
    return theme.color("warning_tint"), theme.color("warning")

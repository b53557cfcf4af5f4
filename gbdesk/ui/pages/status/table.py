"""The matrix as a table: past periods quiet, the chosen one tinted, a button for the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionViewItem, QWidget

from gbdesk.domain.catalogue import Catalogue
from gbdesk.text import mark, say
from gbdesk.ui.forms.look import color, icon, px
from gbdesk.ui.hub.parts import link, row, small
from gbdesk.ui.pages.status.cells import (
    ACTION,
    ENTER,
    REMIND,
    SEE,
    TAKE_IN,
    Line,
    columns_of,
)
from gbdesk.ui.tables.columns import Column, Pill
from gbdesk.ui.tables.delegate import BAR, PICTURE, CellDelegate
from gbdesk.ui.tables.model import COLUMN, SHOWN, IdModel
from gbdesk.ui.tables.quick_row import TitleHeader
from gbdesk.ui.tables.view import IdTable

ROW: Final = 33
FIRST, NEXT = 8, 8  # rows that get their buttons at once, and with every turn after
ACTIONS: Final = {
    REMIND: (mark("Status", "Remind"), "bell"),
    TAKE_IN: (mark("Status", "Take in"), "package-open"),
    SEE: (mark("Status", "See"), ""),
    ENTER: (mark("Status", "Enter"), "pencil"),
}


class PeriodHeader(TitleHeader):
    """Titles of columns; the chosen period stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = -1
        self.middle: frozenset[int] = frozenset()

    # Qt's names
    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Periods in the middle of their columns."""
        if logical not in self.middle:
            super().paintSection(painter, rect, logical)
            return
        painter.save()
        is_chosen = logical == self.chosen
        painter.fillRect(rect, tint() if is_chosen else color("sunken"))
        font = QFont(self.font())
        font.setPixelSize(px(13))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(color("primary" if is_chosen else "text_2"))
        said = str(self.model().headerData(logical, Qt.Orientation.Horizontal))
        shown = QFontMetrics(font).elidedText(said, Qt.TextElideMode.ElideRight, rect.width() - 6)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.restore()


class StateDelegate(CellDelegate):
    """Past periods as words with an icon; the chosen period as tinted states."""

    def __init__(self, chosen: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen = chosen

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One cell."""
        column, shown = index.data(COLUMN), index.data(SHOWN)
        if not isinstance(column, Column) or not isinstance(shown, Pill):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_chosen = column.key == self._chosen
        painter.save()
        ground = color("primary_tint") if is_selected else tint() if is_chosen else color("surface")
        painter.fillRect(rect, ground)
        painter.setPen(QPen(color("border")))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_selected and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), color("primary"))
        paint_state(painter, rect, shown, tinted=is_chosen)
        painter.restore()


def tint() -> QColor:
    """The ground of the chosen period: the tint of the theme, half as strong."""
    strong, ground = color("primary_tint"), color("surface")
    return QColor(
        (strong.red() + ground.red()) // 2,
        (strong.green() + ground.green()) // 2,
        (strong.blue() + ground.blue()) // 2,
    )


def paint_state(painter: QPainter, rect: QRect, shown: Pill, *, tinted: bool) -> None:
    """A state in the middle of a cell."""
    font = QFont(painter.font())
    font.setPixelSize(px(13))
    if tinted:
        font.setWeight(QFont.Weight.Medium)
    metrics = QFontMetrics(font)
    words = metrics.horizontalAdvance(shown.text)
    side = px(PICTURE) if shown.icon else 0
    width = min(rect.width() - 8, words + side + 5 + 18)
    height = min(rect.height() - 6, metrics.height() + 4)
    box = QRect(0, 0, width, height)
    box.moveCenter(rect.center())
    tone = "text_3" if shown.tone == "neutral" and not tinted else shown.tone
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if tinted and shown.icon:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"{shown.tone}_tint"))
        painter.drawRoundedRect(box, height / 2, height / 2)
    left, top = box.left() + 9, box.top() + (height - side) // 2
    if shown.icon:
        icon(shown.icon, tone).paint(painter, QRect(left, top, side, side))
    painter.setFont(font)
    painter.setPen(color(tone))
    room = QRect(QPoint(left + side + 5, box.top()), box.bottomRight() - QPoint(4, 0))
    cut = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)


class MatrixTable(IdTable):
    """Offices by periods; `acted` tells which office's button was pressed."""

    acted = Signal(object)

    def __init__(self, catalogue: Catalogue, periods: Sequence[str], parent: QWidget) -> None:
        self._lines: Mapping[int, Line] = {}
        self._bare: list[tuple[int, Line]] = []
        model = IdModel(columns_of(catalogue, periods), self._fetch)
        super().__init__(model, parent)
        model.setParent(self)
        self._model_ids = model
        by_period = periods[-1] in catalogue.periods
        self.setItemDelegate(StateDelegate(periods[-1] if by_period else "", self))
        self.verticalHeader().setDefaultSectionSize(max(px(ROW), self.fontMetrics().height() + 10))
        self.opened.connect(self._opened)
        self._dressing = QTimer(self, interval=0)
        self._dressing.timeout.connect(self._dress)
        if isinstance(self.titles, PeriodHeader):
            self.titles.chosen = len(periods) if by_period else -1
            self.titles.middle = frozenset(range(1, len(periods) + 1))

    def make_titles(self) -> TitleHeader:
        """A header in which the chosen period stands out."""
        return PeriodHeader(self)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these offices."""
        self._lines = {line.key: line for line in lines}
        self.show_keys([line.key for line in lines])
        self.make_room(*(one.key for one in self._model_ids.columns if one.key != ACTION))
        self._bare = [(place, line) for place, line in enumerate(lines) if line.action]
        self._dress(FIRST)
        if self._bare:
            self._dressing.start()

    def _dress(self, count: int = NEXT) -> None:
        """Give the next rows their buttons; the window answers in between."""
        at = next(n for n, one in enumerate(self._model_ids.columns) if one.key == ACTION)
        now, self._bare = self._bare[:count], self._bare[count:]
        for place, line in now:
            self.setIndexWidget(self._model_ids.index(place, at), self._button(line))
        if not self._bare:
            self._dressing.stop()

    def current(self) -> Line | None:
        """The line with the caret."""
        key = self.current_key()
        return self._lines.get(key) if key is not None else None

    def line(self, key: int) -> Line | None:
        """A line by its key."""
        return self._lines.get(key)

    def _button(self, line: Line) -> QWidget:
        marked, picture = ACTIONS[line.action]
        made = small(say(marked), picture) if picture else link(say(marked))
        made.setAccessibleName(f"{say(marked)}: {line.row.name}")
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made.setProperty("key", line.key)
        made.clicked.connect(self._pressed)
        held = QWidget(self)
        box = row(None, made)
        box.setContentsMargins(4, 2, 10, 3)
        held.setLayout(box)
        return held

    def _pressed(self) -> None:
        made = self.sender()
        if isinstance(made, QPushButton):
            self.acted.emit(self._lines[int(made.property("key"))])

    def _opened(self, key: int) -> None:
        line = self._lines.get(key)
        if line is not None and line.action:
            self.acted.emit(line)

    def _fetch(self, keys: Sequence[int]) -> Sequence[Line]:
        return [self._lines[key] for key in keys if key in self._lines]

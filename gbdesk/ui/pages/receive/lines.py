"""What a package changes, line by line: old struck out with a minus, new with a plus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from gbdesk.services.labels import ROW
from gbdesk.services.receiving_parts import CHANGED, DELETED, NEW, PreviewLine
from gbdesk.text import translate
from gbdesk.ui.forms.look import color, px
from gbdesk.ui.tables.columns import Column
from gbdesk.ui.tables.delegate import SIDE, CellDelegate
from gbdesk.ui.tables.model import IdModel
from gbdesk.ui.tables.view import IdTable

WHAT: Final = "what"
FIELD: Final = "field"
VALUE: Final = "value"
ARROW: Final = " → "
MINUS: Final = "− "
PLUS: Final = "+ "


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One line with its key in the table."""

    key: int
    line: PreviewLine


def value_words(line: PreviewLine) -> str:
    """`− 7 → + 9` as text, for copying and for those who hear it."""
    if line.change == NEW:
        return f"{PLUS}{line.new}"
    if line.change == DELETED:
        return f"{MINUS}{line.old}"
    return f"{MINUS}{line.old}{ARROW}{PLUS}{line.new}"


class ChangeTable(IdTable):
    """The lines of a preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._shown: dict[int, Shown] = {}
        columns = (
            Column(
                key=WHAT, title=translate("Receive", "What"), show=_what, width=210, stretches=True
            ),
            Column(
                key=FIELD,
                title=translate("Receive", "Field"),
                show=_field,
                width=190,
                stretches=True,
            ),
            Column(
                key=VALUE,
                title=translate("Receive", "Here → in the package"),
                show=_value,
                width=200,
                stretches=True,
            ),
        )
        model = IdModel(columns, self._fetch)
        super().__init__(model, parent)
        model.setParent(self)
        self.setItemDelegate(_ChangeDelegate(self))
        self.setAccessibleName(translate("Receive", "Changes"))
        self.verticalHeader().setDefaultSectionSize(max(px(30), self.fontMetrics().height() + 8))

    def show_lines(self, lines: Sequence[PreviewLine]) -> None:
        """Show these."""
        self._shown = {at: Shown(key=at, line=line) for at, line in enumerate(lines)}
        self.show_keys(list(self._shown))

    def _fetch(self, keys: Sequence[int]) -> Sequence[Shown]:
        return [self._shown[key] for key in keys if key in self._shown]


class _ChangeDelegate(CellDelegate):
    """Old and new in their colours; the signs say the same without them."""

    def _paint_words(self, painter: QPainter, rect: QRect, column: Column, words: str) -> None:
        if column.key != VALUE:
            super()._paint_words(painter, rect, column, words)
            return
        old, arrow, new = words.partition(ARROW)
        if not arrow and words.startswith(PLUS):
            old, new = "", words
        left = rect.left() + SIDE
        right = rect.right() - SIDE
        if old:
            left = self._write(painter, QRect(left, rect.top(), right - left, rect.height()), old)
        if old and new:
            painter.setPen(color("text_3"))
            room = QRect(left, rect.top(), right - left, rect.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), ARROW)
            left += painter.fontMetrics().horizontalAdvance(ARROW)
        if new:
            self._write(painter, QRect(left, rect.top(), right - left, rect.height()), new)

    def _write(self, painter: QPainter, room: QRect, words: str) -> int:
        """The words; where they end."""
        if room.width() <= 0:
            return room.right()
        is_old = words.startswith(MINUS)
        font = QFont(painter.font())
        sign, said = words[: len(MINUS)], words[len(MINUS) :]
        metrics = QFontMetrics(font)
        painter.setPen(color("danger" if is_old else "success"))
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(room, flags, sign)
        at = metrics.horizontalAdvance(sign)
        rest = room.adjusted(at, 0, 0, 0)
        most = rest.width() if not is_old else max(px(40), rest.width() * 3 // 5)
        cut = metrics.elidedText(said, Qt.TextElideMode.ElideRight, most)
        font.setStrikeOut(is_old)
        painter.save()
        painter.setFont(font)
        painter.drawText(rest, flags, cut)
        painter.restore()
        return rest.left() + metrics.horizontalAdvance(cut)


def _what(shown: Shown) -> str:
    return shown.line.title


def _field(shown: Shown) -> str:
    return shown.line.field


def _value(shown: Shown) -> str:
    return value_words(shown.line)


def items_in(lines: Sequence[PreviewLine]) -> int:
    """How many items these lines are about: every figure is one, of the rest every record."""
    figures = sum(line.entity == ROW for line in lines)
    return figures + len({(line.entity, line.record) for line in lines if line.entity != ROW})


def by_change(lines: Sequence[PreviewLine]) -> dict[str, list[PreviewLine]]:
    """The lines of new, changed and deleted records."""
    found: dict[str, list[PreviewLine]] = {NEW: [], CHANGED: [], DELETED: []}
    for line in lines:
        found.setdefault(line.change, []).append(line)
    return found

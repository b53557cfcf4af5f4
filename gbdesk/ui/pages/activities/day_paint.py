"""How a day of the calendar looks: in a month with words, in a year with signs; on paper too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gbdesk.services.calendar import Day
from gbdesk.text import translate
from gbdesk.ui.forms.look import color, px

DAY: Final = Qt.ItemDataRole.UserRole
TODAY: Final = Qt.ItemDataRole.UserRole + 1
SATURDAY: Final = 5
DONE, PLANNED, MARK = "done", "planned", "mark"
Colour = Callable[[str], QColor]


class DayDelegate(QStyledItemDelegate):
    """Paints one day."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A cell with words where it is wide enough for them, else with signs."""
        day, rect = index.data(DAY), QRect(option.rect)
        painter.save()
        painter.setClipRect(rect)
        if isinstance(day, Day):
            is_today = bool(index.data(TODAY))
            if rect.width() >= px(60):
                paint_month_day(painter, rect, day, is_today=is_today)
            else:
                paint_year_day(painter, rect, day, color, is_today=is_today)
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(QPen(color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(1, 1, -2, -2))
        else:
            painter.fillRect(rect, color("sunken"))
        painter.restore()


def paint_month_day(painter: QPainter, rect: QRect, day: Day, *, is_today: bool) -> None:
    """Number, band, commemorative days and activities by name, as far as there is room."""
    weekend = day.day.weekday() >= SATURDAY
    painter.fillRect(rect, color("surface" if day.inside and not weekend else "bg"))
    painter.setPen(QPen(color("border")))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
    font = _sized(painter.font(), 12)
    line = QFontMetrics(font).height()
    top = rect.top() + 3
    _number(painter, QRect(rect.left() + 6, top, px(24), line + 2), day, is_today=is_today)
    painter.setFont(font)
    top += line + 4
    if day.bands:
        _band(painter, QRect(rect.left(), top - 2, rect.width(), line), day)
        top += line
    lines = _lines(day)
    room = max(0, (rect.bottom() - 2 - top) // line)
    shown = lines if len(lines) <= room else lines[: max(0, room - 1)]
    for sign, words in shown:
        _line(painter, QRect(rect.left() + 6, top, rect.width() - 10, line), sign, words)
        top += line
    rest = day.done + day.planned + len(day.marks) - len(shown)
    if rest > 0 and room:
        painter.setPen(color("text_3"))
        words = translate("Calendar", "and {n} more", n=rest)
        painter.drawText(QRect(rect.left() + 18, top, rect.width() - 20, line), 0, words)
    _outline(painter, rect, day, color)


def _lines(day: Day) -> list[tuple[str, str]]:
    marks = [(MARK, one.name) for one in day.marks]
    return [*marks, *((PLANNED if one.planned else DONE, one.title) for one in day.entries)]


def _number(painter: QPainter, rect: QRect, day: Day, *, is_today: bool) -> None:
    font = _sized(painter.font(), 13)
    font.setWeight(QFont.Weight.DemiBold if day.inside else QFont.Weight.Normal)
    painter.setFont(font)
    words = str(day.day.day)
    if is_today:
        wide = QFontMetrics(font).horizontalAdvance(words) + 12
        box = QRectF(rect.left() - 3, rect.top() - 1, wide, rect.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("primary"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(color("on_primary"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        return
    painter.setPen(color("text" if day.inside else "text_3"))
    painter.drawText(rect.adjusted(3, 0, 6, 0), int(Qt.AlignmentFlag.AlignVCenter), words)


def _band(painter: QPainter, rect: QRect, day: Day) -> None:
    """The month of action, one strip through the week with its name from the left."""
    painter.fillRect(rect, color("privacy_tint"))
    band, monday = day.bands[0], day.day - timedelta(days=day.day.weekday())
    first, last = max(band.start, monday), min(band.end, monday + timedelta(days=6))
    wide, before = rect.width(), (day.day - first).days
    room = QRect(rect.left() - before * wide + 6, rect.top(), 0, rect.height())
    room.setWidth(((last - first).days + 1) * wide - 10)
    cut = painter.fontMetrics().elidedText(band.name, Qt.TextElideMode.ElideRight, room.width())
    painter.setPen(color("privacy"))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)


def _line(painter: QPainter, rect: QRect, sign: str, words: str) -> None:
    side = rect.height() // 2
    middle = rect.top() + (rect.height() - side) / 2
    paint_sign(painter, QRectF(rect.left(), middle, side, side), sign, color)
    painter.setPen(color("privacy" if sign == MARK else "text"))
    room = rect.adjusted(side + 5, 0, 0, 0)
    cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)


def paint_sign(painter: QPainter, box: QRectF, sign: str, shade: Colour) -> None:
    """A full disc for done, a ring for planned, a diamond for a commemorative day."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tone = shade({DONE: "success", PLANNED: "info", MARK: "privacy"}[sign])
    painter.setPen(QPen(tone, max(1.2, box.width() / 6)))
    painter.setBrush(Qt.BrushStyle.NoBrush if sign == PLANNED else tone)
    if sign == MARK:
        middle = box.center()
        points = (
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        )
        painter.drawPolygon(QPolygonF(points))
    else:
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_year_day(
    painter: QPainter, rect: QRect, day: Day, shade: Colour, *, is_today: bool
) -> None:
    """The number, and below it signs for what was done, is planned, is commemorated."""
    ground = "privacy_tint" if day.bands else "bg" if day.day.weekday() >= SATURDAY else "surface"
    painter.fillRect(rect, shade(ground))
    painter.setPen(QPen(shade("border")))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
    half = rect.height() // 2
    painter.setPen(shade("primary" if is_today else "text_2"))
    font = QFont(painter.font())
    font.setBold(is_today)
    painter.setFont(font)
    upper = QRect(rect.left(), rect.top(), rect.width(), half + 1)
    painter.drawText(upper, int(Qt.AlignmentFlag.AlignCenter), str(day.day.day))
    signs = [DONE] * bool(day.done) + [PLANNED] * bool(day.planned) + [MARK] * bool(day.marks)
    side = min(rect.width() / 4, half / 1.8)
    left = rect.center().x() - (len(signs) * (side + 2) - 2) / 2
    for sign in signs:
        paint_sign(painter, QRectF(left, rect.top() + half + 1, side, side), sign, shade)
        left += side + 2
    _outline(painter, rect, day, shade)


def _outline(painter: QPainter, rect: QRect, day: Day, shade: Colour) -> None:
    """Amber around a commemorative day that is near and has no activity."""
    if day.warns:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(shade("warning_icon"), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(2, 2, -3, -3))


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(px(pixels))
    return sized

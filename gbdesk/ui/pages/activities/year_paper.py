"""The year of the log on one sheet: twelve strips on A4 across, always in light colours."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from gbdesk.services.calendar import Page
from gbdesk.text import translate
from gbdesk.ui.pages.activities.day_paint import DONE, MARK, PLANNED, paint_sign, paint_year_day
from gbdesk.ui.pages.activities.day_words import month_name
from gbdesk.ui.theme import FAMILY, shade

DPI: Final = 300
MARGIN_MM: Final = 12.0
DAYS: Final = 31


def pdf_of(year: Page, heading: str) -> bytes:
    """The year as an A4 page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageLayout(_layout())
    painter = QPainter(writer)
    draw(painter, year, heading)
    painter.end()
    return bytes(buffer.data().data())


def print_year(year: Page, heading: str, parent: QWidget) -> bool:
    """Ask for a printer and print; whether it was sent. The job's name says nothing."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setPageLayout(_layout())
    printer.setDocName("gbdesk")
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter()
    if not painter.begin(printer):
        return False
    draw(painter, year, heading)
    return painter.end()


def draw(painter: QPainter, year: Page, heading: str) -> None:
    """Title, twelve strips, and what the signs mean."""
    room, point = painter.viewport(), DPI / 72
    painter.setPen(_light("text"))
    _font(painter, 15 * point, bold=True)
    words = translate("Calendar", "Activities {year}", year=year.year)
    painter.drawText(QRectF(0, 0, room.width(), 22 * point), 0, f"{words} – {heading}")
    _font(painter, 8 * point)
    left, top = round(62 * point), round(28 * point)
    foot = round(20 * point)
    wide = (room.width() - left) // DAYS
    high = (room.height() - top - foot) // len(year.rows)
    for number, days in enumerate(year.rows):
        line = top + number * high
        painter.setPen(_light("text"))
        name = QRectF(0, line, left - 4 * point, high)
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter), month_name(number + 1))
        for column, day in enumerate(days):
            cell = QRect(left + column * wide, line, wide, high)
            paint_year_day(painter, cell, day, _light, is_today=False)
            _font(painter, 8 * point)
    _legend(painter, room.height() - foot + 6 * point, point)


def _legend(painter: QPainter, top: float, point: float) -> None:
    left = 0.0
    side = 7 * point
    said = {
        DONE: translate("Calendar", "done"),
        PLANNED: translate("Calendar", "planned"),
        MARK: translate("Calendar", "commemorative day"),
    }
    for sign, words in said.items():
        paint_sign(painter, QRectF(left, top + 2 * point, side, side), sign, _light)
        painter.setPen(_light("text"))
        painter.drawText(QRectF(left + 11 * point, top, 150 * point, 12 * point), 0, words)
        left += 130 * point


def _light(token: str) -> QColor:
    return QColor(shade(token, dark=False))


def _layout() -> QPageLayout:
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size, lies = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape
    return QPageLayout(size, lies, margins, QPageLayout.Unit.Millimeter)


def _font(painter: QPainter, pixels: float, *, bold: bool = False) -> None:
    font = QFont(FAMILY)
    font.setPixelSize(round(pixels))
    font.setBold(bold)
    painter.setFont(font)

"""Pages of a PDF to a printer, without a file on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QWidget

from gbdesk.reports.preview import page_count, page_png

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DPI: Final = 200
INCH_MM: Final = 25.4
A4_MM: Final = (210.0, 297.0)


def print_pdf(pdf: bytes, parent: QWidget) -> bool:
    """Ask for a printer and print; whether it was sent. The job's name says nothing."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("gbdesk")
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return paint_pages(pdf, printer)


def paint_pages(pdf: bytes, printer: QPrinter) -> bool:
    """Paint every page on a sheet of its own, wide ones across; whether it could begin."""
    printer.setFullPage(True)
    painter = QPainter()
    for number in range(page_count(pdf)):
        shown = _page(pdf, number)
        across = shown.width() > shown.height()
        way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(way)
        if number == 0:
            if not painter.begin(printer):
                return False
        elif not printer.newPage():
            break
        paper = QRectF(printer.paperRect(printer.Unit.DevicePixel))
        size = QSizeF(shown.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(paper.topLeft(), size), shown)
    return painter.isActive() and painter.end()


def _page(pdf: bytes, number: int) -> QImage:
    """A page at the resolution of print; its longer side is known only once it is drawn."""
    width = round(A4_MM[0] / INCH_MM * DPI)
    shown = QImage.fromData(page_png(pdf, number, width=width))
    if shown.width() > shown.height():
        wide = round(A4_MM[1] / INCH_MM * DPI)
        shown = QImage.fromData(page_png(pdf, number, width=wide))
    return shown

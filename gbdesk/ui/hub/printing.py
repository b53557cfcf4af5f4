"""Pages of a report to a printer: asked where, drawn page by page; the job's name says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from gbdesk.reports.preview import page_count, page_png
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

WIDTH: Final = 2_480
"""Dots across an upright A4 page: 300 to the inch."""


class Printing(QObject):
    """Asks for a printer; the pages are made off the window's thread.

    `began`: pages were asked for and are about to go to the printer.
    """

    began = Signal()

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page

    def ask(self, pdf: bytes) -> None:
        """Let a person choose the printer and the pages, then print."""
        printer, count = QPrinter(QPrinter.PrinterMode.HighResolution), page_count(pdf)
        printer.setDocName("gbdesk")
        printer.setFromTo(1, count)
        dialog = QPrintDialog(printer, self._page)
        dialog.setMinMax(1, count)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.send(pdf, printer)

    def send(self, pdf: bytes, printer: QPrinter) -> None:
        """Print the pages chosen."""
        self.began.emit()
        first, last = printer.fromPage() or 1, printer.toPage() or page_count(pdf)

        def work(_progress: Progress) -> Sequence[bytes]:
            return [page_png(pdf, at, width=WIDTH) for at in range(first - 1, last)]

        def done(pages: Sequence[bytes]) -> None:
            self._around.tell(
                translate("Document", "{n} pages went to the printer.", n=len(pages))
                if draw(pages, printer)
                else translate("Document", "The printer took nothing. Look whether it is on.")
            )

        self._around.read(work, done)


def draw(pages: Sequence[bytes], printer: QPrinter) -> bool:
    """Fill a sheet with each page, lying where the page lies; whether the printer took them."""
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter()
    for at, png in enumerate(pages):
        shown = QImage.fromData(png)
        lies = shown.width() > shown.height()
        orientation = QPageLayout.Orientation
        printer.setPageOrientation(orientation.Landscape if lies else orientation.Portrait)
        begun = printer.newPage() if at else painter.begin(printer)
        if not begun:
            return False
        painter.drawImage(QRectF(painter.viewport()), shown)
    return painter.end()

"""A sheet of paper with a code on it: as PDF, or straight to a printer; always white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import write_verified
from gbdesk.ui.theme import FAMILY, color

DPI: Final = 300
MARGIN_MM: Final = 22.0
COLUMNS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What stands on the sheet; the code in groups parted by `-`, each numbered."""

    title: str
    lines: Sequence[str]
    code: str = field(repr=False)
    foot: str
    more: str = field(default="", repr=False)


def pdf_of(paper: Paper) -> bytes:
    """The sheet as an A4 page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageLayout(_layout())
    painter = QPainter(writer)
    _draw(painter, paper, DPI)
    painter.end()
    return bytes(buffer.data().data())


def save_paper(pdf: bytes, file: Path) -> Path:
    """Write the page for its owner alone, read it back, never over another file.

    Raises:
        Refused: the disk does not take it, or the name is taken.
    """

    def write(out: BinaryIO) -> None:
        out.write(pdf)

    def verify(written: Path) -> None:
        if written.read_bytes() != pdf:
            raise Refused("disk.failed", name=file.name)

    return write_verified(file, write, verify, private=True)


def print_paper(paper: Paper, parent: QWidget) -> bool:
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
    _draw(painter, paper, DPI)
    return painter.end()


def _layout() -> QPageLayout:
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def _draw(painter: QPainter, paper: Paper, dpi: int) -> None:
    sheet = _Sheet(painter, dpi / 72)
    sheet.words(paper.title, 20, QFont.Weight.Bold)
    for line in paper.lines:
        sheet.words(line, 12, before=8)
    sheet.code(paper.code)
    for line in (paper.more, paper.foot):
        if line:
            sheet.words(line, 12, before=14)


class _Sheet:
    """Draws from the top down; lengths in points."""

    def __init__(self, painter: QPainter, point: float) -> None:
        self._painter, self._point, self._top = painter, point, 0.0
        self._width = float(painter.viewport().width())
        painter.setPen(color("paper_ink"))

    def words(
        self, text: str, size: int, weight: QFont.Weight = QFont.Weight.Normal, before: int = 0
    ) -> None:
        """A paragraph."""
        self._font(size, weight)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
        top = self._top + before * self._point
        room = QRectF(0, top, self._width, 400 * self._point)
        taken = self._painter.boundingRect(room, flags, text)
        self._painter.drawText(room, flags, text)
        self._top = float(taken.bottom())

    def code(self, code: str) -> None:
        """The groups of a code, numbered, in a frame."""
        point, parts = self._point, code.split("-")
        top, cell, height = self._top + 26 * point, self._width / COLUMNS, 44 * point
        for at, part in enumerate(parts):
            left, line = (at % COLUMNS) * cell, top + (at // COLUMNS) * height
            self._font(9, QFont.Weight.Normal)
            self._painter.drawText(QRectF(left, line, cell, 12 * point), 0, f"{at + 1}")
            self._font(20, QFont.Weight.DemiBold)
            self._painter.drawText(QRectF(left, line + 11 * point, cell, 28 * point), 0, part)
        rows = -(-len(parts) // COLUMNS)
        frame = QRectF(-8 * point, top - 10 * point, self._width, rows * height + 12 * point)
        self._painter.drawRect(frame)
        self._top = top + rows * height

    def _font(self, size: int, weight: QFont.Weight) -> None:
        font = QFont(FAMILY)
        font.setPixelSize(round(size * self._point))
        font.setWeight(weight)
        self._painter.setFont(font)

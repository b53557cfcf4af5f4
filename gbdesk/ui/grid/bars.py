"""Small bars of one figure over the periods before, the present one last and stronger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gbdesk.domain.cells import CellValue, number_of
from gbdesk.domain.numbers import group
from gbdesk.ui.forms.look import color
from gbdesk.ui.grid.typed import show_figure

MOST: Final = 5
SLOT: Final = 44
BAR: Final = 34
HIGH: Final = 26


class MiniBars(QWidget):
    """Up to five bars with their figures above and their periods below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[tuple[str, CellValue], ...] = ()
        self._tone = "primary"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[tuple[str, CellValue]], tone: str = "primary") -> None:
        """Show these (period, figure), the last one present."""
        self._bars, self._tone = tuple(bars[-MOST:]), tone
        said = [f"{label}: {show_figure(value) or '–'}" for label, value in self._bars]
        self.setAccessibleName(", ".join(said))
        self.setVisible(len(self._bars) > 1)
        self.update()

    # Qt's names
    def sizeHint(self) -> QSize:
        """Room for figures, bars and periods."""
        return QSize(MOST * SLOT, HIGH + 2 * self._font().pixelSize() + 18)

    def minimumSizeHint(self) -> QSize:
        """As high as needed, as narrow as may be."""
        return QSize(120, self.sizeHint().height())

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(10, self.fontInfo().pixelSize() - 3))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars."""
        del event
        painter = QPainter(self)
        font = self._font()
        painter.setFont(font)
        line = painter.fontMetrics().height()
        largest = max((number_of(value) or 0 for _, value in self._bars), default=0) or 1
        slot = min(SLOT, self.width() // max(1, len(self._bars)))
        for at, (label, value) in enumerate(self._bars):
            present = at == len(self._bars) - 1
            left, number = at * slot, number_of(value)
            height = max(1, HIGH * (number or 0) // largest)
            base = line + HIGH
            bar = QRect(left + (slot - BAR) // 2, base - height, min(BAR, slot - 4), height)
            painter.fillRect(bar, color(self._tone if present else "bar_before"))
            font.setWeight(QFont.Weight.Bold if present else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(color(self._tone if present else "text_2"))
            above = QRect(left, base - height - line, slot, line)
            shown = group(number) if number is not None else show_figure(value)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, shown)
            font.setWeight(QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(color("text_2"))
            painter.drawText(QRect(left, base + 2, slot, line), Qt.AlignmentFlag.AlignCenter, label)
        painter.end()

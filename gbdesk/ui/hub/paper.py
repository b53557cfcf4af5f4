"""Pages of a PDF on the screen, one at a time, as they will be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from gbdesk.reports.preview import page_count, page_png
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import icon, px
from gbdesk.ui.hub.parts import button, row, said

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from gbdesk.services.progress import Progress

WIDEST: Final = 900
REST_MS: Final = 180
EDGE: Final = 16


class PaperView(QWidget):
    """A page with the way to the next; `drawn` when a page stands on the screen."""

    drawn = Signal(int)

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._pdf, self._count, self._at, self._width = b"", 0, 0, 0
        self.page = QLabel()
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.words = said("", "empty", wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area = QScrollArea(self)
        self.area.setObjectName("paperArea")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setAccessibleName(translate("Consolidated", "Printed page"))
        held = QWidget()
        held.setObjectName("paperHeld")
        inner = QVBoxLayout(held)
        inner.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        inner.addWidget(self.words)
        inner.addWidget(self.page)
        inner.addStretch(1)
        self.area.setWidget(held)
        self.back = self._turner("chevron-left", translate("Consolidated", "Previous page"))
        self.on = self._turner("chevron-right", translate("Consolidated", "Next page"))
        self.back.clicked.connect(self.turn_back)
        self.on.clicked.connect(self.turn_on)
        self._place = said("", "hubAside")
        foot = QFrame(self)
        foot.setObjectName("tableFoot")
        line = row(None, self.back, self._place, self.on, None)
        line.setContentsMargins(8, 3, 8, 3)
        foot.setLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.area, 1)
        box.addWidget(foot)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._draw)
        self.say("")

    def _turner(self, picture: str, words: str) -> QPushButton:
        made = button("")
        made.setObjectName("tool")
        made.setIcon(icon(picture, "text"))
        made.setToolTip(words)
        made.setAccessibleName(words)
        return made

    @property
    def pdf(self) -> bytes:
        """The document shown, empty where there is none."""
        return self._pdf

    @property
    def count(self) -> int:
        """How many pages."""
        return self._count

    def say(self, words: str) -> None:
        """Words instead of a page."""
        self._pdf, self._count, self._at = b"", 0, 0
        self.page.hide()
        self.words.setText(words)
        self.words.show()
        self._tell()

    def show_pdf(self, pdf: bytes) -> None:
        """Show another document; the page number stays where it can."""
        self._pdf, self._count = pdf, page_count(pdf)
        self._at = min(self._at, max(0, self._count - 1))
        self._draw()

    def turn_on(self) -> None:
        """The next page."""
        self.turn_to(self._at + 1)

    def turn_back(self) -> None:
        """The page before."""
        self.turn_to(self._at - 1)

    def turn_to(self, number: int) -> None:
        """A page, from 0."""
        if 0 <= number < self._count and number != self._at:
            self._at = number
            self.area.verticalScrollBar().setValue(0)
            self._draw()

    def _tell(self) -> None:
        self._place.setText(
            translate("Consolidated", "page {at} of {of}", at=self._at + 1, of=self._count)
            if self._count
            else ""
        )
        self.back.setEnabled(self._at > 0)
        self.on.setEnabled(self._at + 1 < self._count)

    def _draw(self) -> None:
        self._tell()
        if not self._pdf:
            return
        pdf, at = self._pdf, self._at
        ratio = self.devicePixelRatioF()
        room = max(px(260), self.area.viewport().width() - 2 * EDGE - 2)
        self._width = min(px(WIDEST), room)
        pixels = round(self._width * ratio)

        def work(_progress: Progress) -> tuple[int, bytes]:
            return at, page_png(pdf, at, width=pixels)

        self._around.read(work, self._drawn)

    def _drawn(self, answer: tuple[int, bytes]) -> None:
        at, png = answer
        if at != self._at or not self._pdf:
            return
        shown = QPixmap()
        shown.loadFromData(png)
        shown.setDevicePixelRatio(self.devicePixelRatioF())
        self.words.hide()
        self.page.setPixmap(shown)
        self.page.show()
        self._tell()
        self.drawn.emit(at)

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page follows the width once it rests."""
        super().resizeEvent(event)
        if self._pdf and abs(self.area.viewport().width() - 2 * EDGE - self._width) > 4:
            self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down turn."""
        if event.key() == Qt.Key.Key_PageDown:
            self.turn_on()
        elif event.key() == Qt.Key.Key_PageUp:
            self.turn_back()
        else:
            super().keyPressEvent(event)

"""An attached file on the screen, out of memory: nothing of it is written anywhere."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.evidence import DOCX, PDF
from gbdesk.services.evidence import Attached
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.paper import PaperView

SIZE = (760, 620)
EDGE = 60


class Fitted(QLabel):
    """A picture as large as there is room, never larger than it is."""

    def __init__(self, data: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = QPixmap()
        self._whole.loadFromData(data)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        room = (self.size() * ratio).boundedTo(self._whole.size())
        kept = Qt.AspectRatioMode.KeepAspectRatio
        shown = self._whole.scaled(room, kept, Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)


class Viewer(QDialog):
    """One file; it goes with the page when the window locks."""

    def __init__(self, around: Around, file: Attached, data: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("question")
        self.setWindowTitle(translate("Evidence", "Evidence"))
        screen = QGuiApplication.primaryScreen().availableSize()
        wide, high = screen.width() - EDGE, screen.height() - EDGE
        self.resize(min(px(SIZE[0]), wide), min(px(SIZE[1]), high))
        title = QLabel(file.title, self)
        title.setObjectName("sideTitle")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        close = QPushButton(translate("Evidence", "Close"), self)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        box.setSpacing(10)
        box.addWidget(title)
        box.addWidget(self._shown(around, file, data), 1)
        box.addLayout(foot)

    def _shown(self, around: Around, file: Attached, data: bytes) -> QWidget:
        if file.kind == PDF:
            paper = PaperView(around, self)
            QTimer.singleShot(0, paper, partial(paper.show_pdf, data))  # once it knows its width
            return paper
        if file.kind != DOCX:
            shown = Fitted(data, self)
            shown.setAccessibleName(file.title)
            return shown
        words = translate(
            "Evidence", "A Word document is not shown here. Save a copy to read it in Word."
        )
        told = QLabel(words, self)
        told.setObjectName("empty")
        told.setWordWrap(True)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return told

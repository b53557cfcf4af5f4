"""A field that takes files: dropped, or chosen with its button."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gbdesk.ui.forms.look import repolish
from gbdesk.ui.office.parts import Picture, Words, button


class DropField(QFrame):
    """`dropped` carries paths; `asked` when the button was pressed."""

    dropped = Signal(list)
    asked = Signal()

    def __init__(self, words: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dropZone")
        self.setAcceptDrops(True)
        self.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 11, 14, 11)
        row.setSpacing(12)
        row.addWidget(Picture("download", "text_2", 22, self))
        row.addWidget(Words(words, "officeAside", wrap=True, parent=self), 1)
        self.button = button(label, "", "folder-open", self)
        self.button.clicked.connect(self.asked)
        row.addWidget(self.button)

    def _mark(self, *, over: bool) -> None:
        self.setProperty("over", "yes" if over else "")
        repolish(self)

    # Qt's names
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if files_of(event.mimeData()):
            self._mark(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        super().dragLeaveEvent(event)
        self._mark(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Here they are."""
        self._mark(over=False)
        found = files_of(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.dropped.emit(list(found))


def files_of(data: QMimeData) -> Sequence[Path]:
    """The files in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

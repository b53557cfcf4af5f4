"""What was written: which files, where, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gbdesk.text import translate
from gbdesk.ui.hub.files import show_folder
from gbdesk.ui.hub.parts import emptied, picture, row, said, small


class Done(QFrame):
    """Hidden until files were written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.setProperty("tone", "success")
        self._folder: Path | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 11, 14, 12)
        self._box.setSpacing(5)
        self.hide()

    def tell(self, paths: Sequence[Path], words: str) -> None:
        """These files were written and read back."""
        box = emptied(self._box)
        self._folder = paths[0].parent if paths else None
        head = translate("Document", "{n} files written and read back", n=len(paths))
        line = row(picture("circle-check", "success"), said(head, "hubStrong", wraps=True))
        line.setStretch(1, 1)
        held = QWidget()
        held.setLayout(line)
        box.addWidget(held)
        for path in paths:
            name = said(path.name, "hubWords", wraps=True)
            name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            name.setToolTip(str(path))
            box.addWidget(name)
        where = translate("Document", "In the folder {folder}", folder=self._folder or "")
        told = said(where, "hubAside", wraps=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(told)
        box.addWidget(said(words, "hubAside", wraps=True))
        self.open = small(translate("Document", "Open the folder"), "folder-open")
        self.open.clicked.connect(self._open)
        feet = QWidget()
        feet.setLayout(row(self.open, None))
        box.addWidget(feet)
        self.show()

    def _open(self) -> None:
        if self._folder is not None:
            show_folder(self._folder)

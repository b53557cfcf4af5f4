"""A file that is chosen for a walk, its content, and fields beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from gbdesk.media.writing import told
from gbdesk.sync.enrolling import MAX_INVITATION
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.hub.parts import said


class FileLine(QWidget):
    """A file that is chosen; its name stands beside the button."""

    def __init__(self, words: str, endings: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._endings = words, endings
        self.path: Path | None = None
        self.choose = QPushButton(translate("Keys", "Choose a file…"), self)
        self.choose.setAccessibleName(words)
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self._name = QLabel(translate("Keys", "none yet"), self)
        self._name.setObjectName("hubAside")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.choose)
        line.addWidget(self._name, 1)

    def take(self, path: Path) -> None:
        """This file."""
        self.path = path
        self._name.setText(path.name)

    def _choose(self) -> None:
        path = dialogs.ask_file(self, self._words, self._endings)
        if path is not None:
            self.take(path)


def content(path: Path) -> bytes:
    """A small file that was chosen.

    Raises:
        Refused: it cannot be read.
    """
    with told(path.name):
        return path.read_bytes()[: MAX_INVITATION + 1]


def beside(*fields: tuple[str, QWidget]) -> QWidget:
    """Fields beside each other, each under its words."""
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for at, (words, part) in enumerate(fields):
        grid.setColumnStretch(at, 1)
        grid.addWidget(said(words, "fieldLabel"), 0, at)
        grid.addWidget(part, 1, at)
    return held

"""Walks that begin with the root file from the safe and the code on its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.parts import said
from gbdesk.ui.keys.walk import Walk
from gbdesk.ui.secret import PasswordLine

ROOT: Final = (".gbroot",)


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


class RootWalk(Walk):
    """A walk that needs the root file and the code on its sheet."""

    def __init__(self, around: Around, title: str, steps: Sequence[str], parent: QWidget) -> None:
        super().__init__(around, title, steps, parent)
        self.before()
        words = translate("Keys", "Root file from the safe (.gbroot)")
        self.root = FileLine(words, ROOT, self)
        label = translate("Keys", "Code on the sheet of the root file")
        self.code = PasswordLine(label, self)
        self.put(_beside((words, self.root), (label, self.code)))

    def before(self) -> None:
        """Fields above the root file."""

    def check(self) -> str:
        """Root file and code."""
        if self.root.path is None:
            return translate("Keys", "Choose the root file first.")
        if not self.code.text().strip():
            return translate("Keys", "Type the code on the sheet of the root file.")
        return ""


class RootChangeWalk(RootWalk):
    """A new root key, signed for by the present one."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        title = translate("Keys", "Take a new root key into use")
        super().__init__(around, title, _changing(), parent)
        self.ask(translate("Keys", "Make the new root file"))


def _changing() -> list[str]:
    return [
        translate(
            "Keys",
            "A new root file with a new code is made, onto a stick that you choose. You print its "
            "sheet and type a part of the code; before that nothing is changed.",
        ),
        translate(
            "Keys",
            "The present root key signs for the new one. Units follow with the next receipt they "
            "open; registrations and invitations given out stay valid.",
        ),
        translate(
            "Keys",
            "The present root file and its sheet are void then: destroy both. What they opened in "
            "an emergency, the new root file opens too.",
        ),
        translate(
            "Keys",
            "A backup is made at the end: an older backup does not know the new keys and must "
            "not be put back.",
        ),
    ]


def _beside(*fields: tuple[str, QWidget]) -> QWidget:
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

"""On the lock screen, where no code is at hand: the key file for the hub, and the file it gives."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.escrow import SUFFIX
from gbdesk.store import vault
from gbdesk.text import translate
from gbdesk.ui import dialogs, errors
from gbdesk.ui.hub.writing import write_new

ENDINGS = (SUFFIX, ".gbroot")


class HubHelp(QWidget):
    """`file` is what the hub gave, None while the code of the sheet is typed."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = path
        self.file: Path | None = None
        self.said = QLabel(self)
        self.said.setObjectName("aside")
        self.said.setWordWrap(True)
        self.choose = _flat(translate("Keys", "I have a file of the receiving body…"), self)
        self.give = _flat(translate("Keys", "Ask it for help: save the key file…"), self)
        self.choose.clicked.connect(self._choose)
        self.give.clicked.connect(self._give)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.choose)
        row.addWidget(self.give)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addLayout(row)
        box.addWidget(self.said)
        self.said.hide()
        self.give.setVisible(_may_help(path))

    def _choose(self) -> None:
        file = dialogs.ask_file(self, translate("Keys", "File of the receiving body"), ENDINGS)
        if file is not None:
            self.take(file)

    def take(self, file: Path) -> None:
        """The code that is typed belongs to this file."""
        self.file = file
        self._say(
            translate(
                "Keys",
                "{name}: in the field above, type the code that was told with it.",
                name=file.name,
            )
        )

    def _give(self) -> None:
        folder = dialogs.ask_folder(self, translate("Keys", "Folder or stick for the key file"))
        if folder is None:
            return
        try:
            written = write_new(folder, self._path.stem + ".keys", self._content(), private=True)
        except Refused as refused:
            self._say(errors.in_words(refused).text)
            return
        self._say(
            translate(
                "Keys",
                "{name} is saved. Give it to the receiving body and telephone; it opens nothing "
                "by itself.",
                name=written.name,
            )
        )

    def _content(self) -> bytes:
        return vault.ring_bytes(self._path)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()


def _may_help(path: Path) -> bool:
    try:
        return vault.escrow_of(path) is not None
    except Refused:
        return False


def _flat(words: str, parent: QWidget) -> QPushButton:
    made = QPushButton(words, parent)
    made.setObjectName("flat")
    made.setAutoDefault(False)
    return made

"""The card of the watched folder on the page of settings; at the hub only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui import dialogs

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress
    from gbdesk.ui.shell.shell import Shell


class InboxCard(QObject):
    """Choose the folder, or have none watched."""

    def __init__(self, around: Shell, card: QVBoxLayout, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self.said = QLabel(page)
        self.said.setObjectName("aside")
        self.said.setWordWrap(True)
        card.addWidget(self.said)
        self.choose = QPushButton(translate("Inbox", "Choose a folder…"), page)
        self.choose.clicked.connect(self._ask)
        self.stop = QPushButton(translate("Inbox", "Watch none"), page)
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.choose)
        row.addWidget(self.stop)
        row.addStretch(1)
        card.addLayout(row)
        self._around.read(self._read, self._show)

    def watch(self, folder: Path | None) -> None:
        """Watch this folder from now on, or none."""
        self._around.write(self._setting(folder), self._set)

    def _setting(self, folder: Path | None) -> Callable[[Progress], Changed]:
        def work(_progress: Progress) -> Changed:
            changed: Changed = self._around.app.inbox.set_folder(folder)
            return changed

        return work

    def _set(self, _changed: Changed) -> None:
        self._around.read(self._read, self._show)

    def _read(self, _progress: Progress) -> Path | None:
        return self._around.app.inbox.folder()

    def _show(self, folder: Path | None) -> None:
        words = (
            translate(
                "Inbox",
                "{folder} is looked at; new packages wait in “Import packages”.",
                folder=folder,
            )
            if folder is not None
            else translate(
                "Inbox",
                "A folder can be watched for packages, such as the one in which e-mail attachments "
                "are saved. Nothing in it is taken in, moved or deleted by itself.",
            )
        )
        self.said.setText(words)
        self.stop.setEnabled(folder is not None)

    def _stop(self) -> None:
        self.watch(None)

    def _ask(self) -> None:
        folder = dialogs.ask_folder(self._page, translate("Inbox", "Folder to watch for packages"))
        if folder is not None:
            self.watch(folder)

"""The receiving body begins again: its PC and backups are gone, the root file is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gbdesk.media.writing import told
from gbdesk.services import refounding
from gbdesk.services.escrow import MOST
from gbdesk.services.refounding import Seen
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.first_run.parts import DropZone, words
from gbdesk.ui.first_run.step import Shared, Step
from gbdesk.ui.secret import PasswordLine

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

PACKAGES: Final = "*.gbpkg"


class AgainStep(Step):
    """The root file, its code, and the folder with what units kept."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Root file, and the files that units kept")
        self.caption = translate(
            "FirstRun",
            "Only where no backup is left: with one, go back and choose “Move from an old "
            "computer”.",
        )
        for line in _happening():
            self.box.addWidget(words(line, self))
        self.drop = DropZone(
            translate("FirstRun", "Drop the root file here (.gbroot)"), ".gbroot", self
        )
        self.drop.found.connect(self.take)
        self.code = PasswordLine(translate("Keys", "Code on the sheet of the root file"), self)
        self.code.textChanged.connect(self._typed)
        self.box.addWidget(self.drop)
        self.box.addWidget(words(self.code.accessibleName(), self, "fieldLabel"))
        self.box.addWidget(self.code)
        self._lay_folder()
        self.done()
        if shared.root:
            self.drop.say(translate("FirstRun", "The root file is chosen."))
        if shared.files:
            self._say_files()

    def _lay_folder(self) -> None:
        self.folder = QPushButton(translate("FirstRun", "Folder with the files of units…"), self)
        self.folder.clicked.connect(self._choose)
        self.files = QLabel(translate("Keys", "none yet"), self)
        self.files.setObjectName("aside")
        row = QHBoxLayout()
        row.addWidget(self.folder)
        row.addWidget(self.files, 1)
        self.box.addLayout(row)

    def take(self, file: Path) -> None:
        """This root file."""
        with told(file.name):
            self.shared.root = file.read_bytes()[:MOST]
        self.drop.say(file.name)
        self.ready_changed.emit()

    def take_folder(self, folder: Path) -> None:
        """The files in this folder."""
        self.shared.files = tuple(sorted(folder.glob(PACKAGES)))
        self._say_files()
        self.ready_changed.emit()

    def _choose(self) -> None:
        folder = dialogs.ask_folder(self, self.folder.text())
        if folder is not None:
            self.take_folder(folder)

    def _say_files(self) -> None:
        count = len(self.shared.files)
        self.files.setText(translate("FirstRun", "{count} files (.gbpkg) in it", count=count))

    def _typed(self, code: str) -> None:
        self.shared.code = code
        self.ready_changed.emit()

    def is_ready(self) -> bool:
        """With a file, its code and something that units kept."""
        return bool(self.shared.root and self.shared.code.strip() and self.shared.files)

    def go(self, on: Callable[[], None], stop: Callable[[Exception], None]) -> None:
        """Go on where the code opens the file, and something is of this receiving body."""
        self.shared.host.lanes.read(partial(_seen, self.shared), partial(self._found, on), stop)

    def _found(self, on: Callable[[], None], seen: Seen) -> None:
        self.shared.seen = seen
        on()


def _happening() -> list[str]:
    return [
        translate(
            "FirstRun",
            "Ask units for the files of the receiving body that they opened: receipts, catalogues, "
            "answers. Out of them come back the catalogue, the registrations and the corrections; "
            "then those units send everything again by themselves.",
        ),
        translate(
            "FirstRun",
            "A unit whose files are missing types the code of a new invitation once more. What was "
            "entered on the lost computer itself is lost. New keys are made; whoever has the lost "
            "computer can sign nothing that units take in once they have opened your new file.",
        ),
    ]


def _seen(shared: Shared, _progress: Progress) -> Seen:
    return refounding.look((shared.root, shared.code), shared.files)


def ending(seen: Seen | None) -> str:
    """What comes next."""
    if seen is None:
        return translate("FirstRun", "gbdesk is set up.")
    return translate(
        "FirstRun",
        "{known} of {total} units are known again. Write catalogue files now and give each of them "
        "its own (page “Catalogue”). Invite the others: they open the invitation under “Settings › "
        "Keys”. Then make a backup.",
        known=len(seen.offices),
        total=seen.total,
    )

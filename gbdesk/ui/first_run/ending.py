"""The last questions: the hub's root file, backups and locking, what to do next; or a backup."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import write_verified
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import dialogs, errors, settings, theme
from gbdesk.ui.first_run import again
from gbdesk.ui.first_run.parts import icon_button, words
from gbdesk.ui.first_run.sheet import saved
from gbdesk.ui.first_run.state import AGAIN, OFFICE
from gbdesk.ui.first_run.step import Shared, Step
from gbdesk.ui.paper import Paper, pdf_of, print_paper


class RootStep(Step):
    """The file that can renew the hub, its code, and the identity for emergencies."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Root file of the receiving body")
        self.caption = translate(
            "FirstRun",
            "With this file and its code the receiving body gets new keys when this computer is "
            "lost. Move the file to a stick, print the sheet, lock both away in two places.",
        )
        self._made = shared.made
        if self._made is None:
            self.box.addWidget(words(self._later(), self))
        else:
            self._show(self._made.root_secret)
        self.done()

    def _later(self) -> str:
        return translate(
            "FirstRun",
            "The code of the root file was shown once, when the data file was made. If it was not "
            "written down, set the receiving body up anew before inviting units.",
        )

    def _show(self, secret: str) -> None:
        code = QLabel(secret, self)
        code.setObjectName("code")
        code.setWordWrap(True)
        code.setAccessibleName(translate("FirstRun", "Code of the root file"))
        move = icon_button("save", translate("FirstRun", "Save the root file…"), self)
        move.clicked.connect(self._copy)
        save = icon_button("download", translate("FirstRun", "Sheet as PDF…"), self)
        save.clicked.connect(self._save)
        paper = icon_button("printer", translate("FirstRun", "Print…"), self)
        paper.clicked.connect(self._print)
        row = QHBoxLayout()
        for button in (move, save, paper):
            row.addWidget(button)
        row.addStretch(1)
        self.kept = QCheckBox(
            translate("FirstRun", "The sheet with this code is printed or saved."), self
        )
        self.kept.toggled.connect(self.ready_changed)
        self.box.addWidget(code)
        self.box.addLayout(row)
        self.box.addWidget(self.kept)

    def is_ready(self) -> bool:
        """With the sheet kept."""
        return self._made is None or self.kept.isChecked()

    def _paper(self) -> Paper:
        made = self._made
        return Paper(
            title=translate("FirstRun", "gbdesk – root sheet"),
            lines=(
                translate(
                    "FirstRun",
                    "Opens the root file (.gbroot). The line below opens packages without gbdesk "
                    "in an emergency. Lock this sheet away.",
                ),
            ),
            code=made.root_secret if made else "",
            more=made.recovery_identity if made else "",
            foot=translate("FirstRun", "Never type these codes into any other program."),
        )

    def _copy(self) -> None:
        made = self._made
        if made is None or made.root_file is None:
            return
        title = translate("FirstRun", "Save the root file")
        file = dialogs.ask_save(self, title, made.root_file.name)
        if file is not None:
            self._run(partial(_copied, made.root_file, file))

    def _save(self) -> None:
        name = f"{translate('FirstRun', 'root-sheet')}.pdf"
        file = dialogs.ask_save(self, translate("FirstRun", "Save the root sheet"), name)
        if file is not None:
            self._run(partial(saved, pdf_of(self._paper()), file))

    def _print(self) -> None:
        print_paper(self._paper(), self)

    def _run(self, work: Callable[[Progress], Path]) -> None:
        self.shared.host.lanes.read(work, self._told, self._failed)

    def _told(self, file: Path) -> None:
        self.said.say(
            translate("FirstRun", "Saved as {name} and read back.", name=file.name), "success"
        )

    def _failed(self, error: Exception) -> None:
        self.said.say(errors.in_words(error).text)


class SafetyStep(Step):
    """Where backups go by themselves, and when the window locks itself."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Backups and locking")
        self.caption = translate(
            "FirstRun", "A backup on another disk or a stick survives the loss of this computer."
        )
        self.folder = QLineEdit(self)
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(translate("FirstRun", "Folder of the daily backup"))
        self.folder.setPlaceholderText(translate("FirstRun", "beside the data file"))
        choose = QPushButton(translate("FirstRun", "Choose a folder…"), self)
        choose.clicked.connect(self._choose)
        self.minutes = QSpinBox(self)
        self.minutes.setRange(*settings.MINUTES)
        self.minutes.lineEdit().setTextMargins(8, 0, 0, 0)
        self.minutes.setValue(shared.host.settings.lock_minutes)
        self.minutes.setAccessibleName(translate("FirstRun", "Minutes until gbdesk locks itself"))
        self.minutes.valueChanged.connect(self._minutes)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        self.box.addWidget(words(self.folder.accessibleName(), self, "fieldLabel"))
        self.box.addLayout(row)
        self.minutes.setFixedWidth(theme.px(110))
        self.box.addWidget(words(self.minutes.accessibleName(), self, "fieldLabel"))
        self.box.addWidget(self.minutes)
        self.done()

    def _choose(self) -> None:
        folder = dialogs.ask_folder(self, self.folder.accessibleName())
        if folder is not None:
            self.folder.setText(str(folder))

    def _minutes(self, minutes: int) -> None:
        self.shared.host.looks.remember(lock_minutes=minutes)

    def go(self, on: Callable[[], None], stop: Callable[[Exception], None]) -> None:
        """Keep the folder for the moment the file is opened."""
        self.shared.host.backup_folder = Path(self.folder.text()) if self.folder.text() else None
        super().go(on, stop)


class EndStep(Step):
    """What was made, and what comes next."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Ready")
        made = shared.made
        if self.state.role == OFFICE:
            self._request(made.request_code if made else "")
        elif self.state.role == AGAIN:
            self.box.addWidget(words(again.ending(shared.seen), self))
        else:
            self.box.addWidget(words(translate("FirstRun", "gbdesk is set up."), self))
        self.done()

    def _request(self, code: str) -> None:
        self.box.addWidget(
            words(
                translate(
                    "FirstRun",
                    "Entering can begin now. To send packages, give the request file to the "
                    "receiving body and open the file it answers with.",
                ),
                self,
            )
        )
        if code:
            shown = QLabel(code, self)
            shown.setObjectName("code")
            shown.setAccessibleName(translate("FirstRun", "Check code of this computer"))
            about = translate(
                "FirstRun",
                "Check code of this computer; the receiving body sees the same in its list of "
                "units:",
            )
            self.box.addWidget(words(about, self, "fieldLabel"))
            self.box.addWidget(shown)
        save = icon_button("save", translate("FirstRun", "Save the request…"), self)
        save.setEnabled(self.shared.made is not None)
        save.clicked.connect(self._save)
        row = QHBoxLayout()
        row.addWidget(save)
        row.addStretch(1)
        self.box.addLayout(row)
        if self.shared.made is None:
            later = translate("FirstRun", "The request can be saved again on the page of packages.")
            self.box.addWidget(words(later, self, "hint"))

    def _save(self) -> None:
        made = self.shared.made
        if made is None:
            return
        name = made.request_name
        file = dialogs.ask_save(self, translate("FirstRun", "Save the request"), name)
        if file is not None:
            work = partial(saved, made.request, file)
            self.shared.host.lanes.read(work, self._told, self._failed)

    def _told(self, file: Path) -> None:
        self.said.say(
            translate("FirstRun", "Saved as {name} and read back.", name=file.name), "success"
        )

    def _failed(self, error: Exception) -> None:
        self.said.say(errors.in_words(error).text)


def _copied(source: Path, target: Path, _progress: Progress) -> Path:
    content = source.read_bytes()

    def write(out: BinaryIO) -> None:
        out.write(content)

    def verify(written: Path) -> None:
        if written.read_bytes() != content:
            raise Refused("disk.failed", name=target.name)

    return write_verified(target, write, verify, private=True)

"""The first run on a new computer: a backup becomes the data file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services import restoring
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import errors, settings
from gbdesk.ui.first_run.parts import DropZone
from gbdesk.ui.first_run.step import Shared, Step


class RestoreStep(Step):
    """A backup becomes a data file on this computer."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Backup of the old computer")
        self.caption = translate(
            "FirstRun", "The backup stays as it is; a new data file is made from it."
        )
        self._file: Path | None = None
        self.drop = DropZone(translate("FirstRun", "Drop the backup here"), ".gbbackup", self)
        self.drop.found.connect(self.take)
        self.box.addWidget(self.drop)
        self.done()

    def take(self, file: Path) -> None:
        """Look at a backup: whose it is, how much is in it."""
        try:
            facts = restoring.facts(file)
        except Refused as refused:
            self.said.say(errors.in_words(refused).text)
            return
        self._file = file
        self.drop.say(file.name)
        made = datetime.fromisoformat(facts.made).astimezone()
        said = translate(
            "FirstRun",
            "Backup of {title}, made on {day}.",
            title=facts.title,
            day=f"{made:%d/%m/%Y %H:%M}",
        )
        self.said.say(said, "info")
        self.ready_changed.emit()

    def is_ready(self) -> bool:
        """With a backup."""
        return self._file is not None

    def go(self, on: Callable[[], None], stop: Callable[[Exception], None]) -> None:
        """Unpack it beside nothing else."""
        if self._file is None:
            return
        target = settings.data_folder() / f"{self._file.stem}.gbdesk"
        number = 1
        while target.exists():
            number += 1
            target = target.with_name(f"{self._file.stem}-{number}.gbdesk")
        self.state.workspace = str(target)
        work = partial(_restored, self._file, target)
        self.shared.host.lanes.write(work, partial(_then, on), stop)


def _restored(file: Path, target: Path, progress: Progress) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    restoring.restore(file, target, progress)
    return target


def _then(on: Callable[[], None], _path: Path) -> None:
    on()

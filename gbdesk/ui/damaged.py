"""A data file that does not open because it is damaged: offer the newest backup that is whole."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services import rescue, restoring
from gbdesk.services.progress import Progress
from gbdesk.services.rescue import Rescue
from gbdesk.text import translate
from gbdesk.ui.closing import Question

if TYPE_CHECKING:
    from gbdesk.ui.host import Host


def refuse(host: Host, user: str, password: str, error: Exception) -> None:
    """Say why the file did not open; where it is damaged, look for a backup."""
    host.refuse(error)
    if host.path is None or not isinstance(error, Refused) or error.code != "store.damaged":
        return
    known = host.settings.backups
    folders = (Path(known),) if known else ()
    anchor = host.given.get("anchor")
    work = partial(_find, host.path, folders, user, password, anchor=anchor)
    host.lanes.read(work, partial(_offer, host, host.path), host.refuse)


def _find(
    path: Path,
    folders: tuple[Path, ...],
    user: str,
    password: str,
    progress: Progress,
    *,
    anchor: Path | None,
) -> Rescue | None:
    return rescue.newest_whole(path, folders, user, password, progress, anchor=anchor)


def _offer(host: Host, path: Path, found: Rescue | None) -> None:
    if found is not None and host.path == path and host.app is None:
        RescueQuestion(host, path, found, host.window).open()


class RescueQuestion(Question):
    """Leave everything as it is, or go on with the backup; the damaged file is kept beside it."""

    def __init__(self, host: Host, path: Path, found: Rescue, parent: QWidget) -> None:
        at = datetime.fromisoformat(found.made).astimezone()
        asks = translate(
            "Damaged",
            "The data file is partly damaged. Nothing was changed. Open the backup of {at}?",
            at=f"{at:%H:%M %d/%m/%Y}",
        )
        super().__init__(
            translate("Damaged", "Open a backup instead"), f"{asks} {_loss(found)}", parent
        )
        self._host, self._path, self._file = host, path, found.file
        self.leave = self.add(translate("Damaged", "Leave everything as it is"))
        self.use = self.add(translate("Damaged", "Open the backup"), safe=True)
        self.leave.clicked.connect(self.reject)
        self.use.clicked.connect(self._use)

    def _use(self) -> None:
        self.accept()
        work = partial(_exchange, self._file, self._path)
        self._host.lanes.write(work, partial(_put, self._host, self._path), self._host.refuse)


def _loss(found: Rescue) -> str:
    kept = translate("Damaged", "The damaged file is kept beside it.")
    if found.missing is None:
        words = translate("Damaged", "What was entered after that will be missing.")
    elif found.missing:
        words = translate(
            "Damaged", "{n} changes made after that will be missing.", n=found.missing
        )
    else:
        words = translate("Damaged", "Nothing will be missing.")
    return f"{words} {kept}"


def _exchange(file: Path, path: Path, progress: Progress) -> None:
    restoring.restore_instead(file, path, progress)


def _put(host: Host, path: Path, _done: object) -> None:
    host.ask(path)

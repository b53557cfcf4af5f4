"""Jobs of the pages: started in the lanes, shown in the lowest line, their failures told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from gbdesk.services.changed import Changed
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui.tasks import Job, Lanes

if TYPE_CHECKING:
    from gbdesk.ui.shell.shell import Shell

LONG_MS: Final = 2_000
Failed = Callable[[Exception], None] | None


class Work(QObject):
    """What is running for one shell."""

    def __init__(self, shell: Shell, lanes: Lanes) -> None:
        super().__init__(shell)
        self._shell, self._lanes = shell, lanes
        self._job: Job | None = None
        self._silent = False
        self._long = QTimer(self, singleShot=True, interval=LONG_MS)
        self._long.timeout.connect(self._is_long)
        shell.status.job.cancelled.connect(self._cancel)

    def write(
        self, work: Callable[[Progress], Any], done: Callable[[Any], None], failed: Failed
    ) -> None:
        """Change data; whoever shows what changed is told after `done`."""
        if self._silent:
            self._lanes.write(work, _nothing)
            return
        job = self._lanes.write(work, partial(self._wrote, done), partial(self._failed, failed))
        self._job = job
        job.moved.connect(self._shell.status.job.step)
        job.ended.connect(self._ended)
        self._long.start()

    def read(
        self, work: Callable[[Progress], Any], done: Callable[[Any], None], failed: Failed
    ) -> None:
        """Ask for something."""
        self._lanes.read(work, done, partial(self._failed, failed))

    def fall_silent(self) -> None:
        """The pages are going: what they still change is changed, and nobody is told."""
        self._silent = True

    def _is_long(self) -> None:
        if self._job is not None:
            self._shell.status.job.step(0, 0, "")

    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._long.stop()
            self._shell.status.job.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _wrote(self, done: Callable[[Any], None], result: object) -> None:
        if not isValid(self._shell):  # the window was closed meanwhile; the change is made
            return
        saved = self._shell.status.saved
        saved.show_picture("circle-check", "success")
        at = f"{datetime.now().astimezone():%H:%M}"
        saved.say(translate("Status", "Saved at {at}", at=at))
        done(result)
        changed = getattr(result, "changed", result)
        if isinstance(changed, Changed):
            self._shell.spread(changed)

    def _failed(self, failed: Failed, error: Exception) -> None:
        if not isValid(self._shell):
            return
        if failed is not None:
            failed(error)
        else:
            self._shell.complain(error)


def _nothing(_result: object) -> None:
    """Nobody waits for it."""

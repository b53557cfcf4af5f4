"""Work off the window's thread: one lane that writes, a few that read; nothing is swallowed.

A job's answer comes back on the window's thread. Whoever asked may be gone by then (a page after
locking): a job let go of with `forget` ends silently, but `Lanes.idle` still tells that it ended.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from gbdesk.services.progress import Cancelled, Progress
from gbdesk.ui.collecting import Collector

T = TypeVar("T")
READERS: Final = 2
REST_MS: Final = 2_000

_log = logging.getLogger(__name__)


class Job(QObject):
    """One piece of work; it is also the `Progress` the work speaks to."""

    moved = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._work = work
        self._stop = False
        self.told = ""
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[Exception], None] | None = None
        self.ended.connect(self.forget)
        self.succeeded.connect(self._answer)
        self.failed.connect(self._complain)

    def then(
        self, done: Callable[[Any], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Who is told, on the window's thread."""
        self._done, self._failed = done, failed

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop = True

    @Slot()
    def forget(self) -> None:
        """Nobody waits for the answer any more."""
        self._done = self._failed = None

    def step(self, done: int, total: int | None, what: str = "") -> None:
        """Say how far the work is.

        Raises:
            Cancelled: the person asked to stop.
        """
        if self._stop:
            raise Cancelled
        if what:
            self.told = f"{what} {done}/{total}" if total else what
        self.moved.emit(done, total or 0, what)

    def run(self) -> None:
        """Do it, on a thread of a lane."""
        try:
            result = self._work(self)
        except Exception as error:  # noqa: BLE001 - every way to fail ends in words on the screen
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.ended.emit()

    @Slot(object)
    def _answer(self, result: object) -> None:
        if self._done is not None:
            self._done(result)

    @Slot(object)
    def _complain(self, error: Exception) -> None:
        if self._failed is not None:
            self._failed(error)
        elif not isinstance(error, Cancelled):
            _log.error("a job failed after its page had gone: %s", type(error).__name__)


class Lanes(QObject):
    """The lanes of one window."""

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writing, self._reading = QThreadPool(self), QThreadPool(self)
        self._writing.setMaxThreadCount(1)
        self._reading.setMaxThreadCount(READERS)
        self._jobs: dict[Job, QThreadPool] = {}
        self._over: list[Job] = []
        self._collector = Collector(self)

    @property
    def busy(self) -> bool:
        """Whether any work runs or waits."""
        return bool(self._jobs)

    @property
    def writing(self) -> tuple[Job, ...]:
        """The jobs that change data and run or wait."""
        return tuple(job for job, lane in self._jobs.items() if lane is self._writing)

    def write(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Change data, one job after the other."""
        return self._start(self._writing, work, done, failed)

    def read(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Read, beside whatever is being written."""
        return self._start(self._reading, work, done, failed)

    def forget(self) -> None:
        """Nobody waits for any answer any more; work that changes data goes on to its end."""
        for job in self._jobs:
            job.forget()

    def stop_reading(self) -> None:
        """Nothing more is asked for: what only reads stops at its next step."""
        for job, lane in self._jobs.items():
            if lane is self._reading:
                job.cancel()

    def rests(self, ms: int) -> bool:
        """Whether nothing changes data, or it is done within so many milliseconds."""
        return self._writing.waitForDone(ms)

    def collect(self) -> None:
        """Pages have been destroyed: collect what they were made of, once it is quiet."""
        QTimer.singleShot(REST_MS + REST_MS // 2, self, self._collector.whole)

    def wait(self, ms: int) -> bool:
        """Wait until the threads are done, at most so long; answers still lie in the queue."""
        return self._writing.waitForDone(ms) and self._reading.waitForDone(ms)

    def _start(
        self,
        lane: QThreadPool,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
    ) -> Job:
        job = Job(work)
        job.then(done, failed)
        job.ended.connect(self._ended)
        self._jobs[job] = lane
        lane.start(job.run)
        return job

    @Slot()
    def _ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._jobs:
            del self._jobs[job]
            self._over.append(job)
            QTimer.singleShot(REST_MS, self, self._let_go)
        if not self._jobs:
            self.idle.emit()

    @Slot()
    def _let_go(self) -> None:
        """The thread has long left this job: nothing of Qt is freed there."""
        del self._over[0]

"""Checking many files one after the other, off the window's thread; stopped when asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gbdesk.domain.refusals import Refused
from gbdesk.services.receiving_parts import Look, Preview
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.pages.receive.entries import Entry

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A file as it was checked, and what taking it in would do."""

    look: Look
    preview: Preview | None


class Checking(QObject):
    """`looked` after each file; `moved` with how many are done of how many."""

    looked = Signal(object)
    moved = Signal(int, int)
    ended = Signal()
    refused = Signal(object, str)

    def __init__(self, around: Around, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._queue: deque[Entry] = deque()
        self._busy: Entry | None = None
        self._done = self._total = 0

    @property
    def is_running(self) -> bool:
        """Whether a file is being checked."""
        return self._busy is not None

    def add(self, entries: Iterable[Entry]) -> None:
        """Check these too."""
        waiting = [one for one in entries if one not in self._queue and one is not self._busy]
        self._queue.extend(waiting)
        self._total += len(waiting)
        self._next()

    def cancel(self) -> list[Entry]:
        """Stop after the file at hand; the ones not checked."""
        left = list(self._queue)
        self._queue.clear()
        self._total -= len(left)
        self.moved.emit(self._done, self._total)
        return left

    def _next(self) -> None:
        if self._busy is not None:
            return
        if not self._queue:
            self._done = self._total = 0
            self.ended.emit()
            return
        self._busy = entry = self._queue.popleft()
        self.moved.emit(self._done, self._total)

        def work(progress: Progress) -> Checked:
            receiving = self._around.app.receiving
            look: Look = receiving.look(entry.path, progress)
            found = receiving.preview(entry.path, progress) if look.ready else None
            return Checked(look=look, preview=found)

        self._around.read(work, self._answered, self._failed)

    def _answered(self, answer: Checked) -> None:
        entry, self._busy = self._busy, None
        if entry is not None:
            periods = self._around.app.catalogue.periods
            entry.look, entry.preview = answer.look, answer.preview
            names = (periods[one].short for one in answer.look.periods if one in periods)
            entry.period = ", ".join(names)
            self._done += 1
            self.looked.emit(entry)
        self._next()

    def _failed(self, error: Exception) -> None:
        entry, self._busy = self._busy, None
        self._done += 1
        if not isinstance(error, Refused):
            self._next()
            raise error
        self.refused.emit(entry, words_of(error, self._around))
        self._next()

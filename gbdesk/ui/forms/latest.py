"""Questions of which only the newest matters: one at a time, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from gbdesk.services.progress import Progress
from gbdesk.ui.forms.around import Around

T = TypeVar("T")


class Latest(QObject):
    """An answer that comes after another question was asked is let go.

    While one is being answered at most one more waits, so that fast typing asks no more than the
    file can answer. `failed` after a question that got none; the window says why.
    """

    failed = Signal()

    def __init__(self, around: Around, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._turn = 0
        self._is_busy = False
        self._next: tuple[Callable[[], Any], Callable[[Any], None]] | None = None

    @property
    def is_asking(self) -> bool:
        """Whether an answer is still to come."""
        return self._is_busy

    def ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Ask this; `done` is told on the window's thread, unless something else is asked first."""
        self._turn += 1
        self._next = (work, done)
        if not self._is_busy:
            self._begin()

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._turn += 1
        self._next = None

    def _begin(self) -> None:
        if self._next is None:
            return
        (work, done), self._next = self._next, None
        self._is_busy = True
        answered = partial(self._answered, self._turn, done)
        self._around.read(partial(_only, work), answered, self._failed)

    def _answered(self, turn: int, done: Callable[[Any], None], answer: object) -> None:
        self._is_busy = False
        if turn == self._turn:
            done(answer)
        self._begin()

    def _failed(self, error: Exception) -> None:
        self._is_busy = False
        self.failed.emit()
        self._around.complain(error)
        self._begin()


def _only(work: Callable[[], T], _progress: Progress) -> T:
    return work()

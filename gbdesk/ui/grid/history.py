"""What was done in this grid, to be taken back step by step: two hundred steps, each named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gbdesk.ui.grid.sheet import Change

STEPS: Final = 200


@dataclass(slots=True)
class Step:
    """One step: its name, what was set, what stood there, and the service's token to undo it."""

    label: str
    after: tuple[Change, ...]
    before: tuple[Change, ...]
    token: object | None = None


class History:
    """Steps done and steps taken back."""

    def __init__(self, told: Callable[[], None] | None = None) -> None:
        self._done: list[Step] = []
        self._taken_back: list[Step] = []
        self._told = told

    def add(self, step: Step) -> None:
        """A new step; what was taken back can no longer be done again."""
        self._done = [*self._done[-(STEPS - 1) :], step]
        self._taken_back.clear()
        self._tell()

    def back(self) -> Step | None:
        """The last step done, now taken back."""
        if not self._done:
            return None
        self._taken_back.append(self._done.pop())
        self._tell()
        return self._taken_back[-1]

    def again(self) -> Step | None:
        """The last step taken back, now done again."""
        if not self._taken_back:
            return None
        self._done.append(self._taken_back.pop())
        self._tell()
        return self._done[-1]

    @property
    def last(self) -> Step | None:
        """The last step done."""
        return self._done[-1] if self._done else None

    @property
    def undo_label(self) -> str:
        """What would be taken back, empty where nothing can be."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What would be done again, empty where nothing can be."""
        return self._taken_back[-1].label if self._taken_back else ""

    def clear(self) -> None:
        """Forget every step."""
        self._done.clear()
        self._taken_back.clear()
        self._tell()

    def _tell(self) -> None:
        if self._told:
            self._told()

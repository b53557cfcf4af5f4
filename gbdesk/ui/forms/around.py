"""What an entering page needs of the window around it, and no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.services.progress import Progress

T = TypeVar("T")


class Around(Protocol):
    """The window as a page sees it."""

    @property
    def app(self) -> App:
        """The open workspace."""
        ...

    @property
    def period(self) -> str:
        """The id of the period chosen in the window."""
        ...

    def write(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something that changes data, one after the other, off the window's thread."""

    def read(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Ask for something that changes nothing, off the window's thread."""

    def tell(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Say that something is done, with the way to take it back."""

    def complain(self, error: Exception) -> None:
        """Say above the page what went wrong, until it is put away."""

    def go(self, page: str, **facts: Any) -> None:
        """Open another page."""

    def restore(self, backup: Path) -> None:
        """Lock, and put a backup in the place of this data file; the old one is kept whole."""

    def renew(self, wanted: object) -> None:
        """Put the data under another key (`ui.keys.renewal`); the pages close and open again."""

    def make_room(self, *, wanted: bool) -> None:
        """Let the navigation give way to a panel of the page, where the window is not wide."""

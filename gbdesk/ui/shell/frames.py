"""The pages that were opened, each below its title line; one of them is shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from gbdesk.services.changed import Changed
from gbdesk.ui import errors
from gbdesk.ui.registry import Page
from gbdesk.ui.shell.title import PageFrame

if TYPE_CHECKING:
    from gbdesk.ui.shell.shell import Shell


class Frames(QStackedWidget):
    """Builds a page when it is first shown and keeps it until the window locks."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumSize(1, 1)
        self._shell = shell
        self._frames: dict[str, PageFrame] = {}
        self._missed: dict[PageFrame, Changed] = {}

    def __iter__(self) -> Iterator[PageFrame]:
        return iter(self._frames.values())

    def shown(self) -> PageFrame | None:
        """The page now shown."""
        frame = self.currentWidget()
        return frame if isinstance(frame, PageFrame) else None

    def go(self, page: Page) -> PageFrame:
        """Show a page; what is typed on the one before stays a draft."""
        frame = self._frame(page)
        before = self.shown()
        if before is not None and before is not frame:
            before.ask("leave")
            before.keep_caret()
        self.setCurrentWidget(frame)
        if missed := self._missed.pop(frame, None):
            frame.ask("on_changed", missed)
        frame.take_caret()
        return frame

    def ask_all(self, name: str, *given: Any) -> None:
        """Call something that pages may have."""
        for frame in self:
            frame.ask(name, *given)

    def hold(self) -> None:
        """What is half typed on the page shown is no entry yet."""
        if (frame := self.shown()) is not None:
            errors.attempt(partial(frame.ask, "hold"))

    def leave_all(self) -> None:
        """Keep what is typed on every page; one that fails does not stop the others."""
        self.hold()
        for frame in self:
            errors.attempt(partial(frame.ask, "leave"))

    def offer_periods(self) -> None:
        """Show the period now chosen in every title line."""
        for frame in self:
            self._offer(frame)

    def spread(self, changed: Changed) -> None:
        """Let the page that is shown look again at what changed, each other one when it is shown.

        All at once would hold the window up for as long as all of them need.
        """
        shown = self.shown()
        for frame in self:
            if frame is shown:
                frame.ask("on_changed", changed)
            else:
                self._missed[frame] = self._missed.get(frame, Changed.NOTHING) | changed
        if changed & Changed.CATALOGUE:
            self.offer_periods()

    def _frame(self, page: Page) -> PageFrame:
        if page.key not in self._frames:
            shell = self._shell
            frame = PageFrame(page, page.name(shell.words), page.build(shell), self)
            self._offer(frame)
            frame.line.period.chosen.connect(shell.set_period)
            self.addWidget(frame)
            self._frames[page.key] = frame
        return self._frames[page.key]

    def _offer(self, frame: PageFrame) -> None:
        known = self._shell.app.catalogue.periods.values()
        periods = sorted(known, key=lambda one: (one.end, one.start), reverse=True)
        frame.line.period.offer(periods, self._shell.period)

"""An open workspace on the screen: it stands around the pages and is destroyed by locking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.messages import names_of_world
from gbdesk.services.progress import Cancelled, Progress
from gbdesk.text import translate
from gbdesk.ui import errors, registry, theme
from gbdesk.ui.shell.badges import Standing, read_standing, role_words
from gbdesk.ui.shell.complaint import Complaint
from gbdesk.ui.shell.help import HelpPanel
from gbdesk.ui.shell.nav import Nav
from gbdesk.ui.shell.notices import KEPT, Notice, Toast
from gbdesk.ui.shell.status import StatusLine
from gbdesk.ui.shell.title import PageFrame
from gbdesk.ui.tasks import Job

if TYPE_CHECKING:
    from gbdesk.bootstrap import App
    from gbdesk.ui.host import Host

T = TypeVar("T")
LONG_MS: Final = 2_000
NARROW: Final = 1280
ROOMY: Final = 1440


class Shell(QWidget):
    """`Around` of every page, and the frame they stand in."""

    lock_asked = Signal()
    restore_asked = Signal(object)
    shown = Signal(str)

    def __init__(self, app: App, host: Host, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shell")
        self.app, self.host, self.lanes = app, host, host.lanes
        self.period = app.home.current()
        self.notices: list[Notice] = []
        self._frames: dict[str, PageFrame] = {}
        self._job: Job | None = None
        self._rail_wanted, self._limit = host.settings.rail, NARROW
        hub = app.session.hub
        self.words = names_of_world(app.catalogue)
        self.nav = Nav(registry.pages(hub=hub), self.words, self)
        self.stack = QStackedWidget(self)
        self.complaint, self.help = Complaint(self), HelpPanel(self)
        who = f"{app.session.display} · {role_words(app.session.role_name)}"
        self.status = StatusLine(who, host.settings.lock_minutes, self)
        self._lay()
        self.toast = Toast(self)
        self._long = QTimer(self, singleShot=True, interval=LONG_MS)
        self._long.timeout.connect(self._is_long)
        self._again = QTimer(self, singleShot=True, interval=300)
        self._again.timeout.connect(self.refresh)
        self._join()
        self._fit()

    def _lay(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.complaint)
        column.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.nav)
        middle.addLayout(column, 1)
        middle.addWidget(self.help)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(middle, 1)
        box.addWidget(self.status)

    def _join(self) -> None:
        self.nav.chosen.connect(self.go)
        self.status.lock.clicked.connect(self.lock_asked)
        self.status.unsent.clicked.connect(partial(self.go, "export"))
        self.status.backup.clicked.connect(partial(self.go, "backup"))
        self.status.job.cancelled.connect(self._cancel)

    # pages
    def go(self, page: str, **facts: Any) -> None:
        """Open a page; a fact `period` chooses that period first."""
        if period := facts.pop("period", None):
            self.set_period(str(period))
        try:
            known = registry.page(page, hub=self.app.session.hub)
        except KeyError:
            return
        frame = self._frame(known)
        before = self.current()
        if before is not None and before is not frame:
            before.ask("leave")
        self.stack.setCurrentWidget(frame)
        self.make_room(wanted=bool(frame.ask("wants_room")))
        self.nav.mark(known.key)
        self.help.show_topic(known.key)
        if facts:
            frame.ask("arrive", **facts)
        frame.take_caret()
        self.shown.emit(known.key)

    def current(self) -> PageFrame | None:
        """The page now shown."""
        frame = self.stack.currentWidget()
        return frame if isinstance(frame, PageFrame) else None

    def _frame(self, page: registry.Page) -> PageFrame:
        if page.key not in self._frames:
            frame = PageFrame(page, page.name(self.words), page.build(self), self.stack)
            self._offer_periods(frame)
            frame.line.period.chosen.connect(self.set_period)
            self.stack.addWidget(frame)
            self._frames[page.key] = frame
        return self._frames[page.key]

    def set_period(self, ident: str) -> None:
        """Show another period on every page; no data change."""
        if ident == self.period or ident not in self.app.catalogue.periods:
            return
        self.period = ident
        for frame in self._frames.values():
            self._offer_periods(frame)
            frame.ask("period_changed")
        self._again.start()

    def _offer_periods(self, frame: PageFrame) -> None:
        periods = sorted(
            self.app.catalogue.periods.values(), key=lambda one: (one.end, one.start), reverse=True
        )
        frame.line.period.offer(periods, self.period)

    def leave(self) -> None:
        """Keep what is being typed on every page."""
        for frame in self._frames.values():
            frame.ask("leave")

    # work
    def write(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something that changes data, one after the other, off the window's thread."""
        job = self.lanes.write(work, partial(self._wrote, done), partial(self._failed, failed))
        self._watch(job)

    def read(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Ask for something that changes nothing, off the window's thread."""
        self.lanes.read(work, done, partial(self._failed, failed))

    def _watch(self, job: Job) -> None:
        self._job = job
        job.moved.connect(self.status.job.step)
        job.ended.connect(self._job_ended)
        self._long.start()

    def _is_long(self) -> None:
        if self._job is not None:
            self.status.job.step(0, 0, "")

    def _job_ended(self) -> None:
        self._job = None
        self._long.stop()
        self.status.job.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _wrote(self, done: Callable[[Any], None], result: object) -> None:
        self.status.saved.show_picture("circle-check", "success")
        self.status.saved.say(
            translate("Status", "Saved at {at}", at=f"{datetime.now().astimezone():%H:%M}")
        )
        done(result)
        changed = getattr(result, "changed", result)
        if isinstance(changed, Changed):
            self.spread(changed)

    def spread(self, changed: Changed) -> None:
        """Let every open page look again at what changed."""
        if not changed:
            return
        for frame in self._frames.values():
            frame.ask("on_changed", changed)
        if changed & Changed.CATALOGUE:
            for frame in self._frames.values():
                self._offer_periods(frame)
        self._again.start()

    def _failed(self, failed: Callable[[Exception], None] | None, error: Exception) -> None:
        if failed is not None:
            failed(error)
        else:
            self.complain(error)

    def complain(self, error: Exception) -> None:
        """Say above the page what went wrong."""
        message = errors.in_words(error, self.app.catalogue)
        if isinstance(error, Cancelled):
            self.tell(message.text)
            return
        self.complaint.say(message, errors.details(error))

    def tell(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Say that something is done, with the way to take it back."""
        notice = Notice(datetime.now().astimezone(), words, undo)
        self.notices = [*self.notices, notice][-KEPT:]
        self.toast.say(notice)

    def restore(self, backup: Path) -> None:
        """Lock, and put a backup in the place of this data file; the old one is kept whole."""
        self.restore_asked.emit(backup)

    # what waits
    def refresh(self) -> None:
        """Count again what waits where."""
        self.read(partial(read_standing, self.app, self.period), self._standing)

    def _standing(self, found: Standing) -> None:
        self.nav.badges(found.badges)
        self.status.say_unsent(found.unsent, self.app.catalogue.word("hub_short"))
        self.status.say_backup(found.backup_age)

    # room
    def toggle_rail(self) -> bool:
        """Collapse the navigation, or show its words; what is wanted now."""
        self._rail_wanted = not self.nav.rail
        self.nav.narrow(rail=self._rail_wanted)
        return self._rail_wanted

    def make_room(self, *, wanted: bool) -> None:
        """A page beside a panel wants the width: the navigation gives way in most windows."""
        if wanted != (self._limit == ROOMY):
            self._limit = ROOMY if wanted else NARROW
            self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.px(self._limit)
        self.nav.narrow(rail=self._rail_wanted or narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves its words out of the navigation."""
        super().resizeEvent(event)
        was = event.oldSize().width() < theme.px(self._limit)
        if event.oldSize().width() < 0 or was != (self.width() < theme.px(self._limit)):
            self._fit()

    def regions(self) -> list[QWidget]:
        """Where F6 goes: navigation, page, help, state."""
        frame = self.current()
        parts: list[QWidget] = [self.nav]
        if frame is not None:
            parts += [frame.line, frame.page]
        return [part for part in (*parts, self.help, self.status) if part.isVisible()]

    def next_region(self) -> None:
        """Go to the next region of the window."""
        regions, holder = self.regions(), self.focusWidget()
        at = next((at for at, one in enumerate(regions) if holder and one.isAncestorOf(holder)), -1)
        for step in range(1, len(regions) + 1):
            if _enter(regions[(at + step) % len(regions)]):
                return


def _enter(region: QWidget) -> bool:
    """Put the caret on the first part of a region that takes it."""
    if isinstance(region, Nav):
        region.focus_in()
        return True
    for part in (region, *region.findChildren(QWidget)):
        takes = part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and part.isVisible() and part.isEnabled():
            part.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False

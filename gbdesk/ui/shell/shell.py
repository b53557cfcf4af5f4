"""An open workspace on the screen: it stands around the pages and is destroyed by locking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.messages import names_of_world
from gbdesk.services.progress import Cancelled, Progress
from gbdesk.ui import errors, registry, theme
from gbdesk.ui.shell.badges import Standing, read_standing, role_words
from gbdesk.ui.shell.complaint import Complaint
from gbdesk.ui.shell.frames import Frames
from gbdesk.ui.shell.help import HelpPanel
from gbdesk.ui.shell.nav import Nav
from gbdesk.ui.shell.notices import KEPT, Notice, Toast
from gbdesk.ui.shell.status import StatusLine
from gbdesk.ui.shell.title import PageFrame
from gbdesk.ui.shell.work import Work

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.ui.host import Host

T = TypeVar("T")
AGAIN_MS: Final = 300
NARROW: Final = 1280
ROOMY: Final = 1440


class Shell(QWidget):
    """`Around` of every page, and the frame they stand in."""

    lock_asked = Signal()
    restore_asked = Signal(object)
    renewal_asked = Signal(object)
    shown = Signal(str)

    def __init__(self, app: App, host: Host, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shell")
        self.setAcceptDrops(True)
        self.app, self.host, self.lanes = app, host, host.lanes
        self.period = app.home.current()
        self.words = names_of_world(app.catalogue)
        self.notices: list[Notice] = []
        self.standing: Standing | None = None
        self._rail_wanted, self._limit = host.settings.rail, NARROW
        self.nav = Nav(registry.pages(hub=app.session.hub), self.words, self)
        self.frames = Frames(self, self)
        self.complaint, self.help = Complaint(self), HelpPanel(self)
        who = f"{app.session.display} · {role_words(app.session.role_name)}"
        self.status = StatusLine(who, host.settings.lock_minutes, self)
        self.work = Work(self, host.lanes)
        self._lay()
        self.toast = Toast(self)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        self.nav.chosen.connect(self._chosen)
        self.status.lock.clicked.connect(self.lock_asked)
        self.status.unsent.clicked.connect(self._to_export)
        self.status.backup.clicked.connect(self._to_backup)
        self._fit()

    def _lay(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.complaint)
        column.addWidget(self.frames, 1)
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

    # pages
    def go(self, page: str, **facts: Any) -> None:
        """Open a page; a fact `period` chooses that period first."""
        if period := facts.pop("period", None):
            self.set_period(str(period))
        try:
            known = registry.page(page, hub=self.app.session.hub)
        except KeyError:
            return
        frame = self.frames.go(known)
        self.make_room(wanted=bool(frame.ask("wants_room")))
        self.nav.mark(known.key)
        self.help.show_topic(known.key)
        if facts:
            frame.ask("arrive", **facts)
        self.shown.emit(known.key)

    def current(self) -> PageFrame | None:
        """The page now shown."""
        return self.frames.shown()

    def set_period(self, ident: str) -> None:
        """Show another period on every page; no data change."""
        if ident == self.period or ident not in self.app.catalogue.periods:
            return
        self.period = ident
        self.frames.offer_periods()
        self.frames.ask_all("period_changed")
        self._again.start()

    def leave(self) -> None:
        """Keep what is being typed on every page; from now on nothing is shown here."""
        self.frames.leave_all()
        self.work.fall_silent()

    def _chosen(self, page: str) -> None:
        self.go(page)

    def _to_export(self) -> None:
        self.go("export")

    def _to_backup(self) -> None:
        self.go("backup")

    # work
    def write(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something that changes data, one after the other, off the window's thread."""
        self.work.write(work, done, failed)

    def read(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Ask for something that changes nothing, off the window's thread."""
        self.work.read(work, done, failed)

    def spread(self, changed: Changed) -> None:
        """Let every open page look again at what changed; none where the window has locked."""
        if changed and self.host.shell is self:
            self.frames.spread(changed)
            self._again.start()

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

    def renew(self, wanted: object) -> None:
        """Put the data under another key; the pages close and open again."""
        self.renewal_asked.emit(wanted)

    # what waits
    def refresh(self) -> None:
        """Count again what waits where."""
        self.read(partial(read_standing, self.app, self.period), self._standing)

    def _standing(self, found: Standing) -> None:
        self.standing = found
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

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves its words out of the navigation."""
        super().resizeEvent(event)
        was = event.oldSize().width() < theme.px(self._limit)
        if event.oldSize().width() < 0 or was != (self.width() < theme.px(self._limit)):
            self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of gbdesk may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """At the hub packages wait to be looked at; at an office the hub's file is opened."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files and self.app.session.hub:
            self.go("import", files=files)
        elif files:
            self.go("sent", file=files[0])

"""What the window does with a data file: ask for the password, open, lock, close."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from gbdesk.domain.refusals import Refused
from gbdesk.ui import caring, commands, damaged, errors, locking, restoring, waking
from gbdesk.ui.closing import Closing
from gbdesk.ui.guarding import Guard
from gbdesk.ui.idle import Idle
from gbdesk.ui.restyling import Looks
from gbdesk.ui.settings import Settings
from gbdesk.ui.tasks import Lanes
from gbdesk.ui.window import NAME, Window

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.ui.doing import Doing
    from gbdesk.ui.shell.shell import Shell
    from gbdesk.ui.unlock import UnlockScreen

CLOSING_MS: Final = 60_000


class Host(QObject):
    """Joins window, data file and idle clock; `given` is passed on to whoever opens the file."""

    opened = Signal(object)
    locked = Signal()
    closed = Signal()

    def __init__(
        self, window: Window, given: Mapping[str, Any] | None = None, *, keeps: bool = True
    ) -> None:
        super().__init__(window)
        self.window, self.given = window, dict(given or {})
        self.looks = Looks(window, keeps=keeps)
        self.looks.restyled.connect(self._restyled)
        self.looks.relocked.connect(self._relocked)
        self.path: Path | None = None
        self.app: App | None = None
        self.shell: Shell | None = None
        self.doing: Doing | None = None
        self.lanes = Lanes(self)
        self.lanes.idle.connect(self._idle_lanes)
        self.idle = Idle()
        self.idle.due.connect(self.lock)
        self.idle.near.connect(self._near)
        self.backup_folder: Path | None = None
        self.cut_off = self.trusts_clock = False
        self.rebuild: Callable[[], None] | None = None
        self._unlock: UnlockScreen | None = None
        self._back: dict[str, Any] = {}
        self._held: App | None = None
        self.closing = Closing(self)
        self.looks.held = self.closing.holds
        self.guard = Guard(self)
        window.minimised.connect(self._minimised)

    @property
    def settings(self) -> Settings:
        """What is set about the window."""
        return self.window.settings

    def ask(self, path: Path) -> None:
        """Show the lock screen of a data file."""
        from gbdesk.bootstrap import front

        self.path = path
        screen = self._screen()
        try:
            screen.show_front(
                path, front(path), str(self._back.get("user", "")), locking.kept_words(self._back)
            )
        except Refused as refused:
            screen.refuse(errors.in_words(refused))
        self.window.put(screen)

    def _screen(self) -> UnlockScreen:
        from gbdesk.ui.unlock import UnlockScreen

        self._unlock = screen = UnlockScreen(self.window)
        screen.tried.connect(self._try)
        screen.recovery_asked.connect(partial(locking.recover, self))
        screen.other_asked.connect(self.window.other_asked)
        return screen

    def _try(self, user: str, password: str) -> None:
        if self._held is not None:
            again = partial(locking.same_person, self._held, user, password)
            self.lanes.read(again, self.open, self.refuse)
        elif self.path is not None:
            self.cut_off = waking.was_cut_off(self.path)
            fresh = partial(locking.open_file, self.path, user, password, self.given)
            self.lanes.write(fresh, self.open, partial(damaged.refuse, self, user, password))

    def refuse(self, error: Exception) -> None:
        """Say on the lock screen why the file did not open."""
        message = errors.in_words(error)
        seconds = error.facts.get("seconds", 0) if isinstance(error, Refused) else 0
        if self._unlock is not None:
            self._unlock.refuse(message, seconds if isinstance(seconds, int) else 0)

    def take(self, path: Path, app: App) -> None:
        """Show a data file that the first run has made and opened."""
        self.path = path
        self.open(app)

    def open(self, app: App) -> None:
        """Show the pages of an unlocked data file."""
        from gbdesk.ui.doing import Doing
        from gbdesk.ui.shell.shell import Shell

        self.app, self._held, self._unlock, self.rebuild = app, None, None, None
        shell = Shell(app, self, self.window)
        self.shell = shell
        self.window.setWindowTitle(f"{NAME} – {locking.office_name(app)}")
        self.doing = Doing(self, shell)
        shell.lock_asked.connect(self.lock)
        shell.restore_asked.connect(partial(restoring.put_back, self))
        self.window.put(shell)
        self._return_to(shell)
        shell.refresh()
        self.idle.start(self.settings.lock_minutes)
        self.looks.remember(workspace=str(self.path or ""))
        if self.looks.keeps:
            caring.begin(self, shell)
        self.opened.emit(shell)

    def _return_to(self, shell: Shell) -> None:
        back, self._back = self._back, {}
        page, facts = "home", {}
        if self.app is not None and back.get("user") == self.app.session.user:
            page, facts = str(back.get("page", "home")), dict(back.get("facts", {}))
            shell.set_period(str(back.get("period", shell.period)))
        shell.go(page, **facts)

    # lock
    def lock(self) -> None:
        """Blank the window at once; drafts are kept, running work goes on, nobody is asked."""
        shell, app = self.shell, self.app
        if shell is None or app is None or self.path is None:
            return
        self.idle.stop()
        self.shell = self.app = self.doing = None
        self._back = locking.place_of(shell)
        self.window.setWindowTitle(NAME)
        commands.empty(self.window)
        self.window.menuBar().hide()
        shell.frames.hold()
        shell.hide()
        locking.close_dialogs(self.window)
        shell.leave()
        self.lanes.forget()
        self._back["drafts"] = caring.has_drafts(app)
        self._back["busy"] = self.lanes.busy
        self._held = app
        self.ask(self.path)
        self.window.repaint()
        shell.destroyed.connect(self._idle_lanes)
        shell.deleteLater()
        self.lanes.collect()
        self.locked.emit()

    def let_go(self) -> App | None:
        """Hand over the locked file: whoever takes it closes it."""
        app, self._held = self._held, None
        return app

    def _idle_lanes(self) -> None:
        """The last job has ended: drop the key of a locked file; the look may follow now."""
        self.looks.catch_up()
        if self.lanes.busy:
            return
        app, self._held = self._held, None
        if app is not None:
            self.lanes.write(partial(locking.close_file, app), _nothing)

    def _near(self, seconds: int | None) -> None:
        if self.shell is not None:
            self.shell.status.count_down(seconds)

    def _minimised(self) -> None:
        if self.settings.lock_minimised:
            self.lock()

    def _restyled(self) -> None:
        shell, app = self.shell, self.app
        if shell is not None and app is not None:
            self._back = locking.place_of(shell)
            shell.leave()
            self.lanes.forget()
            self.open(app)
            self.lanes.collect()
        else:
            self.rebuild_screen()

    def _relocked(self) -> None:
        if self.shell is not None:
            self.idle.start(self.settings.lock_minutes)
            self.shell.status.say_minutes(self.settings.lock_minutes)

    def rebuild_screen(self) -> None:
        """Build the screen that is shown anew, where no data file is open."""
        if self.rebuild is not None:
            self.rebuild()
        elif self._unlock is not None and self.path is not None:
            self.ask(self.path)

    def close(self) -> None:
        """Keep drafts, let running work end, close the file."""
        self.idle.stop()
        app, shell = self.app or self._held, self.shell
        self.app = self.shell = self._held = None
        if shell is not None:
            shell.leave()
            shell.hide()
            shell.deleteLater()
        self.lanes.forget()
        self.lanes.stop_reading()
        self.lanes.wait(CLOSING_MS)
        if app is not None:
            app.close()
        self.closed.emit()


def _nothing(_result: object) -> None:
    """Nobody needs the answer."""

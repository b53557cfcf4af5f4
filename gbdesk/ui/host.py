"""What the window does with a data file: ask for the password, open, lock, close."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.progress import Progress
from gbdesk.text import set_language, translate
from gbdesk.ui import caring, errors, restoring, theme
from gbdesk.ui import settings as kept
from gbdesk.ui.idle import Idle
from gbdesk.ui.settings import Settings
from gbdesk.ui.tasks import Lanes
from gbdesk.ui.window import NAME, Window

if TYPE_CHECKING:
    from gbdesk.bootstrap import App
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
        self.window, self.given, self._keeps = window, dict(given or {}), keeps
        self.path: Path | None = None
        self.app: App | None = None
        self.shell: Shell | None = None
        self.lanes = Lanes(self)
        self.lanes.idle.connect(self._idle_lanes)
        self.idle = Idle()
        self.idle.due.connect(self.lock)
        self.idle.near.connect(self._near)
        self.backup_folder: Path | None = None
        self.rebuild: Callable[[], None] | None = None
        self._unlock: UnlockScreen | None = None
        self._back: dict[str, Any] = {}
        self._held: App | None = None
        window.leaving.connect(self.close)
        window.minimised.connect(self._minimised)

    @property
    def settings(self) -> Settings:
        """What is set about the window."""
        return self.window.settings

    # asking
    def ask(self, path: Path) -> None:
        """Show the lock screen of a data file."""
        from gbdesk.bootstrap import front

        self.path = path
        screen = self._screen()
        try:
            screen.show_front(path, front(path), str(self._back.get("user", "")), self._kept())
        except Refused as refused:
            screen.refuse(errors.in_words(refused))
        self.window.put(screen)

    def _screen(self) -> UnlockScreen:
        from gbdesk.ui.unlock import UnlockScreen

        self._unlock = screen = UnlockScreen(self.window)
        screen.tried.connect(self._try)
        screen.recovery_asked.connect(self._recover)
        screen.other_asked.connect(self.window.other_asked)
        return screen

    def _kept(self) -> str:
        if self._back.get("busy"):
            return translate("Unlock", "Work is still going on and will be finished.")
        if self._back.get("drafts"):
            return translate("Unlock", "What was being typed is kept and opens again.")
        return ""

    def _try(self, user: str, password: str) -> None:
        if self.path is not None:
            work = partial(self._open, self.path, user, password)
            if self._held is not None:
                self.lanes.read(partial(_same, self._held, user, password), self.open, self.refuse)
            else:
                self.lanes.write(work, self.open, self.refuse)

    def _open(self, path: Path, user: str, password: str, _progress: Progress) -> App:
        from gbdesk.bootstrap import open_app

        return open_app(path, user, password, **self.given)

    def refuse(self, error: Exception) -> None:
        """Say on the lock screen why the file did not open."""
        message = errors.in_words(error)
        seconds = error.facts.get("seconds", 0) if isinstance(error, Refused) else 0
        if self._unlock is not None:
            self._unlock.refuse(message, seconds if isinstance(seconds, int) else 0)

    def _recover(self) -> None:
        from gbdesk.ui.recover import RecoverDialog

        if self.path is not None:
            RecoverDialog(self.path, self.lanes, self.given, self.window).open()

    # open
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
        self.window.setWindowTitle(f"{NAME} – {self.office_name()}")
        self.window.doing = Doing(self, shell)
        shell.lock_asked.connect(self.lock)
        shell.restore_asked.connect(partial(restoring.put_back, self))
        self.window.put(shell)
        self._return_to(shell)
        shell.refresh()
        self.idle.start(self.settings.lock_minutes)
        self.remember(workspace=str(self.path or ""))
        if self._keeps:
            caring.begin(self, shell)
        self.opened.emit(shell)

    def office_name(self) -> str:
        """The name of the office this data file belongs to."""
        if self.app is None:
            return ""
        found = self.app.catalogue.offices.get(self.app.session.office)
        return found.name if found is not None else ""

    def _return_to(self, shell: Shell) -> None:
        back, self._back = self._back, {}
        page, facts = "home", {}
        if self.app is not None and back.get("user") == self.app.session.user:
            page, facts = str(back.get("page", "home")), dict(back.get("facts", {}))
            shell.set_period(str(back.get("period", shell.period)))
        try:
            shell.go(page, **facts)
        except ModuleNotFoundError:
            shell.go("activities")

    # lock
    def lock(self) -> None:
        """Blank the window at once; drafts are kept, running work goes on, nobody is asked."""
        shell, app = self.shell, self.app
        if shell is None or app is None or self.path is None:
            return
        self.idle.stop()
        self.shell, self.app = None, None
        self._back = _place(shell)
        self.window.setWindowTitle(NAME)
        self.window.doing = None
        self.window.menuBar().clear()
        self.window.menuBar().hide()
        shell.hide()
        close_dialogs(self.window)
        shell.leave()
        self.lanes.forget()
        self._back["drafts"] = caring.has_drafts(app)
        self._back["busy"] = self.lanes.busy
        self._held = app
        self.ask(self.path)
        self.window.repaint()
        shell.deleteLater()
        if not self.lanes.busy:
            QTimer.singleShot(0, self._idle_lanes)
        self.locked.emit()

    def let_go(self) -> App | None:
        """Hand over the locked file: whoever takes it closes it."""
        app, self._held = self._held, None
        return app

    def _idle_lanes(self) -> None:
        """The last job has ended: drop the key of a locked file."""
        app, self._held = self._held, None
        if app is not None:
            self.lanes.write(partial(_close, app), _nothing)

    def _near(self, seconds: int | None) -> None:
        if self.shell is not None:
            self.shell.status.count_down(seconds)

    def _minimised(self) -> None:
        if self.settings.lock_minimised:
            self.lock()

    # settings and end
    def change(self, **wanted: Any) -> None:
        """Set something about the window, at once; what is typed stays a draft."""
        self.remember(**wanted)
        self.restyle()

    def change_soon(self, **wanted: Any) -> None:
        """As `change`, once the click that asked for it is over: it rebuilds what was clicked."""
        QTimer.singleShot(0, self, partial(self.change, **wanted))

    def set_locking(self, **wanted: Any) -> None:
        """Set when the window locks itself, and count from now."""
        self.remember(**wanted)
        if self.shell is not None:
            self.idle.start(self.settings.lock_minutes)
            self.shell.status.say_minutes(self.settings.lock_minutes)

    def remember(self, **wanted: Any) -> None:
        """Keep a setting that needs no rebuilding."""
        self.window.settings = replace(self.settings, **wanted)
        if self._keeps:
            kept.save(self.settings)

    def restyle(self) -> None:
        """Build the pages anew in the language, colours and size now set."""
        set_language(self.settings.spoken)
        theme.apply(self.window.look())
        shell, app = self.shell, self.app
        if shell is not None and app is not None:
            self._back = _place(shell)
            shell.leave()
            self.lanes.forget()
            self.open(app)
        else:
            self.rebuild_screen()

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
        self.lanes.forget()
        self.lanes.wait(CLOSING_MS)
        if app is not None:
            app.close()
        self.closed.emit()


def close_dialogs(window: QWidget) -> None:
    """Close menus and dialogs as if they had been left; whatever they hold is a draft."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:
            break
    for other in reversed(QApplication.topLevelWidgets()):
        if other is not window and other.isVisible():
            if isinstance(other, QDialog):
                other.reject()
            other.hide()


def _place(shell: Shell) -> dict[str, Any]:
    """Where the person was, to come back after unlocking."""
    frame = shell.current()
    facts = frame.ask("place") if frame is not None else None
    return {
        "user": shell.app.session.user,
        "page": frame.key if frame is not None else "home",
        "facts": facts or {},
        "period": shell.period,
    }


def _same(app: App, user: str, password: str, _progress: Progress) -> App:
    if app.session.user != user:
        raise Refused("unlock.busy")
    if not app.accounts.verify(user, password):
        raise Refused("unlock.password")
    return app


def _close(app: App, _progress: Progress) -> None:
    app.close()


def _nothing(_result: object) -> None:
    """Nobody needs the answer."""

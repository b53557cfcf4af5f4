"""Pages with figures on violence stay out of screen captures, where the system can do that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from gbdesk.services.audit_log import AuditLog
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import windows_only

if TYPE_CHECKING:
    from gbdesk.ui.host import Host
    from gbdesk.ui.shell.shell import Shell

PRIVATE: Final = frozenset(
    {"figures", "import", "siblings", "totals", "report", "conflicts", "locking", "erasing"}
)
ALLOWED_MS: Final = 10 * 60 * 1000


class Guard(QObject):
    """Follows what one window shows; locks it when nobody sits before it any more."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._host, self.out = host, False
        self._allowed = QTimer(self, singleShot=True, interval=ALLOWED_MS)
        self._allowed.timeout.connect(self.look)
        host.opened.connect(self._opened)
        host.locked.connect(self._locked)
        self._watch: windows_only.SessionWatch | None = None
        if windows_only.ACTIVE:
            self._watch = windows_only.SessionWatch(int(host.window.winId()), host.lock)

    @property
    def allows(self) -> bool:
        """Whether captures of every page are allowed now."""
        return self._allowed.isActive()

    def look(self, _page: str = "") -> None:
        """Follow the page that is shown."""
        shell = self._host.shell
        frame = shell.current() if shell is not None else None
        self._keep(out=frame is not None and frame.key in PRIVATE and not self.allows)

    def allow(self, shell: Shell) -> None:
        """Allow captures for ten minutes, once the audit has it."""
        shell.write(partial(_note, AuditLog(shell.app.desk)), self._begin)

    def _begin(self, _noted: None) -> None:
        self._allowed.start()
        self.look()
        if self._host.shell is not None:
            self._host.shell.tell(
                translate("Window", "The screen may be captured for 10 minutes. It is logged.")
            )

    def _opened(self, shell: Shell) -> None:
        shell.shown.connect(self.look)
        self.look()

    def _locked(self) -> None:
        self._allowed.stop()
        self._keep(out=False)

    def _keep(self, *, out: bool) -> None:
        if out != self.out:
            self.out = out
            windows_only.keep_out_of_capture(int(self._host.window.winId()), out=out)


def _note(log: AuditLog, _progress: Progress) -> None:
    log.note_capture()

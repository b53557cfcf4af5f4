"""What follows the first paint: one instance, then the lock screen or the first-run wizard."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon

from gbdesk.domain.refusals import Refused
from gbdesk.text import translate
from gbdesk.ui import dialogs, errors
from gbdesk.ui.host import Host
from gbdesk.ui.icons import app_icon
from gbdesk.ui.qt_words import QtWords
from gbdesk.ui.single import Single
from gbdesk.ui.window import Window

if TYPE_CHECKING:
    from gbdesk.ui.first_run.step import Shared


def start(window: Window, workspace: Path | None) -> Host:
    """Begin with this data file, else the one opened last, else the wizard."""
    host = Host(window)
    window.setWindowIcon(QIcon(app_icon()))
    QtWords.install(window)
    errors.watch(partial(_told, host))
    window.other_asked.connect(partial(_another, host))
    path = workspace or _last(window)
    if path is not None and (path.exists() or path.with_suffix(".keys").exists()):
        begin(host, path)
    else:
        wizard(host, workspace)
    return host


def begin(host: Host, path: Path) -> None:
    """Ask for the password of a data file, unless another window has it."""
    single = Single(path, host)
    if not single.claim():
        single.ask()
        host.window.close()
        return
    single.asked.connect(partial(_to_front, host.window))
    host.closed.connect(single.release)
    host.ask(path)


def wizard(host: Host, workspace: Path | None) -> None:
    """Set up a data file, step by step; a run that was left is taken up again."""
    from gbdesk.ui.first_run.wizard import shared_for

    _show(host, shared_for(host, workspace))


def _show(host: Host, shared: Shared) -> None:
    from gbdesk.ui.first_run.wizard import Wizard

    host.rebuild = partial(_show, host, shared)
    shown = Wizard(shared, host.window)
    shown.made.connect(partial(_made, host))
    host.window.put(shown)
    QTimer.singleShot(0, shown, shown.take_caret)


def _made(host: Host, path: Path) -> None:
    host.rebuild = None
    begin(host, path)


def _last(window: Window) -> Path | None:
    known = window.settings.workspace
    return Path(known) if known else None


def _another(host: Host) -> None:
    file = dialogs.ask_file(host.window, translate("Unlock", "Open a data file"), [".gbdesk"])
    if file is not None:
        begin(host, file)


def _to_front(window: Window) -> None:
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()


def _told(host: Host, error: Exception) -> None:
    if host.shell is not None:
        host.shell.complain(error)
    elif isinstance(error, Refused):
        host.refuse(error)

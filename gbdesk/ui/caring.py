"""What the window looks after by itself once a data file is open: backups, the recovery sheet."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import waking
from gbdesk.ui.first_run.state import SHEET
from gbdesk.ui.shell.watching import FolderWatch

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.ui.host import Host
    from gbdesk.ui.shell.shell import Shell

REST_MS: Final = 20_000


def has_drafts(app: App) -> bool:
    """Whether something typed waits to become a record."""
    others = len(app.tray.all()) + len(app.drafts.list(SHEET[0]))
    return app.drafts.count() > others


def begin(host: Host, shell: Shell) -> None:
    """Say what waking brings, ask once a day for a refused sheet, make today's backup later.

    At the hub a folder is watched from now on, where somebody asked for it.
    """
    app, folder = shell.app, host.backup_folder
    waking.ask_about_clock(host, shell)
    cut_off, host.cut_off = host.cut_off, False
    if cut_off:
        waking.tell_of_crash(shell)
    host.backup_folder = None
    host.looks.remember(backups=str(folder or app.backups.folder))
    if folder is not None:
        shell.write(partial(_set_folder, app, folder), _nothing)
    refused = app.drafts.get(*SHEET)
    if refused and refused.get("asked") != app.today().isoformat():
        app.drafts.put(*SHEET, {**refused, "asked": app.today().isoformat()})
        shell.complaint.ask(
            translate(
                "FirstRun",
                "There is no recovery sheet yet: a forgotten password would mean lost data.",
            ),
            translate("FirstRun", "Make the sheet…"),
            partial(make_sheet, host, shell),
        )
    QTimer.singleShot(REST_MS, shell, partial(_back_up, shell))
    if app.session.hub:
        FolderWatch(shell).start()


def make_sheet(host: Host, shell: Shell) -> None:
    """A new recovery sheet; the old one no longer opens."""
    shell.read(partial(_new_code, shell.app), partial(_show_sheet, host, shell))


def _new_code(app: App, _progress: Progress) -> str:
    return app.accounts.new_recovery_code()


def _show_sheet(host: Host, shell: Shell, code: str) -> None:
    from gbdesk.ui.first_run.sheet_dialog import SheetDialog

    dialog = SheetDialog(host, code, shell)
    dialog.open()


def _set_folder(app: App, folder: Path, _progress: Progress) -> Changed:
    return app.backups.set_folder(folder)


def _back_up(shell: Shell) -> None:
    if shell.app.backups.due:
        shell.write(partial(_daily, shell.app), _nothing)


def _daily(app: App, progress: Progress) -> Changed:
    made = app.backups.daily(progress)
    with suppress(Refused):  # what was removed long ago can go tomorrow too
        app.evidence.sweep()
    return Changed.BACKUPS if made is not None else Changed.NOTHING


def _nothing(_result: object) -> None:
    """The lowest line says how old the backup is."""

"""Putting a backup in place of the open data file: lock, close, exchange, ask for the password."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gbdesk.services import backups
from gbdesk.services.progress import Progress

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.ui.host import Host


def put_back(host: Host, backup: Path) -> None:
    """Lock the window and put the backup in place; whatever fails, today's data stay as they are.

    The file that was open is kept whole beside the new one (`X.before-<n>`).
    """
    path, app = host.path, host.app
    if path is None or app is None:
        return
    host.lock()
    held = host.let_go()
    if held is not None:
        work = partial(_exchange, held, backup, path)
        host.lanes.write(work, partial(_put, host, path), host.refuse)


def _exchange(app: App, backup: Path, path: Path, progress: Progress) -> None:
    app.close()
    backups.restore_instead(backup, path, progress)


def _put(host: Host, path: Path, _done: object) -> None:
    """The lock screen of the file now in place: other people may open it."""
    host.ask(path)

"""Real windows over real trial workspaces: each test gets a copy of one made once."""

from __future__ import annotations

import gc
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from gbdesk.store import patience, vault
from gbdesk.text import set_language
from gbdesk.ui import theme
from gbdesk.ui.host import Host
from gbdesk.ui.settings import LIGHT, Settings
from gbdesk.ui.shell.shell import Shell
from gbdesk.ui.window import Window
from helpers import looking

WAIT = 10_000


@cache
def made(side: str) -> Path:
    """A trial workspace, made once."""
    return looking.trial(Path(tempfile.mkdtemp(prefix="gbdesk-test-")), side)


def workspace(folder: Path, side: str = "office") -> Path:
    """An own copy of a trial workspace."""
    patience.forget_in_process()
    source = made(side).parent
    for file in source.iterdir():
        if file.is_dir():
            shutil.copytree(file, folder / file.name, dirs_exist_ok=True)
        else:
            shutil.copy(file, folder / file.name)
    return folder / f"{side}.gbdesk"


def given(folder: Path) -> dict[str, Any]:
    """What opening takes from outside: the day, the anchor, the cheapest password."""
    return {"today": looking.today, "anchor": folder / "anchor", "cost": vault.CHEAPEST}


@contextmanager
def window(qtbot: QtBot, folder: Path, **wanted: Any) -> Iterator[Host]:
    """A window with nothing open yet."""
    settings = Settings(**{"theme": LIGHT, **wanted})
    set_language(settings.spoken)
    shown = Window(settings)
    theme.apply(shown.look())
    shown.resize(1366, 720)
    host = Host(shown, given(folder), keeps=False)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    try:
        yield host
    finally:
        shown.close()
        shown.deleteLater()


@contextmanager
def opened(
    qtbot: QtBot, folder: Path, side: str = "office", **wanted: Any
) -> Iterator[tuple[Host, Shell]]:
    """A window with a trial workspace open."""
    path = workspace(folder, side)
    with window(qtbot, folder, **wanted) as host:
        host.take(path, looking.opened(path))
        shell = host.shell
        assert shell is not None
        settle(qtbot, host)
        yield host, shell


def settle(qtbot: QtBot, host: Host) -> None:
    """Until no job runs."""
    qtbot.waitUntil(lambda: not host.lanes.busy, timeout=WAIT)


def unlock(qtbot: QtBot, host: Host, password: str = looking.PASSWORD) -> Shell:
    """Type the password on the lock screen; the pages are there again."""
    screen = host._unlock
    assert screen is not None
    qtbot.waitUntil(screen.button.isEnabled, timeout=WAIT)
    screen.password.setText(password)
    screen.button.click()
    qtbot.waitUntil(lambda: host.shell is not None, timeout=WAIT)
    shell = host.shell
    assert shell is not None
    return shell


class Stopwatch:
    """How long this thread works (other programs do not count), and how long a person waits.

    What earlier tests left in memory is kept out of Python's collector, which the window calls
    itself, so that it does not count either.
    """

    def __init__(self) -> None:
        gc.freeze()
        self._own, self._wall = time.thread_time(), time.monotonic()

    def stop(self) -> float:
        """The milliseconds this thread worked; a person never waited five seconds."""
        own, wall = time.thread_time() - self._own, time.monotonic() - self._wall
        gc.unfreeze()
        assert wall < 5
        return own * 1000

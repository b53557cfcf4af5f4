"""What locking, unlocking and another theme leave behind: nothing of the pages."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gbdesk.ui import registry, tasks
from gbdesk.ui.settings import DARK, LIGHT
from gbdesk.ui.shell.shell import Shell
from gbdesk.ui.tasks import Job, Lanes
from helpers.typed import QUIET
from helpers.windows import WAIT, opened, settle, unlock

pytestmark = pytest.mark.qt_log_ignore(QUIET)


REST_MS = 20


@pytest.fixture(autouse=True)
def _short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "REST_MS", REST_MS)


def _alive(kind: type) -> int:
    gc.collect()
    return sum(1 for one in gc.get_objects() if isinstance(one, kind))


def test_nothing_of_the_pages_outlives_them(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, "hub") as (host, _first):
        standing = []
        for theme in (DARK, LIGHT):
            for page in registry.pages(hub=True):
                host.shell.go(page.key)
            settle(qtbot, host)
            host.lock()
            unlock(qtbot, host)
            host.looks.change(theme=theme)
            settle(qtbot, host)
            qtbot.wait(5 * REST_MS)
            bar = host.window.menuBar()
            menus = len(bar.findChildren(QMenu))
            standing.append((len(QApplication.allWidgets()), menus, _alive(Shell)))
        assert standing[0] == standing[1]


def test_a_job_that_is_over_is_let_go(qtbot: QtBot) -> None:
    lanes = Lanes()
    before = _alive(Job)
    answers: list[object] = []
    for number in range(20):
        lanes.read(lambda _progress, number=number: number, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 20, timeout=WAIT)
    qtbot.wait(5 * REST_MS)
    assert _alive(Job) <= before

"""Closing and rebuilding the window while work runs, and shortly before a deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gbdesk.services.changed import Changed
from gbdesk.services.progress import Cancelled
from gbdesk.text import language
from gbdesk.ui.closing import UnsentQuestion, WorkQuestion
from gbdesk.ui.host import Host
from helpers.typed import QUIET
from helpers.windows import WAIT, opened, settle

pytestmark = pytest.mark.qt_log_ignore(QUIET)


class Long:
    """A job that goes on until it is let go, and notices when it is stopped."""

    def __init__(self) -> None:
        self.go, self.began, self.ended = Event(), Event(), ""

    def __call__(self, progress: Any) -> Changed:
        self.began.set()
        try:
            while not self.go.wait(0.005):
                progress.step(3, 14, "Đang kiểm tra gói")
        except Cancelled:
            self.ended = "stopped"
            raise
        self.ended = "done"
        return Changed.NOTHING


def _question(qtbot: QtBot, host: Host) -> WorkQuestion:
    host.window.close()
    qtbot.waitUntil(lambda: host.closing.question is not None, timeout=WAIT)
    asked = host.closing.question
    assert isinstance(asked, WorkQuestion)
    return asked


def test_the_window_waits_for_running_work_and_stays_alive(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        work, said = Long(), list[object]()
        shell.write(work, said.append)
        qtbot.waitUntil(work.began.is_set, timeout=WAIT)
        asked = _question(qtbot, host)
        assert "Đang kiểm tra gói 3/14" in asked.words.text()
        assert host.window.isVisible()
        asked.wait.click()
        assert host.window.isVisible()
        with qtbot.waitSignal(host.closed, timeout=WAIT):
            work.go.set()
        assert said == [Changed.NOTHING]
        assert work.ended == "done"
        assert not host.window.isVisible()


def test_running_work_can_be_stopped_to_close(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        work = Long()
        shell.write(work, lambda _done: None, lambda _error: None)
        qtbot.waitUntil(work.began.is_set, timeout=WAIT)
        with qtbot.waitSignal(host.closed, timeout=WAIT):
            _question(qtbot, host).stop.click()
        assert work.ended == "stopped"


def test_who_does_not_want_to_close_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        work, said = Long(), list[object]()
        shell.write(work, said.append)
        qtbot.waitUntil(work.began.is_set, timeout=WAIT)
        _question(qtbot, host).stay.click()
        work.go.set()
        qtbot.waitUntil(lambda: said == [Changed.NOTHING], timeout=WAIT)
        settle(qtbot, host)
        assert host.window.isVisible()
        assert host.shell is shell


def test_the_lock_screen_does_not_say_what_runs(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        work = Long()
        shell.write(work, lambda _done: None)
        qtbot.waitUntil(work.began.is_set, timeout=WAIT)
        host.lock()
        asked = _question(qtbot, host)
        assert "gói" not in asked.words.text()
        asked.wait.click()
        with qtbot.waitSignal(host.closed, timeout=WAIT):
            work.go.set()
        assert work.ended == "done"


def test_another_language_waits_for_the_answer_of_a_job(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        work, said = Long(), list[object]()
        shell.write(work, said.append)
        qtbot.waitUntil(work.began.is_set, timeout=WAIT)
        host.looks.change(language="en")
        assert host.shell is shell
        assert language() == "vi"
        work.go.set()
        qtbot.waitUntil(lambda: host.shell is not shell, timeout=WAIT)
        assert said == [Changed.NOTHING]
        assert language() == "en"
        settle(qtbot, host)


@pytest.mark.parametrize(("days", "asks"), [(3, True), (0, True), (-1, True), (4, False)])
def test_near_a_deadline_unsent_changes_are_pointed_out_once(
    qtbot: QtBot, tmp_path: Path, days: int, *, asks: bool
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        assert shell.standing is not None
        near = {"unsent": 12, "days_left": days, "deadline": date(2024, 6, 5)}
        shell.standing = replace(shell.standing, may_send=True, **near)
        host.window.close()
        assert host.window.isVisible() is asks
        if asks:
            asked = host.closing.question
            assert isinstance(asked, UnsentQuestion)
            assert "12 thay đổi" in asked.words.text()
            assert "thứ Tư, 05/06/2024" in asked.words.text()
            asked.export.click()
            assert shell.current().key == "export"
            host.window.close()
        assert not host.window.isVisible()


def test_who_cannot_send_is_not_asked(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        assert shell.standing is not None
        assert not shell.standing.may_send
        shell.standing = replace(shell.standing, unsent=12, days_left=1)
        host.window.close()
        assert not host.window.isVisible()


def test_what_fails_after_the_pages_have_gone_is_told_to_nobody(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        go = Event()

        def work(_progress: Any) -> None:
            go.wait(WAIT / 1000)
            raise OSError

        shell.read(work, lambda _none: None)
        host.shell = None
        shell.deleteLater()
        qtbot.waitUntil(lambda: not isValid(shell))
        go.set()
        settle(qtbot, host)

"""What only Windows can do is inert elsewhere; which pages it is for, and who may lift it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gbdesk.services.audit_log import AuditLog
from gbdesk.ui import commands, windows_only
from gbdesk.ui.grid.clipboard import copy_figures, pasted_text
from helpers.typed import QUIET
from helpers.windows import WAIT, opened, settle, unlock

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.mark.skipif(windows_only.ACTIVE, reason="it is at work on Windows")
def test_nothing_of_it_is_at_work_elsewhere(qtbot: QtBot) -> None:
    left: list[bool] = []
    assert not windows_only.keep_out_of_capture(1, out=True)
    watch = windows_only.SessionWatch(1, lambda: left.append(True))
    assert watch.nativeEventFilter(b"windows_generic_MSG", 0) == (False, 0)
    assert not left
    assert "capture" not in {one.key for one in commands.commands(hub=True)}


@pytest.mark.parametrize(
    ("message", "about", "leaves"),
    [
        (windows_only.SESSION, 0x07, True),
        (windows_only.SESSION, 0x02, True),
        (windows_only.SESSION, 0x08, False),
        (windows_only.POWER, windows_only.SUSPENDS, True),
        (windows_only.POWER, 0x12, False),
        (0x0007, 0x07, False),
    ],
)
def test_ux35_messages_that_say_that_nobody_sits_here(
    message: int, about: int, *, leaves: bool
) -> None:
    assert windows_only.is_leaving(message, about) is leaves


def test_ux36_only_pages_with_figures_stay_out_of_captures(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        for page, out in (("home", False), ("figures", True), ("activities", False)):
            shell.go(page)
            assert host.guard.out is out, page
        shell.go("figures")
        host.lock()
        assert not host.guard.out
        unlock(qtbot, host)
        assert host.guard.out
        settle(qtbot, host)


def test_ux36_captures_are_allowed_for_a_while_and_that_is_logged(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("figures")
        host.guard.allow(shell)
        qtbot.waitUntil(lambda: host.guard.allows, timeout=WAIT)
        assert not host.guard.out
        assert AuditLog(shell.app.desk).rows()[0].words == "cho phép chụp màn hình 10 phút"
        host.guard._allowed.timeout.emit()
        host.guard._allowed.stop()
        host.guard.look()
        assert host.guard.out
        settle(qtbot, host)


def test_ux37_copied_figures_are_gone_at_the_lock(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("figures")
        copy_figures("1\t2")
        assert pasted_text() == "1\t2"
        host.lock()
        assert pasted_text() == ""
        settle(qtbot, host)

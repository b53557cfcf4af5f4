"""Locking: at once, whatever is open; nothing asked, nothing lost, the key dropped."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from statistics import median
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QExposeEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gbdesk.domain.refusals import Refused
from gbdesk.ui import registry
from gbdesk.ui.idle import Idle
from gbdesk.ui.unlock import UnlockScreen
from helpers.typed import CTRL, QUIET, focused, type_text
from helpers.windows import Stopwatch, opened, settle, unlock

pytestmark = pytest.mark.qt_log_ignore(QUIET)
BLANK_MS = 200
STUCK_MS = 1000
"""No single lock on a busy test machine works longer; the usual one keeps to `BLANK_MS`."""


@pytest.mark.parametrize("side", ["office", "hub"])
def test_ux34_ctrl_l_blanks_every_page_in_time(qtbot: QtBot, tmp_path: Path, side: str) -> None:
    with opened(qtbot, tmp_path, side) as (host, first):
        shell = first
        worked: list[float] = []
        for page in registry.pages(hub=side == "hub"):
            if side == "hub" and page.roles == registry.BOTH:
                continue
            shell.go(page.key)
            settle(qtbot, host)
            pages = [frame.page for frame in shell.frames]
            watch = Stopwatch()
            QTest.keyClick(host.window.windowHandle(), Qt.Key.Key_L, CTRL)
            worked.append(watch.stop())
            assert isinstance(host.window.screen_shown(), UnlockScreen), page.key
            assert host.window.windowTitle() == "gbdesk"
            qtbot.waitUntil(lambda pages=pages: not any(isValid(one) for one in pages))
            shell = unlock(qtbot, host)
            assert shell.current() is not None
            assert shell.current().key == page.key
            settle(qtbot, host)
        assert median(worked) <= BLANK_MS
        assert max(worked) <= STUCK_MS


def test_ux34_a_modal_dialog_and_a_menu_do_not_stop_it(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("activities")
        menu = host.window.menuBar().actions()[0].menu()
        dialog = QDialog(shell)
        dialog.setModal(True)
        dialog.open()
        menu.popup(host.window.mapToGlobal(host.window.rect().center()))
        qtbot.waitUntil(menu.isVisible)
        watch = Stopwatch()
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CTRL)
        assert watch.stop() <= STUCK_MS
        assert isinstance(host.window.screen_shown(), UnlockScreen)
        assert QApplication.activePopupWidget() is None
        assert QApplication.activeModalWidget() is None
        assert host.shell is None


def test_a_dialog_that_waits_for_its_answer_is_left_as_cancelled(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        QTimer.singleShot(50, host.lock)
        box = QMessageBox(shell)
        box.setText("?")
        assert box.exec() != QMessageBox.StandardButton.Ok
        assert isinstance(host.window.screen_shown(), UnlockScreen)


def test_ux34_a_running_job_goes_on_and_the_key_is_dropped_when_it_ends(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        app, go = shell.app, Event()
        answers: list[object] = []

        def work(_progress: object) -> str:
            go.wait(10)
            app.store.key.reveal()
            return "done"

        shell.write(work, answers.append)
        watch = Stopwatch()
        host.lock()
        assert watch.stop() <= STUCK_MS
        app.store.key.reveal()
        go.set()
        settle(qtbot, host)
        qtbot.waitUntil(partial(_is_dropped, app))
        assert not answers
        unlock(qtbot, host)


def test_coming_back_while_the_job_still_runs(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        app, go = shell.app, Event()
        shell.write(lambda _progress: go.wait(10), lambda _result: None)
        host.lock()
        again = unlock(qtbot, host)
        assert again.app is app
        go.set()
        settle(qtbot, host)
        app.store.key.reveal()


def test_the_key_is_dropped_at_once_without_a_job(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        app = shell.app
        host.lock()
        qtbot.waitUntil(partial(_is_dropped, app))


def test_ux22_a_half_typed_form_comes_back_with_its_caret(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        query = shell.app.activities.query_of(shell.period)
        keys = list(shell.app.activities.ids(query).keys)
        row = next(one for one in shell.app.activities.rows(keys) if one.attendees)
        shell.go("activities", open=row.id)
        form = shell.current().page.panel.form
        for field, text in (
            ("title", "Tập huấn mới"),
            ("measure.attendees", "5"),
            ("measure.women", "65"),
        ):
            assert form.focus_on(field)
            type_text(text, focused())
        host.lock()
        again = unlock(qtbot, host)
        panel = again.current().page.panel
        qtbot.waitUntil(panel.isVisible)
        values = panel.form.values()
        assert values["title"] == "Tập huấn mới"
        assert (values["measure.attendees"], values["measure.women"]) == (5, 65)
        assert panel.form.focused() == "measure.women"


def test_ux22_one_digit_of_a_figure_comes_back_in_its_open_cell(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("figures")
        grid = shell.current().page.grid
        grid.view.go(1, 1)
        grid.view.setFocus()
        before = grid.sheet.cell(grid.sheet.rows[1].place, grid.model.columns[1].id)
        type_text("7", focused())
        host.lock()
        page = unlock(qtbot, host).current().page
        qtbot.waitUntil(lambda: page.grid.view.figures.editor is not None)
        grid = page.grid
        assert (grid.view.at(), grid.view.figures.editor.text()) == ((1, 1), "7")
        assert grid.sheet.cell(grid.sheet.rows[1].place, grid.model.columns[1].id) == before


def test_ux35_idle_time_counts_wall_clock() -> None:
    now = [1000.0]
    idle = Idle(lambda: now[0])
    due: list[bool] = []
    left: list[object] = []
    idle.due.connect(lambda: due.append(True))
    idle.near.connect(left.append)
    idle.start(5)
    now[0] += 239
    idle.look()
    assert not due
    assert not left
    now[0] += 31
    idle.look()
    assert left == [31]
    now[0] += 3600  # the computer slept
    idle.look()
    assert due == [True]


def test_ux35_idle_locks_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, _shell):
        host.idle._touched = time.time() - 301
        host.idle.look()
        assert isinstance(host.window.screen_shown(), UnlockScreen)
        assert host.shell is None


def test_ux35_after_a_long_sleep_it_is_locked_before_it_is_painted(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        painted: list[bool] = []
        shell.paintEvent = lambda _event: painted.append(host.shell is not None)
        host.idle._touched = time.time() - 3600
        window = host.window.windowHandle()
        QApplication.sendEvent(window, QExposeEvent(QRegion(0, 0, 100, 100)))
        assert isinstance(host.window.screen_shown(), UnlockScreen)
        assert not any(painted)


def test_minimising_locks_only_where_it_is_wanted(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, _shell):
        host.window.minimised.emit()
        assert host.shell is not None
        host.looks.set_locking(lock_minimised=True)
        host.window.minimised.emit()
        assert host.shell is None


def _is_dropped(app: object) -> bool:
    try:
        app.store.key.reveal()  # type: ignore[attr-defined]
    except Refused:
        return True
    return False


def test_steps_back_outlast_the_lock_and_stand_in_the_menu(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("activities")
        page = shell.current().page
        page.listed.table.selectAll()
        kept = len(page.listed.model.keys)
        page.several.delete()
        settle(qtbot, host)
        assert not page.listed.model.keys
        host.lock()
        again = unlock(qtbot, host)
        settle(qtbot, host)
        page = again.current().page
        host.doing.possible.refresh()
        shown = host.doing.actions["undo"].text()
        assert shown == f"Hoàn tác: xóa {kept} hoạt động\tCtrl+Z"
        QTest.keyClick(page, Qt.Key.Key_Z, CTRL)
        settle(qtbot, host)
        assert len(page.listed.model.keys) == kept
        host.doing.possible.refresh()
        assert host.doing.actions["undo"].text() == "Hoàn tác\tCtrl+Z"
        assert host.doing.actions["redo"].text().startswith("Làm lại: xóa")

"""The lock screen: names only, a sentence and a growing wait for wrong passwords, recovery."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gbdesk.bootstrap import front
from gbdesk.store import patience
from gbdesk.ui import starting
from gbdesk.ui.recover import PasswordDialog, RecoverDialog
from gbdesk.ui.single import Single
from helpers import looking
from helpers.typed import QUIET, type_text
from helpers.windows import WAIT, given, opened, settle, unlock, window, workspace

pytestmark = pytest.mark.qt_log_ignore(QUIET)


def test_it_shows_office_and_people_only(qtbot: QtBot, tmp_path: Path) -> None:
    path = workspace(tmp_path)
    with window(qtbot, tmp_path) as host:
        host.ask(path)
        screen = host._unlock
        shown = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
        assert front(path).title in shown
        assert [screen.user.itemText(at) for at in range(screen.user.count())] == ["Nông Thị Hà"]
        assert not any(char.isdigit() for text in shown for char in text)
        assert host.window.windowTitle() == "gbdesk"
        assert screen.password.hasFocus()


def test_enter_unlocks(qtbot: QtBot, tmp_path: Path) -> None:
    path = workspace(tmp_path)
    with window(qtbot, tmp_path) as host:
        host.ask(path)
        type_text(looking.PASSWORD, host._unlock.password)
        QTest.keyClick(host._unlock.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: host.shell is not None, timeout=WAIT)
        assert host.window.windowTitle().startswith("gbdesk – ")
        assert host.shell.current().key == "home"
        settle(qtbot, host)


def test_a_wrong_password_gets_a_sentence_then_a_wait(qtbot: QtBot, tmp_path: Path) -> None:
    path = workspace(tmp_path)
    with window(qtbot, tmp_path) as host:
        host.ask(path)
        screen = host._unlock
        _try(qtbot, screen, "sai mật khẩu")
        assert "Caps Lock" in screen.said.text()
        assert screen.button.isEnabled()
        for _ in range(patience.FREE - 1):
            patience.failed(path)
        _try(qtbot, screen, "sai mật khẩu", waits=True)
        assert patience.FIRST - 2 <= screen.waiting() <= 2 * patience.FIRST
        assert str(screen.waiting()) in screen.said.text()
        screen._second()
        left = screen.waiting()
        assert str(left) in screen.said.text()
        for _ in range(left):
            screen._second()
        assert screen.button.isEnabled()


def test_caps_lock_and_the_typing_tool_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    path = workspace(tmp_path)
    with window(qtbot, tmp_path) as host:
        host.ask(path)
        field = host._unlock.password
        type_text("A", field)
        assert "Caps Lock" in field.note.text()
        assert field.note.isVisible()
        type_text("b", field)
        assert not field.note.isVisible()
        type_text("ắ", field)
        assert field.note.isVisible()


def test_a_forgotten_password(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        code = shell.app.accounts.new_recovery_code()
        host.lock()
        settle(qtbot, host)
        dialog = RecoverDialog(host.path, host.lanes, given(tmp_path), host.window)
        dialog.open()
        dialog.code.setText("0000-0000")
        dialog.first.setText("một hai ba bốn")
        dialog.second.setText("một hai ba bốn")
        dialog.go()
        qtbot.waitUntil(lambda: bool(dialog.said.words()), timeout=WAIT)
        assert dialog.isVisible()
        dialog.code.setText(code.lower().replace("-", " "))
        dialog.go()
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT)
        unlock(qtbot, host, "một hai ba bốn")
        settle(qtbot, host)


def test_changing_ones_password(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        dialog = PasswordDialog(shell, shell)
        dialog.open()
        dialog.old.setText(looking.PASSWORD)
        dialog.first.setText("ngắn")
        dialog.second.setText("ngắn")
        dialog.go()
        assert "10" in dialog.said.words()
        dialog.first.setText("bốn ba hai một")
        dialog.second.setText("bốn ba hai một")
        dialog.go()
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT)
        settle(qtbot, host)
        host.lock()
        settle(qtbot, host)
        unlock(qtbot, host, "bốn ba hai một")
        settle(qtbot, host)


def test_a_second_window_of_the_same_file_asks_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    path = workspace(tmp_path)
    with window(qtbot, tmp_path) as host:
        starting.begin(host, path)
        with window(qtbot, tmp_path) as second:
            asked: list[bool] = []
            host.findChild(Single).asked.connect(lambda: asked.append(True))
            starting.begin(second, path)
            assert not second.window.isVisible()
            qtbot.waitUntil(lambda: bool(asked), timeout=WAIT)
    with window(qtbot, tmp_path) as third:
        starting.begin(third, path)
        assert third.window.isVisible()


def _try(qtbot: QtBot, screen: object, password: str, *, waits: bool = False) -> None:
    screen.password.setText(password)  # type: ignore[attr-defined]
    screen.button.click()  # type: ignore[attr-defined]
    said = screen.said  # type: ignore[attr-defined]
    qtbot.waitUntil(said.isVisible, timeout=WAIT)
    assert (screen.waiting() > 0) is waits  # type: ignore[attr-defined]

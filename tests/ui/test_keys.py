"""Walks with keys in the real window: said before, done, and what stands there afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gbdesk.domain.refusals import Refused
from gbdesk.services.session import ADMIN, ENTER
from gbdesk.store import patience, vault
from gbdesk.ui.first_run.sheet_dialog import SheetDialog
from gbdesk.ui.host import Host
from gbdesk.ui.keys.escrow import EscrowWalk
from gbdesk.ui.keys.pc import AskWalk
from gbdesk.ui.keys.pinning import PinWalk
from gbdesk.ui.keys.renewal import RenewalWalk
from gbdesk.ui.recover import RecoverDialog
from gbdesk.ui.shell.shell import Shell
from gbdesk.ui.unlock import UnlockScreen
from helpers import looking
from helpers.enrolled import PASSWORD
from helpers.journey import province
from helpers.typed import QUIET
from helpers.windows import WAIT, opened, window

pytestmark = pytest.mark.qt_log_ignore(QUIET)
LEAVER = "mật khẩu người thôi việc"


def page_of(qtbot: QtBot, shell: Shell, key: str) -> object:
    shell.go(key)
    frame = shell.current()
    assert frame is not None
    return frame.page


def sheet_of(qtbot: QtBot, host: Host) -> SheetDialog:
    qtbot.waitUntil(lambda: bool(host.window.findChildren(SheetDialog)), timeout=WAIT)
    return host.window.findChildren(SheetDialog)[-1]


def right(asked: RenewalWalk | EscrowWalk, qtbot: QtBot) -> bool:
    asked.password.setText(looking.PASSWORD)
    asked.accept()
    qtbot.waitUntil(lambda: bool(asked.result()), timeout=WAIT)
    return True


def test_somebody_leaves_and_the_window_comes_back_with_a_new_sheet(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        app = host.app
        assert app is not None
        app.accounts.add("lan", "Lý Thị Lan", LEAVER, ENTER)
        copied = vault.keys_of(app.store.path).read_bytes()
        page = page_of(qtbot, shell, "users")
        qtbot.waitUntil(lambda: len(page._people) == 2, timeout=WAIT)
        at = next(key for key, one in page._people.items() if one.account.id == "lan")
        page.people.select_row(at)
        monkeypatch.setattr(RenewalWalk, "answered", lambda asked: right(asked, qtbot))
        page.remove.click()
        dialog = sheet_of(qtbot, host)
        assert host.app is not None
        assert host.app is not app
        assert host.shell is not None
        assert host.shell is not shell
        assert [one.id for one in host.app.accounts.list()] == [looking.USER]
        code = dialog.step.shared.recovery
        vault.unlock_with_recovery(host.app.store.path, code).destroy()
        dialog.step.proof.setText(code.split("-")[dialog.step._asked])
        dialog.step.proof.textEdited.emit(dialog.step.proof.text())
        dialog.accept()
        assert host.shell.notices[-1].words.startswith("Dữ liệu đã đổi khóa.")
        vault.keys_of(host.app.store.path).write_bytes(copied)
        vault.unlock(host.app.store.path, "lan", LEAVER)  # opens the copied ring, not the data
        host.lock()
        qtbot.waitUntil(lambda: host._held is None, timeout=WAIT)
        host._try("lan", LEAVER)
        screen = host._unlock
        assert isinstance(screen, UnlockScreen)
        qtbot.waitUntil(screen.said.isVisible, timeout=WAIT)
        assert host.app is None


def test_a_wrong_password_leaves_everything(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        page = page_of(qtbot, shell, "settings")
        told: list[str] = []

        def wrong(asked: RenewalWalk) -> bool:
            asked.password.setText("không phải mật khẩu")
            asked.accept()
            qtbot.waitUntil(lambda: not asked.password.text(), timeout=WAIT)
            told.extend(one.text() for one in asked.findChildren(QLabel, "noteText"))
            return bool(asked.result())

        monkeypatch.setattr(RenewalWalk, "answered", wrong)
        with qtbot.waitSignal(host.lanes.idle, timeout=WAIT):
            page.keys.renew.click()
        qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
        assert any("Mật khẩu chưa đúng" in words for words in told)
        assert host.shell is shell
        assert host.app is not None
        assert host.app.session.role_name == ADMIN


def test_a_trial_is_told_that_nobody_can_help(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        page = page_of(qtbot, shell, "settings")
        qtbot.waitUntil(lambda: bool(page.keys.said.text()), timeout=WAIT)
        monkeypatch.setattr(EscrowWalk, "answered", lambda asked: right(asked, qtbot))
        page.keys.help.click()
        qtbot.waitUntil(shell.complaint.isVisible, timeout=WAIT)
        assert host.app is not None
        assert vault.escrow_of(host.app.store.path) is None


def test_new_keys_of_the_pc_are_asked_for_in_the_settings(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with province(tmp_path / "p", "a") as at, window(qtbot, tmp_path) as host:
        app = at.apps.pop("a")
        host.take(at.path("a"), app)
        shell = host.shell
        assert shell is not None
        page = page_of(qtbot, shell, "settings")
        qtbot.waitUntil(lambda: bool(page.keys.own.text()), timeout=WAIT)
        before = app.pc_keys.own()
        assert before.code in page.keys.own.text()

        def answered(asked: AskWalk) -> bool:
            asked.password.setText(PASSWORD)
            asked.accept()
            qtbot.waitUntil(lambda: bool(asked.result()), timeout=WAIT)
            return True

        monkeypatch.setattr(AskWalk, "answered", answered)
        page.keys.pc.click()
        qtbot.waitUntil(lambda: "đang đợi" in page.keys.own.text(), timeout=WAIT)
        assert app.pc_keys.own().waiting in page.keys.own.text()
        assert app.pc_keys.own().code == before.code
        assert "Hãy xuất một gói" in shell.notices[-1].words


def test_a_new_root_key_of_the_hub_is_trusted_in_the_settings(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience.forget_in_process()
    with province(tmp_path / "p", "a") as at, window(qtbot, tmp_path) as host:
        new = at.hub.root_keys.make()
        at.hub.root_keys.replace((new.bytes, new.code))
        app = at.apps.pop("a")
        invited = at.hub.enrolment.invite(app.session.office)
        file = tmp_path / invited.name
        file.write_bytes(invited.bytes)
        host.take(at.path("a"), app)
        shell = host.shell
        assert shell is not None
        page = page_of(qtbot, shell, "settings")
        codes = [invited.code, "0000-0000-0000-00000"]

        def answered(asked: PinWalk) -> bool:
            asked.accept()  # nothing is chosen yet
            asked.file.take(file)
            asked.code.setText(codes.pop())
            asked.password.setText(PASSWORD)
            asked.accept()
            qtbot.waitUntil(lambda: bool(asked.result()), timeout=WAIT)
            return True

        monkeypatch.setattr(PinWalk, "answered", answered)
        page.keys.pin.click()
        qtbot.waitUntil(shell.complaint.isVisible, timeout=WAIT)
        page.keys.pin.click()
        qtbot.waitUntil(
            lambda: bool(shell.notices) and "khóa gốc số 2" in shell.notices[-1].words,
            timeout=WAIT,
        )
        assert not codes


def test_the_lock_screen_takes_a_file_of_the_hub(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, _shell):
        host.lock()
        qtbot.waitUntil(lambda: host._held is None, timeout=WAIT)
        assert host.path is not None
        dialog = RecoverDialog(host.path, host.lanes, host.given, host.window)
        qtbot.addWidget(dialog)
        foreign = tmp_path / "x.gbopen"
        foreign.write_text("{}")
        dialog.help.take(foreign)
        dialog.code.setText("0000-0000")
        for line in (dialog.first, dialog.second):
            line.setText("mật khẩu vừa đặt lại")
        dialog.go()
        qtbot.waitUntil(dialog.do.isEnabled, timeout=WAIT)
        assert "quên mật khẩu" in dialog.said.words()
        with pytest.raises(Refused):
            vault.unlock(host.path, looking.USER, "mật khẩu vừa đặt lại")

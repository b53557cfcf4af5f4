from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.services import backups
from gbdesk.ui import dialogs
from gbdesk.ui.pages.backup.cards import LastCard
from gbdesk.ui.pages.backup.inside import InsideCard, compared
from gbdesk.ui.pages.backup.page import BackupPage
from gbdesk.ui.pages.backup.question import RestoreQuestion
from helpers import windows
from helpers.desks import Window
from helpers.ready import PASSWORD, pair
from helpers.typed import QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    office, hub = pair(tmp_path)
    hub.close()
    yield office
    office.close()


def opened(qtbot: QtBot, app: App) -> tuple[BackupPage, Window]:
    window = Window(app)
    page = BackupPage(window)
    page.resize(1144, 584)
    show(qtbot, page)
    return page, window


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def one_more(app: App) -> None:
    app.activities.save(None, {"title": "Sau sao lưu", "kind": "meeting", "start": "2024-05-21"})


def test_a_backup_is_made_with_one_key_and_told_when_it_was_opened_again(
    app: App, qtbot: QtBot
) -> None:
    page, _ = opened(qtbot, app)
    assert "Chưa có bản sao lưu" in said(page.last)
    page.last.make.setFocus()
    press(Qt.Key.Key_Space)
    (file,) = app.backups.folder.glob(f"*{backups.SUFFIX}")
    assert "đếm khớp" in page.last.notice.text()
    assert file.name in page.last.notice.text()
    assert "Sao lưu gần nhất" in said(page.last)
    assert page.last.make.isEnabled()


def test_a_backup_goes_to_the_folder_that_is_named(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    page, _ = opened(qtbot, app)
    page.making.make(other)
    assert len(list(other.iterdir())) == 1
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_given: other)
    page.automatic.choose.click()
    assert app.backups.folder == other


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where a folder should be", encoding="utf-8")
    page, _ = opened(qtbot, app)
    page.making.make(taken / "inside")
    assert page.last.notice.property("tone") == "danger"
    assert page.last.notice.text()
    assert app.backups.last() is None
    assert page.last.make.isEnabled()


def test_a_backup_that_was_carried_away_is_told(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    made = app.backups.make(tmp_path)
    made.path.rename(tmp_path / "carried.gbbackup")
    page, _ = opened(qtbot, app)
    assert "không còn trong" in said(page.findChild(LastCard) or page)


def test_ux25_what_would_be_missing_is_shown_before_anything_happens(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    made = app.backups.make(tmp_path)
    one_more(app)
    page, window = opened(qtbot, app)
    page.opening.look(made.path)
    assert made.path.name in said(page.inside)
    assert page.inside.restore.isHidden()
    assert page.inside.password.hasFocus()
    type_text("không đúng đâu")
    press(Qt.Key.Key_Return)
    assert page.inside.notice.property("tone") == "danger"
    assert page.inside.restore.isHidden()
    page.inside.password.clear()
    type_text(PASSWORD)
    press(Qt.Key.Key_Return)
    assert not page.inside.restore.isHidden()
    assert page.inside.password.text() == ""
    now, before = app.backups.counts(), backups.look(made.path)
    lines = dict(compared(before, now))
    assert lines["Hoạt động"] == (2, 3, 1)
    assert window.gone == []


def test_ux25_bringing_back_first_makes_a_backup_of_today(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    made = app.backups.make(tmp_path)
    one_more(app)
    page, window = opened(qtbot, app)
    page.opening.look(made.path)
    page.opening.open(PASSWORD)
    page.opening.restore()
    assert window.gone == [("restore", {"backup": made.path})]
    (safety,) = app.backups.folder.glob(f"*{backups.SUFFIX}")
    assert backups.preview(safety, "mai", PASSWORD)["activities"] == 3


def test_in_the_window_the_backup_takes_the_place_of_todays_data(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with windows.opened(qtbot, tmp_path) as (host, shell):
        before = shell.app.activities.totals_of("2024-6T")[0]
        made = shell.app.backups.make(tmp_path)
        one_more(shell.app)
        assert shell.app.activities.totals_of("2024-6T")[0] == before + 1
        shell.restore(made.path)
        assert host.app is None
        windows.settle(qtbot, host)
        again = windows.unlock(qtbot, host)
        assert again.app.activities.totals_of("2024-6T")[0] == before
        windows.settle(qtbot, host)
        assert list(tmp_path.glob("office.before-*"))


def test_nobody_looks_again_once_the_window_has_locked_for_a_backup(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with windows.opened(qtbot, tmp_path) as (host, shell):
        made = shell.app.backups.make(tmp_path)
        shell.go("backup")
        windows.settle(qtbot, host)
        page = shell.current().page
        page.opening.look(made.path)
        windows.settle(qtbot, host)
        with qtbot.captureExceptions() as raised:
            page.opening.restore()
            qtbot.waitUntil(lambda: host.shell is None, timeout=windows.WAIT)
            windows.settle(qtbot, host)
            windows.unlock(qtbot, host)
            windows.settle(qtbot, host)
        assert raised == []


def test_the_question_before_it_has_a_safe_default(app: App, qtbot: QtBot) -> None:
    page, _ = opened(qtbot, app)
    question = RestoreQuestion("x.gbbackup", page)
    qtbot.addWidget(question)
    question.show()
    assert question.no.isDefault()
    press(Qt.Key.Key_Return, widget=question)
    assert question.result() == RestoreQuestion.DialogCode.Rejected


@pytest.mark.parametrize("content", [b"", b"not a backup", b"PK\x03\x04 and nothing"])
def test_another_file_is_no_backup(app: App, qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    wrong = tmp_path / "x.gbbackup"
    wrong.write_bytes(content)
    page, _ = opened(qtbot, app)
    page.opening.look(wrong)
    card = page.findChild(InsideCard)
    assert card is not None
    assert card.notice.property("tone") == "danger"
    assert card.restore.isHidden()


def test_the_data_file_is_checked_here(app: App, qtbot: QtBot) -> None:
    page, _ = opened(qtbot, app)
    page.check.check.click()
    assert page.check.notice.property("tone") == "success"
    assert "đúng" in page.check.notice.text()


def test_no_input_or_button_is_without_a_name(app: App, qtbot: QtBot) -> None:
    page, _ = opened(qtbot, app)
    for field in page.findChildren(QLineEdit):
        assert field.accessibleName()
    for button in page.findChildren(QPushButton):
        assert button.text().strip() or button.accessibleName(), button.objectName()

"""Opening again: after a crash, with a clock that cannot be right, with a damaged file."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.bootstrap import open_app
from gbdesk.domain.clock import DAY_MS, system_ms
from gbdesk.services import clockwise
from gbdesk.ui import waking
from gbdesk.ui.damaged import RescueQuestion
from helpers import looking
from helpers.enrolled import PASSWORD, TODAY, Places
from helpers.typed import QUIET
from helpers.windows import WAIT, settle, unlock, window, workspace

pytestmark = pytest.mark.qt_log_ignore(QUIET)


def _crashed(folder: Path) -> Path:
    """A data file as it lies after a power cut, with a draft in it."""
    path = workspace(folder / "whole")
    app = looking.opened(path)
    app.drafts.put("activities", "new", {"values": {"title": "Nói chuyện chuyên đề"}})
    app.backups.set_folder(folder)
    cut = folder / "cut"
    cut.mkdir()
    for file in path.parent.iterdir():
        if file.is_file() and file.suffix != ".lock":
            shutil.copy(file, cut / file.name)
    app.close()
    assert not waking.was_cut_off(path)
    return cut / path.name


def test_ux21_after_a_crash_the_draft_is_opened_from_the_first_page(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "whole").mkdir()
    path = _crashed(tmp_path)
    with window(qtbot, tmp_path) as host:
        host.ask(path)
        shell = unlock(qtbot, host)
        assert host.cut_off
        waking.tell_of_crash(shell)
        assert "tắt đột ngột" in shell.complaint.words()
        assert "bản nháp lúc" in shell.complaint.words()
        shell.complaint.action.click()
        assert shell.current().key == "activities"
        assert shell.current().page.panel.values()["title"] == "Nói chuyện chuyên đề"
        settle(qtbot, host)


def test_after_a_proper_end_nothing_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    path = workspace(tmp_path)
    looking.opened(path).close()
    with window(qtbot, tmp_path) as host:
        host.ask(path)
        unlock(qtbot, host)
        assert not host.cut_off
        settle(qtbot, host)


def _real(folder: Path, days: int) -> tuple[Path, App]:
    """A hub that is no sample, with a change in it, opened with the clock so many days off."""
    places = Places(folder, template="tuyen-quang-2025")
    path = places.make_hub("hub-real").path
    app = places.open("hub-real")
    section = app.narratives.sections()[0].id
    app.narratives.save(next(iter(app.catalogue.periods)), section, "Đã làm")
    app.close()
    wrong = {**places.given(), "now_ms": partial(_days_later, days)}
    return path, open_app(path, "ha", PASSWORD, **wrong)


def _days_later(days: int) -> int:
    return system_ms() + days * DAY_MS


@pytest.mark.parametrize("days", [-4000, -2, 1000])
def test_h05_a_clock_that_cannot_be_right_is_asked_about_before_writing(
    qtbot: QtBot, tmp_path: Path, days: int
) -> None:
    path, app = _real(tmp_path, days)
    shown = clockwise.doubted(app.desk)
    assert shown is not None
    with window(qtbot, tmp_path) as host:
        host.take(path, app)
        shell = host.shell
        settle(qtbot, host)
        before = app.desk.clock.last
        question = waking.ask_about_clock(host, shell)
        assert question is not None
        assert f"{shown:%d/%m/%Y}" in question.words.text()
        question.use.click()
        assert question.isVisible()
        today = datetime.now().astimezone().date()
        question.day.set_value(today.isoformat())
        question.use.click()
        assert app.desk.clock.last == before
        assert clockwise.doubted(app.desk) is None
        assert app.today() == TODAY - timedelta(days=days)
        assert waking.ask_about_clock(host, shell) is None
        settle(qtbot, host)


def test_a_person_may_say_that_the_clock_is_right(qtbot: QtBot, tmp_path: Path) -> None:
    path, app = _real(tmp_path, 1000)
    with window(qtbot, tmp_path) as host:
        host.take(path, app)
        question = waking.ask_about_clock(host, host.shell)
        assert question is not None
        question.right.click()
        assert waking.ask_about_clock(host, host.shell) is None
        settle(qtbot, host)


def test_sample_data_are_of_any_time(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make_hub()
    app = open_app(
        places.path("hub"), "ha", PASSWORD, **places.given(), now_ms=partial(_days_later, -4000)
    )
    assert clockwise.doubted(app.desk) is None
    app.close()


@pytest.mark.parametrize("whole", [True, False])
def test_a_damaged_file_offers_the_newest_whole_backup(
    qtbot: QtBot, tmp_path: Path, *, whole: bool
) -> None:
    path = workspace(tmp_path)
    app = looking.opened(path)
    section = app.narratives.sections()[0].id
    period = next(iter(app.catalogue.periods))
    app.narratives.save(period, section, "Trước")
    app.backups.folder.mkdir(exist_ok=True)
    older = app.backups.make(app.backups.folder)
    app.narratives.save(period, section, "Sau")
    newer = app.backups.make(app.backups.folder)
    app.narratives.save(period, section, "Sau cùng")
    app.close()
    raw = bytearray(path.read_bytes())
    raw[4096:12288] = bytes(8192)
    path.write_bytes(raw)
    if not whole:
        newer.path.write_bytes(newer.path.read_bytes()[:-2000])
    with window(qtbot, tmp_path) as host:
        host.ask(path)
        screen = host._unlock
        screen.password.setText(looking.PASSWORD)
        screen.button.click()
        qtbot.waitUntil(lambda: host.window.findChild(RescueQuestion) is not None, timeout=WAIT)
        question = host.window.findChild(RescueQuestion)
        assert f"{1 if whole else 2} thay đổi" in question.words.text()
        assert "hỏng một phần" in screen.said.text()
        question.use.click()
        settle(qtbot, host)
        qtbot.waitUntil(lambda: host._unlock is not screen, timeout=WAIT)
        shell = unlock(qtbot, host)
        text = shell.app.narratives.get(period)[section]
        assert text == ("Sau" if whole else "Trước")
        assert older.path.exists()
        assert any(one.name.startswith("office.before-") for one in tmp_path.iterdir())
        settle(qtbot, host)

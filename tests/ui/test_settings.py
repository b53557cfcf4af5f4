"""Settings: kept in a small file, defaults for nonsense, applied at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from gbdesk.text import language
from gbdesk.ui import settings, theme
from gbdesk.ui.settings import DARK, DEFAULTS, Settings
from helpers.typed import QUIET
from helpers.windows import opened, settle

pytestmark = pytest.mark.qt_log_ignore(QUIET)


def test_what_is_kept_is_read_again() -> None:
    wanted = Settings(language="en", theme=DARK, percent=130, lock_minutes=10, dense=True)
    settings.save(wanted)
    assert settings.load() == wanted


def test_no_file_means_defaults() -> None:
    assert settings.load() == DEFAULTS
    assert DEFAULTS.spoken == "vi"
    assert DEFAULTS.lock_minutes == 5


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{",
        json.dumps({"percent": 400, "theme": "pink", "lock_minutes": 0, "language": 7}).encode(),
        json.dumps({"percent": "100", "lock_minutes": True, "more": 1}).encode(),
    ],
)
def test_nonsense_becomes_the_default(raw: bytes) -> None:
    settings.file().parent.mkdir(parents=True, exist_ok=True)
    settings.file().write_bytes(raw)
    assert settings.load() == DEFAULTS


def test_changes_apply_at_once_and_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("settings")
        page = shell.current().page
        _choose(page.language, "en")
        qtbot.waitUntil(lambda: language() == "en" and host.shell is not shell)
        assert host.shell.current().key == "settings"
        assert host.window.menuBar().actions()[0].text() == "&File"
        page = host.shell.current().page
        _choose(page.theme, DARK)
        qtbot.waitUntil(theme.is_dark)
        _choose(host.shell.current().page.percent, 130)
        qtbot.waitUntil(lambda: theme.look().percent == 130)
        page = host.shell.current().page
        page.minutes.setValue(12)
        assert host.settings.lock_minutes == 12
        assert host.idle._limit == 12 * 60
        settle(qtbot, host)
        page._restore(("language", "percent", "theme", "dense"))
        qtbot.waitUntil(lambda: host.settings.percent == 100)
        assert host.settings.theme == DEFAULTS.theme
        settle(qtbot, host)


def test_ux50_at_every_size_the_window_fits(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, percent=150) as (host, shell):
        host.window.resize(QSize(1093, 614))
        for key in ("home", "activities", "figures", "plan", "settings"):
            shell.go(key)
            settle(qtbot, host)
            qtbot.wait(30)
            assert host.window.width() == 1093, key
            assert host.window.height() == 614, key


def _choose(box: object, value: object) -> None:
    at = box.findData(value)  # type: ignore[attr-defined]
    box.setCurrentIndex(at)  # type: ignore[attr-defined]
    box.activated.emit(at)  # type: ignore[attr-defined]


def test_the_first_page_grows_with_the_text(qtbot: QtBot, tmp_path: Path) -> None:
    widths = []
    for percent in (100, 150):
        folder = tmp_path / str(percent)
        folder.mkdir()
        with opened(qtbot, folder, percent=percent) as (_host, shell):
            widths.append(shell.current().page._right.width())
    assert widths[1] > widths[0]

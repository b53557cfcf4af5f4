"""The window: pages, keys, menus, search, notices, failures, periods, regions, pictures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gbdesk import text
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.ui import commands, registry, theme
from gbdesk.ui.qt_words import QtWords, words
from gbdesk.ui.settings import DARK
from gbdesk.ui.shell.finder import Finder
from helpers import looking
from helpers.typed import QUIET, type_text
from helpers.windows import WAIT, opened, settle, workspace
from rules.source import ROOT

pytestmark = pytest.mark.qt_log_ignore(QUIET)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize("side", ["office", "hub"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_ux33_every_page_opens_named_and_without_figures_in_the_title(
    qtbot: QtBot, tmp_path: Path, side: str, language: str
) -> None:
    with opened(qtbot, tmp_path, side, language=language) as (host, shell):
        title = host.window.windowTitle()
        assert title.startswith("gbdesk – ")
        assert not any(char.isdigit() for char in title)
        for page in registry.pages(hub=side == "hub"):
            shell.go(page.key)
            settle(qtbot, host)
            assert shell.current().key == page.key
            assert host.window.windowTitle() == title
            assert not shell.complaint.isVisible(), shell.complaint.words()
            assert not _nameless(shell), page.key


def _nameless(shell: QWidget) -> list[str]:
    found = []
    for part in shell.findChildren(QWidget):
        takes = (part.focusPolicy() & Qt.FocusPolicy.TabFocus) == Qt.FocusPolicy.TabFocus
        inner = part.objectName() == "qt_spinbox_lineedit"
        if not takes or inner or not part.isVisible():
            continue
        spoken = part.accessibleName() or part.toolTip()
        if isinstance(part, QAbstractButton):
            spoken = spoken or part.text().strip()
        if isinstance(part, QLineEdit):
            spoken = spoken or part.placeholderText()
        if not spoken and isinstance(part, QAbstractButton | QLineEdit):
            found.append(f"{type(part).__name__} {part.objectName()}")
    return found


def test_alt_and_a_digit_open_pages(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (_host, shell):
        for place in (2, 5, 1):
            key = getattr(Qt.Key, f"Key_{place}")
            QTest.keyClick(QApplication.focusWidget(), key, ALT)
            assert shell.current().key == registry.OFFICE_PAGES[place - 1].key


def test_ux50_every_command_is_in_a_menu_with_its_keys(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, _shell):
        actions = host.doing.actions
        assert {one.key for one in commands.commands(hub=False)} == set(actions)
        for command in commands.commands(hub=False):
            if command.keys and not command.relayed:
                assert actions[command.key].shortcut().toString() == command.keys
        menus = [action.text() for action in host.window.menuBar().actions()]
        assert len(menus) == 7
        assert all("&" in title for title in menus)
        letters = [title[title.index("&") + 1].lower() for title in menus]
        assert len(set(letters)) == 7


def test_a_menu_command_reaches_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("activities")
        page = shell.current().page
        assert not page.panel.isVisible()
        host.doing.actions["new"].trigger()
        assert page.listed.quick.title.hasFocus()
        host.doing.actions["new"].trigger()
        assert page.panel.isVisible()
        host.doing.actions["find"].trigger()
        assert page.filters.search.hasFocus()


def test_the_period_is_one_for_all_pages_and_changes_no_data(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("activities")
        head = shell.app.store.path.read_bytes()
        other = next(one for one in shell.app.catalogue.periods if one != shell.period)
        shell.current().line.period.chosen.emit(other)
        shell.go("plan")
        settle(qtbot, host)
        assert shell.period == other
        title = shell.app.catalogue.periods[other].title
        assert title in shell.current().line.period.accessibleName()
        assert shell.app.store.path.read_bytes() == head


def test_ux33_search_needs_no_accents_and_never_finds_figures(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        host.doing.search()
        finder = host.window.findChild(Finder)
        type_text("nhat ky", finder.field)
        qtbot.waitUntil(partial(_finds, finder, "Nhật ký hoạt động"), timeout=WAIT)
        finder.field.clear()
        type_text("hoa giai", finder.field)
        qtbot.waitUntil(partial(_finds, finder, "Tập huấn kỹ năng hòa giải"), timeout=WAIT)
        QTest.keyClick(finder.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: shell.current().key == "activities", timeout=WAIT)
        assert shell.current().page.panel.isVisible()
        settle(qtbot, host)
        host.doing.search()
        finder = next(one for one in host.window.findChildren(Finder) if one.isVisible())
        type_text("bạo lực gia đình", finder.field)
        qtbot.waitUntil(partial(_finds, finder, "Số liệu bạo lực gia đình"), timeout=WAIT)
        settle(qtbot, host)
        for at in range(finder.list.count()):
            assert not finder.list.item(at).text().split("·")[0].strip().isdigit()
        finder.reject()


@pytest.mark.parametrize("side", ["office", "hub"])
def test_search_goes_to_what_happened_in_a_place(qtbot: QtBot, tmp_path: Path, side: str) -> None:
    with opened(qtbot, tmp_path, side) as (host, shell):
        known = shell.app.catalogue.places.values()
        place = next(one for one in known if one.name == "Xã Nà Lúa")
        host.doing.search()
        finder = host.window.findChild(Finder)
        type_text("na lua", finder.field)
        qtbot.waitUntil(partial(_finds, finder, place.name), timeout=WAIT)
        QTest.keyClick(finder.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: shell.current().key == "activities", timeout=WAIT)
        assert shell.current().page.filters.narrowing().place == place.id
        assert place.name in shell.current().page.filters.place.accessibleName()
        assert not shell.complaint.isVisible()


def _finds(finder: Finder, start: str) -> bool:
    shown = [finder.list.item(at).text() for at in range(finder.list.count())]
    return any(one.startswith(start) for one in shown)


def test_a_step_is_taken_back_from_its_notice(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (_host, shell):
        taken: list[bool] = []
        shell.tell("Đã xóa 1 hoạt động.", lambda: taken.append(True))
        assert shell.toast.isVisible()
        shell.toast.button.click()
        assert taken == [True]
        assert not shell.toast.isVisible()
        shell.tell("Đã lưu.")
        assert not shell.toast.button.isVisible()
        assert [notice.words for notice in shell.notices] == ["Đã xóa 1 hoạt động.", "Đã lưu."]


def test_work_runs_off_the_window_and_pages_hear_what_changed(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        here, where = get_ident(), []
        done: list[object] = []

        def work(_progress: object) -> Changed:
            where.append(get_ident())
            return Changed.ACTIVITIES

        shell.write(work, done.append)
        qtbot.waitUntil(lambda: bool(done), timeout=WAIT)
        assert where != [here]
        settle(qtbot, host)
        assert ":" in shell.status.saved.words.text()


def test_a_failure_is_told_in_three_sentences(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (_host, shell):
        shell.read(_refuses, lambda _result: None)
        qtbot.waitUntil(shell.complaint.isVisible, timeout=WAIT)
        assert "store.busy" not in shell.complaint.words()
        assert shell.complaint.words().count(".") >= 3
        shell.read(_breaks, lambda _result: None)
        qtbot.waitUntil(lambda: "gbdesk" in shell.complaint.words(), timeout=WAIT)
        assert "12345" not in shell.complaint.words()
        details = shell.complaint._details.toPlainText()
        assert "ZeroDivisionError" in details
        assert "12345" not in details


def _refuses(_progress: object) -> None:
    raise Refused("store.busy")


def _breaks(_progress: object) -> float:
    return 12345 / 0


def test_a_long_job_is_shown_and_can_be_stopped(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        stopped: list[Exception] = []
        began = Event()

        def work(progress: object) -> None:
            began.set()
            for at in range(100_000):
                progress.step(at, 100_000, "gói")  # type: ignore[attr-defined]
                Event().wait(0.002)

        shell.write(work, lambda _result: None, stopped.append)
        qtbot.waitUntil(shell.status.job.isVisible, timeout=WAIT)
        assert "gói" in shell.status.job.bar.accessibleName()
        shell.status.job.stop.click()
        qtbot.waitUntil(lambda: bool(stopped), timeout=WAIT)
        settle(qtbot, host)
        assert not shell.status.job.isVisible()


def test_f6_goes_round_the_regions(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("activities")
        seen = []
        for _ in range(5):
            host.doing.actions["region"].trigger()
            holder = host.window.focusWidget()
            seen.append(next((type(one).__name__ for one in _chain(holder)), ""))
        assert len(set(seen)) >= 3, seen


def _chain(widget: QWidget | None) -> list[QWidget]:
    kinds = {"Nav", "TitleLine", "ActivitiesPage", "StatusLine", "HelpPanel"}
    found = []
    while widget is not None:
        if type(widget).__name__ in kinds:
            found.append(widget)
        widget = widget.parentWidget()
    return found


def test_a_narrow_window_and_ctrl_b_leave_the_words_out(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        assert not shell.nav.rail
        host.doing.actions["rail"].trigger()
        assert shell.nav.rail
        assert shell.nav.width() == 56
        assert shell.nav.item("figures").accessibleName()
        host.doing.actions["rail"].trigger()
        host.window.resize(1093, 614)
        qtbot.waitUntil(lambda: shell.nav.rail)
        assert host.window.size().width() == 1093


def test_help_follows_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        host.doing.actions["help"].trigger()
        first = shell.help.words()
        shell.go("figures")
        assert shell.help.isVisible()
        assert first
        assert shell.help.words() != first


def test_ux30_a_dropped_file_goes_where_it_belongs(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, "hub") as (host, shell):
        file = tmp_path / "x.gbpkg"
        file.write_bytes(b"no package")
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        event = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        shell.dropEvent(event)
        settle(qtbot, host)
        assert shell.current().key == "import"


def test_qt_speaks_vietnamese_where_we_do() -> None:
    assert words()["QPlatformTheme"]["Cancel"] == "Thôi"
    for context, texts in words().items():
        for source, shown in texts.items():
            assert shown, f"{context}: {source}"
            assert source.count("%1") == shown.count("%1")


def test_buttons_of_qt_have_words_in_both_languages(qtbot: QtBot) -> None:
    speaking = QtWords.install(QApplication.instance())
    for code, wanted in (("vi", "Thôi"), ("en", "Cancel")):
        text.set_language(code)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        shown = box.button(QDialogButtonBox.StandardButton.Cancel).text()
        assert shown.replace("&", "") == wanted
        assert QKeySequence("Ctrl+B").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+B"
    QApplication.removeTranslator(speaking)


def test_keys_are_shown_as_on_a_keyboard() -> None:
    shown = {one.key: commands.shown_keys(one) for one in commands.commands(hub=False)}
    assert shown["lock"] == "Ctrl L"
    assert shown["larger"] == "Ctrl +"
    assert shown["smaller"] == "Ctrl -"
    assert shown["again"] == "Ctrl ↵"
    assert shown["problem_back"] == "Shift F8"
    assert not shown["backup"]


def test_ux45_no_word_blames_and_none_is_english_in_vietnamese() -> None:
    for context in ("Menu", "Pages", "Status", "Unlock", "FirstRun", "Settings", "Help"):
        for source, shown in text.catalogue("vi")[context].items():
            assert "Error" not in str(shown)
            assert "lỗi không xác định" not in str(shown).lower()
            assert str(shown).strip(), source


def test_pictures_are_taken_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = workspace(tmp_path)
    plan = {
        "workspace": str(path),
        "user": looking.USER,
        "password": looking.PASSWORD,
        "language": "en",
        "dark": True,
        "size": [1093, 614],
        "out": str(tmp_path / "out"),
        "today": looking.TODAY.isoformat(),
        "anchor": str(tmp_path / "anchor"),
        "pages": [{"page": "home", "name": "first"}, {"page": "settings", "name": "second"}],
    }
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "gbdesk.ui.shots"],
        input=json.dumps(plan),
        text=True,
        capture_output=True,
        env=surroundings,
        check=True,
    )
    files = [Path(line) for line in done.stdout.split()]
    assert [file.name for file in files] == ["first.png", "second.png"]
    for file in files:
        image = QImage(str(file))
        assert (image.width(), image.height()) == (1093, 614)
        assert image.pixelColor(500, 60).lightness() < 60
    assert theme.shade("bg", dark=True) == "#11181B"
    assert DARK == "dark"


def test_a_page_out_of_sight_looks_again_when_it_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("activities")
        settle(qtbot, host)
        model = shell.current().page.listed.model
        before = model.rowCount()
        shell.go("home")
        settle(qtbot, host)
        day = shell.app.catalogue.periods[shell.period].start.isoformat()
        shell.app.activities.save(None, {"title": "Tọa đàm", "kind": "meeting", "start": day})
        shell.spread(Changed.ACTIVITIES)
        settle(qtbot, host)
        assert model.rowCount() == before
        shell.go("activities")
        settle(qtbot, host)
        assert model.rowCount() == before + 1

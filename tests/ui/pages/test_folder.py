"""The watched folder in the window: found in the background, shown, never taken in by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gbdesk.ui.pages.receive.entries import DONE
from gbdesk.ui.pages.receive.page import ReceivePage
from gbdesk.ui.pages.settings.page import SettingsPage
from gbdesk.ui.shell.watching import FolderWatch
from helpers import windows
from helpers.desks import Window
from helpers.journey import Province, content, figure, meeting, province, send, take
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        made.folder.joinpath("share").mkdir()
        made.hub.inbox.set_folder(made.folder / "share")
        yield made


def opened(qtbot: QtBot, at: Province) -> ReceivePage:
    page = ReceivePage(Window(at.hub))
    page.resize(1140, 600)
    show(qtbot, page)
    return page


def looked(at: Province, page: ReceivePage) -> None:
    at.hub.inbox.look()
    at.hub.inbox.look()
    page.files.follow_folder()


def test_new_files_stand_on_the_list_and_wait(qtbot: QtBot, at: Province) -> None:
    share = at.folder / "share"
    meeting(at.apps["a"])
    shutil.copy(send(at, "a").path, share)
    before = content(at.hub)
    page = opened(qtbot, at)
    looked(at, page)
    (entry,) = page.entries
    assert entry.under.startswith("mới trong thư mục")
    assert "Đang xem" in page.zone.folder.text()
    page.files.follow_folder()
    assert len(page.entries) == 1
    assert content(at.hub) == before
    page.feet.take.click()
    assert entry.group == DONE
    assert "mới" not in entry.under
    assert list(share.iterdir()) == [entry.path]
    page.files.follow_folder()
    assert page.entries == [entry]
    looked(at, page)
    assert page.entries == [entry]


def test_what_says_nothing_new_leaves_the_list_by_itself(qtbot: QtBot, at: Province) -> None:
    share = at.folder / "share"
    figure(at.apps["a"], 3)
    older = send(at, "a").path
    figure(at.apps["a"], 4)
    take(at, send(at, "a").path)
    shutil.copy(older, share)
    page = opened(qtbot, at)
    looked(at, page)
    assert page.entries == []
    assert at.hub.inbox.new() == ()


def test_a_file_taken_off_the_list_stays_off_and_on_its_disk(qtbot: QtBot, at: Province) -> None:
    target = at.folder / "share" / "x.gbpkg"
    target.write_bytes(b"")
    page = opened(qtbot, at)
    looked(at, page)
    (entry,) = page.entries
    page.files.drop(entry)
    looked(at, page)
    assert page.entries == []
    assert target.exists()


def test_a_file_that_was_copied_again_is_checked_again(qtbot: QtBot, at: Province) -> None:
    figure(at.apps["a"], 3)
    raw = send(at, "a").path.read_bytes()
    target = at.folder / "share" / "x.gbpkg"
    target.write_bytes(raw[:-300])
    page = opened(qtbot, at)
    looked(at, page)
    (entry,) = page.entries
    assert entry.look is not None
    assert entry.look.outcome == "E_TRUNCATED"
    target.write_bytes(raw)
    looked(at, page)
    assert page.entries == [entry]
    assert entry.look.ready


def test_a_folder_that_is_gone_is_said_in_one_line(qtbot: QtBot, at: Province) -> None:
    page = opened(qtbot, at)
    shutil.rmtree(at.folder / "share")
    looked(at, page)
    assert "Chưa mở được thư mục" in page.zone.folder.text()
    assert page.notice.isHidden()


def test_the_window_watches_while_another_page_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    with windows.opened(qtbot, tmp_path, "hub") as (host, shell):
        watch = FolderWatch(shell)
        watch.start()
        windows.settle(qtbot, host)
        assert watch.watcher.directories() == []
        shell.go("settings")
        settings = shell.current()
        assert settings is not None
        (page,) = settings.findChildren(SettingsPage)
        page.inbox.watch(share)
        windows.settle(qtbot, host)
        assert str(share) in page.inbox.said.text()
        before = shell.nav.items()
        count = next(item.count() for item in before if item.page.key == "import")
        (share / "a.gbpkg").write_bytes(b"gbpkg")
        for _ in range(2):
            watch.look()
            windows.settle(qtbot, host)
        assert watch.watcher.directories() == [str(share)]
        now = next(item.count() for item in shell.nav.items() if item.page.key == "import")
        assert now == count + 1
        page.inbox.stop.click()
        windows.settle(qtbot, host)
        watch.look()
        windows.settle(qtbot, host)
        assert watch.watcher.directories() == []

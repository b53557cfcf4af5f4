"""The stick in the window, coming and going: none, several, full, locked, another, pulled out."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.media import ejecting, writing
from gbdesk.media.drives import Drive
from gbdesk.ui.pages.export.page import DONE, PLACE, WRITE, ExportPage
from gbdesk.ui.pages.export.place import Place
from gbdesk.ui.pages.receive.page import ReceivePage
from gbdesk.ui.pages.receive.zone import Stick
from helpers.desks import Window
from helpers.journey import Province, figure, meeting, province
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
NEEDED = 100_000


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        figure(made.apps["a"], 3)
        yield made


def stick(at: Province, name: str, *, free: int = 1 << 30, locked: bool = False) -> Drive:
    path = at.folder / name
    path.mkdir(exist_ok=True)
    return Drive(path=path, label=name, free=free, total=8 << 30, removable=True, read_only=locked)


def opened(qtbot: QtBot, app: App) -> ExportPage:
    page = ExportPage(Window(app))
    page.resize(1140, 600)
    show(qtbot, page)
    page.show_step(PLACE)
    page.place.show_drives((), NEEDED)
    return page


def refused(page: ExportPage, app: App) -> str:
    """Press the button that writes: it is refused, nothing is noted; the words of it."""
    before = app.selfcheck.digests()
    page.forward.click()
    assert page.step == WRITE
    assert app.sending.sent() == ()
    assert app.selfcheck.digests() == before
    return page.writing.notice.text()


def test_among_several_sticks_nobody_guesses(qtbot: QtBot, at: Province) -> None:
    page = opened(qtbot, at.apps["a"])
    first, second = stick(at, "A"), stick(at, "B")
    page.place.show_drives((first, second), NEEDED)
    assert page.place.folder() is None
    assert not page.forward.isEnabled()
    page.place.show_drives((first,), NEEDED)
    assert page.place.folder() == first.path


def test_the_stick_used_last_is_chosen_among_several(qtbot: QtBot, at: Province) -> None:
    page = opened(qtbot, at.apps["a"])
    first, second = stick(at, "A"), stick(at, "B")
    page.place.wanted = str(second.path)
    page.place.show_drives((first, second), NEEDED)
    assert page.place.folder() == second.path


def test_a_chosen_stick_that_is_pulled_out_is_not_replaced_by_another(
    qtbot: QtBot, at: Province
) -> None:
    page = opened(qtbot, at.apps["a"])
    first, second = stick(at, "A"), stick(at, "B")
    page.place.show_drives((first,), NEEDED)
    page.place.show_drives((first, second), NEEDED)
    assert page.place.folder() == first.path
    page.place.show_drives((second,), NEEDED)
    assert page.place.folder() is None
    assert not page.forward.isEnabled()
    assert page.place.gone.isVisible()
    assert "“A” đã bị rút" in page.place.gone.text()
    page.place.show_drives((first, second), NEEDED)
    assert page.place.folder() == first.path
    assert page.place.gone.isHidden()


def test_after_one_was_pulled_out_another_can_be_chosen(qtbot: QtBot, at: Province) -> None:
    page = opened(qtbot, at.apps["a"])
    first, second = stick(at, "A"), stick(at, "B")
    page.place.show_drives((first,), NEEDED)
    page.place.show_drives((second,), NEEDED)
    choice = next(one for one in page.place.findChildren(Place) if one.ident == str(second.path))
    choice.radio.click()
    assert page.place.gone.isHidden()
    page.forward.click()
    assert page.step == DONE
    assert len(list(second.path.glob("*.gbpkg"))) == 1
    assert list(first.path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [({"locked": True}, "khóa chống ghi"), ({"free": 80 << 10}, "chỉ còn 80 kb")],
)
def test_a_chosen_stick_that_can_take_it_no_longer(
    qtbot: QtBot, at: Province, change: dict[str, int], words: str
) -> None:
    page = opened(qtbot, at.apps["a"])
    page.place.show_drives((stick(at, "A"),), NEEDED)
    page.place.show_drives((stick(at, "A", **change),), NEEDED)
    assert page.place.folder() is None
    assert not page.forward.isEnabled()
    (choice,) = [one for one in page.place.findChildren(Place) if one.radio.text() == "A"]
    assert words in choice.radio.accessibleDescription().lower()


def test_pulled_out_before_the_button_is_pressed(qtbot: QtBot, at: Province) -> None:
    page = opened(qtbot, at.apps["a"])
    one = stick(at, "A")
    page.place.show_drives((one,), NEEDED)
    shutil.rmtree(one.path)
    said = refused(page, at.apps["a"])
    assert "bị rút" in said
    assert "còn nguyên" in said
    page.back.click()
    assert page.step == PLACE


FAULTS = {
    "full": (errno.ENOSPC, "đầy khi đang ghi"),
    "locked": (errno.EROFS, "khóa chống ghi"),
    "pulled out": (errno.ENODEV, "bị rút"),
    "failing": (errno.EIO, "ngừng đáp"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("moment", ["open", "fsync", "link"])
def test_whatever_happens_while_it_is_written_is_told(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch, fault: str, moment: str
) -> None:
    number, words = FAULTS[fault]
    page = opened(qtbot, at.apps["a"])
    one = stick(at, "A")
    page.place.show_drives((one,), NEEDED)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        if moment == "open":
            broken.setattr(writing, "_new", refuse)
        else:
            broken.setattr(writing.os, moment, refuse)
        said = refused(page, at.apps["a"])
    assert words in said
    assert str(one.path) in said
    assert list(one.path.iterdir()) == []
    page.back.click()
    page.place.show_drives((one,), NEEDED)
    page.forward.click()
    assert page.step == DONE
    assert at.apps["a"].sending.sent()[0].seq == 1


def test_a_stick_that_is_full_says_how_much_is_needed(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at.apps["a"])
    one = stick(at, "A")
    page.place.show_drives((one,), NEEDED)
    usage = shutil.disk_usage(one.path)._replace(free=80 << 10)
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _path: usage)
        said = refused(page, at.apps["a"])
    assert "chỉ còn 80 KB chỗ trống, cần 128 KB" in said


def test_the_stick_is_taken_out_safely_or_it_is_said_why_not(
    qtbot: QtBot, at: Province, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at.apps["a"])
    one = stick(at, "KINGSTON")
    page.place.show_drives((one,), NEEDED)
    page.forward.click()
    assert page.step == DONE
    assert page.ending.eject.isVisible()
    page.ending.eject.click()
    assert "an toàn" in page.done.notice.text()
    assert page.ending.eject.isEnabled()
    mounts, tools = tmp_path / "mounts", tmp_path / "bin"
    mounts.write_text(f"/dev/sdz1 {one.path} vfat rw 0 0\n", encoding="utf-8")
    tools.mkdir()
    (tools / "udisksctl").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (tools / "udisksctl").chmod(0o755)
    monkeypatch.setattr(ejecting, "_MOUNTS", mounts)
    monkeypatch.setenv("PATH", str(tools))
    page.ending.eject.click()
    assert page.done.notice.text() == "Có thể rút “KINGSTON”."
    assert not page.ending.eject.isEnabled()


def test_a_folder_is_not_taken_out(qtbot: QtBot, at: Province) -> None:
    page = opened(qtbot, at.apps["a"])
    page.writer.choose(at.usb)
    page.forward.click()
    assert page.step == DONE
    assert page.ending.eject.isHidden()


def test_at_the_hub_a_stick_without_packages_is_named(qtbot: QtBot, at: Province) -> None:
    page = ReceivePage(Window(at.hub))
    show(qtbot, page)
    zone = page.zone
    zone.show_sticks(())
    assert "cắm USB" in zone._under.text()
    zone.show_sticks((Stick(label="KINGSTON", files=()),))
    assert zone._under.text() == "Không có gói nào trên KINGSTON"
    assert zone.stick.isHidden()
    meeting(at.apps["a"])
    path = at.apps["a"].sending.export("2024-6T", at.usb).path
    zone.show_sticks((Stick(label="A", files=(path,)), Stick(label="B", files=())))
    assert "A" in zone.stick.text()
    zone.stick.click()
    assert [one.path for one in page.entries] == [path]
    path.unlink()
    page.feet.take.click()
    assert "Chưa đọc được tệp" in page.notice.words.text()
    assert at.hub.receiving.history() == ()

"""The second computer of an office in the window: written for it, taken from it, settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.media.drives import Drive
from gbdesk.services.receiving_parts import ATTENTION, READY
from gbdesk.sync import reading
from gbdesk.ui.pages.conflicts.page import ConflictsPage
from gbdesk.ui.pages.receive import foot
from gbdesk.ui.pages.receive.entries import DONE
from gbdesk.ui.pages.receive.office import OtherComputersPage
from gbdesk.ui.pages.sent import sticks
from gbdesk.ui.pages.sent.page import SentPage
from helpers.desks import Window
from helpers.journey import Province, content, figure, meeting, province, send, shown, take
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "a2") as made:
        made.folder.joinpath("stick").mkdir()
        yield made


def met(at: Province) -> tuple[App, App]:
    one, two = at.apps["a"], at.apps["a2"]
    answers = at.folder.glob("GB_*_DANGKY_*.gbpkg")
    (both,) = [path for path in answers if len(reading.outside(path).header.to) > 3]
    one.enrolment.accept(both)
    return one, two


def opened(qtbot: QtBot, app: App) -> tuple[OtherComputersPage, Window]:
    window = Window(app)
    page = OtherComputersPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def buttons(page: OtherComputersPage) -> set[str]:
    return {name for name, made in page.feet.buttons.items() if made.isVisibleTo(page)}


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_a_file_is_written_for_the_other_computer_and_comes_in_there(
    qtbot: QtBot, at: Province
) -> None:
    one, two = met(at)
    meeting(one, "Từ máy thứ nhất")
    page, window = opened(qtbot, one)
    assert "chưa nhập tệp nào" in page.told.text()
    page.share(at.folder / "stick")
    (path,) = (at.folder / "stick").glob("*.gbpkg")
    assert "đọc lại khớp" in window.told[-1][0]
    page, window = opened(qtbot, two)
    page.give([path])
    assert page.entries[0].group == READY
    assert buttons(page) == {foot.LATER, foot.TAKE}
    qtbot.mouseClick(page.feet.take, Qt.MouseButton.LeftButton)
    assert page.entries[0].group == DONE
    assert buttons(page) == {foot.UNDO}
    assert content(one) == content(two)
    assert "đã nhập gói 1" in page.told.text()
    undo = window.told[-1][1]
    assert undo is not None
    undo()
    assert content(one) != content(two)


def test_the_last_import_can_be_undone_another_day(qtbot: QtBot, at: Province) -> None:
    one, two = met(at)
    figure(one, 3)
    before = content(two)
    (path,) = one.sharing.write(at.folder / "stick").paths
    two.receiving.take_in(path)
    page, window = opened(qtbot, at.again("a2"))
    two = at.apps["a2"]
    assert "Gói 1" in page.back.toolTip()
    page.back.click()
    assert content(two) == before
    assert window.told
    assert not page.back.isEnabled()
    assert two.receiving.look(path).ready


def test_a_difference_is_chosen_here_or_later_on_its_page(qtbot: QtBot, at: Province) -> None:
    one, two = met(at)
    figure(one, 3)
    figure(two, 4)
    (path,) = two.sharing.write(at.folder / "stick").paths
    page, window = opened(qtbot, one)
    page.give([path])
    assert page.entries[0].group == ATTENTION
    (row,) = page.detail.changes.differences.rows
    assert "Máy này" in row.cards[0].accessibleName()
    assert "Máy khác" in row.cards[1].accessibleName()
    page.detail.changes.differences.keep.click()
    assert row.cards[0].isChecked()
    page.detail.changes.differences.leave.click()
    page.feet.take.click()
    assert "Khác biệt" in window.told[-1][0]
    settle = ConflictsPage(Window(one))
    show(qtbot, settle)
    assert "hỏi đơn vị" not in words(settle)
    settle.keep_hub.click()
    settle.settle.click()
    assert one.conflicts.count() == 0
    assert shown(one, one) == 3


def test_files_of_both_kinds_find_their_page(qtbot: QtBot, at: Province) -> None:
    one, two = met(at)
    figure(one, 3)
    sent = send(at, "a").path
    take(at, sent)
    (receipt,) = at.hub.receiving.receipts(at.back)
    window = Window(two)
    page = SentPage(window)
    show(qtbot, page)
    page.take(sent)
    assert window.gone == [("siblings", {"files": [sent]})]
    other, window = opened(qtbot, two)
    other.give([receipt])
    assert window.gone == [("sent", {"file": receipt})]
    assert other.entries == []
    page.take(receipt)
    assert "danger" not in page.said.objectName()


def test_what_this_computer_wrote_itself_is_here_already(qtbot: QtBot, at: Province) -> None:
    one, _ = met(at)
    figure(one, 3)
    sent = send(at, "a").path
    before = content(one)
    window = Window(one)
    page = SentPage(window)
    show(qtbot, page)
    page.take(sent)
    assert [where for where, _ in window.gone] == ["siblings"]
    other, _ = opened(qtbot, one)
    other.give([sent])
    assert other.entries[0].look is not None
    assert other.entries[0].look.outcome == "OLDER"
    assert buttons(other) == set()
    assert content(one) == before


def test_what_is_new_on_a_stick_is_offered_and_not_opened_by_itself(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = met(at)
    figure(one, 3)
    take(at, send(at, "a").path)
    (receipt,) = at.hub.receiving.receipts(at.back)
    (shared,) = two_writes(two, at)
    (at.back / "rac.gbpkg").write_bytes(b"gbpkg/1 h")
    usb = Drive(path=at.back, label="KINGSTON", free=1, total=2, removable=True, read_only=False)
    monkeypatch.setattr(sticks, "drives", lambda: (usb,))
    window = Window(one)
    page = SentPage(window)
    show(qtbot, page)
    assert page.sticks.isVisible()
    assert "Trên KINGSTON có 1 tệp của Sở chưa mở." in page.sticks.text()
    assert one.sending.sent()[0].state == "written"
    page.sticks.shared.click()
    assert window.gone == [("siblings", {"files": [shared]})]
    page.sticks.open.click()
    assert one.sending.sent()[0].state == "received"
    assert "của Sở" not in page.sticks.text()
    one.receiving.take_in(shared)
    page.sticks.look()
    assert page.sticks.isHidden()
    assert receipt.exists()


def two_writes(two: App, at: Province) -> tuple[Path, ...]:
    """The second computer enters something and writes it onto the stick of the hub."""
    figure(two, 5, number=1)
    return two.sharing.write(at.back).paths


def test_without_another_computer_it_says_what_to_do(qtbot: QtBot, at: Province) -> None:
    page, _ = opened(qtbot, at.apps["a"])
    assert "tệp mới nhất" in words(page.detail.empty)
    assert not page.told.text()
    assert not page.write.isEnabled()
    page.share(at.folder / "stick")
    assert "Ghi danh máy đó" in words(page.notice)

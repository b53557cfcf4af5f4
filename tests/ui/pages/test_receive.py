from __future__ import annotations

import gc
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gbdesk.media.drives import Drive
from gbdesk.services.progress import Silent
from gbdesk.services.receiving_parts import ATTENTION, CHANGED, READY, SKIPPED
from gbdesk.ui.hub.reason import ReasonQuestion
from gbdesk.ui.pages.receive import foot
from gbdesk.ui.pages.receive.changes import TOTALS
from gbdesk.ui.pages.receive.entries import CHECKING, DONE, Entry
from gbdesk.ui.pages.receive.lines import value_words
from gbdesk.ui.pages.receive.page import ReceivePage
from gbdesk.ui.tasks import Lanes
from helpers.desks import Window
from helpers.enrolled import PERIOD
from helpers.journey import (
    Province,
    content,
    copy_workspace,
    correct,
    figure,
    line,
    meeting,
    places,
    province,
    send,
    shown,
    take,
)
from helpers.packages import Craft, chain, world
from helpers.typed import QUIET, press, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
STALL_S = 0.2


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        yield made


def opened(qtbot: QtBot, at: Province) -> tuple[ReceivePage, Window]:
    window = Window(at.hub)
    page = ReceivePage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def entry(page: ReceivePage, name: str) -> Entry:
    return next(one for one in page.entries if one.path.name == name)


def words(page: ReceivePage) -> str:
    found = (one.text() for one in page.detail.findChildren(QLabel) if one.isVisibleTo(page))
    return "\n".join(found)


def test_many_files_are_checked_and_stand_in_groups(qtbot: QtBot, at: Province) -> None:
    meeting(at.apps["a"])
    meeting(at.apps["b"])
    good, other = send(at, "a").path, send(at, "b").path
    bad = at.usb / "hong.gbpkg"
    bad.write_bytes(other.read_bytes()[:-3000])
    before = content(at.hub)
    page, _ = opened(qtbot, at)
    page.give([at.usb])
    groups = {one.path: one.group for one in page.entries}
    assert groups == {good: READY, other: READY, bad: ATTENTION}
    page._show(entry(page, good.name))
    code = at.apps["a"].sending.sent()[0].check_code
    qtbot.waitUntil(lambda: code in words(page))
    page._show(entry(page, bad.name))
    assert "thiếu" in words(page)
    assert "vẫn ở chỗ cũ" in words(page)
    assert content(at.hub) == before


def test_a_zip_of_packages_is_unpacked_and_one_without_is_named(qtbot: QtBot, at: Province) -> None:
    meeting(at.apps["a"])
    meeting(at.apps["b"])
    packed, bare = at.usb / "goi.zip", at.usb / "anh.zip"
    with zipfile.ZipFile(packed, "w") as made:
        for name in ("a", "b"):
            path = send(at, name).path
            made.write(path, f"thang 5/{path.name}")
            path.unlink()
    with zipfile.ZipFile(bare, "w") as made:
        made.writestr("anh.jpg", b"x")
    before = content(at.hub)
    page, _ = opened(qtbot, at)
    page.give([packed])
    assert [one.group for one in page.entries] == [READY, READY]
    assert content(at.hub) == before
    page.give([bare])
    found = entry(page, "anh.zip")
    assert found.group == ATTENTION
    page._show(found)
    qtbot.waitUntil(lambda: "tệp nén" in words(page))
    qtbot.mouseClick(page.list.all_button, Qt.MouseButton.LeftButton)
    assert len(at.hub.receiving.history()) == 2
    assert packed.exists()


def test_ux46_ux48_all_that_is_ready_comes_in_with_one_press_and_leaves_by_undo(
    qtbot: QtBot, at: Province
) -> None:
    meeting(at.apps["a"])
    meeting(at.apps["b"])
    send(at, "a")
    send(at, "b")
    before = content(at.hub)
    page, window = opened(qtbot, at)
    page.give([at.usb])
    qtbot.mouseClick(page.list.all_button, Qt.MouseButton.LeftButton)
    assert {one.group for one in page.entries} == {DONE}
    said, undo = window.told[-1]
    assert said.startswith("Đã nhập 2 gói")
    page._show(page.entries[0])
    qtbot.waitUntil(lambda: "Đã nhập gói 1" in words(page))
    assert "Mã:" not in words(page)  # what went well has no code to tell by telephone
    assert content(at.hub) != before
    assert undo is not None
    undo()
    assert content(at.hub) == before
    assert {one.group for one in page.entries} == {READY}


def test_an_import_undone_elsewhere_is_ready_again(qtbot: QtBot, at: Province) -> None:
    meeting(at.apps["a"])
    page, _ = opened(qtbot, at)
    page.give([send(at, "a").path])
    page.feet.take.click()
    assert page.entries[0].group == DONE
    done = at.hub.receiving.undo(1)
    page.on_changed(done.changed)
    assert page.entries[0].group == READY
    assert page.feet.take.isEnabled()


def disputed(at: Province) -> Path:
    """A package with a figure that the hub corrected and the office then changed."""
    office = at.apps["a"]
    figure(office, 0)
    take(at, send(at, "a").path)
    correct(at, office, 0, place=1)
    correct(at, office, 2)
    figure(office, 3)
    meeting(office)
    return send(at, "a").path


def test_a_difference_stands_side_by_side_and_the_choice_is_taken(
    qtbot: QtBot, at: Province
) -> None:
    path = disputed(at)
    page, window = opened(qtbot, at)
    page.give([path])
    found = page.entries[0]
    assert found.group == ATTENTION
    (row,) = [
        one for one in page.detail.changes.differences.rows if not one.view.field.endswith(".note")
    ]
    assert [card.isChecked() for card in row.cards] == [True, False]
    qtbot.mouseClick(row.cards[1], Qt.MouseButton.LeftButton)
    assert [card.isChecked() for card in row.cards] == [False, True]
    qtbot.mouseClick(page.feet.take, Qt.MouseButton.LeftButton)
    assert found.group == DONE
    assert shown(at.hub, at.apps["a"]) == 3
    assert "Đã nhập" in window.told[-1][0]


def test_what_is_not_chosen_stays_open_and_the_button_says_so(qtbot: QtBot, at: Province) -> None:
    path = disputed(at)
    page, window = opened(qtbot, at)
    page.give([path])
    page.detail.changes.differences.leave.click()
    left = len(page.detail.changes.differences.rows)
    assert page.detail.left() == left
    assert f"để lại {left}" in page.feet.take.text()
    page.feet.take.setFocus()
    press(Qt.Key.Key_Space)
    assert page.list.hasFocus()
    assert at.hub.conflicts.count() == left
    assert f"Để lại {left} mục" in window.told[-1][0]
    assert shown(at.hub, at.apps["a"]) == 2


def test_the_preview_tells_old_and_new_with_signs(qtbot: QtBot, at: Province) -> None:
    office = at.apps["a"]
    ident = meeting(office, "Hội nghị cũ")
    take(at, send(at, "a").path)
    office.activities.save(ident, {"measure.attendees": 70})
    page, _ = opened(qtbot, at)
    page.give([send(at, "a").path])
    page.detail.changes.choose(CHANGED)
    preview = page.entries[0].preview
    assert preview is not None
    told = [value_words(one) for one in preview.lines_of(CHANGED)]
    assert "− 56 → + 70" in told
    assert page.detail.changes.table.model().rowCount() == len(told)


def test_the_preview_tells_the_sums_by_line_and_what_the_unit_declares(
    qtbot: QtBot, at: Province
) -> None:
    office = at.apps["a"]
    figure(office, 2)
    take(at, send(at, "a").path)
    correct(at, office, 3)
    figure(office, 5, place=1)
    page, _ = opened(qtbot, at)
    page.give([send(at, "a").path])
    preview = page.entries[0].preview
    assert preview is not None
    page.detail.changes.choose(TOTALS)
    table = page.detail.changes.totals
    assert table.isVisibleTo(page)
    model = table.model()
    rows = [
        [str(model.index(number, column).data() or "") for column in range(model.columnCount())]
        for number in range(model.rowCount())
    ]
    assert rows[0][1:] == ["3", "8", "7"], rows
    assert len(rows) == len(preview.totals)


def sentence(page: ReceivePage, name: str) -> tuple[str, str]:
    look = entry(page, name).look
    assert look is not None
    return look.outcome, look.message.happened


def unsigned_for(block: dict[str, Any]) -> dict[str, Any]:
    """A signature without the certificate of who signed."""
    return {**block, "certs": []}


def test_ux47_each_package_that_is_not_taken_in_says_its_own_sentence(
    qtbot: QtBot, at: Province
) -> None:
    office = at.apps["a"]
    meeting(office)
    old = send(at, "a").path
    meeting(office, "Hội nghị thứ hai")
    new = send(at, "a").path
    take(at, new)
    other = world(sample=True)
    raw = {
        "unknown.gbpkg": Craft(other, other.one, chain(other.one, 3), block=unsigned_for).make(),
        "foreign.gbpkg": Craft(other, other.one, chain(other.one, 3)).make(),
        "newer.gbpkg": new.read_bytes().replace(b"gbpkg/1", b"gbpkg/2", 1),
        "corrupt.gbpkg": new.read_bytes()[:-100],
        "note.pdf": b"%PDF-1.4",
    }
    for name, data in raw.items():
        (at.usb / name).write_bytes(data)
    before = content(at.hub)
    page, _ = opened(qtbot, at)
    page.give([old, new, *(at.usb / name for name in raw)])
    told = [sentence(page, one.path.name) for one in page.entries]
    assert [code for code, _ in told] == [
        "OLDER",
        "ALREADY",
        "E_UNKNOWN_SENDER",
        "E_CERT",
        "E_VERSION",
        "E_TRUNCATED",
        "E_NOT_PACKAGE",
    ]
    assert len({said for _, said in told}) == len(told)
    assert [one.group for one in page.entries[:2]] == [SKIPPED, SKIPPED]
    assert not any(one.look and one.look.ready for one in page.entries)
    assert content(at.hub) == before


def test_a_package_that_lies_there_twice_is_worked_on_once(qtbot: QtBot, at: Province) -> None:
    meeting(at.apps["a"])
    path = send(at, "a").path
    copy = at.usb / "ban sao.gbpkg"
    copy.write_bytes(path.read_bytes())
    page, window = opened(qtbot, at)
    page.give([path, copy])
    assert [one.group for one in page.entries] == [READY, SKIPPED]
    assert page.entries[1].path.name in page.entries[1].under
    page.list.all_button.click()
    assert window.told[-1][0].startswith("Đã nhập gói 01")
    assert [one.group for one in page.entries] == [DONE, SKIPPED]


def test_packages_on_a_stick_are_found_and_taken_with_one_press(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting(at.apps["a"])
    path = send(at, "a").path
    stick = Drive(path=at.usb, label="KINGSTON", free=1, total=2, removable=True, read_only=False)
    monkeypatch.setattr("gbdesk.ui.pages.receive.zone.drives", lambda: (stick,))
    page, _ = opened(qtbot, at)
    assert page.zone.stick.text() == "Lấy 1 gói trên KINGSTON"
    qtbot.mouseClick(page.zone.stick, Qt.MouseButton.LeftButton)
    assert [one.path for one in page.entries] == [path]


def test_a_second_history_is_let_in_after_asking(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting(at.apps["a"])
    take(at, send(at, "a").path)
    at.apps.pop("a").close()
    copy_workspace(at, "a", "kept")
    shutil.copytree(at.folder / "anchors", at.folder / "anchors.kept")
    at.apps["a"] = at.open("a")
    meeting(at.apps["a"], "Ở máy thứ nhất")
    take(at, send(at, "a").path)
    at.apps.pop("a").close()
    copy_workspace(at, "kept", "a")
    shutil.rmtree(at.folder / "anchors")
    shutil.copytree(at.folder / "anchors.kept", at.folder / "anchors")
    at.apps["a"] = at.open("a")
    meeting(at.apps["a"], "Ở máy chép sang")
    page, _ = opened(qtbot, at)
    (at.usb / "x").mkdir()
    page.give([at.apps["a"].sending.export(PERIOD, at.usb / "x").path])
    look = page.entries[0].look
    assert look is not None
    assert look.outcome == "E_FORK"

    def answered(question: ReasonQuestion) -> bool:
        question.text.setPlainText("Đơn vị đã chép dữ liệu sang máy mới.")
        return True

    monkeypatch.setattr(ReasonQuestion, "answered", answered)
    qtbot.mouseClick(page.feet.buttons[foot.DENY], Qt.MouseButton.LeftButton)
    look = page.entries[0].look
    assert look is not None
    assert not look.ready
    assert page.feet.buttons[foot.ALLOW].isVisible()
    qtbot.mouseClick(page.feet.buttons[foot.ALLOW], Qt.MouseButton.LeftButton)
    assert page.entries[0].look is not None
    assert page.entries[0].look.ready


class Stepwise(Window):
    """A window whose reading is done one piece at a time, when the test says so."""

    def __init__(self, app: Any) -> None:
        super().__init__(app)
        self.waiting: list[tuple[Callable[[Any], Any], Callable[[Any], None]]] = []

    def read(self, work: Any, done: Any, failed: Any = None) -> None:
        self.waiting.append((work, done))

    def step(self) -> None:
        for work, done in [self.waiting.pop(0) for _ in self.waiting[:]]:
            done(work(Silent()))


def test_checking_can_be_stopped_and_keeps_what_is_checked(qtbot: QtBot, at: Province) -> None:
    for title in ("Một", "Hai", "Ba"):
        meeting(at.apps["a"], title)
        send(at, "a")
    window = Stepwise(at.hub)
    page = ReceivePage(window)
    show(qtbot, page)
    page.give([at.usb])
    assert page.zone.cancel.isVisible()
    assert [one.group for one in page.entries] == [CHECKING] * 3
    qtbot.mouseClick(page.zone.cancel, Qt.MouseButton.LeftButton)
    window.step()
    assert [one.look is not None for one in page.entries] == [True]
    assert not page.zone.cancel.isVisible()


def test_files_come_in_by_dropping_and_leave_the_list_by_delete(qtbot: QtBot, at: Province) -> None:
    meeting(at.apps["a"])
    path = send(at, "a").path
    page, _ = opened(qtbot, at)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    button = Qt.MouseButton.LeftButton
    page.dropEvent(QDropEvent(QPointF(QPoint(9, 9)), Qt.DropAction.CopyAction, data, button, none))
    assert [one.path for one in page.entries] == [path]
    page.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert page.entries == []
    assert path.exists()
    assert at.hub.tray.all() == []


def test_what_waited_is_on_the_list_again(qtbot: QtBot, at: Province) -> None:
    meeting(at.apps["a"])
    path = send(at, "a").path
    page, _ = opened(qtbot, at)
    page.give([path])
    again, _ = opened(qtbot, at)
    assert [one.path for one in again.entries] == [path]
    assert again.entries[0].group == READY


def test_a_request_that_is_dropped_goes_to_registration(
    qtbot: QtBot, at: Province, tmp_path: Path
) -> None:
    request = tmp_path / "x.gbreq"
    request.write_bytes(b"x")
    page, window = opened(qtbot, at)
    page.give([request])
    assert window.gone == [("enrolment", {"file": request})]


def test_a_package_goes_back_with_a_reason_and_receipts_go_to_a_folder(
    qtbot: QtBot, at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting(at.apps["a"])
    page, window = opened(qtbot, at)
    page.give([send(at, "a").path])

    def answered(question: ReasonQuestion) -> bool:
        question.text.setPlainText("Số người dự chưa khớp, đề nghị kiểm tra lại.")
        return True

    monkeypatch.setattr(ReasonQuestion, "answered", answered)
    page.feet.asked.emit(foot.BACK)
    assert page.entries[0].group == SKIPPED
    assert "Trả lại" in window.told[-1][0] or "trả lại" in window.told[-1][0]
    page.feet.asked.emit(foot.LATER)
    page.feet.asked.emit(foot.TAKE)
    page.deeds.write_receipts(at.back, None)
    assert list(at.back.glob("*.gbpkg"))
    assert "biên nhận" in window.told[-1][0]


def test_a_reason_may_not_name_a_person(qtbot: QtBot, at: Province) -> None:
    question = ReasonQuestion(Window(at.hub), "Trả lại", "Vì sao", "Trả lại", None)
    qtbot.addWidget(question)
    for text in ("", "Hỏi chị Lan 0912345678"):
        question.text.setPlainText(text)
        question.accept()
        assert question.result() == 0
    question.text.setPlainText("Thiếu số liệu hai xã.")
    question.accept()
    assert question.result() == 1


def test_a_message_for_the_unit_names_file_and_remedy(qtbot: QtBot, at: Province) -> None:
    meeting(at.apps["a"])
    path = send(at, "a").path
    path.write_bytes(path.read_bytes()[:-2000])
    page, _ = opened(qtbot, at)
    page.give([path])
    page.feet.asked.emit(foot.TELL)
    said = QGuiApplication.clipboard().text()
    assert path.name in said
    assert "Gói đã gửi" in said


def test_no_figure_of_a_commune_stands_in_the_list(qtbot: QtBot, at: Province) -> None:
    office = at.apps["a"]
    figure(office, 731)
    page, _ = opened(qtbot, at)
    page.give([send(at, "a").path])
    told = [page.entries[0].title, page.entries[0].under, page.entries[0].pill[0]]
    assert "731" not in " ".join(told)
    assert places(office)
    assert line(office)


class Working(Window):
    """A window whose work runs off its thread, as the real one does it."""

    def __init__(self, app: Any, lanes: Lanes) -> None:
        super().__init__(app)
        self.lanes = lanes

    def read(self, work: Any, done: Any, failed: Any = None) -> None:
        self.lanes.read(work, done, failed)

    def write(self, work: Any, done: Any, failed: Any = None) -> None:
        self.lanes.write(work, done, failed)


class Beat(QTimer):
    """The longest the window's thread worked between two beats of its loop.

    It is measured by the processor's time, so that other programs do not count; what earlier
    tests left in memory is kept out of Python's collector, so that it does not count either.
    """

    def __init__(self) -> None:
        super().__init__(interval=5)
        gc.collect()
        gc.freeze()
        self._last = time.thread_time()
        self.worked = 0.0
        self.timeout.connect(self.beat)
        self.start()

    def beat(self) -> None:
        now = time.thread_time()
        self.worked = max(self.worked, now - self._last)
        self._last = now

    def end(self) -> None:
        self.stop()
        gc.unfreeze()


def test_ux46_the_window_answers_while_many_packages_are_checked_and_taken_in(
    qtbot: QtBot, at: Province
) -> None:
    for number in range(7):
        for name in ("a", "b"):
            meeting(at.apps[name], f"Hội nghị {number}")
            send(at, name)
    lanes = Lanes()
    page = ReceivePage(Working(at.hub, lanes))
    page.resize(1140, 600)
    show(qtbot, page)
    beat = Beat()
    page.give([at.usb])
    assert len(page.entries) == 14
    qtbot.waitUntil(lambda: all(one.look for one in page.entries), timeout=60_000)
    qtbot.mouseClick(page.list.all_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: {one.group for one in page.entries} == {DONE}, timeout=60_000)
    beat.end()
    qtbot.waitUntil(lambda: not lanes.busy, timeout=10_000)
    assert lanes.wait(10_000)
    assert beat.worked < STALL_S

"""Activities taken out of Excel in the window: a workbook or a paste, into the log and back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from gbdesk.services.activities import ActivityQuery
from gbdesk.ui import commands
from gbdesk.ui.excel.activities import ActivityWalk
from gbdesk.ui.excel.steps import COLUMNS, PREVIEW, SOURCE
from gbdesk.ui.pages.activities.page import ActivitiesPage
from helpers.desks import PERIOD, Window, Workplace, workplace
from helpers.typed import QUIET, show
from helpers.windows import opened, settle

pytestmark = pytest.mark.qt_log_ignore(QUIET)

HEAD = ("STT", "Nội dung", "Hình thức", "Ngày", "Xã", "Số người", "Trong đó nữ", "Ghi chú")
GOOD = (1, "Hội nghị triển khai", "Hội nghị", date(2024, 3, 8), "Xã Nà Hoa", 120, 61)
ASKED = (2, "Tập huấn hòa giải", "Tập huấn", date(2024, 4, 20), "Xã Nà Lúa", "1,035", "-")
NAMES = (3, "Thăm hỏi", "Hội nghị", date(2024, 4, 2), "Xã Nà Lúa", 3, 2, "bà Nguyễn Thị Hoa")
BAD = (4, "Nói chuyện", "Nói chuyện", "31/4/2024", "Xã Lạ", "nhiều", 20)


def workbook(path: Path, *rows: tuple[object, ...], hidden: int = 0) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(row)
    if hidden:
        sheet.row_dimensions[hidden].hidden = True
    book.save(path)
    return path


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path)
    yield made
    made.store.close()


def begun(qtbot: QtBot, place: Workplace) -> tuple[ActivitiesPage, ActivityWalk, Window]:
    window = Window(place)
    page = ActivitiesPage(window)
    page.resize(1310, 600)
    show(qtbot, page)
    page.excel.open()
    walk = page.excel.walk
    assert isinstance(walk, ActivityWalk)
    qtbot.waitUntil(walk.isVisible)
    return page, walk, window


def choose(combo: QComboBox, data: str) -> None:
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def count(place: Workplace) -> int:
    return place.activities.ids(place.activities.query_of(PERIOD)).total


def test_a_workbook_goes_into_the_log_in_one_step(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    page, walk, window = begun(qtbot, place)
    walk.take_file(workbook(tmp_path / "x.xlsx", GOOD, ASKED, NAMES, BAD, GOOD))
    assert walk.step == COLUMNS
    assert not walk.next.isEnabled()
    (thousands, dash) = walk.columns.answers.values()
    choose(thousands, "whole")
    assert not walk.next.isEnabled()
    choose(dash, "zero")
    walk.next.click()
    assert walk.step == PREVIEW
    assert walk.next.text() == "Ghi 2 hoạt động"
    assert walk.preview.bad.words.text().startswith("1 dòng")
    shown = [walk.preview.table.item(row, 0) for row in range(walk.preview.table.rowCount())]
    assert [item.text() for item in shown if item] == ["H4", "D5", "E5", "F5"]
    assert count(place) == 0
    walk.preview.personal.tick.click()
    walk.preview.there.tick.click()
    assert walk.next.text() == "Ghi 4 hoạt động"
    walk.preview.there.tick.click()
    walk.next.click()
    assert not walk.isVisible()
    assert count(place) == 3
    assert window.told[-1][0] == "Đã ghi 3 hoạt động từ Excel"
    page.back.undo()
    assert count(place) == 0


def test_what_was_recorded_elsewhere_meanwhile_is_told_and_left_out(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    _, walk, window = begun(qtbot, place)
    other = (2, "Tọa đàm", *GOOD[2:])
    walk.take_file(workbook(tmp_path / "x.xlsx", GOOD, other))
    walk.next.click()
    assert walk.next.text() == "Ghi 2 hoạt động"
    fields = {"title": GOOD[1], "kind": "meeting", "start": "2024-03-08"}
    where = next(one.id for one in place.catalogue.places.values() if one.name == GOOD[4])
    place.activities.save(None, {**fields, f"place.{where}": True})
    walk.next.click()
    assert walk.isVisible()
    assert walk.said.text().startswith("Có hoạt động vừa được ghi từ nơi khác.")
    assert (count(place), walk.next.text()) == (1, "Ghi 1 hoạt động")
    walk.next.click()
    assert (count(place), window.told[-1][0]) == (2, "Đã ghi 1 hoạt động từ Excel")


def test_columns_that_were_not_guessed_can_be_said(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    _, walk, _ = begun(qtbot, place)
    path = workbook(tmp_path / "x.csv.xlsx", GOOD)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet["B1"], sheet["D1"] = "Đầu việc", "Hôm nào"
    book.save(path)
    walk.take_file(path)
    assert not walk.next.isEnabled()
    choose(walk.columns.choices[1], "title")
    choose(walk.columns.choices[5], "start")
    assert walk.next.isEnabled()
    choose(walk.columns.choices[3], "start")
    assert walk.columns.choices[5].currentData() == ""
    walk.next.click()
    assert walk.next.text() == "Ghi 1 hoạt động"


def test_days_outside_the_shown_period_and_columns_not_taken_are_told(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    _, walk, _ = begun(qtbot, place)
    later = (2, "Tọa đàm", "Hội nghị", date(2024, 9, 2), "na hoa", 20, 9)
    path = workbook(tmp_path / "x.xlsx", GOOD, later)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["I1"], book.worksheets[0]["I2"] = "Kết quả", "tốt"
    book.save(path)
    walk.take_file(path)
    walk.next.click()
    shown = walk.preview
    assert shown.outside.words.text() == (
        "1 dòng có ngày ngoài 6 tháng đầu năm 2024, sẽ nằm ở kỳ của ngày đó: 3"
    )
    assert shown.left.words.text() == "1 cột không lấy: I Kết quả. Bấm Quay lại để chọn."
    assert shown.loose.words.text() == "1 tên viết khác danh mục, hiểu là: “na hoa” là Xã Nà Hoa"
    assert walk.width() <= walk.screen().availableSize().width()


def test_hidden_rows_are_taken_when_they_are_asked_for(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    _, walk, _ = begun(qtbot, place)
    walk.take_file(workbook(tmp_path / "x.xlsx", GOOD, (*GOOD[:1], "Khác", *GOOD[2:]), hidden=3))
    walk.next.click()
    assert walk.next.text() == "Ghi 1 hoạt động"
    walk.preview.hidden.tick.click()
    assert walk.next.text() == "Ghi 2 hoạt động"


def test_what_was_copied_is_pasted_and_a_form_is_said_for_all(
    qtbot: QtBot, place: Workplace
) -> None:
    _, walk, _ = begun(qtbot, place)
    QGuiApplication.clipboard().setText("Nội dung\tNgày\tXã\nGặp mặt\t22/5/2024\tNà Hoa\n")
    walk.source.paste.click()
    assert walk.step == COLUMNS
    walk.next.click()
    assert not walk.next.isEnabled()
    walk.back.click()
    choose(walk.kind, "meeting")
    walk.next.click()
    walk.next.click()
    assert count(place) == 1


def test_what_is_no_table_is_told_and_another_can_be_chosen(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    _, walk, _ = begun(qtbot, place)
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    walk.take_file(tmp_path / "x.xlsx")
    assert walk.step == SOURCE
    assert "x.xlsx" in walk.source.said.text()
    QGuiApplication.clipboard().clear()
    walk.paste()
    assert walk.step == SOURCE
    walk.take_file(workbook(tmp_path / "y.xlsx", GOOD))
    assert walk.step == COLUMNS
    assert walk.source.said.isHidden()
    walk.leave.click()
    assert count(place) == 0


def test_in_the_window_it_is_opened_by_its_keys_and_can_be_stopped(
    qtbot: QtBot, tmp_path: Path
) -> None:
    assert "excel" in {one.key for one in commands.commands(hub=False)}
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("activities")
        settle(qtbot, host)
        assert host.doing is not None
        host.doing.run(next(one for one in commands.ENTER if one.key == "excel"))
        frame = shell.current()
        assert frame is not None
        page = frame.page
        assert isinstance(page, ActivitiesPage)
        log_of = page._around.app.activities
        log = ActivityQuery(office=page._around.app.session.office)
        before = log_of.ids(log).total
        walk, gate = page.excel.walk, threading.Event()
        rows = [(n, f"Việc {n}", *GOOD[2:]) for n in range(40)]
        walk.take_file(workbook(tmp_path / "x.xlsx", *rows))
        qtbot.waitUntil(lambda: walk.step == COLUMNS)
        walk.next.click()
        qtbot.waitUntil(lambda: walk.step == PREVIEW)
        host.lanes.write(lambda _progress: gate.wait(), lambda _done: None)
        walk.next.click()
        assert walk.leave.text() == "Dừng"
        walk.leave.click()
        gate.set()
        qtbot.waitUntil(lambda: walk.step == PREVIEW)
        assert walk.said.text() == "Đã dừng theo yêu cầu. Chưa ghi gì."
        settle(qtbot, host)
        assert log_of.ids(log).total == before
        walk.next.click()
        qtbot.waitUntil(lambda: not walk.isVisible())
        settle(qtbot, host)
        assert log_of.ids(log).total == before + 40

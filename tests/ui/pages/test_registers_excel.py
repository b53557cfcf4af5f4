"""Lines of a register taken out of Excel in the window, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.ui.excel.entries import EntryWalk
from gbdesk.ui.excel.steps import COLUMNS, PREVIEW
from gbdesk.ui.pages.registers.page import RegistersPage
from helpers import ready
from helpers.desks import Window
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
HEAD = ("Tên mô hình", "Loại", "Xã", "Thành viên", "Nữ")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    office, hub = ready.pair(tmp_path)
    hub.close()
    yield office
    office.close()


def begun(qtbot: QtBot, app: App) -> tuple[RegistersPage, EntryWalk, Window]:
    window = Window(app)
    page = RegistersPage(window)
    page.resize(1240, 640)
    show(qtbot, page)
    assert page.one.listed.excel.isVisible()
    page.one.listed.excel.click()
    walk = page.taking.walk
    assert isinstance(walk, EntryWalk)
    qtbot.waitUntil(walk.isVisible)
    return page, walk, window


def titles(app: App) -> list[str]:
    return [row.title for row in app.entries.find(app.entries.own("model"))]


def test_a_workbook_becomes_lines_in_one_step(qtbot: QtBot, app: App, tmp_path: Path) -> None:
    place = app.catalogue.places_of(app.session.office, app.today())[1].name
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [
        HEAD,
        ("CLB A", "CLB gia đình", place, 30, 18),
        ("CLB B", None, place, 20, None),
        ("CLB C", "CLB gia đình", "Xã Lạ", 20, 5),
    ]
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "x.xlsx")
    page, walk, window = begun(qtbot, app)
    walk.take_file(tmp_path / "x.xlsx")
    assert walk.step == COLUMNS
    assert walk.columns.columns() == {0: "name", 1: "type", 2: "place", 3: "members", 4: "women"}
    walk.kind.setCurrentIndex(walk.kind.findData("dv-group"))
    walk.next.click()
    assert walk.step == PREVIEW
    assert walk.preview.new.words.text() == "2 dòng mới"
    assert walk.preview.table.item(0, 0).text() == "C4"
    assert not walk.preview.outside.isVisible()
    assert walk.next.text() == "Ghi 2 dòng"
    walk.next.click()
    assert titles(app) == ["CLB A", "CLB B"]
    assert window.told[-1][0] == "Đã ghi 2 dòng từ Excel"
    assert page.one.listed.model.rowCount() == 2
    page.back.undo()
    assert titles(app) == []


def test_a_paste_without_headings_is_guessed_by_what_stands_there(qtbot: QtBot, app: App) -> None:
    place = app.catalogue.places_of(app.session.office, app.today())[1].name
    page, walk, _window = begun(qtbot, app)
    lines = [f"CLB gia đình thôn {n}\tCLB gia đình\t{place}" for n in range(3)]
    QGuiApplication.clipboard().setText("\n".join(lines))
    walk.paste()
    assert walk.columns.columns() == {0: "name", 1: "type", 2: "place"}
    walk.columns.choices[0].setCurrentIndex(0)
    walk.columns.choices[0].activated.emit(0)
    assert not walk.next.isEnabled()
    assert walk.said.text() == "Chọn cột ghi “Tên”."
    walk.reject()
    assert titles(app) == []
    assert page.isVisible()


def test_the_hub_takes_lines_only_for_units_entered_there(qtbot: QtBot, tmp_path: Path) -> None:
    office, hub = ready.pair(tmp_path)
    page = RegistersPage(Window(hub))
    page.resize(1240, 640)
    show(qtbot, page)
    assert page.whose.chooser is not None
    page.whose.chooser.set_value(office.session.office)
    page.whose.chooser.chosen.emit(office.session.office)
    assert not page.taking.action.isEnabled()
    page._take()
    assert page.taking.walk is None
    office.close()
    hub.close()

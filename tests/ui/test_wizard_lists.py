"""The hub's own catalogue in the first run: names, units, communes; pasted, opened, kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gbdesk.ui import starting
from gbdesk.ui.first_run import state as kept
from gbdesk.ui.first_run.state import HUB, State
from gbdesk.ui.first_run.wizard import Wizard
from gbdesk.ui.host import Host
from gbdesk.ui.lists.taking import Taking
from helpers import looking
from helpers.typed import QUIET, type_text
from helpers.windows import WAIT, settle, window

pytestmark = pytest.mark.qt_log_ignore(QUIET)

UNITS = "STT\tTên đơn vị\tĐiện thoại\n1\tXã Bản Mới\t0207 382 1234\n2\tXã Na\t\n3\tXã Bản Mới\t\n"


def wizard(host: Host) -> Wizard:
    found = host.window.screen_shown()
    assert isinstance(found, Wizard)
    return found


def at(host: Host, folder: Path, step: str, template: str = "own-2025") -> Wizard:
    kept.save(State(step=step, role=HUB, template=template))
    starting.wizard(host, folder / "hub.gbdesk")
    found = wizard(host)
    assert found.state.step == step
    return found


def take(ask: Any, answer: Any = None) -> list[Taking]:
    """Start what asks for the columns and press its button."""
    seen: list[Taking] = []

    def press() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, Taking)
        seen.append(asked)
        if answer:
            answer(asked)
        asked.take.click()

    QTimer.singleShot(0, press)
    ask()
    return seen


def fill_names(shown: Wizard) -> None:
    lines = shown.step.fields.lines
    lines["province"].setFocus()
    type_text("Tỉnh Sông Vàng", lines["province"])
    assert lines["above"].text() == "UBND TỈNH SÔNG VÀNG"
    assert lines["seat"].text() == "Sông Vàng"


def test_names_that_are_missing_are_told_under_their_fields(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        shown = at(host, tmp_path, "names")
        shown.go_on()
        assert shown.state.step == "names"
        assert shown.step.fields.lines["province"].accessibleDescription()
        assert not shown.step.fields.lines["hub"].accessibleDescription()
        fill_names(shown)
        shown.go_on()
        assert shown.state.step == "units"


def test_pasted_units_become_a_hub(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        shown = at(host, tmp_path, "names")
        fill_names(shown)
        shown.go_on()
        step: Any = shown.step
        shown.go_on()
        assert shown.state.step == "units"  # nobody reports yet
        assert step.said.words()
        QGuiApplication.clipboard().setText(UNITS)
        asked = take(step.panel.ask_paste)[0]
        assert [one.currentData() for one in asked.choices] == ["", "name", "phone"]
        assert len(step.panel.model.lines) == 3
        assert step.panel.model.fault_cells() == [(0, 0), (0, 3), (2, 0), (2, 3)]
        shown.go_on()
        assert shown.state.step == "units"
        step.panel.table.go_to(2, 0)
        step.panel.remove.click()
        assert not step.panel.model.fault_cells()
        shown.go_on()
        assert shown.state.step == "person"
        person: Any = shown.step
        type_text("Thư", person.display)
        for line in (person.password, person.again):
            line.setText(looking.PASSWORD)
        shown.go_on()
        qtbot.waitUntil(lambda: shown.state.step == "sheet", timeout=WAIT)
        shown.step.refuse.setChecked(True)
        shown.go_on()
        shown.step.kept.setChecked(True)
        for _ in range(3):
            shown.go_on()
        qtbot.waitUntil(lambda: host.shell is not None, timeout=WAIT)
        settle(qtbot, host)
        catalogue = host.app.catalogue
        assert catalogue.number == 1
        assert catalogue.letterhead.parent == "UBND TỈNH SÔNG VÀNG"
        titles = [one.title for one in catalogue.offices.values()]
        assert titles == ["Sở Văn hóa, Thể thao và Du lịch", "Xã Bản Mới", "Xã Na"]
        assert list(catalogue.offices.values())[1].phone == "0207 382 1234"
        made = host.app.enrolment.invite(list(catalogue.offices)[1])
        assert made.code


def test_nothing_typed_is_lost_by_going_back_forth_and_away(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        shown = at(host, tmp_path, "units")
        step: Any = shown.step
        model = step.panel.model
        model.setData(model.index(0, 0), "Xã Bản Mới")
        shown._back()
        shown.step.fields.lines["province"].setFocus()
        type_text("Tỉnh A", shown.step.fields.lines["province"])
        shown._back()
        shown.step.templates.choose("sample-2025")
        shown.go_on()
        assert shown.step.fields.lines["province"].text() == "Tỉnh Sông Vàng"
        shown._back()
        shown.step.templates.choose("own-2025")
        shown.go_on()
        assert shown.step.fields.lines["province"].text() == "Tỉnh A"
    with window(qtbot, tmp_path) as host:
        starting.wizard(host, None)
        shown = wizard(host)
        assert shown.step.fields.lines["province"].text() == "Tỉnh A"
        shown.go_on()
        assert shown.step.panel.model.lines[0]["name"] == "Xã Bản Mới"


def test_communes_are_asked_for_only_where_units_enter_by_them(
    qtbot: QtBot, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Tên xã", "Mã xã", "Huyện"])
    page.append(["Xã A", "00101", "Sông Mây"])
    page.append(["Xã B", "00102", "Sông Lạ"])
    book.save(tmp_path / "xa.xlsx")
    with window(qtbot, tmp_path) as host:
        shown = at(host, tmp_path, "names", "own-2024")
        fill_names(shown)
        shown.go_on()
        model = shown.step.panel.model
        model.setData(model.index(0, 0), "Phòng Văn hóa và Thông tin huyện Sông Mây")
        shown.go_on()
        assert shown.state.step == "places"
        step: Any = shown.step
        take(lambda: step.panel.take_file(tmp_path / "xa.xlsx"))
        assert step.panel.model.fault_cells() == [(1, 2)]
        shown.go_on()
        assert shown.state.step == "places"
        assert step.panel.table.currentIndex().row() == 1
        step.panel.model.setData(step.panel.model.index(1, 2), "Sông Mây")
        shown.go_on()
        assert shown.state.step == "person"


def test_keys_of_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        step: Any = at(host, tmp_path, "units").step
        table, model = step.panel.table, step.panel.model
        assert table.textElideMode() == Qt.TextElideMode.ElideMiddle  # names differ at their ends
        for row, name in enumerate(("Xã A", "Xã A", "Xã C")):
            model.setData(model.index(row, 0), name)
        table.go_to(2, 0)
        QTest.keyClick(table, Qt.Key.Key_F8)
        assert table.currentIndex().row() == 0
        QTest.keyClick(table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
        assert table.currentIndex().row() == 1
        assert "Xã A" in step.panel.said.text()
        table.clearSelection()
        table.go_to(2, 0)
        QTest.keyClick(table, Qt.Key.Key_Delete)
        assert "name" not in model.lines[2]
        QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert model.lines[2]["name"] == "Xã C"
        QGuiApplication.clipboard().setText("Xã D")
        QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert model.lines[2]["name"] == "Xã D"
        QTest.keyClick(table, Qt.Key.Key_Return)
        assert table.currentIndex().row() == 3


def test_replacing_is_asked_for_where_there_are_lines(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        step: Any = at(host, tmp_path, "units").step
        model = step.panel.model
        model.setData(model.index(0, 0), "Xã Cũ")
        QGuiApplication.clipboard().setText("Xã A\nXã B\n")
        take(step.panel.ask_paste, lambda asked: asked.replace.setChecked(True))
        assert [one["name"] for one in model.lines] == ["Xã A", "Xã B"]
        step.panel.undo.click()
        assert [one["name"] for one in model.lines] == ["Xã Cũ"]


def test_an_empty_clipboard_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with window(qtbot, tmp_path) as host:
        step: Any = at(host, tmp_path, "units").step
        QGuiApplication.clipboard().setText("")
        step.panel.ask_paste()
        assert step.panel.said.text()
        assert not step.panel.model.lines

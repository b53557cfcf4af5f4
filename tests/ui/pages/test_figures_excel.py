"""Figures taken out of a workbook into the grid, as one step that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gbdesk.domain.refusals import Refused
from gbdesk.services.commune_forms import write_forms
from gbdesk.services.messages import describe
from gbdesk.services.returns import CellChange
from gbdesk.ui.excel.figures import FigureWalk
from gbdesk.ui.excel.steps import COLUMNS, PREVIEW, SOURCE
from gbdesk.ui.grid.commands import Deed
from gbdesk.ui.grid.sheet import Change
from gbdesk.ui.pages.figures.page import FiguresPage
from helpers.desks import PERIOD, Window, Workplace, workplace
from helpers.typed import CTRL, QUIET, press, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
FORM = "TT07-2017"
CASES = "dv.cases"
HEAD = ("Xã", "Hộ có bạo lực", "Tổng số vụ")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path)
    yield made
    made.store.close()


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(path)
    return path


def stored(place: Workplace, row: int, line: str) -> object:
    sheet = place.returns.open(FORM, PERIOD)
    return sheet.cells[sheet.rows[row], line].value


def others(walk: FigureWalk) -> list[list[str]]:
    """The figures that would be replaced, as the preview lists them."""
    table = walk.preview.others
    items = [
        [table.item(row, column) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [[item.text() for item in row if item] for row in items]


def begun(qtbot: QtBot, place: Workplace) -> tuple[FiguresPage, FigureWalk, Window]:
    window = Window(place)
    page = FiguresPage(window)
    page.resize(1310, 600)
    show(qtbot, page)
    page.excel.action.trigger()
    walk = page.excel.walk
    assert isinstance(walk, FigureWalk)
    qtbot.waitUntil(walk.isVisible)
    return page, walk, window


def test_blank_cells_are_filled_and_others_only_when_asked_for(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    first = place.returns.open(FORM, PERIOD).places[0]
    change = CellChange(place=first.id, indicator="dv.cases", value=9)
    place.returns.set_cells(FORM, PERIOD, [change])
    page, walk, window = begun(qtbot, place)
    walk.take_file(workbook(tmp_path / "x.xlsx", (first.name, 3, 4), ("Cộng", 3, 4)))
    assert walk.step == COLUMNS
    walk.next.click()
    assert walk.step == PREVIEW
    assert walk.next.text() == "Lấy 1 số liệu"
    assert others(walk) == [[first.name, "Tổng số vụ", "9", "4"]]
    walk.preview.replace.click()
    assert walk.next.text() == "Lấy 2 số liệu"
    walk.next.click()
    assert (stored(place, 0, "dv.households"), stored(place, 0, "dv.cases")) == (3, 4)
    assert window.told[-1][0] == "Đã lấy 2 số liệu từ Excel"
    assert page.grid is not None
    page.grid.view.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert (stored(place, 0, "dv.households"), stored(place, 0, "dv.cases")) == (None, 9)


def test_a_figure_that_changed_since_it_was_shown_is_told_and_not_replaced(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    first = place.returns.open(FORM, PERIOD).places[0]
    _page, walk, window = begun(qtbot, place)
    walk.take_file(workbook(tmp_path / "x.xlsx", (first.name, 3, 4)))
    walk.next.click()
    assert others(walk) == []
    place.returns.set_cells(FORM, PERIOD, [CellChange(place=first.id, indicator=CASES, value=9)])
    walk.next.click()
    assert walk.isVisible()
    assert walk.said.text() == "Số liệu của kỳ vừa thay đổi nên chưa lấy gì. Hãy xem lại."
    assert (stored(place, 0, "dv.households"), stored(place, 0, CASES)) == (None, 9)
    assert others(walk) == [[first.name, "Tổng số vụ", "9", "4"]]
    assert walk.next.text() == "Lấy 1 số liệu"
    walk.preview.replace.click()
    walk.next.click()
    assert (stored(place, 0, "dv.households"), stored(place, 0, CASES)) == (3, 4)
    assert window.told[-1][0] == "Đã lấy 2 số liệu từ Excel"


def test_a_return_completed_since_is_left_as_it_is(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    first = place.returns.open(FORM, PERIOD).places[0]
    _page, walk, window = begun(qtbot, place)
    walk.take_file(workbook(tmp_path / "x.xlsx", (first.name, 3, 4)))
    walk.next.click()
    place.returns.declare_nil(FORM, PERIOD)
    walk.next.click()
    assert walk.isVisible()
    assert walk.said.text().startswith("Kỳ này đã hoàn tất")
    assert not window.told
    assert stored(place, 0, CASES) == 0


def test_nothing_replaces_a_figure_that_the_table_does_not_show(
    qtbot: QtBot, place: Workplace
) -> None:
    page, walk, window = begun(qtbot, place)
    walk.reject()
    first = place.returns.open(FORM, PERIOD).places[0]
    place.returns.set_cells(FORM, PERIOD, [CellChange(place=first.id, indicator=CASES, value=9)])
    assert page.grid is not None
    five = Deed("5", (Change(place=first.id, line=CASES, value=5),))
    page.grid.apply(five)
    assert stored(place, 0, CASES) == 9
    (wrong,) = window.wrong
    assert isinstance(wrong, Refused)
    assert describe(wrong).happened == "Số liệu đã thay đổi từ lúc xem: 1 ô."
    assert page.grid.sheet.cell(first.id, CASES).value == 9
    page.grid.apply(five)
    assert stored(place, 0, CASES) == 5


def test_a_column_of_places_is_needed(qtbot: QtBot, place: Workplace, tmp_path: Path) -> None:
    _page, walk, _window = begun(qtbot, place)
    walk.take_file(workbook(tmp_path / "x.xlsx", ("Xã Nà Hoa", 3, 4)))
    assert walk.next.isEnabled()
    walk.columns.choices[0].setCurrentIndex(0)
    walk.columns.choices[0].activated.emit(0)
    assert not walk.next.isEnabled()
    assert walk.said.text() == "Hãy chọn cột tên xã."


def test_forms_for_communes_are_written_and_taken_in_again(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    page, walk, window = begun(qtbot, place)
    folder = tmp_path / "forms"
    folder.mkdir()
    page.excel.write_forms(folder)
    assert window.told[-1][0].startswith("Đã tạo 12 biểu mẫu trong ")
    first, second = sorted(folder.iterdir())[:2]
    book = openpyxl.load_workbook(first)
    book["Bieu"]["D9"] = 1250
    book.save(first)
    walk.take_file(first)
    assert walk.step == PREVIEW
    assert walk.next.text() == "Lấy 1 số liệu"
    walk.back.click()
    assert walk.step == SOURCE
    walk.take_forms([first, second])
    walk.next.click()
    assert window.told[-1][0] == "Đã lấy 1 số liệu từ Excel"


def test_a_form_of_another_period_is_refused_with_a_sentence(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    page, walk, _window = begun(qtbot, place)
    office = place.session.office
    (tmp_path / "forms").mkdir()
    other = place.returns.open(FORM, "2024-N", office)
    path = write_forms(place.desk, other, tmp_path / "forms")[0]
    walk.take_file(path)
    assert walk.step == SOURCE
    assert path.name in walk.source.said.text()
    assert "6 tháng" in walk.source.said.text()
    assert page.excel.walk is walk

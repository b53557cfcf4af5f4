from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gbdesk.domain.templates import load_template
from gbdesk.services.beside import LAST_YEAR, Former, Then
from gbdesk.services.returns import CellChange
from gbdesk.ui.grid.beside import BesideBox
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.model import GHOST
from gbdesk.ui.grid.sheet import Row, Sheet
from gbdesk.ui.pages.figures.page import FiguresPage
from helpers.desks import PERIOD, Window, Workplace, workplace
from helpers.typed import QUIET, press, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
FORM = "TT07-2017"


def opened(qtbot: QtBot, window: Window) -> tuple[FiguresPage, FigureGrid]:
    page = FiguresPage(window)
    page.resize(1310, 600)
    show(qtbot, page)
    assert page.grid is not None
    page.grid.view.setFocus()
    return page, page.grid


def said(page: FiguresPage) -> list[str]:
    return [one.text() for one in page.side.beside.findChildren(QLabel) if one.isVisibleTo(page)]


def past(place: Workplace) -> None:
    row = place.returns.open(FORM, PERIOD).rows[0]
    for period, value in (("2023-6T", 31), ("2023-N", 58)):
        change = CellChange(place=row, indicator="dv.households", value=value)
        place.returns.set_cells(FORM, period, [change])


def test_the_side_tells_the_period_before_and_last_year(qtbot: QtBot, tmp_path: Path) -> None:
    place = workplace(tmp_path)
    past(place)
    page, grid = opened(qtbot, Window(place))
    assert said(page) == ["Kỳ trước (N23)", "58", "Cùng kỳ năm trước (6T23)", "31"]
    grid.view.go(1, 0)
    assert said(page)[1::2] == ["không có số", "không có số"]
    assert "Kỳ trước (N23): không có số" in page.side.beside.accessibleName()
    place.store.close()


def test_f7_shows_earlier_figures_small_in_the_cells_and_changes_none(
    qtbot: QtBot, tmp_path: Path
) -> None:
    place = workplace(tmp_path)
    past(place)
    page, grid = opened(qtbot, window := Window(place))
    cell = grid.view.visualRect(grid.model.index(0, 0)).adjusted(2, 2, -3, -3)
    grid.view.go(3, 3)
    bare = grid.view.viewport().grab(cell).toImage()
    for ghost, words in (("31", "6 tháng đầu năm 2023"), ("58", "Năm 2023"), ("", "ẩn số")):
        press(Qt.Key.Key_F7)
        assert grid.model.index(0, 0).data(GHOST) == ghost
        assert words in window.told[-1][0]
        assert (grid.view.viewport().grab(cell).toImage() == bare) == (not ghost)
    assert [action.isChecked() for action in page.comparing.actions.values()] == [False, False]
    assert grid.sheet.cell(grid.sheet.rows[0].place, "dv.households").is_blank
    place.store.close()


def test_the_menu_chooses_the_period_and_an_empty_one_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    place = workplace(tmp_path)
    page, grid = opened(qtbot, window := Window(place))
    page.comparing.actions["before"].trigger()
    assert grid.model.compared == "before"
    assert window.told[-1][0] == "Máy này không có số liệu Năm 2023."
    page.comparing.actions["before"].trigger()
    assert grid.model.compared == ""
    place.store.close()


def test_a_unit_made_of_older_ones_shows_each_under_its_name(qtbot: QtBot) -> None:
    form = load_template("sample-2024").forms[FORM]
    parts = (
        Former(place="o:1", name="Xã Bản Mới", share="whole", figures={"dv.cases": 5}),
        Former(place="o:2", name="Xã Nà Lúa", share="part", figures={}),
    )
    then = Then(period="2025-6T", figures={}, formers={"n:1": parts})
    sheet = Sheet(form, (Row("n:1", "Xã Sông Mây"),), {}, beside={LAST_YEAR: then})
    box = BesideBox()
    qtbot.addWidget(box)
    box.show_beside(sheet, "n:1", "dv.cases", {"2025-6T": "6T25"})
    words = "Cùng kỳ năm trước (6T25): chưa thành lập; Xã Bản Mới: 5; Xã Nà Lúa (một phần): "
    assert box.accessibleName() == f"{words}không có số"
    assert sheet.then(LAST_YEAR, "n:1", "dv.cases") is None

"""Beside a figure: what the registers count for it, taken over by a click and never unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.services.changed import Changed
from gbdesk.services.returns import CellChange
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.pages.figures.page import FiguresPage
from helpers.desks import Window
from helpers.ready import FORM, PERIOD, pair
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
CLUBS, GROUPS = "prevention.independent.clubs", "prevention.independent.groups"
ADDRESSES = "prevention.independent.trusted-addresses"


@pytest.fixture
def apps(tmp_path: Path) -> Iterator[tuple[App, App]]:
    office, hub = pair(tmp_path)
    yield office, hub
    office.close()
    hub.close()


def opened(qtbot: QtBot, app: App) -> tuple[FiguresPage, FigureGrid, Window]:
    window = Window(app)
    page = FiguresPage(window)
    page.resize(1310, 600)
    show(qtbot, page)
    assert page.grid is not None
    return page, page.grid, window


def kept(app: App, row: int, *, kind: str = "family-club", name: str = "CLB") -> None:
    place = app.returns.open(FORM, PERIOD).rows[row]
    app.entries.save(None, {"register": "model", "type": kind, "name": name, "place": place})


def stored(app: App, row: int, line: str) -> object:
    sheet = app.returns.open(FORM, PERIOD)
    return sheet.cells[sheet.rows[row], line].value


def enter(app: App, row: int, line: str, value: int | None) -> None:
    place = app.returns.open(FORM, PERIOD).rows[row]
    app.returns.set_cells(FORM, PERIOD, [CellChange(place=place, indicator=line, value=value)])


def test_the_number_of_the_register_is_offered_and_taken_by_a_click(
    qtbot: QtBot, apps: tuple[App, App]
) -> None:
    app = apps[0]
    for n in range(3):
        kept(app, 0, name=f"CLB {n}")
    enter(app, 0, CLUBS, None)
    enter(app, 1, CLUBS, 2)
    page, grid, window = opened(qtbot, app)
    box, rows = page.side.counted, [row.place for row in grid.sheet.rows]
    grid.go_to_line(rows[0], CLUBS)
    assert box.words.text() == "Sổ “Mô hình, địa chỉ tin cậy” có 3"
    assert box.take.text() == "Lấy số 3"
    assert stored(app, 0, CLUBS) is None
    box.take.click()
    assert stored(app, 0, CLUBS) == 3
    assert box.words.text().endswith("khớp với số đã nhập")
    assert not box.take.isVisible()
    grid.undo()
    assert stored(app, 0, CLUBS) is None
    grid.go_to_line(rows[0], GROUPS)
    assert not box.isVisible()
    kept(app, 1, name="CLB Khe Vầu")
    page.on_changed(Changed.ENTRIES)
    grid.go_to_line(rows[1], CLUBS)
    assert box.take.text() == "Thay 2 bằng 1"
    box.take.click()
    assert stored(app, 1, CLUBS) == 1
    assert not window.wrong


def test_only_blank_cells_are_filled_in_one_step(qtbot: QtBot, apps: tuple[App, App]) -> None:
    app = apps[0]
    kept(app, 0)
    kept(app, 1)
    kept(app, 1, kind="dv-group", name="Nhóm")
    for row, value in ((0, 5), (1, None)):
        enter(app, row, CLUBS, value)
        enter(app, row, GROUPS, None)
    page, grid, window = opened(qtbot, app)
    page.registered.action.trigger()
    assert [stored(app, row, CLUBS) for row in (0, 1)] == [5, 1]
    assert [stored(app, row, GROUPS) for row in (0, 1)] == [None, 1]
    assert window.told[-1][0] == "Đã lấy 2 số từ sổ vào ô trống."
    grid.undo()
    assert stored(app, 1, CLUBS) is None
    grid.redo()
    page.registered.action.trigger()
    assert window.told[-1][0] == "Không có ô trống nào mà sổ có số."


def test_the_hub_sees_the_number_of_a_unit_and_takes_none(
    qtbot: QtBot, apps: tuple[App, App], tmp_path: Path
) -> None:
    office, hub = apps
    kept(office, 0)
    hub.receiving.take_in(office.sending.export(PERIOD, tmp_path).path)
    page, grid, _window = opened(qtbot, hub)
    page.offices.set_value(office.session.office)
    page.reopen()
    grid.go_to_line(grid.sheet.rows[0].place, CLUBS)
    assert page.side.counted.words.text().startswith("Sổ “Mô hình, địa chỉ tin cậy” có 1")
    assert not page.side.counted.take.isVisible()
    assert not page.registered.action.isEnabled()

"""The list of products offers its counts for the three numbers and replaces none unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.domain.cells import CellValue
from gbdesk.domain.ops import Fields
from gbdesk.services.changed import Changed
from gbdesk.services.returns import CellChange
from gbdesk.ui.pages.products.listed import NUMBERS
from gbdesk.ui.pages.products.page import ProductsPage
from gbdesk.ui.pages.registers.page import RegistersPage
from helpers.desks import Window
from helpers.ready import PERIOD, pair
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
FORM = "PRODUCTS"
FOUND: Fields = {"finding": "stereotyped", "expression": "Phụ nữ chỉ làm việc nhà"}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    office, hub = pair(tmp_path)
    hub.close()
    yield office
    office.close()


def opened(qtbot: QtBot, app: App) -> tuple[ProductsPage, Window]:
    window = Window(app)
    page = ProductsPage(window)
    page.resize(1140, 620)
    show(qtbot, page)
    return page, window


def product(app: App, name: str, **more: object) -> str:
    values: Fields = {"register": "product", "product-type": "panel", "name": name}
    dated: Fields = {"date": "2024-05-20"}
    return app.entries.save(None, {**values, **dated, **more}).id  # type: ignore[dict-item]


def stored(app: App) -> list[CellValue]:
    sheet = app.returns.open(FORM, PERIOD)
    return [sheet.cell("", line).value for line in NUMBERS]


def test_without_a_list_the_numbers_are_typed(qtbot: QtBot, app: App) -> None:
    page, window = opened(qtbot, app)
    assert page.list.counts.text().startswith("Chưa có danh sách sản phẩm.")
    assert not page.list.take.isVisible()
    page.list.open.click()
    facts = {"register": "product", "office": app.session.office}
    assert window.gone == [("registers", facts)]


def test_the_list_is_counted_and_taken_by_a_click(qtbot: QtBot, app: App) -> None:
    product(app, "Pa nô", **FOUND, handling="removed")
    product(app, "Tờ rơi", **FOUND)
    product(app, "Sách", finding="none")
    product(app, "Phim năm ngoái", **FOUND, date="2023-05-20")
    page, _window = opened(qtbot, app)
    box = page.list
    assert box.counts.text() == (
        "Danh sách có: 3 đã rà soát · 2 có định kiến giới · 1 đã giảm/loại/sửa"
    )
    assert stored(app) == [None, None, None]
    box.take.click()
    assert stored(app) == [3, 2, 1]
    assert page.rate.number.text() == "50,0%"
    assert box.more.text() == "Số đã nhập khớp với danh sách."
    assert not box.take.isVisible()
    product(app, "Tiểu phẩm", finding="none")
    page.on_changed(Changed.ENTRIES)
    assert stored(app) == [3, 2, 1]
    assert box.more.text() == "Số đang nhập là 3 · 2 · 1; lấy số của danh sách sẽ thay các số này."
    box.take.click()
    assert stored(app) == [4, 2, 1]
    assert page.grid is not None
    page.grid.undo()
    assert stored(app) == [3, 2, 1]


@pytest.mark.parametrize("lacking", [{"finding": None}, {"date": None}])
def test_an_unfinished_line_keeps_from_taking_numbers_too_low(
    qtbot: QtBot, app: App, lacking: Fields
) -> None:
    product(app, "Pa nô", **FOUND)
    product(app, "Tờ rơi", **{**FOUND, **lacking})
    page, _window = opened(qtbot, app)
    assert page.list.more.text() == (
        "1 dòng chưa ghi ngày hoặc kết quả rà soát; bổ sung trước khi lấy số."
    )
    page.list.take.click()
    assert stored(app) == [None, None, None]


def test_a_completed_return_takes_nothing(qtbot: QtBot, app: App) -> None:
    product(app, "Pa nô", **FOUND)
    changes = [CellChange(place="", indicator=line, value=0) for line in NUMBERS]
    app.returns.set_cells(FORM, PERIOD, changes)
    app.returns.complete(FORM, PERIOD)
    page, _window = opened(qtbot, app)
    assert not page.list.take.isVisible()


def test_the_list_has_its_place_among_the_registers(qtbot: QtBot, app: App) -> None:
    ident = product(app, "Pa nô", **FOUND)
    page = RegistersPage(Window(app))
    page.resize(1140, 620)
    show(qtbot, page)
    page.arrive(register="product", open=ident)
    form = page.one.panel.form
    assert {"finding", "expression", "handling", "date"} <= set(form.keys())
    form.write("finding", "none")
    page.one.panel.field_edited("finding")
    assert {"expression", "handling"}.isdisjoint(form.keys())
    page.one.save()
    assert app.entries.get(ident).get("expression") is None

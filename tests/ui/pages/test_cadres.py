from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.domain.cells import CellValue
from gbdesk.services.returns import CellChange
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.pages.cadres.beside import BEFORE, SHARE, STATE
from gbdesk.ui.pages.cadres.page import CadresPage
from gbdesk.ui.pages.products.bar import verdict_word
from gbdesk.ui.pages.products.page import ProductsPage
from helpers.desks import Window
from helpers.ready import PERIOD, pair
from helpers.typed import CTRL, NONE, QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)
FORM = "CADRE"
NONE_FOUND = "Không có sản phẩm nào được xác định – không tính tỷ lệ"


@pytest.fixture
def apps(tmp_path: Path) -> Iterator[tuple[App, App]]:
    office, hub = pair(tmp_path)
    yield office, hub
    office.close()
    hub.close()


def enter(app: App, period: str, row: str, *values: CellValue) -> None:
    names = ("total", "women", "ethnic-minority-women")
    changes = [
        CellChange(place="", indicator=f"cadre.{row}.{name}", value=value)
        for name, value in zip(names, values, strict=False)
    ]
    app.returns.set_cells(FORM, period, changes)


def stored(app: App, row: str, name: str = "women") -> CellValue:
    return app.returns.open(FORM, PERIOD).cell("", f"cadre.{row}.{name}").value


def opened(qtbot: QtBot, app: App) -> tuple[CadresPage, FigureGrid]:
    page = CadresPage(Window(app))
    page.resize(1140, 620)
    show(qtbot, page)
    assert page.grid is not None
    page.grid.view.setFocus()
    return page, page.grid


def said(page: CadresPage, row: int, column: int) -> str:
    assert page.beside is not None
    return str(page.beside.rows.index(row, column).data() or "")


def test_a_row_is_an_indicator_and_the_share_is_worked_out(
    qtbot: QtBot, apps: tuple[App, App]
) -> None:
    office, _ = apps
    page, grid = opened(qtbot, office)
    assert len(grid.sheet.rows) == 17
    for key in ("38", "21", "6"):
        with qtbot.waitSignal(page.saved):
            type_text(key)
            press(Qt.Key.Key_Tab)
    assert [stored(office, "staff", name) for name in ("total", "women")] == [38, 21]
    assert said(page, 0, SHARE) == "55,3%"
    press(Qt.Key.Key_Z, CTRL)
    assert stored(office, "staff", "ethnic-minority-women") is None


def test_more_women_than_all_is_told_below_with_a_fix(qtbot: QtBot, apps: tuple[App, App]) -> None:
    office, _ = apps
    enter(office, PERIOD, "deputies", 12, 14, 3)
    page, grid = opened(qtbot, office)
    page.arrive(form=FORM, line="cadre.deputies.women")
    assert page.place() == {"line": "cadre.deputies.women"}
    words = [one.text() for one in page.strip.findChildren(type(page.empty))]
    assert "Nữ (14) nhiều hơn tổng số (12) ở dòng “Cấp phó”." in words
    fix = next(one for one in page.strip.findChildren(QPushButton) if "= 12" in one.text())
    with qtbot.waitSignal(page.saved):
        fix.click()
    assert stored(office, "deputies") == 12
    assert not page.strip.isVisible()
    assert not grid.sheet.gaps().errors


def test_stock_carried_over_is_no_figure_until_it_is_confirmed(
    qtbot: QtBot, apps: tuple[App, App]
) -> None:
    office, _ = apps
    enter(office, "2023-N", "staff", 40, 20, 5)
    enter(office, "2023-N", "party-members", 30, 15, 4)
    enter(office, "2023-N", "recruited", 3, 2, 0)
    page, grid = opened(qtbot, office)
    assert said(page, 0, BEFORE) == "40 · 20 · 5"
    page.carrying.button.click()
    assert said(page, 0, STATE) == "từ kỳ trước – chưa xác nhận"
    assert grid.sheet.carried("recruited", "total") is None  # what was done in a period is new
    assert stored(office, "staff") is None
    assert len(grid.sheet.gaps().blank) == 17
    gaps = office.returns.missing(FORM, PERIOD)
    assert gaps.blank == ("",)
    page.leave()

    again, grid = opened(qtbot, office)  # it waits in the draft file
    assert again.carrying.notice.isVisible()
    grid.view.go(0, 0)
    with qtbot.waitSignal(again.saved):
        press(Qt.Key.Key_F9, NONE)
    names = ("total", "women", "ethnic-minority-women")
    assert [stored(office, "staff", name) for name in names] == [40, 20, 5]
    assert stored(office, "party-members") is None
    assert (said(again, 0, STATE), said(again, 1, STATE) != "") == ("", True)
    with qtbot.waitSignal(again.saved):
        press(Qt.Key.Key_Z, CTRL)
    assert stored(office, "staff") is None
    assert said(again, 0, STATE) != ""
    again.carrying.drop.click()
    assert not again.carrying.notice.isVisible()
    assert grid.sheet.carried("staff", "total") is None


def test_what_waits_does_not_go_out(apps: tuple[App, App], tmp_path: Path, qtbot: QtBot) -> None:
    office, hub = apps
    enter(office, "2023-N", "staff", 40, 20, 5)
    page, _ = opened(qtbot, office)
    page.carrying.button.click()
    folder = tmp_path / "out"
    folder.mkdir()
    planned = office.sending.preview(PERIOD)
    names = [gap.words for gap in planned.gaps]
    assert "Số liệu về cán bộ nữ: chưa nhập" in names
    hub.receiving.take_in(office.sending.export(PERIOD, folder).path)
    sheet = hub.returns.open(FORM, PERIOD, office.session.office)
    assert all(cell.is_blank for cell in sheet.cells.values())


def test_a_row_of_stock_is_never_declared_nil(qtbot: QtBot, apps: tuple[App, App]) -> None:
    office, _ = apps
    page, grid = opened(qtbot, office)
    grid.view.go(0, 0)
    press(Qt.Key.Key_0, CTRL)
    assert stored(office, "staff") is None
    page.arrive(line="cadre.recruited.total")
    with qtbot.waitSignal(page.saved):
        press(Qt.Key.Key_0, CTRL)
    assert stored(office, "recruited") == 0


def test_the_hub_corrects_a_figure_of_the_table(
    qtbot: QtBot, apps: tuple[App, App], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gbdesk.ui.returns.correcting import CorrectDialog

    office, hub = apps
    enter(office, PERIOD, "staff", 40, 20, 5)
    folder = tmp_path / "out"
    folder.mkdir()
    hub.receiving.take_in(office.sending.export(PERIOD, folder).path)
    page, grid = opened(qtbot, hub)
    page.arrive(office=office.session.office, line="cadre.staff.women")

    def answered(dialog: CorrectDialog) -> bool:
        dialog.figure.setText("21")
        dialog.reason.setPlainText("Theo văn bản bổ sung.")
        return True

    monkeypatch.setattr(CorrectDialog, "answered", answered)
    with qtbot.waitSignal(page.correcting.kept):
        page.correcting.ask()
    sheet = hub.returns.open(FORM, PERIOD, office.session.office)
    assert sheet.cell("", "cadre.staff.women").value == 21
    assert grid.view.at() == (0, 1)


@pytest.mark.parametrize(
    ("figures", "rate", "said"),
    [
        ((126, 48, 41), "85,4%", ("Đạt", "Đạt: trên 80 %")),
        ((126, 50, 40), "80,0%", ("Chưa đạt", "Chưa đạt: chỉ tiêu là trên 80 %")),
        (
            (126, 0, 0),
            "–",
            ("Không tính", NONE_FOUND),
        ),
        ((126, None, None), "–", ("", "Tỷ lệ được tính khi")),
    ],
)
def test_the_rate_of_products_is_told_against_the_target(
    qtbot: QtBot,
    apps: tuple[App, App],
    figures: tuple[CellValue, ...],
    rate: str,
    said: tuple[str, str],
) -> None:
    office, _ = apps
    page = ProductsPage(Window(office))
    page.resize(1140, 620)
    show(qtbot, page)
    assert page.grid is not None
    names = ("reviewed", "identified", "reduced")
    changes = [
        CellChange(place="", indicator=f"products.{name}", value=value)
        for name, value in zip(names, figures, strict=True)
    ]
    office.returns.set_cells("PRODUCTS", PERIOD, changes)
    page.reopen()
    assert page.rate.number.text() == rate
    assert page.rate.sentence.text().startswith(said[1])
    assert said[0] in page.rate.accessibleName()


def test_a_release_without_the_form_says_so(qtbot: QtBot, apps: tuple[App, App]) -> None:
    office, _ = apps
    page = CadresPage(Window(office))
    show(qtbot, page)
    page.dataset = "unheard-of"
    page.reopen()
    assert "chưa phát hành biểu này" in page.empty.text()
    assert page.grid is not None
    assert not page.grid.isVisible()
    assert verdict_word("unknown") == ""

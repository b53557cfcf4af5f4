from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gbdesk.domain.charting import Bar, Bars, Block, Tile
from gbdesk.domain.crosstab_told import HIDDEN
from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.services.returns import CellChange
from gbdesk.store import audit
from gbdesk.ui.hub.password import PasswordQuestion
from gbdesk.ui.pages.totals.board import Board
from gbdesk.ui.pages.totals.copying import shortened
from gbdesk.ui.pages.totals.page import TotalsPage
from gbdesk.ui.pages.totals.views import BOARD, CHART, MAP
from helpers.desks import Window
from helpers.journey import FORM, fill, places, province, send, take
from helpers.typed import QUIET, press, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
NOW, REASON = "2024-6T", "Họp giao ban"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Any]:
    """Two offices: one sent every figure, the other those of its first place."""
    with province(tmp_path, "a", "b") as at:
        a, b = at.apps["a"], at.apps["b"]
        fill(a)
        set_(a, "prevention.standard-models", 12)
        set_(b, "prevention.standard-models", 3)
        take(at, *(send(at, name).path for name in ("a", "b")))
        yield at.hub


def set_(app: Any, line: str, value: int) -> None:
    app.returns.set_cells(
        FORM, NOW, [CellChange(place=places(app)[0], indicator=line, value=value)]
    )


def opened(qtbot: QtBot, hub: Any, *, full: bool = True) -> tuple[TotalsPage, Window]:
    window = Window(hub, period=NOW)
    page = TotalsPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    if full:
        page._profile, page._reason = INTERNAL, REASON
    wish(page, lines="prevention")
    return page, window


def wish(page: TotalsPage, **what: str) -> None:
    page.choices.choose(replace(page.choices.wish, **what))
    page.choices.changed.emit(page.choices.wish)


def texts(page: TotalsPage) -> list[list[str]]:
    assert page.frame.table is not None
    sheet = page.frame.table.sheet
    return [
        [sheet.text(row, column) for column in range(len(sheet.columns))]
        for row in range(len(sheet.rows))
    ]


def audited(hub: Any) -> list[str]:
    with hub.desk.read() as db:
        return [f"{one.what} {one.ref}" for one in audit.lines(db) if one.kind == "period"]


def side(page: TotalsPage) -> str:
    return " | ".join(one.text() for one in page.side.findChildren(QLabel))


def test_it_begins_with_small_numbers_hidden_and_nothing_by_unit(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub, full=False)
    assert page.profile.currentData() == SHARED.id
    found = texts(page)
    assert {one for row in found[:-1] for one in row} == {HIDDEN}
    assert found[-1][0] == "15"
    assert page.frame.covers.text().startswith("Độ phủ: 12/72")
    page.copy_table()
    copied = QGuiApplication.clipboard().text()
    assert "12" not in copied.splitlines()[2].split("\t")
    assert "Độ phủ" in copied
    assert not any("internal" in one for one in audited(hub))


def test_full_figures_are_asked_for_and_audited_copies_too(
    qtbot: QtBot, hub: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, window = opened(qtbot, hub, full=False)
    monkeypatch.setattr(PasswordQuestion, "answered", lambda _: False)
    page.profile.setCurrentIndex(page.profile.findData(INTERNAL.id))
    page.profile.activated.emit(page.profile.currentIndex())
    assert page.profile.currentData() == SHARED.id
    monkeypatch.setattr(PasswordQuestion, "answered", lambda _: True)
    monkeypatch.setattr(PasswordQuestion, "said_reason", lambda _: REASON)
    page.profile.setCurrentIndex(page.profile.findData(INTERNAL.id))
    page.profile.activated.emit(page.profile.currentIndex())
    assert texts(page)[0][0] == "12"
    assert audited(hub)[0] == f"view internal {NOW} {REASON}"
    wish(page, rows="place")
    assert len([one for one in audited(hub) if one.startswith("view")]) == 1
    page.copy_table()
    assert audited(hub)[0] == f"copy internal {NOW} {REASON}"
    assert window.told


def test_a_figure_tells_its_package_on_choosing_and_on_resting(qtbot: QtBot, hub: Any) -> None:
    page, window = opened(qtbot, hub)
    assert page.frame.table is not None
    page.frame.table.setFocus()
    page.frame.table.setCurrentIndex(page.frame.table.model().index(1, 0))
    assert "6 tháng 2024 · gói 01, 24/05/2024" in side(page)
    assert "Chưa đầy đủ" in side(page)
    table = page.frame.table
    spot = table.visualRect(table.model().index(0, 0)).center()
    rest = QHelpEvent(QEvent.Type.ToolTip, spot, table.viewport().mapToGlobal(spot))
    QGuiApplication.sendEvent(table.viewport(), rest)
    words = page.tracing.tip(page.frame.table.sheet, 0, 0)
    assert "Nguồn: Phòng VH&TT Sông Mây, gói 01, 24/05/2024" in words
    press(Qt.Key.Key_Right, widget=page.frame.table)
    assert page.frame.table.currentIndex().column() == 1
    office = page.frame.table.sheet.rows[0].id
    page.side.office_asked.emit(office)
    assert window.gone[-1] == ("history", {"office": office})


def test_last_year_beside_this_one(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    wish(page, lines="prevention.standard-models", span="two", columns="period")
    assert page.frame.table is not None
    names = [one.name for one in page.frame.table.sheet.columns]
    assert names == ["6 tháng 2023", "6 tháng 2024", "Tăng, giảm", "%"]
    assert texts(page)[0] == ["–", "12", "", ""]


def test_charts_are_hatched_where_figures_lack_and_safe_on_paper(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    wish(page, lines="prevention.standard-models", columns="all")
    page._look_as(CHART)
    chart = page.frame.chart.chart
    assert isinstance(chart, Bars)
    assert [(one.text, one.whole) for one in chart.bars[:2]] == [("12", True), ("3", False)]
    assert not chart.ranked
    assert page.view is not None
    assert "Chưa xếp thứ tự" in " ".join(page.view.notes)
    page.frame.rank.click()
    chart = page.frame.chart.chart
    assert isinstance(chart, Bars)
    assert chart.ranked
    assert "Thứ tự tạm" in " ".join(page.view.notes)
    image = page.frame.chart.picture("Mô hình", ["Độ phủ: 1/2"])
    assert image.pixelColor(1, 1) == QColor("white")
    row = [image.pixelColor(x, y).name() for y in range(image.height()) for x in (700, 701)]
    assert "#1093a5" in row
    page.copy_picture()
    assert QGuiApplication.clipboard().mimeData().hasImage()


def test_the_map_has_a_tile_for_every_place_and_tells_no_small_count(
    qtbot: QtBot, hub: Any
) -> None:
    page, _ = opened(qtbot, hub)
    wish(page, lines="prevention.standard-models")
    page._look_as(MAP)
    blocks = page.frame.chart.chart
    assert isinstance(blocks, tuple)
    assert [one.name for one in blocks][:2] == ["Huyện Sông Mây", "Huyện Đồi Cọ"]
    tiles = [tile for block in blocks for tile in block.tiles]
    assert len(tiles) == 72
    assert {tile.text for tile in tiles} == {"12", "0", "<5", ""}
    page.frame.chart.tile_chosen.emit(tiles[0].id)
    assert "gói 01" in side(page)


def test_what_stands_out_needs_full_figures(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub, full=False)
    page._look_as(BOARD)
    assert page.frame.body is None
    page._profile, page._reason = INTERNAL, REASON
    page._look_as(BOARD)
    assert isinstance(page.frame.body, Board)
    words = [one.text() for one in page.frame.body.none.findChildren(QLabel)]
    assert "Chưa có số liệu nào so sánh được với cùng kỳ năm trước." in words


def test_a_view_asked_for_before_is_not_shown_after_something_else(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    full = page.view
    assert full is not None
    assert full.full
    page._profile, page._reason = SHARED, ""
    page._load()
    page._show(full)
    assert page.view is not full
    assert {one for row in texts(page)[:-1] for one in row} == {HIDDEN}


def test_a_picture_has_room_for_so_many_and_says_how_many_it_leaves_out() -> None:
    bar = Bar(id="x", label="Xã Nà Hoa", value=3, text="3", whole=True)
    some, left = shortened(Bars(bars=(bar,) * 240))
    assert isinstance(some, Bars)
    assert (len(some.bars), left) == (100, 140)
    tile = Tile(id="x", name="Xã Nà Hoa", text="3", shade=1, whole=True, mark="")
    few, none = shortened((Block(name="A", tiles=(tile,) * 12),))
    assert isinstance(few, tuple)
    assert (len(few[0].tiles), none) == (12, 0)
    many, more = shortened(tuple(Block(name=str(at), tiles=(tile,) * 100) for at in range(5)))
    assert isinstance(many, tuple)
    assert (len(many), more) == (3, 200)


def test_a_chart_of_lines_says_that_its_bars_are_lines(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    assert page.view is not None
    assert "theo đơn vị" in page.view.title
    page._look_as(CHART)
    assert "theo chỉ tiêu" in page.frame.heading.text()

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from gbdesk.ui.tables.columns import NUMBER, PILL, Column, Pill
from gbdesk.ui.tables.delegate import CellDelegate
from gbdesk.ui.tables.model import KEPT, WINDOW, IdModel
from gbdesk.ui.tables.search import SearchField
from gbdesk.ui.tables.view import MEASURED, IdTable
from helpers.typed import CTRL, QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@dataclass(frozen=True)
class Line:
    key: int
    title: str
    people: int


class Source:
    """Rows by key, counting how many were asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def rows(self, keys: Sequence[int]) -> list[Line]:
        self.asked += len(keys)
        return [Line(key, f"Hoạt động {key}", key * 1000) for key in keys]


def title(row: Line) -> str:
    return row.title


def people(row: Line) -> int:
    return row.people


def state(row: Line) -> Pill:
    return Pill("Đủ", "success")


COLUMNS = (
    Column(key="title", title="Hoạt động", show=title, order="title", stretches=True),
    Column(key="people", title="Dự", show=people, kind=NUMBER, order="people"),
    Column(key="state", title="Tình trạng", show=state, kind=PILL),
)


@pytest.fixture
def table(qtbot: QtBot) -> IdTable:
    source = Source()
    model = IdModel(COLUMNS, source.rows)
    made = IdTable(model)
    made.source = source  # type: ignore[attr-defined]
    made.ids = model  # type: ignore[attr-defined]
    made.resize(700, 300)
    show(qtbot, made)
    return made


def test_half_a_million_rows_fetch_only_what_is_shown(qtbot: QtBot, table: IdTable) -> None:
    table.show_keys(range(500_000))
    table.scrollToBottom()
    table.grab()
    assert table.source.asked < KEPT  # type: ignore[attr-defined]
    assert table.model().index(499_999, 0).data() == "Hoạt động 499999"
    assert table.model().index(3, 1).data() == "3.000"


class Measuring(CellDelegate):
    """Counts how often something is measured."""

    def __init__(self, parent: IdTable) -> None:
        super().__init__(parent)
        self.measured: list[str] = []

    def sizeHint(  # noqa: N802 - the name of Qt
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        self.measured.append(str(index.data()))
        return super().sizeHint(option, index)


def test_a_column_makes_room_for_its_longest_text_and_measures_few(table: IdTable) -> None:
    delegate = Measuring(table)
    table.setItemDelegate(delegate)
    keys = list(range(1, WINDOW + 1))
    table.show_keys(keys)
    delegate.measured.clear()
    table.make_room("people", "state")
    assert delegate.measured.count("Đủ") == 1
    assert len(delegate.measured) <= MEASURED + 1
    shown = [str(table.ids.index(at, 1).data()) for at in range(WINDOW)]  # type: ignore[attr-defined]
    assert table.columnWidth(1) >= max(map(table.fontMetrics().horizontalAdvance, shown))


def test_the_caret_stays_on_the_same_id_when_rows_change(table: IdTable) -> None:
    table.show_keys([5, 6, 7])
    table.select_key(7)
    table.show_keys([7, 8, 5])
    assert table.current_key() == 7
    table.show_keys([1, 2])
    assert table.current_key() is None


def test_the_model_asks_for_an_order_and_sorts_nothing(qtbot: QtBot, table: IdTable) -> None:
    table.show_keys([3, 1, 2])
    model = table.ids  # type: ignore[attr-defined]
    model.show_order("title", descending=False)
    with qtbot.waitSignal(model.sort_asked) as asked:
        model.ask_order(0)
    assert asked.args == ["title", True]
    assert list(model.keys) == [3, 1, 2]
    shown = model.headerData(0, Qt.Orientation.Horizontal)
    assert shown == "Hoạt động ↑"


def test_copied_rows_are_text_with_a_header_and_plain_numbers(table: IdTable) -> None:
    table.show_keys([1, 2])
    table.setFocus()
    table.selectAll()
    press(Qt.Key.Key_C, CTRL)
    text = QGuiApplication.clipboard().text()
    assert text == ("Hoạt động\tDự\tTình trạng\nHoạt động 1\t1000\tĐủ\nHoạt động 2\t2000\tĐủ")


def test_letters_typed_in_the_table_go_to_the_search(qtbot: QtBot, table: IdTable) -> None:
    table.show_keys([1])
    table.setFocus()
    with qtbot.waitSignal(table.typed) as typed:
        type_text("đ")
    assert typed.args == ["đ"]


def test_enter_and_f2_open_the_row(qtbot: QtBot, table: IdTable) -> None:
    table.show_keys([4, 9])
    table.select_key(9)
    table.setFocus()
    with qtbot.waitSignal(table.opened) as opened:
        press(Qt.Key.Key_F2)
    assert opened.args == [9]


def test_the_search_waits_for_the_keys_to_rest_and_asks_once(qtbot: QtBot) -> None:
    search = SearchField("Tìm…")
    show(qtbot, search)
    asked: list[str] = []
    search.asked.connect(asked.append)
    search.setFocus()
    type_text("Bản Mới")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["Bản Mới"], timeout=1000)
    press(Qt.Key.Key_Escape)
    assert asked == ["Bản Mới", ""]


def test_the_quick_row_adds_on_enter_in_any_field(qtbot: QtBot, table: IdTable) -> None:
    table.show_keys([1])
    first, second = QLineEdit(), QLineEdit()
    table.titles.add_row({0: first, 1: second})
    table.titles.show_row(shown=True)
    second.setFocus()
    type_text("12")
    with qtbot.waitSignal(table.titles.entered):
        press(Qt.Key.Key_Return)
    assert first.y() > 0
    below = first.y()
    table.show_keys([])
    table.resize(table.width() - 1, table.height())
    table.titles.place_fields()
    assert first.y() == below
    assert second.x() >= table.columnWidth(0)
    plain = table.titles.sizeHint().height()
    table.titles.show_row(shown=False)
    assert table.titles.sizeHint().height() < plain
    assert not first.isVisible()

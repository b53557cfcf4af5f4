from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gbdesk.domain.cells import Cell
from gbdesk.domain.templates import load_template
from gbdesk.ui.grid.clipboard import forget_figures
from gbdesk.ui.grid.delegate import FigureEdit
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.marks import RIGHT, mark_place
from gbdesk.ui.grid.sheet import Row, Sheet
from helpers.typed import CTRL, QUIET, SHIFT, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)
FORM = load_template("sample-2024").forms["TT07-2017"]
ROWS = tuple(Row(f"vn:{number}", f"Xã {name}") for number, name in enumerate("ABCD"))
FIRST = [line.id for line in FORM.columns("cases")]


@pytest.fixture
def grid(qtbot: QtBot) -> FigureGrid:
    sheet = Sheet(FORM, ROWS, {})
    made = FigureGrid(sheet)
    made.show_sheet(sheet, words=lambda _count: "xã", corner="Xã", last_year="Cùng kỳ 2023")
    made.resize(1200, 420)
    show(qtbot, made)
    made.go_to("cases", 0, 0)
    return made


def value(grid: FigureGrid, row: int, column: int) -> int | str | None:
    return grid.sheet.cell(ROWS[row].place, FIRST[column]).value


def select(grid: FigureGrid, top: int, left: int, bottom: int, right: int) -> None:
    grid.view.select_block(top, left, bottom, right)
    grid.view.setFocus()


def test_ux12_the_whole_grid_is_filled_with_digits_tab_and_enter_only(grid: FigureGrid) -> None:
    columns = grid.model.columnCount()
    for _row in ROWS:
        for column in range(columns):
            type_text(str(column % 10))
            press(Qt.Key.Key_Tab)
    for row in range(len(ROWS)):
        for column in range(columns):
            assert value(grid, row, column) == column % 10


def test_ux12_enter_goes_down_and_arrows_leave_what_was_typed(grid: FigureGrid) -> None:
    type_text("12")
    press(Qt.Key.Key_Return)
    assert grid.view.at() == (1, 0)
    type_text("7")
    press(Qt.Key.Key_Right)
    assert grid.view.at() == (1, 1)
    assert (value(grid, 0, 0), value(grid, 1, 0)) == (12, 7)


def test_typing_replaces_f2_edits_and_escape_gives_up(grid: FigureGrid) -> None:
    type_text("12")
    press(Qt.Key.Key_Return)
    grid.view.go(0, 0)
    press(Qt.Key.Key_F2)
    type_text("3")
    press(Qt.Key.Key_Return)
    assert value(grid, 0, 0) == 123
    grid.view.go(0, 0)
    type_text("9")
    press(Qt.Key.Key_Escape)
    assert value(grid, 0, 0) == 123


def test_ux13_blank_zero_unknown_and_not_applicable_are_four_things(grid: FigureGrid) -> None:
    for text in ("0", "?", "-"):
        type_text(text)
        press(Qt.Key.Key_Tab)
    assert [value(grid, 0, column) for column in range(4)] == [0, "?", "-", None]
    shown = [grid.model.index(0, column).data() for column in range(4)]
    assert shown == ["0", "?", "–", ""]
    spoken = grid.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "không có thông tin" in spoken
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Delete)
    assert value(grid, 0, 0) is None


def test_letters_open_nothing_and_are_told_softly(qtbot: QtBot, grid: FigureGrid) -> None:
    with qtbot.waitSignal(grid.refused):
        type_text("a")
    assert grid.view.figures.editor is None
    type_text("1")
    with qtbot.waitSignal(grid.refused):
        type_text("b")
    press(Qt.Key.Key_Return)
    assert value(grid, 0, 0) == 1


def test_ux10_an_input_method_can_type_a_figure(grid: FigureGrid) -> None:
    type_text("4")
    editor = grid.view.figures.editor
    assert isinstance(editor, FigureEdit)
    event = QInputMethodEvent()
    event.setCommitString("2")
    QApplication.sendEvent(editor, event)
    press(Qt.Key.Key_Return)
    assert value(grid, 0, 0) == 42


def test_ctrl_0_sets_the_lines_of_a_row_that_can_be_nil_and_no_other(grid: FigureGrid) -> None:
    press(Qt.Key.Key_0, CTRL)
    place = ROWS[0].place
    for line in FORM.entry_lines:
        expected = 0 if line.nil else None
        assert grid.sheet.cell(place, line.id).value == expected
    assert grid.history.undo_label == "không phát sinh, Xã A"
    press(Qt.Key.Key_Z, CTRL)
    assert value(grid, 0, 0) is None
    press(Qt.Key.Key_Y, CTRL)
    assert value(grid, 0, 0) == 0


def test_ux16_each_deed_is_taken_back_in_one_step_and_says_its_name(grid: FigureGrid) -> None:
    QGuiApplication.clipboard().setText("1\t2\n3\t4")
    press(Qt.Key.Key_V, CTRL)
    assert [value(grid, *at) for at in ((0, 0), (0, 1), (1, 0), (1, 1))] == [1, 2, 3, 4]
    assert grid.history.undo_label == "dán 4 ô"
    select(grid, 0, 0, 1, 1)
    press(Qt.Key.Key_Delete)
    assert grid.history.undo_label == "xóa 4 ô"
    press(Qt.Key.Key_Z, CTRL)
    assert value(grid, 1, 1) == 4
    press(Qt.Key.Key_Z, CTRL)
    assert value(grid, 0, 0) is None
    assert grid.history.undo_label == ""


def test_fill_down_and_right_work_as_in_a_spreadsheet(grid: FigureGrid) -> None:
    type_text("5")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_D, CTRL)
    assert value(grid, 1, 0) == 5
    select(grid, 0, 0, 0, 2)
    press(Qt.Key.Key_R, CTRL)
    assert [value(grid, 0, column) for column in range(3)] == [5, 5, 5]


def test_shift_and_arrows_select_and_copy_gives_plain_numbers(grid: FigureGrid) -> None:
    for text in ("1234", "5"):
        type_text(text)
        press(Qt.Key.Key_Tab)
    grid.view.go(0, 0)
    press(Qt.Key.Key_Right, SHIFT)
    assert len(grid.view.selectionModel().selectedIndexes()) == 2
    press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "1234\t5"
    forget_figures()
    assert QGuiApplication.clipboard().text() == ""


def test_one_copied_figure_fills_the_selection(grid: FigureGrid) -> None:
    QGuiApplication.clipboard().setText("7")
    select(grid, 0, 0, 2, 1)
    press(Qt.Key.Key_V, CTRL)
    assert [value(grid, row, column) for row in range(3) for column in range(2)] == [7] * 6


def test_a_block_that_does_not_fit_is_looked_at_first(qtbot: QtBot, grid: FigureGrid) -> None:
    QGuiApplication.clipboard().setText("\n".join("1" for _ in range(9)))
    with qtbot.waitSignal(grid.paste_asked) as asked:
        press(Qt.Key.Key_V, CTRL)
    assert value(grid, 0, 0) is None
    grid.take_paste(asked.args[0])
    assert value(grid, 3, 0) == 1


def test_ux19_f8_goes_round_every_error_and_nothing_else(grid: FigureGrid) -> None:
    for row in (0, 2):
        grid.view.go(row, 0)
        type_text("5")
        press(Qt.Key.Key_Tab)
        type_text("3")
        press(Qt.Key.Key_Tab)
    grid.view.go(3, 4)
    press(Qt.Key.Key_F8)
    assert grid.view.at() == (0, 0)
    press(Qt.Key.Key_F8)
    assert grid.view.at() == (2, 0)
    press(Qt.Key.Key_F8)
    assert grid.view.at() == (0, 0)
    press(Qt.Key.Key_F8, SHIFT)
    assert grid.view.at() == (2, 0)
    assert "lỗi" in grid.model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_f8_opens_the_tab_of_the_problem(grid: FigureGrid) -> None:
    households = [line.id for line in FORM.columns("households")]
    grid.go_to("households", 1, 0)
    for text in ("9", "1", "1", "1", "1", "1"):
        type_text(text)
        press(Qt.Key.Key_Tab)
    grid.show_tab("cases")
    grid.view.setFocus()
    press(Qt.Key.Key_F8)
    assert grid.tab == "households"
    assert grid.view.at() == (1, 0)
    type_text("=")
    assert grid.sheet.cell(ROWS[1].place, households[0]).value == 5


def test_the_total_row_names_what_it_covers(grid: FigureGrid) -> None:
    header = Qt.Orientation.Vertical
    assert grid.totals.model().headerData(0, header) == "Cộng (0/4 xã)"
    type_text("3")
    press(Qt.Key.Key_Return)
    assert grid.totals.model().headerData(0, header) == "Cộng (0–1/4 xã)"
    assert grid.totals.model().index(0, 0).data() == "3"
    tip = grid.totals.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "1/4 xã" in tip


def test_nothing_changes_where_figures_may_only_be_seen(grid: FigureGrid) -> None:
    grid.allow_edits(allowed=False)
    QGuiApplication.clipboard().setText("1")
    type_text("5")
    press(Qt.Key.Key_0, CTRL)
    press(Qt.Key.Key_V, CTRL)
    press(Qt.Key.Key_Delete)
    assert value(grid, 0, 0) is None
    press(Qt.Key.Key_End, CTRL)
    assert grid.view.at() == (3, len(FIRST) - 1)


def test_leaving_by_the_mouse_keeps_what_was_typed(grid: FigureGrid) -> None:
    type_text("8")
    index = grid.model.index(2, 2)
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    grid.view.setFocus()
    grid.view.selectionModel().setCurrentIndex(index, flag)
    assert value(grid, 0, 0) == 8


@pytest.mark.parametrize("figure", [7, 24, 188, 1234])
def test_the_mark_of_a_problem_leaves_the_figure_free(grid: FigureGrid, figure: int) -> None:
    font = QFont(grid.view.font())
    font.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(font)
    cell = QRect(0, 0, 45, 30)
    mark = mark_place(cell, metrics, Cell(figure))
    digits = metrics.tightBoundingRect(str(figure))
    words = QRect(0, 0, metrics.horizontalAdvance(str(figure)), digits.height())
    words.moveCenter(cell.center())
    words.moveRight(cell.right() - RIGHT)
    assert cell.contains(mark)
    assert not mark.intersects(words)


def test_no_height_makes_the_grid_scroll_sideways(grid: FigureGrid) -> None:
    sideways = [
        height
        for height in range(180, 420)
        if not grid.resize(1200, height) and grid.view.horizontalScrollBar().maximum()
    ]
    assert not sideways


def test_a_column_grows_with_its_sum(grid: FigureGrid) -> None:
    last = grid.model.columnCount() - 1
    grid.view.go(0, last)
    before = grid.view.columnWidth(last)
    type_text("123456789")
    press(Qt.Key.Key_Return)
    font = QFont(grid.totals.font())
    font.setWeight(QFont.Weight.DemiBold)
    wide = QFontMetrics(font).horizontalAdvance("123.456.789") + RIGHT
    assert before < wide < grid.view.columnWidth(last) == grid.totals.columnWidth(last)

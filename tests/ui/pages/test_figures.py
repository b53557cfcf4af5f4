from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.returns import CellChange
from gbdesk.ui.grid import commands
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.pages.figures.page import FiguresPage
from gbdesk.ui.returns.correcting import CorrectDialog
from helpers.desks import PERIOD, Window, Workplace, workplace
from helpers.journey import figure, line, places, province, send, shown, take
from helpers.typed import CTRL, QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)
FORM = "TT07-2017"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path)
    yield made
    made.store.close()


def opened(
    qtbot: QtBot, place: Workplace, *, caret: bool = True
) -> tuple[FiguresPage, FigureGrid, Window]:
    window = Window(place)
    page = FiguresPage(window)
    page.resize(1310, 600)
    show(qtbot, page)
    assert page.grid is not None
    if caret:
        page.grid.view.setFocus()
    return page, page.grid, window


def stored(place: Workplace, row: int, line: str) -> object:
    sheet = place.returns.open(FORM, PERIOD)
    return sheet.cells[sheet.rows[row], line].value


def test_each_cell_is_kept_when_it_is_left(qtbot: QtBot, place: Workplace) -> None:
    page, grid, window = opened(qtbot, place)
    with qtbot.waitSignal(page.saved):
        type_text("3")
        press(Qt.Key.Key_Tab)
    assert stored(place, 0, "dv.households") == 3
    assert window.changed == Changed.FIGURES
    type_text("4")
    press(Qt.Key.Key_Return)
    assert stored(place, 0, "dv.cases") == 4
    press(Qt.Key.Key_Z, CTRL)
    assert stored(place, 0, "dv.cases") is None
    press(Qt.Key.Key_Y, CTRL)
    assert stored(place, 0, "dv.cases") == 4
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert stored(place, 0, "dv.households") is None
    assert grid.history.undo_label == ""


def test_what_cannot_be_kept_is_said_and_not_shown_as_kept(qtbot: QtBot, place: Workplace) -> None:
    _page, grid, window = opened(qtbot, place)
    place.returns.declare_nil(FORM, PERIOD)  # from elsewhere: the page still shows a draft
    type_text("3")
    press(Qt.Key.Key_Tab)
    assert [error.code for error in window.wrong if isinstance(error, Refused)] == ["return.closed"]
    assert grid.sheet.cell(grid.sheet.rows[0].place, "dv.households").value == 0


def test_ux13_one_key_declares_a_row_without_cases(qtbot: QtBot, place: Workplace) -> None:
    _page, grid, window = opened(qtbot, place)
    press(Qt.Key.Key_0, CTRL)
    assert stored(place, 0, "dv.cases") == 0
    assert stored(place, 0, "family.households") is None
    words, back = window.told[-1]
    assert words == "Không phát sinh, Thị trấn Sông Mây."
    assert back is not None
    press(Qt.Key.Key_0, CTRL)
    assert len(window.told) == 1
    type_text("1")
    press(Qt.Key.Key_Return)
    back()  # no longer the last step: nothing else is taken back in its place
    assert (stored(place, 0, "dv.households"), stored(place, 0, "dv.cases")) == (1, 0)
    grid.undo()
    back()
    assert (stored(place, 0, "dv.households"), stored(place, 0, "dv.cases")) == (None, None)


def test_the_key_for_no_cases_erases_no_figure_that_is_out_of_sight(
    qtbot: QtBot, place: Workplace
) -> None:
    _page, grid, window = opened(qtbot, place)
    counselled = "dv.victims.support.counselling"
    grid.show_tab("support")
    type_text("3")
    press(Qt.Key.Key_Return)
    grid.show_tab("cases")
    grid.view.go(0, 0)
    press(Qt.Key.Key_0, CTRL)
    assert stored(place, 0, counselled) == 3
    assert stored(place, 0, "dv.cases") is None
    assert (grid.tab, grid.view.at()) == ("support", (0, 0))
    assert "đang có 3 ở “Tư vấn”" in window.told[-1][0]
    press(Qt.Key.Key_0, CTRL)
    assert (stored(place, 0, counselled), stored(place, 0, "dv.cases")) == (0, 0)


def test_an_error_offers_a_correction_that_is_kept(qtbot: QtBot, place: Workplace) -> None:
    page, grid, _ = opened(qtbot, place)
    for text in ("5", "3"):
        type_text(text)
        press(Qt.Key.Key_Tab)
    grid.view.go(0, 0)
    boxes = [
        button
        for button in page.side.findChildren(QPushButton, "small")
        if button.property("fix") is not None and button.isVisibleTo(page.side)
    ]
    assert boxes
    boxes[0].click()
    assert not grid.sheet.problem_places()
    assert (stored(place, 0, "dv.households"), stored(place, 0, "dv.cases")) in {(3, 3), (5, 5)}


def test_ux20_errors_keep_from_completing_and_from_nothing_else(
    qtbot: QtBot, place: Workplace
) -> None:
    page, grid, _ = opened(qtbot, place)
    for text in ("5", "3"):
        type_text(text)
        press(Qt.Key.Key_Tab)
    assert not grid.sheet.gaps().is_clean
    assert page.finish.isEnabled()
    assert stored(place, 0, "dv.households") == 5


def test_a_whole_return_is_completed_and_taken_up_again(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, grid, window = opened(qtbot, place)
    for row in range(len(grid.sheet.rows)):
        grid.view.go(row, 0)
        press(Qt.Key.Key_0, CTRL)
    for tab in ("households", "prevention"):
        for row in range(len(grid.sheet.rows)):
            grid.go_to(tab, row, 0)
            for _ in range(grid.model.columnCount()):
                type_text("0")
                press(Qt.Key.Key_Tab)
    assert grid.sheet.gaps().is_clean
    monkeypatch.setattr("gbdesk.ui.grid.dialogs.FinishDialog.exec", _accept)
    page.finish.click()
    assert place.returns.open(FORM, PERIOD).state == "complete"
    assert not page.finish.isEnabled()
    assert page.more.isEnabled()  # what only looks goes on: earlier periods, scans, blank forms
    closed = (page.paste, page.nil, page.note, page.excel.action)
    assert not any(action.isEnabled() for action in closed)
    grid.go_to("cases", 0, 0)
    type_text("5")
    assert grid.view.figures.editor is None
    page.state.reopen_clicked.emit()
    assert place.returns.open(FORM, PERIOD).state == "draft"
    assert page.finish.isEnabled()
    assert all(action.isEnabled() for action in closed)
    assert all("Không phát sinh" in words for words, _ in window.told)


def _accept(dialog: object) -> int:
    return 1


def test_nothing_occurred_is_declared_for_the_whole_period(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, grid, _ = opened(qtbot, place)
    monkeypatch.setattr("gbdesk.ui.grid.dialogs.NilDialog.exec", _accept)
    type_text("2")
    press(Qt.Key.Key_Tab)
    page.nil.trigger()
    assert place.returns.open(FORM, PERIOD).state == "draft"
    assert grid.view.at() == (0, 0)
    press(Qt.Key.Key_Delete)
    page.nil.trigger()
    assert place.returns.open(FORM, PERIOD).state == "nil"
    assert stored(place, 3, "dv.cases") == 0
    assert stored(place, 3, "family.households") is None


def test_a_half_typed_cell_is_there_again_after_a_lock(qtbot: QtBot, place: Workplace) -> None:
    page, grid, _ = opened(qtbot, place)
    grid.view.go(4, 3)
    type_text("12")
    page.leave()
    again, other, _ = opened(qtbot, place, caret=False)
    assert other.view.at() == (4, 3)
    assert other.view.figures.editor is not None
    assert other.view.figures.editor.text() == "12"
    other.view.figures.editor.setFocus()
    press(Qt.Key.Key_Return)
    assert stored(place, 4, other.model.columns[3].id) == 12
    again.leave()
    third, last, _ = opened(qtbot, place, caret=False)
    assert last.view.figures.editor is None
    assert third.isVisible()


def test_a_note_is_kept_with_its_figure(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, grid, _ = opened(qtbot, place)
    type_text("3")
    press(Qt.Key.Key_Return)
    grid.view.go(0, 0)

    def ask(*_given: object) -> str:
        return "Đã đối chiếu"

    monkeypatch.setattr("gbdesk.ui.returns.deeds.NoteDialog.ask", ask)
    press(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    sheet = place.returns.open(FORM, PERIOD)
    cell = sheet.cells[sheet.rows[0], "dv.households"]
    assert (cell.value, cell.note) == (3, "Đã đối chiếu")


def test_the_hub_sees_the_figures_of_an_office_and_changes_none(
    qtbot: QtBot, tmp_path: Path
) -> None:
    hub = workplace(tmp_path, hub=True)
    page, grid, _ = opened(qtbot, hub)
    assert page.offices.isVisibleTo(page) or page.offices.value()
    type_text("5")
    press(Qt.Key.Key_0, CTRL)
    assert grid.sheet.cell(grid.sheet.rows[0].place, "dv.cases").is_blank
    assert not page.finish.isVisible()
    hub.store.close()


def test_an_office_without_figures_is_told_so(qtbot: QtBot, tmp_path: Path) -> None:
    place = workplace(tmp_path, hub=True)
    offices = place.catalogue.offices.values()
    window = Window(place)
    page = FiguresPage(window)
    show(qtbot, page)
    page.offices.set_value(next(one.id for one in offices if one.kind == "district-office"))
    assert page.empty.isHidden()
    place.store.close()


def test_no_input_is_without_a_name(qtbot: QtBot, place: Workplace) -> None:
    page, grid, _ = opened(qtbot, place)
    type_text("1")
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QLineEdit) or widget is grid.view:
            assert widget.accessibleName(), widget
    for button in page.findChildren(QPushButton):
        assert button.text().strip() or button.accessibleName(), button.objectName()


def test_a_note_leaves_the_figure_under_the_caret_readable(qtbot: QtBot, place: Workplace) -> None:
    _, grid, _ = opened(qtbot, place)
    type_text("3")
    press(Qt.Key.Key_Return)
    grid.apply(commands.set_note(grid.model, 0, 0, "Đã đối chiếu"))
    grid.view.go(0, 0)
    cell = grid.view.visualRect(grid.view.currentIndex())
    ground = grid.view.viewport().grab().toImage().pixelColor(cell.left() + 6, cell.center().y())
    assert ground.lightness() > 200


def test_the_hub_corrects_a_figure_of_an_office_with_a_reason(qtbot: QtBot, tmp_path: Path) -> None:
    with province(tmp_path / "p", "a") as at:
        office = at.apps["a"]
        figure(office, 4)
        take(at, send(at, "a").path)
        page = FiguresPage(Window(at.hub))
        show(qtbot, page)
        page.offices.set_value(office.session.office)
        page.reopen()
        assert page.correcting.button.isVisible()
        assert page.state._sent.isHidden(), "the hub makes no supplement"
        assert page.grid is not None
        page.grid.go_to_line(places(office)[0], line(office))

        def answer() -> None:
            (dialog,) = page.findChildren(CorrectDialog)
            assert not dialog._keep.isEnabled()
            dialog.figure.setText("6")
            dialog.reason.setPlainText("Theo điện thoại của đơn vị")
            dialog._keep.click()

        QTimer.singleShot(100, answer)
        page.correcting.button.click()
        assert shown(at.hub, office) == 6
        assert page.grid.sheet.cell(places(office)[0], line(office)).value == 6
        assert page.grid.sheet.cell(places(office)[0], line(office)).note


def test_a_correction_that_would_not_agree_asks_for_the_figures_beside_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with province(tmp_path / "p", "a") as at:
        office = at.apps["a"]
        place = places(office)[0]
        figures = {"dv.households": 2, "dv.cases": 3}
        changes = [CellChange(place=place, indicator=k, value=v) for k, v in figures.items()]
        office.returns.set_cells(FORM, PERIOD, changes)
        take(at, send(at, "a").path)
        page = FiguresPage(Window(at.hub))
        show(qtbot, page)
        page.offices.set_value(office.session.office)
        page.reopen()
        assert page.grid is not None
        page.grid.go_to_line(place, "dv.households")

        def answer() -> None:
            (dialog,) = page.findChildren(CorrectDialog)
            dialog.figure.setText("5")
            dialog.reason.setPlainText("Theo điện thoại của đơn vị")
            dialog._keep.click()
            assert dialog.isVisible()
            assert "Hãy sửa cùng lúc các số liệu liên quan" in dialog.problem.text()
            assert dialog.beside["dv.cases"].text() == "3"
            dialog.beside["dv.cases"].setText("6")
            dialog._keep.click()

        QTimer.singleShot(100, answer)
        page.correcting.button.click()
        sheet = at.hub.returns.open(FORM, PERIOD, office=office.session.office)
        assert sheet.cell(place, "dv.households").value == 5
        assert sheet.cell(place, "dv.cases").value == 6

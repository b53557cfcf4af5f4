from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gbdesk.services.returns import CellChange
from gbdesk.ui.grid.dialogs import FinishDialog
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.pages.figures.page import FiguresPage
from helpers.desks import PERIOD, Window, Workplace, workplace
from helpers.typed import QUIET, press, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
FORM = "TT07-2017"
MEN = "dv.perpetrators.sex.male"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    """A whole return that differs much from last year in one cell of the second commune."""
    made = workplace(tmp_path)
    rows = made.returns.open(FORM, PERIOD).rows
    lines = [line.id for line in made.catalogue.form(FORM).entry_lines]
    for period, many in (("2022-6T", 2), ("2023-6T", 4), (PERIOD, 20)):
        values = dict.fromkeys(lines, 0) | {MEN: many}
        made.returns.set_cells(
            FORM,
            period,
            [
                CellChange(place=row, indicator=line, value=value if row == rows[1] else 0)
                for row in rows
                for line, value in values.items()
            ],
        )
    yield made
    made.store.close()


def opened(qtbot: QtBot, place: Workplace) -> tuple[FiguresPage, FigureGrid]:
    page = FiguresPage(Window(place))
    page.resize(1310, 700)
    show(qtbot, page)
    assert page.grid is not None
    page.grid.view.setFocus()
    return page, page.grid


def shown(page: FiguresPage, kind: str = "noteText") -> list[str]:
    return [one.text() for one in page.side.findChildren(QLabel, kind) if one.isVisibleTo(page)]


def head(page: FiguresPage) -> list[str]:
    found = page.side.findChildren(QPushButton, "sideHead")
    return [one.text().strip() for one in found if one.isVisibleTo(page)]


def test_a_large_change_is_explained_and_a_note_accepts_it(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, grid = opened(qtbot, place)
    row = grid.sheet.rows[1].place
    assert "1 cần xem" in page.state._problems.text()
    press(Qt.Key.Key_F8)
    at = grid.view.at()
    assert at is not None
    assert (at[0], grid.model.columns[at[1]].id) == (1, MEN)
    assert grid.sheet.severity(row, MEN) == "warning"
    assert head(page) == ["1 mục cần xem lại", "1 lưu ý"]
    assert shown(page)[0] == (
        "Nam (Người có hành vi bạo lực): Kỳ trước 4, kỳ này 20: thay đổi hơn 50% và hơn 5. "
        "Nếu đúng, ghi lý do. So với cùng kỳ năm trước; thường từ 2 đến 4."
    )

    def ask(*_given: object) -> str:
        return "Ra quân rà soát"

    monkeypatch.setattr("gbdesk.ui.returns.deeds.NoteDialog.ask", ask)
    (keep,) = (
        one
        for one in page.side.findChildren(QPushButton, "small")
        if one.text() == "Giữ nguyên, ghi lý do" and one.isVisibleTo(page)
    )
    keep.click()
    assert place.returns.open(FORM, PERIOD).cell(row, MEN).note == "Ra quân rà soát"
    assert grid.sheet.severity(row, MEN) == "note"
    assert head(page) == ["2 lưu ý"]
    assert "“Ra quân rà soát”" in shown(page)
    assert not page.state._problems.isVisibleTo(page)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert grid.sheet.severity(row, MEN) == "warning"


def test_completing_asks_one_reason_for_what_changed_much(qtbot: QtBot, place: Workplace) -> None:
    page, grid = opened(qtbot, place)
    row = grid.sheet.rows[1].place

    def answer() -> None:
        (dialog,) = page.findChildren(FinishDialog)
        done = dialog.findChild(QPushButton, "primary")
        assert done is not None
        assert (done.text(), done.isEnabled()) == ("Ghi lý do và hoàn tất", False)
        dialog.reason.field.setPlainText("Bà Nguyễn Thị Bình, 0912345678")
        done.click()
        assert dialog.isVisible(), "traces of a person are told first"
        dialog.reason.field.setPlainText("x" * 501)
        done.click()
        assert dialog.isVisible(), "a note that would be refused is told before anything is kept"
        dialog.reason.field.setPlainText("Đã đối chiếu")
        done.click()

    QTimer.singleShot(0, answer)
    page.finish.click()
    sheet = place.returns.open(FORM, PERIOD)
    assert sheet.state == "complete"
    assert sheet.cell(row, MEN).note == "Đã đối chiếu"
    notes = [cell.note for cell in sheet.cells.values() if cell.note]
    assert notes == ["Đã đối chiếu"]


def test_a_period_whose_reason_could_not_be_kept_stays_open(qtbot: QtBot, place: Workplace) -> None:
    page, grid = opened(qtbot, place)
    row = grid.sheet.rows[1].place
    place.returns.set_cells(FORM, PERIOD, [CellChange(place=row, indicator=MEN, value=21)])

    def answer() -> None:
        (dialog,) = page.findChildren(FinishDialog)
        dialog.reason.field.setPlainText("Đã đối chiếu")
        dialog.accept()

    QTimer.singleShot(0, answer)
    page.finish.click()
    sheet = place.returns.open(FORM, PERIOD)
    assert (sheet.state, sheet.cell(row, MEN).value, sheet.cell(row, MEN).note) == ("draft", 21, "")


def test_without_a_reason_a_period_with_large_changes_stays_open(
    qtbot: QtBot, place: Workplace
) -> None:
    page, _ = opened(qtbot, place)

    def leave() -> None:
        (dialog,) = page.findChildren(FinishDialog)
        dialog.reject()

    QTimer.singleShot(0, leave)
    page.finish.click()
    assert place.returns.open(FORM, PERIOD).state == "draft"


def test_a_note_is_read_and_changed_beside_its_cell(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, grid = opened(qtbot, place)
    note, row = page.side.note, grid.sheet.rows[2].place
    grid.go_to_line(row, "dv.cases")
    assert (note.write.text(), note.words.isVisibleTo(page)) == ("Ghi chú…", False)
    told = iter(("Chờ công an xã", "Đã đủ"))

    def ask(where: str, *_given: object) -> str:
        assert where.endswith(", Tổng số vụ")
        return next(told)

    monkeypatch.setattr("gbdesk.ui.returns.deeds.NoteDialog.ask", ask)
    note.write.click()
    assert (note.words.text(), note.write.text()) == ("Ghi chú: Chờ công an xã", "Sửa ghi chú…")
    page.note.trigger()
    assert note.words.text() == "Ghi chú: Đã đủ"
    assert place.returns.open(FORM, PERIOD).cell(row, "dv.cases").note == "Đã đủ"
    grid.view.go(3, 0)
    assert not note.words.isVisibleTo(page)

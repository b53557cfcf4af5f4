from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gbdesk.domain.merge import CREATE
from gbdesk.domain.ops import Fields
from gbdesk.services import status
from gbdesk.store import audit
from gbdesk.store.oplog import Draft
from gbdesk.ui.hub.reason import ReasonQuestion
from gbdesk.ui.pages.status.cards import FIGURES, LACKING, REPORTED, WAITING
from gbdesk.ui.pages.status.cells import ENTER
from gbdesk.ui.pages.status.page import StatusPage
from gbdesk.ui.pages.status.reminder import ReminderDialog
from gbdesk.ui.pages.status.table import FIRST, NEXT
from helpers.desks import Window
from helpers.entering import desk
from helpers.hub import PERIOD, TODAY, hub_app, note_packages
from helpers.typed import QUIET, press, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Any]:
    with desk(tmp_path, "dept", today=TODAY) as at:
        note_packages(at)
        yield hub_app(at)


def opened(qtbot: QtBot, hub: Any) -> tuple[StatusPage, Window]:
    window = Window(hub)
    page = StatusPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def offices(page: StatusPage) -> list[str]:
    assert page.table is not None
    model = page.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def state(page: StatusPage, row: int) -> str:
    assert page.table is not None
    model = page.table.model()
    titles = [
        str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())
    ]
    return str(model.index(row, titles.index("6 tháng 2024")).data())


def test_every_office_has_a_state_in_words(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    matrix = hub.monitoring.matrix([PERIOD])
    assert offices(page) == [row.short for row in matrix.rows]
    kinds = [row.cells[PERIOD] for row in matrix.rows]
    assert [state(page, at) for at in range(len(kinds))] == [one.words for one in kinds]
    assert {"Chờ nhập", "Gói hỏng", "Chưa có"} <= {one.words for one in kinds}


@pytest.mark.parametrize(
    ("card", "kinds"),
    [
        (REPORTED, status.IN),
        (WAITING, {status.WAITING}),
        (LACKING, {status.NONE, status.BROKEN, status.INCOMPLETE}),
    ],
)
def test_a_card_counts_and_narrows_to_what_it_counts(
    qtbot: QtBot, hub: Any, card: str, kinds: set[str]
) -> None:
    page, _ = opened(qtbot, hub)
    rows = hub.monitoring.matrix([PERIOD]).rows
    wanted = [row.short for row in rows if row.cells[PERIOD].kind in kinds]
    assert page.cards[card].number.split("/")[0] == str(len(wanted))
    qtbot.mouseClick(page.cards[card], Qt.MouseButton.LeftButton)
    assert offices(page) == wanted
    qtbot.mouseClick(page.cards[card], Qt.MouseButton.LeftButton)
    assert len(offices(page)) == len(rows)


def test_the_card_of_figures_narrows_to_open_returns(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    page.cards[FIGURES].setFocus()
    press(Qt.Key.Key_Space)
    rows = hub.monitoring.matrix([PERIOD]).rows
    assert offices(page) == [row.short for row in rows if row.cells[PERIOD].missing]


def test_the_button_of_a_row_takes_the_next_step(qtbot: QtBot, hub: Any) -> None:
    page, window = opened(qtbot, hub)
    page.narrow(WAITING)
    assert page.table is not None
    made = [one for one in page.table.findChildren(QPushButton) if one.isVisible()]
    assert [one.text().strip() for one in made] == ["Nhập"]
    qtbot.mouseClick(made[0], Qt.MouseButton.LeftButton)
    assert window.gone == [("import", {})]


def test_enter_on_a_row_does_what_its_button_does(qtbot: QtBot, hub: Any) -> None:
    page, window = opened(qtbot, hub)
    page.narrow(WAITING)
    assert page.table is not None
    page.table.setFocus()
    page.table.select_row(0)
    press(Qt.Key.Key_F2)
    assert window.gone == [("import", {})]


def reminder(qtbot: QtBot, hub: Any) -> ReminderDialog:
    rows = [
        row
        for row in hub.monitoring.matrix([PERIOD]).rows
        if hub.catalogue.offices[row.office].device
    ]
    chosen = [row.office for row in rows if row.cells[PERIOD].kind == status.NONE]
    dialog = ReminderDialog(Window(hub), rows, chosen, None)
    qtbot.addWidget(dialog)
    return dialog


def test_a_reminder_names_who_what_and_when_without_figures(qtbot: QtBot, hub: Any) -> None:
    dialog = reminder(qtbot, hub)
    chosen = dialog.chosen()
    assert chosen
    dialog.show()
    feet = (dialog.letter, dialog.phones, dialog.shut, dialog.save, dialog.copy)
    assert all(one.width() >= one.sizeHint().width() for one in feet)
    said = dialog.text.toPlainText()
    assert hub.catalogue.offices[chosen[0]].name in said
    assert "04/06/2024" in said
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == said
    with hub.desk.read() as db:
        lines = audit.lines(db)
    assert [line.ref for line in lines if line.what == "remind"][::-1] == chosen


def test_ticking_another_unit_adds_its_text(qtbot: QtBot, hub: Any) -> None:
    dialog = reminder(qtbot, hub)
    item = dialog.offices.item(0)
    before = dialog.text.toPlainText()
    checked = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
    assert dialog.text.toPlainText() != before
    for at in range(dialog.offices.count()):
        dialog.offices.item(at).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.copy.isEnabled()


def test_rows_are_copied_for_a_spreadsheet(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    assert page.table is not None
    page.table.selectAll()
    page.table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(offices(page)) + 1
    assert "6 tháng 2024" in lines[0]


def test_in_a_long_table_every_row_gets_its_button_and_only_once(qtbot: QtBot, hub: Any) -> None:
    """The first rows at once, the others while the window goes on answering."""
    page, _ = opened(qtbot, hub)
    table = page.table
    assert table is not None
    some = table.line(0)
    assert some is not None
    many = [replace(some, key=at, action=ENTER) for at in range(FIRST + 3 * NEXT + 1)]

    def dressed() -> int:
        return sum(one.property("key") is not None for one in table.findChildren(QPushButton))

    table.show_lines(many)
    assert dressed() >= FIRST
    qtbot.waitUntil(lambda: not table._dressing.isActive())
    last = table.model().index(len(many) - 1, table.model().columnCount() - 1)
    assert table.indexWidget(last) is not None
    table.show_lines(many[:2])
    assert not table._dressing.isActive()


def test_lines_that_were_not_reviewed_are_counted_beside_the_state(qtbot: QtBot, hub: Any) -> None:
    room = next(row.office for row in hub.monitoring.matrix([PERIOD]).rows)
    with hub.desk.write() as db:
        fields: Fields = {"register": "model", "type": "hotline", "name": "Đường dây nóng"}
        draft = Draft(
            entity="entry", kind=CREATE, record=hub.desk.new_id(), office=room, fields=fields
        )
        hub.desk.record(db, [draft])
    page, _ = opened(qtbot, hub)
    assert page.table is not None
    model = page.table.model()
    titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    at = titles.index("Sổ chưa rà soát")
    assert [model.index(row, at).data() for row in range(2)] == ["1", "–"]


def test_the_same_units_by_dataset(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    before = offices(page)
    page.more.views._group.buttons()[1].click()
    assert page.table is not None
    model = page.table.model()
    titles = [
        str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())
    ]
    assert {"Số liệu BLGĐ", "Hoạt động", "Cán bộ nữ", "Sản phẩm", "Phần lời"} <= set(titles)
    assert offices(page) == before
    page.narrow(LACKING)
    assert len(offices(page)) < len(before)
    page.more.views._group.buttons()[0].click()
    assert offices(page) != before
    page.narrow("")
    assert offices(page) == before


def test_a_unit_is_excused_with_a_reason_and_owes_again(
    qtbot: QtBot, hub: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, window = opened(qtbot, hub)
    assert page.table is not None
    at = next(row for row in range(len(offices(page))) if state(page, row) == "Chưa có")
    name = offices(page)[at]
    page.table.select_row(at)
    monkeypatch.setattr(ReasonQuestion, "answered", lambda _: True)
    monkeypatch.setattr(ReasonQuestion, "reason", lambda _: "Mới thành lập")
    page.more.follow()
    assert page.more.excuse.isEnabled()
    page.more.excuse.trigger()
    assert page.table is not None
    at = offices(page).index(name)
    assert state(page, at) == "Miễn"
    page.table.select_row(at)
    page.more.follow()
    assert page.more.owes.isVisible()
    page.more.owes.trigger()
    assert state(page, offices(page).index(name)) == "Chưa có"
    assert len(window.told) == 2


def test_entering_from_paper_goes_to_what_is_missing(qtbot: QtBot, hub: Any) -> None:
    page, window = opened(qtbot, hub)
    assert page.table is not None
    page.table.select_row(0)
    page.more.enter.trigger()
    office = page.owing()[0]
    owed = [form for one, form in hub.catalogue.expected(PERIOD) if one.id == office.office]
    if owed:
        assert window.gone[-1][1]["office"] == office.office
    else:
        assert window.told


def test_the_letter_and_the_list_are_written_and_audited(
    qtbot: QtBot, hub: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, window = opened(qtbot, hub)
    row = next(one for one in page.owing() if hub.catalogue.offices[one.office].device)
    folder = tmp_path / "out"
    folder.mkdir()
    dialog = ReminderDialog(window, [row], [row.office], page)
    qtbot.addWidget(dialog)
    monkeypatch.setattr("gbdesk.ui.pages.status.reminder.ask_folder", lambda *_: folder)
    dialog.letter.click()
    dialog.phones.click()
    assert sorted(one.name for one in folder.iterdir()) == [
        "CV-don-doc_6T-2024.docx",
        "CV-don-doc_6T-2024.pdf",
        "DS-lien-he_6T-2024.docx",
        "DS-lien-he_6T-2024.pdf",
    ]
    assert "DS-lien-he_6T-2024.pdf" in dialog._told.text()
    with hub.desk.read() as db:
        assert [one.what for one in audit.lines(db, 2)] == ["remind", "remind"]
    item = dialog.offices.item(0)
    item.setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.letter.isEnabled()

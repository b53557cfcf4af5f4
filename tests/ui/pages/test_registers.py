"""The registers page: lines entered, changed, reviewed by keys, deleted, taken back; drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.domain.ops import Fields
from gbdesk.domain.registers import ACTIVE, DISSOLVED, PAUSED
from gbdesk.services.changed import Changed
from gbdesk.ui.pages.registers.page import RegistersPage
from gbdesk.ui.pages.registers.table import guarded_words
from helpers import ready
from helpers.desks import Window
from helpers.enrolled import PERIOD
from helpers.typed import CTRL, QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)
CLUB: Fields = {"type": "family-club", "name": "CLB gia đình Bản Mới", "members": 20, "women": 12}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    office, hub = ready.pair(tmp_path)
    hub.close()
    yield office
    office.close()


def opened(qtbot: QtBot, app: App) -> tuple[RegistersPage, Window]:
    window = Window(app)
    page = RegistersPage(window)
    page.resize(1240, 640)
    show(qtbot, page)
    return page, window


def line(app: App, **more: str | int) -> str:
    values = {**app.entries.defaults("model"), **CLUB, **more}
    return app.entries.save(None, values).id


def titles(page: RegistersPage) -> list[str]:
    model = page.one.listed.model
    return [model.row(at).title for at in range(model.rowCount())]


def test_a_line_is_written_changed_and_taken_back(qtbot: QtBot, app: App) -> None:
    page, window = opened(qtbot, app)
    assert page.one.listed.empty.isVisible()
    page.add.click()
    form = page.one.panel.form
    form.write("type", "family-club")
    type_text("CLB gia đình Bản Mới", form.editor("name").widget)
    for name, value in (("members", "5"), ("women", "9")):
        type_text(value, form.editor(name).widget)
    page.one.save()
    assert titles(page) == []  # more women than members
    said = " ".join(note.text for note in form._said)
    assert "Trong đó nữ (9) nhiều hơn Số thành viên (5)" in said
    form.write("members", 9)
    page.one.save()
    assert titles(page) == ["CLB gia đình Bản Mới"]
    assert Changed.ENTRIES in window.changed
    (row,) = app.entries.find(app.entries.own("model"))
    assert PERIOD in row.reviewed
    form.write("since", "15/3/2019")
    page.one.save()
    assert app.entries.get(row.id)["since"] == "2019-03-15"
    page.back.undo()
    assert app.entries.get(row.id).get("since") is None
    page.back.undo()
    assert titles(page) == []
    page.back.redo()
    assert titles(page) == ["CLB gia đình Bản Mới"]


def test_what_was_typed_is_there_again_and_blocks_nobody(qtbot: QtBot, app: App) -> None:
    page, window = opened(qtbot, app)
    page.add.click()
    type_text("Nhóm Khe Vầu", page.one.panel.form.editor("notes").widget)
    page.leave()
    again = RegistersPage(window)
    show(qtbot, again)
    assert again.one.panel.isVisible()
    assert again.one.panel.form.values()["notes"] == "Nhóm Khe Vầu"
    assert app.entries.find(app.entries.own("model")) == []


def test_somebody_else_changed_the_line_meanwhile(qtbot: QtBot, app: App) -> None:
    ident = line(app)
    page, window = opened(qtbot, app)
    page.one.open_id(ident)
    form = page.one.panel.form
    form.editor("members").widget.selectAll()
    type_text("30", form.editor("members").widget)
    app.entries.save(ident, {**app.entries.get(ident), "members": 25, "meets": "monthly"})
    page.one.save()
    assert app.entries.get(ident)["members"] == 25
    assert window.wrong
    assert "25" in " ".join(note.text for note in form._said)
    assert form.values()["meets"] == "monthly"
    page.one.panel.kept_as_is.emit("moved.members")
    page.one.save()
    assert app.entries.get(ident)["members"] == 30


def test_the_review_is_one_key_a_line(qtbot: QtBot, app: App) -> None:
    for name in ("A", "B", "C", "D"):
        line(app, name=f"CLB {name}")
    page, window = opened(qtbot, app)
    assert page.one.listed.filters.open.text().strip() == "Chưa rà soát kỳ này · 4"
    page.reviewing.click()
    bar = page.one.review
    assert bar.hasFocus()
    assert bar.accessibleName().startswith("Rà soát 1/4: CLB A · ")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_T)
    press(Qt.Key.Key_G)
    press(Qt.Key.Key_S)
    assert not bar.isVisible()
    assert page.one.panel.isVisible()
    found = {row.title: row for row in app.entries.find(app.entries.own("model"))}
    assert [found[f"CLB {one}"].status for one in "ABCD"] == [ACTIVE, PAUSED, DISSOLVED, ACTIVE]
    assert [PERIOD in found[f"CLB {one}"].reviewed for one in "ABCD"] == [True, True, True, False]
    page.one.close_form()
    press(Qt.Key.Key_Z, CTRL, page.one.listed.table)
    assert app.entries.get(found["CLB C"].id)["status"] == ACTIVE
    page.reviewing.click()
    assert bar.accessibleName().startswith("Rà soát 1/2: CLB C")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert window.told[-1][0] == "Đã rà soát xong 2 dòng."


def test_ux42_a_shelter_is_a_code_and_says_why(qtbot: QtBot, app: App) -> None:
    page, _window = opened(qtbot, app)
    page.add.click()
    form = page.one.panel.form
    form.write("type", "shelter")
    page.one.panel.field_edited("type")
    assert page.one.panel.guard.isVisible()
    assert page.one.panel.guard.accessibleName() == guarded_words()
    assert set(form.keys()) == {"type", "code", "place", "status"}
    assert form.values()["code"] == "NTL-01"
    place = app.catalogue.places_of(app.session.office, date(2024, 5, 31))[0].id
    form.write("place", place)
    page.one.save()
    (row,) = app.entries.find(app.entries.own("model"))
    assert (row.title, row.is_guarded) == ("NTL-01", True)
    assert app.entries.get(row.id)["place"] == place


def test_other_registers_and_their_chips(qtbot: QtBot, app: App) -> None:
    line(app)
    page, _window = opened(qtbot, app)
    page.show_register("document")
    assert not page.reviewing.isVisible()
    assert titles(page) == []
    page.arrive(register="model")
    assert titles(page) == ["CLB gia đình Bản Mới"]
    page.one.listed.filters.search.setText("ban moi")
    page.one.listed.filters.search.ask()
    assert titles(page) == ["CLB gia đình Bản Mới"]
    page.one.listed.filters.search.setText("khe")
    page.one.listed.filters.search.ask()
    assert titles(page) == []
    page.one.listed.filters.clear()
    page.one.listed.table.select_row(0)
    page.one.delete()
    assert titles(page) == []
    page.back.undo()
    assert titles(page) == ["CLB gia đình Bản Mới"]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[App, App]]:
    office, hub = ready.pair(tmp_path)
    yield office, hub
    office.close()
    hub.close()


def test_the_hub_sees_lines_of_units_and_changes_only_its_own(
    qtbot: QtBot, pair: tuple[App, App], tmp_path: Path
) -> None:
    office, hub = pair
    place = office.catalogue.places_of(office.session.office, date(2024, 5, 31))[0]
    theirs = line(office, place=place.id)
    office.entries.save(
        None, {"register": "model", "type": "shelter", "code": "NTL-01", "place": place.id}
    )
    hub.receiving.take_in(office.sending.export(PERIOD, tmp_path).path)
    ours = line(hub, name="Mô hình của Sở")
    page, window = opened(qtbot, hub)
    assert titles(page) == ["CLB gia đình Bản Mới", "Mô hình của Sở", "NTL-01"]
    columns = [column.key for column in page.one.listed.model.columns]
    assert columns[:3] == ["title", "type", "office"]
    code = page.one.listed.model.row(2)
    assert (code.place_label, code.lacking_label) == ("", "")
    assert page.one.listed._standing.text() == (
        "Đang hoạt động: 3 · 1/18 đơn vị báo cáo có dòng trong sổ"
    )
    assert not page.reviewing.isVisible()
    page.one.open_id(theirs)
    panel = page.one.panel
    assert panel.form.editor("place").widget.text() == place.name
    assert not panel.save_button.isEnabled()
    panel.form.write("members", 99)
    page.one.save()
    page.one._delete_shown()
    page.one.listed.table.select_row(0)
    page.one.delete()
    assert hub.entries.get(theirs, office=office.session.office)["members"] == 20
    assert window.told[-1][0].startswith("Chưa xóa dòng nào")
    page.one.open_id(ours)
    assert panel.save_button.isEnabled()
    panel.form.write("members", 31)
    page.one.save()
    assert hub.entries.get(ours)["members"] == 31
    assert page.whose.chooser is not None
    page.whose.chooser.set_value(office.session.office)
    page.whose.chooser.chosen.emit(office.session.office)
    assert titles(page) == ["CLB gia đình Bản Mới", "NTL-01"]
    assert not page.add.isEnabled()
    page.period_changed()
    assert titles(page) == ["CLB gia đình Bản Mới", "NTL-01"]
    page.whose.chooser.set_value("")
    page.period_changed()
    assert page.whose.offices() == ()


def test_the_hub_reviews_lines_of_its_own(qtbot: QtBot, pair: tuple[App, App]) -> None:
    _office, hub = pair
    room = next(one for one in hub.catalogue.own_offices if one != hub.session.office)
    values = {**hub.entries.defaults("model", office=room), **CLUB}
    ident = hub.entries.save(None, values, office=room).id
    page, _window = opened(qtbot, hub)
    assert page.whose.chooser is not None
    page.whose.chooser.set_value(room)
    page.whose.chooser.chosen.emit(room)
    page.reviewing.click()
    press(Qt.Key.Key_Return)
    assert hub.entries.get(ident, office=room)[f"reviewed.{PERIOD}"]
    page.back.undo()
    assert not hub.entries.get(ident, office=room).get(f"reviewed.{PERIOD}")


def test_the_lines_that_are_shown_are_written_to_excel(
    qtbot: QtBot, app: App, tmp_path: Path
) -> None:
    line(app)
    line(app, name="CLB Khe Vầu")
    page, window = opened(qtbot, app)
    page.one.listed.filters.search.setText("khe")
    page.one.listed.filters.search.ask()
    page.writing.write_to(tmp_path, page.one.listed.query())
    (file,) = tmp_path.glob("So_MoHinh*.xlsx")
    assert window.told[-1][0] == f"Đã ghi 1 dòng vào “{file.name}” và đọc lại khớp."

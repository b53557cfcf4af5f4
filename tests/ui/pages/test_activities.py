from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from gbdesk.domain.refusals import Refused
from gbdesk.services.activities import ActivityQuery
from gbdesk.services.changed import Changed
from gbdesk.ui.pages.activities import by_task
from gbdesk.ui.pages.activities.filters import Narrowing
from gbdesk.ui.pages.activities.many import ChangeMany, CopyTo
from gbdesk.ui.pages.activities.page import ActivitiesPage
from gbdesk.ui.pages.activities.views import TASKS, TRASH
from helpers.desks import PERIOD, Window, Workplace, workplace
from helpers.typed import CTRL, QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path)
    yield made
    made.store.close()


def opened(qtbot: QtBot, place: Workplace) -> tuple[ActivitiesPage, Window]:
    window = Window(place)
    page = ActivitiesPage(window)
    page.resize(1310, 600)
    show(qtbot, page)
    return page, window


def add(place: Workplace, title: str, **more: object) -> str:
    places = place.catalogue.places_of(place.session.office, place.today())
    values = {
        "title": title,
        "kind": "talk",
        "start": "2024-05-20",
        f"place.{places[0].id}": True,
        "measure.quantity": 1,
        "measure.attendees": 50,
        "measure.women": 30,
        **more,
    }
    return place.activities.save(None, values).id  # type: ignore[arg-type]


def fill(place: Workplace, ident: str) -> None:
    """Small changes until none has room."""
    for number in range(500):
        place.activities.save(ident, {"title": f"Tọa đàm {number}"})


def titles(place: Workplace) -> list[str]:
    listing = place.activities.ids(ActivityQuery(office=place.session.office))
    return [row.title for row in place.activities.rows(listing.keys)]


def test_ux23_a_full_disk_is_said_and_the_line_typed_stays(qtbot: QtBot, place: Workplace) -> None:
    page, window = opened(qtbot, place)
    with place.store.write() as db:
        pages = db.execute(text("PRAGMA page_count")).scalar_one()
        db.execute(text(f"PRAGMA max_page_count = {pages + 1}"))
    quick = page.listed.quick
    quick.kind.set_value("talk")
    for _ in range(100):
        quick.title.setText("Nói chuyện " * 15)
        page.adding.add()
        if window.wrong:
            break
    assert [one.code for one in window.wrong if isinstance(one, Refused)] == ["disk.full"]
    assert quick.title.text().startswith("Nói chuyện")
    with place.store.write() as db:
        db.execute(text("PRAGMA max_page_count = 1000000"))
    before = len(titles(place))
    page.adding.add()
    assert len(titles(place)) == before + 1
    assert quick.title.text() == ""


def test_a_step_that_a_full_disk_keeps_from_going_back_can_be_tried_again(
    qtbot: QtBot, place: Workplace
) -> None:
    page, window = opened(qtbot, place)
    many, other = [add(place, f"Hội nghị {n}") for n in range(30)], add(place, "Tọa đàm")
    page.back.remember("Đã sửa", place.activities.put(many, {"title": "Hội nghị"}).undo)
    with place.store.write() as db:
        pages = db.execute(text("PRAGMA page_count")).scalar_one()
        db.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(Refused, match=r"disk\.full"):
        fill(place, other)
    page.back.undo()
    assert [one.code for one in window.wrong if isinstance(one, Refused)] == ["disk.full"]
    with place.store.write() as db:
        db.execute(text("PRAGMA max_page_count = 1000000"))
    page.back.undo()
    assert titles(place).count("Hội nghị") == 0


def test_a_step_that_somebody_wrote_over_is_told_and_does_not_stand_in_the_way(
    qtbot: QtBot, place: Workplace
) -> None:
    page, window = opened(qtbot, place)
    first, kept = add(place, "Tọa đàm"), add(place, "Hội nghị")
    page.back.remember("Đã lưu", place.activities.save(first, {"title": "Tọa đàm xã"}).undo)
    page.back.remember("Đã lưu", place.activities.save(kept, {"title": "Hội nghị xã"}).undo)
    place.activities.save(kept, {"title": "Hội nghị huyện"})
    page.back.undo()
    assert [one.code for one in window.wrong if isinstance(one, Refused)] == ["undo.moved"]
    page.back.undo()
    assert sorted(titles(place)) == ["Hội nghị huyện", "Tọa đàm"]


def test_a_line_is_added_by_keys_alone_and_the_caret_is_back_at_the_title(
    qtbot: QtBot, place: Workplace
) -> None:
    page, window = opened(qtbot, place)
    quick = page.listed.quick
    quick.title.setFocus()
    type_text(unicodedata.normalize("NFD", "Nói chuyện Luật PCBLGĐ"))
    press(Qt.Key.Key_Tab)
    assert quick.kind.hasFocus()
    type_text("toa dam")
    press(Qt.Key.Key_Tab)
    type_text("ban moi")
    press(Qt.Key.Key_Tab)
    type_text("56")
    press(Qt.Key.Key_Tab)
    type_text("41")
    press(Qt.Key.Key_Return)
    assert titles(place) == ["Nói chuyện Luật PCBLGĐ"]
    key = page.listed.model.keys[0]
    row = page.listed.row(key)
    assert row is not None
    assert (row.attendees, row.women, row.status) == (56, 41, "complete")
    assert row.places_label == "Xã Bản Mới"
    assert quick.title.hasFocus()
    assert quick.title.text() == ""
    assert quick.kind.value() == "talk"
    assert window.told[0][0] == "Đã thêm hoạt động"


def test_ux17_more_women_than_people_in_the_first_row_is_said_with_the_way_out(
    qtbot: QtBot, place: Workplace
) -> None:
    page, _ = opened(qtbot, place)
    quick = page.listed.quick
    quick.title.setFocus()
    for typed in ("Tập huấn", "tap huan", "ban moi", "45", "60"):
        type_text(typed)
        press(Qt.Key.Key_Return if typed == "60" else Qt.Key.Key_Tab)
    assert titles(place) == []
    said = quick.women.accessibleDescription()
    assert "Có thể hai số bị đảo: đổi lại 60 người dự, 45 nữ" in said


def test_what_is_missing_shows_as_the_state_of_the_line(qtbot: QtBot, place: Workplace) -> None:
    page, _ = opened(qtbot, place)
    quick = page.listed.quick
    quick.title.setFocus()
    type_text("Họp")
    press(Qt.Key.Key_Tab)
    type_text("cuoc hop")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    row = page.listed.row(page.listed.model.keys[0])
    assert row is not None
    assert row.status == "missing"
    last = len(page.listed.model.columns) - 1
    assert page.listed.model.index(0, last).data().startswith("Thiếu")
    assert "1" in page.filters.lacking.text()


def test_ux17_more_women_than_people_is_put_right_with_one_click(
    qtbot: QtBot, place: Workplace
) -> None:
    add(place, "Tập huấn")
    page, _ = opened(qtbot, place)
    page.one.open(page.listed.model.keys[0])
    page.panel.form.focus_on("measure.women")
    type_text("65")
    press(Qt.Key.Key_Tab)
    link = page.panel.findChild(QPushButton, "fixLink")
    assert link is not None
    assert link.text() == "đổi lại 65 người dự, 50 nữ"
    link.click()
    values = page.panel.values()
    assert (values["measure.attendees"], values["measure.women"]) == (65, 50)


def test_ctrl_s_keeps_and_ctrl_enter_begins_the_next(qtbot: QtBot, place: Workplace) -> None:
    page, _ = opened(qtbot, place)
    page.one.begin()
    assert page.panel.form.focused() == "title"
    type_text("Chiếu phim")
    page.editing.save(again=False)
    assert page.panel.form.focused() == "kind"
    type_text("chieu phim")
    press(Qt.Key.Key_Tab)
    page.editing.save(again=True)
    assert titles(place) == ["Chiếu phim"]
    assert page.panel.key == ""
    assert page.panel.form.focused() == "title"


def test_leaving_never_asks_and_the_draft_is_there_again(qtbot: QtBot, place: Workplace) -> None:
    page, _ = opened(qtbot, place)
    page.one.begin()
    type_text("Giao lưu văn nghệ")
    page.panel.form.focus_on("notes")
    type_text("đang viết")
    page.leave()
    again, _ = opened(qtbot, place)
    assert again.panel.isVisible()
    values = again.panel.form.values()
    assert values["title"] == "Giao lưu văn nghệ"
    assert values["notes"] == "đang viết"
    assert again.panel.form.focused() == "notes"
    assert titles(place) == []


def test_a_draft_of_an_activity_shows_in_its_line(qtbot: QtBot, place: Workplace) -> None:
    add(place, "Hội thi")
    page, _ = opened(qtbot, place)
    page.one.open(page.listed.model.keys[0])
    page.panel.form.focus_on("title")
    type_text("Hội thi mới")
    page.one.close()
    last = len(page.listed.model.columns) - 1
    assert page.listed.model.index(0, last).data() == "Đang sửa"
    assert titles(place) == ["Hội thi"]


def test_ux11_a_duplicate_leaves_days_and_people_empty_and_the_caret_on_the_day(
    qtbot: QtBot, place: Workplace
) -> None:
    add(place, "Sinh hoạt CLB")
    page, _ = opened(qtbot, place)
    page.listed.table.select_row(0)
    page.several.duplicate()
    values = page.panel.form.values()
    assert values["title"] == "Sinh hoạt CLB"
    assert (values["start"], values["measure.attendees"]) == (None, None)
    assert page.panel.form.focused() == "start"


def test_ux16_deleting_asks_nothing_and_is_taken_back(qtbot: QtBot, place: Workplace) -> None:
    for title in ("một", "hai", "ba"):
        add(place, title)
    page, window = opened(qtbot, place)
    page.listed.table.selectAll()
    page.several.delete()
    assert titles(place) == []
    words, undo = window.told[-1]
    assert words == "Đã xóa 3 hoạt động"
    assert undo is not None
    undo()
    assert sorted(titles(place)) == ["ba", "hai", "một"]
    assert window.told[-1][0] == "Đã hoàn tác: xóa 3 hoạt động"


def test_search_finds_without_marks_and_says_so_when_nothing_is_left(
    qtbot: QtBot, place: Workplace
) -> None:
    add(place, "Ra mắt địa chỉ tin cậy")
    add(place, "Chiếu phim")
    page, _ = opened(qtbot, place)
    page.filters.search.setFocus()
    type_text("dia chi")
    page.filters.search.ask()
    assert len(page.listed.model.keys) == 1
    page.filters.search.setText("zzzz")
    page.filters.search.ask()
    assert len(page.listed.model.keys) == 0
    assert page.listed.empty.isVisible()
    page.filters.clear()
    assert len(page.listed.model.keys) == 2


def test_ux32_a_trace_of_a_person_is_pointed_out_and_can_be_taken_out(
    qtbot: QtBot, place: Workplace
) -> None:
    add(place, "Tư vấn", notes="Gọi 0912345678 để hỏi.")
    page, _ = opened(qtbot, place)
    page.one.open(page.listed.model.keys[0])
    page.editing.look()
    links = page.panel.findChildren(QPushButton, "fixLink")
    assert [link.text() for link in links] == ["Bỏ phần đó", "Không phải, giữ lại"]
    links[0].click()
    assert page.panel.form.values()["notes"] == "Gọi để hỏi."


def test_the_hub_sees_others_and_adds_for_its_own_rooms(qtbot: QtBot, tmp_path: Path) -> None:
    hub = workplace(tmp_path, hub=True)
    page, _ = opened(qtbot, hub)
    assert page.add.isEnabled()
    other = next(one for one in hub.catalogue.offices.values() if one.device)
    page.offices.set_value(other.id)
    page.period_changed()
    assert not page.add.isEnabled()
    assert not page.listed.quick.title.isVisible()
    hub.store.close()


def test_no_input_is_without_a_name(qtbot: QtBot, place: Workplace) -> None:
    page, _ = opened(qtbot, place)
    page.one.begin()
    page.panel.more.click()
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            assert widget.accessibleName(), widget
    for button in page.findChildren(QPushButton):
        assert button.text().strip() or button.accessibleName(), button.objectName()


def test_another_period_shows_its_own_activities(qtbot: QtBot, place: Workplace) -> None:
    add(place, "Trong kỳ")
    add(place, "Kỳ trước", start="2023-03-08")
    page, window = opened(qtbot, place)
    assert len(page.listed.model.keys) == 1
    window.period = "2023-6T"
    page.period_changed()
    row = page.listed.row(page.listed.model.keys[0])
    assert row is not None
    assert row.title == "Kỳ trước"
    assert window.period != PERIOD
    press(Qt.Key.Key_F, CTRL, page)


def test_adding_and_editing_are_taken_back_with_ctrl_z(qtbot: QtBot, place: Workplace) -> None:
    add(place, "Hội thi")
    page, window = opened(qtbot, place)
    page.one.open(page.listed.model.keys[0])
    page.panel.form.focus_on("title")
    type_text("Liên hoan")
    page.one.save()
    assert titles(place) == ["Liên hoan"]
    page.back.undo()
    assert titles(place) == ["Hội thi"]
    assert window.told[-1][0] == "Đã hoàn tác: sửa hoạt động"


def test_titles_stand_in_vietnamese_order(qtbot: QtBot, place: Workplace) -> None:
    wanted = ["Ăn mừng", "Dân ca", "Đêm hội", "Hoa", "Hòa giải", "Thi hát", "Ủng hộ", "Xem phim"]
    for title in reversed(wanted):
        add(place, title)
    page, _ = opened(qtbot, place)
    columns = [column.key for column in page.listed.model.columns]
    page.listed.model.ask_order(columns.index("title"))
    rows = [page.listed.row(key) for key in page.listed.model.keys]
    assert [row.title for row in rows if row] == wanted


@pytest.mark.parametrize("typed", ["hoa", "Hoà", "HÒA", unicodedata.normalize("NFD", "hòa")])
def test_ux09_both_ways_to_place_a_tone_are_found(
    qtbot: QtBot, place: Workplace, typed: str
) -> None:
    add(place, "Hòa giải ở cơ sở")
    add(place, "Hoà nhập cộng đồng")
    add(place, "Chiếu phim")
    page, _ = opened(qtbot, place)
    page.filters.search.setText(typed)
    page.filters.search.ask()
    found = {row.title for key in page.listed.model.keys if (row := page.listed.row(key))}
    assert found == {"Hòa giải ở cơ sở", "Hoà nhập cộng đồng"}


def test_a_page_is_come_to_with_something_to_do(qtbot: QtBot, place: Workplace) -> None:
    ident = add(place, "Hội thi")
    lacking = {"measure.quantity": None}
    add(place, "Thiếu số", **lacking)
    page, window = opened(qtbot, place)
    page.arrive(lacking=True)
    assert [page.listed.row(key).title for key in page.listed.model.keys] == ["Thiếu số"]
    page.filters.clear()
    page.arrive(open=ident)
    assert page.panel.key == ident
    assert window.room
    assert page.place()["open"] == ident
    page.one.close()
    assert not window.room
    task = next(iter(place.catalogue.tasks))
    page.arrive(new={"task": task, "title": "Việc mới"})
    assert page.panel.key == ""
    assert page.panel.values()["title"] == "Việc mới"
    assert page.panel.values()["task"] == task
    assert page.place()["open"] == "new"


def test_more_women_than_people_have_no_share(qtbot: QtBot, place: Workplace) -> None:
    add(place, "Tọa đàm", **{"measure.attendees": 2, "measure.women": 1})
    add(place, "Hội nghị", **{"measure.attendees": None, "measure.women": 40})
    page, _ = opened(qtbot, place)
    words = [one.text() for one in page.findChildren(QLabel) if "41" in one.text()]
    assert len(words) == 1
    assert "%" not in words[0]


def test_ux16_several_are_changed_together_in_one_step(qtbot: QtBot, place: Workplace) -> None:
    for title in ("một", "hai"):
        add(place, title)
    page, window = opened(qtbot, place)
    assert page.several.bar.isHidden()
    page.listed.table.selectAll()
    assert page.several.bar.isVisible()
    page.several.bar.change.click()
    asked = page.several.asked
    assert isinstance(asked, ChangeMany)
    assert not asked.yes.isEnabled()
    asked.form.write("kind", "meeting")
    other = place.catalogue.places_of(place.session.office, place.today())[2].id
    asked.form.write("places", (other,))
    asked.form.edited.emit("kind")
    asked.yes.click()
    listing = place.activities.ids(ActivityQuery(office=place.session.office))
    rows = place.activities.rows(listing.keys)
    assert [(row.kind, row.places) for row in rows] == [("meeting", (other,))] * 2
    assert window.told[-1][0] == "Đã sửa 2 hoạt động"
    page.back.undo()
    rows = place.activities.rows(listing.keys)
    assert [row.kind for row in rows] == ["talk", "talk"]
    assert other not in rows[0].places
    page.back.redo()
    assert place.activities.rows(listing.keys)[0].places == (other,)


def test_one_activity_is_copied_into_every_other_place(qtbot: QtBot, place: Workplace) -> None:
    add(place, "một")
    page, window = opened(qtbot, place)
    page.listed.table.select_row(0)
    page.several.copy_to()
    asked = page.several.asked
    assert isinstance(asked, CopyTo)
    known = [one.id for one in asked.form.editor("places").widget._options]  # type: ignore[attr-defined]
    there = place.activities.rows(page.listed.model.keys)[0].places
    assert there[0] not in known
    asked.form.write("places", tuple(known[:12]))
    asked.form.edited.emit("places")
    assert asked.yes.text() == "Nhân bản ra 12 xã"
    asked.yes.click()
    assert len(titles(place)) == 13
    assert window.told[-1][0] == "Đã nhân bản ra 12 xã"
    assert page.back.words("undo") == "nhân bản ra 12 xã"
    page.back.undo()
    assert titles(place) == ["một"]


def test_the_activity_in_the_form_is_deleted_although_it_is_not_listed(
    qtbot: QtBot, place: Workplace
) -> None:
    kept = add(place, "một")
    page, _ = opened(qtbot, place)
    page.filters.search.setText("gì khác")
    page.filters.search.ask()
    page.one.open_id(kept)
    page.panel.delete_button.click()
    assert titles(place) == []
    assert page.panel.isHidden()


def test_the_trash_shows_what_was_deleted_and_puts_it_back(qtbot: QtBot, place: Workplace) -> None:
    for title in ("một", "hai"):
        add(place, title)
    page, window = opened(qtbot, place)
    page.listed.table.selectAll()
    page.several.delete()
    page.views.choose(TRASH)
    trash = page.views.trash
    assert trash is not None
    assert sorted(row.title for row in trash._rows.values()) == ["hai", "một"]
    assert page.place() == {"view": "trash"}
    press(Qt.Key.Key_F, CTRL)
    type_text("mot")
    qtbot.waitUntil(lambda: len(trash.model.keys) == 1)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert titles(place) == ["một"]
    assert window.told[-1][0] == "Đã khôi phục 1 hoạt động"
    press(Qt.Key.Key_Z, CTRL)
    assert titles(place) == []
    press(Qt.Key.Key_N, CTRL)
    assert page.panel.isVisible()


def test_the_foot_says_what_the_leading_unit_counts(qtbot: QtBot, place: Workplace) -> None:
    add(place, "một")
    add(place, "hai", role="partner")
    page, _ = opened(qtbot, place)
    shown = [one.text() for one in page.listed.findChildren(QLabel) if one.isVisible()]
    assert "2 hoạt động" in shown
    assert "Người dự: 50 · nữ 30 (60%)" in shown or "Người dự: 50 · nữ 30 (60,0%)" in shown
    assert "1 hoạt động phối hợp: đơn vị chủ trì tính" in shown


def test_an_occasion_and_a_task_are_offered_and_never_written_unasked(
    qtbot: QtBot, place: Workplace
) -> None:
    page, window = opened(qtbot, place)
    window.period = "2024-N"
    page.period_changed()
    page.one.new({"title": "Tọa đàm", "kind": "talk", "start": "2024-11-22"})
    page.editing.look()
    offered = {one.text(): one for one in page.panel.findChildren(QPushButton, "fixLink")}
    assert set(offered) == {"Chọn", "Không phải"}
    said = [one.text() for one in page.panel.findChildren(QLabel, "noteText")]
    assert said[0].startswith("Gợi ý – ngày kỷ niệm: Ngày quốc tế xóa bỏ")
    assert said[1].startswith("Gợi ý – nhiệm vụ kế hoạch: II.1.2")
    assert page.panel.values().get("occasion") is None
    links = page.panel.findChildren(QPushButton, "fixLink")
    links[0].click()
    assert page.panel.values()["occasion"] == "end-violence-day"
    assert page.panel.form.focus_on("occasion")
    assert page.panel.values().get("task") is None
    left = [one for one in page.panel.findChildren(QPushButton, "fixLink") if one.isVisible()]
    left[1].click()
    page.editing.look()
    assert not [one for one in page.panel.findChildren(QLabel, "noteText") if one.isVisible()]
    assert page.panel.values().get("task") is None


def test_columns_are_chosen_and_remembered_for_the_person(qtbot: QtBot, place: Workplace) -> None:
    add(place, "một", occasion="womens-day", **{"measure.ethnic-minority": 12})
    page, window = opened(qtbot, place)
    table, columns = page.listed.table, page.log.columns
    keys = [one.key for one in page.listed.model.columns]
    assert table.isColumnHidden(keys.index("minority"))
    for key in ("minority", "occasion", "entered", "changed", "places"):
        columns.toggle(key)
    shown = {
        key: page.listed.model.index(0, at).data()
        for at, key in enumerate(keys)
        if not table.isColumnHidden(at)
    }
    assert shown["minority"] == "12"
    assert shown["occasion"] == "Ngày Quốc tế phụ nữ"
    assert shown["entered"] == "ha"
    assert len(shown["changed"]) == len("24/05/2024 10:00")
    assert "places" not in shown
    assert table.columnWidth(keys.index("occasion")) > 100
    table.set_widths({"minority": 99})
    table.titles.pulled.emit()
    page.leave()
    again = ActivitiesPage(window)
    qtbot.addWidget(again)
    assert not again.listed.table.isColumnHidden(keys.index("minority"))
    assert again.listed.table.isColumnHidden(keys.index("places"))
    assert again.listed.table.columnWidth(keys.index("minority")) == 99
    again.log.columns.reset()
    assert again.listed.table.isColumnHidden(keys.index("minority"))
    assert not again.listed.table.isColumnHidden(keys.index("places"))


def test_columns_are_moved_and_stand_so_again(qtbot: QtBot, place: Workplace) -> None:
    """Dragged or from the menu; the first row goes along, a saved view brings its own order."""
    add(place, "một")
    page, window = opened(qtbot, place)
    table, columns = page.listed.table, page.log.columns
    moving, first = page.listed.moving, page.listed.moving.keys()
    moving.move("kind", -1)
    moving.move("title", 1)  # hidden columns do not count
    assert moving.keys()[:4] == ("start", "kind", "places", "title")
    quick = page.listed.quick
    assert quick.kind.x() < quick.place.x() < quick.title.x()
    quick.day.setFocus()
    press(Qt.Key.Key_Tab)
    assert quick.kind.hasFocus()
    table.select_row(0)
    table.copy()
    head = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    assert head[:2] == ["Ngày", "Hình thức"]
    columns.save("Theo hình thức")
    page.leave()
    again = ActivitiesPage(window)
    show(qtbot, again)
    assert again.listed.moving.keys()[:4] == ("start", "kind", "places", "title")
    again.log.columns.reset()
    assert again.listed.moving.keys() == first
    again.log.columns._fill_views()
    again.log.columns.views.menu().actions()[0].trigger()
    assert again.listed.moving.keys()[1] == "kind"
    again.log.columns._fill_columns()
    moving = [one for one in again.log.columns.columns.menu().actions() if one.menu()]
    assert [one.text() for one in moving] == ["Chuyển cột"]


def test_a_width_pulled_by_hand_is_told_others_not(qtbot: QtBot, place: Workplace) -> None:
    add(place, "một")
    page, _ = opened(qtbot, place)
    told: list[dict[str, int]] = []
    page.listed.table.widths_changed.connect(told.append)
    page.resize(1200, 600)
    titles = page.listed.table.titles
    assert not told
    edge = titles.sectionViewportPosition(0) + titles.sectionSize(0) - 1
    start, end = QPoint(edge, 10), QPoint(edge + 40, 10)
    QTest.mousePress(titles.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(titles.viewport(), end)
    QTest.mouseRelease(titles.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert len(told) == 1


def test_a_view_is_saved_by_name_and_shown_again(qtbot: QtBot, place: Workplace) -> None:
    add(place, "Tọa đàm")
    add(place, "Hội nghị", kind="meeting")
    page, window = opened(qtbot, place)
    columns = page.log.columns
    page.filters.ask(Narrowing(kind="meeting", text="hoi"))
    page.listed._sort("title", descending=False)
    columns.ask_name()
    question = columns.asked
    assert question is not None
    assert not question.yes.isEnabled()
    question.name.setText("Chỉ hội nghị")
    question.yes.click()
    assert window.told[-1][0] == "Đã lưu cách xem “Chỉ hội nghị”"
    page.filters.clear()
    page.listed._sort("start", descending=True)
    assert len(page.listed.model.keys) == 2
    columns._fill_views()
    first = columns.views.menu().actions()[0]
    assert first.text() == "Chỉ hội nghị"
    first.trigger()
    assert [row.title for row in place.activities.rows(page.listed.model.keys)] == ["Hội nghị"]
    assert page.filters.narrowing() == Narrowing(kind="meeting", text="hoi")
    assert page.listed.layout_now().order == ("title", False)
    place.store.drafts.forget("hoi")
    columns._fill_views()
    assert columns.views.menu().actions()[0].text() == "Lưu cách xem này…"


def test_the_log_by_task_agrees_with_the_plan_and_leads_there(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linked by a person, or by form and conditions, as the plan counts; last what covers none."""
    tasks = [one.id for one in place.catalogue.tasks_of(place.session.office, 2024)]
    first = add(place, "một", kind="other", task=tasks[1])
    add(place, "hai", kind="other", task=tasks[1], start="2024-05-21")
    add(place, "ba", kind="banner")
    add(place, "không", kind="gift")
    add(place, "năm trước", task=tasks[0], start="2023-05-21")
    monkeypatch.setattr(by_task, "MOST", 1)
    page, window = opened(qtbot, place)
    page.views.choose(TASKS)
    assert page.views.tasks is not None
    tree = page.views.tasks.tree
    shown = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    covered = {one.task.id: one.count for one in place.plan.tasks(PERIOD)}
    assert [one.text(3) for one in shown[:-1]] == [str(covered[task]) for task in tasks]
    assert covered[tasks[1]] == 2
    assert sum(covered.values()) > 2  # the banner, by its form
    assert shown[-1].text(0) == "Không thuộc nhiệm vụ nào của kế hoạch"
    tree.setCurrentItem(shown[1])
    press(Qt.Key.Key_Right, widget=tree)
    assert [shown[1].child(at).text(0) for at in range(2)] == ["hai", "và 1 hoạt động nữa"]
    tree.setCurrentItem(shown[1].child(0))
    press(Qt.Key.Key_Return, widget=tree)
    name, facts = window.gone[-1]
    assert (name, set(facts)) == ("activities", {"open", "office"})
    place.activities.delete([first])
    page.on_changed(Changed.ACTIVITIES)
    again = tree.topLevelItem(1)
    assert (again.text(3), again.isExpanded(), again.child(0).text(0)) == ("1", True, "hai")

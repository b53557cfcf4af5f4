from __future__ import annotations

import os
import unicodedata
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gbdesk.store.drafts import Drafts
from gbdesk.store.ring import DataKey
from gbdesk.ui.forms import fields
from gbdesk.ui.forms.choices import ChoiceLine, matching
from gbdesk.ui.forms.dates import DateLine
from gbdesk.ui.forms.drafts import DraftKeeper
from gbdesk.ui.forms.fields import FieldSpec, Fix, Note, Option
from gbdesk.ui.forms.form import Form
from gbdesk.ui.forms.lines import TextLine
from gbdesk.ui.forms.numbers import CountLine
from gbdesk.ui.forms.tags import WHOLE, TagField, TagPopup
from helpers.typed import QUIET, leave, press, show, show_alone, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)
TODAY = date(2024, 5, 24)
PLACES = (Option("a", "Xã Bản Mới", group="s"), Option("b", "Xã Hoà Bình", group="s"))
KINDS = (
    Option("talk", "Nói chuyện chuyên đề", ("tọa đàm",)),
    Option("film", "Chiếu phim lưu động", ("chiếu bóng",)),
)


def today() -> date:
    return TODAY


@pytest.mark.parametrize("typed", ["22/5", "220524", "22-05-2024", "22.5.2024", "22/05/24"])
def test_ux08_a_date_is_understood_as_it_is_typed(qtbot: QtBot, typed: str) -> None:
    line = DateLine(today)
    host = show_alone(qtbot, line)
    type_text(typed)
    assert line.value() == "2024-05-22"
    leave(host)
    assert line.text() == "22/05/2024"


def test_ux08_h_is_today_and_up_and_down_move_by_days(qtbot: QtBot) -> None:
    line = DateLine(today)
    host = show_alone(qtbot, line)
    assert host
    type_text("h")
    assert line.value() == "2024-05-24"
    press(Qt.Key.Key_Up)
    assert line.value() == "2024-05-25"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert line.value() == "2024-05-23"


def test_what_is_no_date_stays_as_typed(qtbot: QtBot) -> None:
    line = DateLine(today)
    host = show_alone(qtbot, line)
    type_text("31/04/2024")
    leave(host)
    assert line.text() == "31/04/2024"
    assert line.value() == "31/04/2024"


def test_decomposed_letters_are_kept_composed(qtbot: QtBot) -> None:
    line = TextLine()
    host = show_alone(qtbot, line)
    type_text(unicodedata.normalize("NFD", "Xã  Đồi Thông "))
    assert line.value() == "Xã Đồi Thông"
    leave(host)
    assert line.text() == "Xã Đồi Thông"


def test_ux10_an_input_method_writes_into_a_line_without_losing_a_letter(qtbot: QtBot) -> None:
    line = TextLine()
    host = show_alone(qtbot, line)
    assert host
    event = QInputMethodEvent()
    event.setCommitString("Đồi Thông")
    QApplication.sendEvent(line, event)
    assert line.value() == "Đồi Thông"


def test_filling_is_no_edit(qtbot: QtBot) -> None:
    line = TextLine()
    qtbot.addWidget(line)
    with qtbot.assertNotEmitted(line.changed):
        line.set_value("mới")


def test_a_count_may_be_blank_and_is_grouped_when_left(qtbot: QtBot) -> None:
    line = CountLine()
    host = show_alone(qtbot, line)
    assert line.value() is None
    type_text("1234")
    leave(host)
    assert line.text() == "1.234"
    assert line.value() == 1234


def test_ux09_any_part_of_a_word_finds_a_choice_without_marks() -> None:
    assert [one.id for one in matching(PLACES, "ban moi")] == ["a"]
    assert [one.id for one in matching(PLACES, "hoa")] == ["b"]
    assert [one.id for one in matching(PLACES, unicodedata.normalize("NFD", "hòa"))] == ["b"]
    assert [one.id for one in matching(KINDS, "toa dam")] == ["talk"]
    assert [one.id for one in matching(KINDS, "bong")] == ["film"]


def test_typing_then_enter_takes_the_match_and_keeps_the_caret(qtbot: QtBot) -> None:
    line = ChoiceLine(KINDS)
    host = show_alone(qtbot, line)
    assert host
    type_text("chieu")
    press(Qt.Key.Key_Return)
    assert line.value() == "film"
    assert line.text() == "Chiếu phim lưu động"
    assert line.hasFocus()


def test_leaving_a_choice_takes_what_was_typed_or_goes_back(qtbot: QtBot) -> None:
    line = ChoiceLine(KINDS)
    host = show_alone(qtbot, line)
    type_text("toa")
    leave(host)
    assert line.value() == "talk"
    line.setFocus()
    line.selectAll()
    type_text("zzz")
    leave(host)
    assert line.value() == "talk"
    assert line.text() == "Nói chuyện chuyên đề"


def test_a_tag_for_all_stands_for_the_options_of_its_group(qtbot: QtBot) -> None:
    whole = Option(WHOLE, "Tất cả 2 xã", group="s")
    tags = TagField((*PLACES, Option("d", "Huyện Sông Mây")), whole)
    qtbot.addWidget(tags)
    tags.name("Xã")
    tags.set_value(("a", "b"))
    assert tags.accessibleDescription() == "Tất cả 2 xã"
    assert tags.value() == ("a", "b")
    tags.set_value(("a",))
    assert tags.accessibleDescription() == "Xã Bản Mới"


def test_esc_closes_the_open_list_and_not_what_lies_below(qtbot: QtBot) -> None:
    tags, line = TagField(PLACES), ChoiceLine(KINDS)
    host = show_alone(qtbot, tags)
    line.setParent(host)
    line.show()
    below: list[str] = []
    QShortcut(QKeySequence("Esc"), host).activated.connect(partial(below.append, "Esc"))
    tags.open_list()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not any(one.isVisible() for one in tags.findChildren(TagPopup))
    line.setFocus()
    line.open_list()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not line.has_open_list()
    assert not below
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert below == ["Esc"]


SPECS = (
    FieldSpec(key="title", label="Tên", kind=fields.TEXT),
    FieldSpec(key="start", label="Ngày", kind=fields.DATE, span=6),
    FieldSpec(key="kind", label="Hình thức", kind=fields.CHOICE, span=6, options=KINDS),
    FieldSpec(key="people", label="Số người", kind=fields.COUNT, span=4),
    FieldSpec(key="area", label="Diện tích", kind=fields.DECIMAL, span=4),
    FieldSpec(key="places", label="Xã", kind=fields.TAGS, options=PLACES),
    FieldSpec(key="done", label="Đã làm", kind=fields.TICK),
    FieldSpec(key="notes", label="Ghi chú", kind=fields.LINES),
)
VALUES = {
    "title": "Họp",
    "start": "2024-05-22",
    "kind": "talk",
    "people": 1234,
    "area": "12.5",
    "places": ("b",),
    "done": True,
    "notes": "Một\nhai",
}


def test_what_is_shown_is_what_is_read(qtbot: QtBot) -> None:
    form = Form(SPECS, today)
    qtbot.addWidget(form)
    form.fill(VALUES)
    assert form.values() == VALUES
    form.fill({})
    assert form.values() == {**dict.fromkeys(VALUES), "places": (), "done": False}


def test_ux50_every_input_has_a_name_for_those_who_hear_it(qtbot: QtBot) -> None:
    form = Form(SPECS, today)
    qtbot.addWidget(form)
    for spec in SPECS:
        assert form.editor(spec.key).widget.accessibleName() == spec.label


def test_a_note_stands_under_its_field_with_a_link_that_mends(qtbot: QtBot) -> None:
    form = Form(SPECS, today)
    show(qtbot, form)
    fix = Fix(label="đổi lại", set={"people": 5})
    form.show_notes([Note(field="people", severity="error", text="Sai số", fixes=(fix,))])
    assert form.editor("people").widget.accessibleDescription() == "Sai số"
    assert form.editor("people").widget.property("severity") == "error"
    with qtbot.waitSignal(form.fix_asked) as asked:
        link = form.findChild(QPushButton, "fixLink")
        assert link is not None
        link.click()
    assert asked.args[1] == fix


def test_only_the_fields_arranged_are_shown_and_the_caret_stays(qtbot: QtBot) -> None:
    form = Form(SPECS, today)
    show(qtbot, form)
    form.focus_on("people")
    form.arrange(("title", "people"))
    assert form.keys() == ("title", "people")
    assert form.focused() == "people"
    assert not form.editor("notes").widget.isVisible()


def test_ux21_a_draft_is_kept_within_a_second_of_the_last_key(qtbot: QtBot, tmp_path: Path) -> None:
    line, kept = TextLine(), Drafts(tmp_path / "x.drafts", DataKey(os.urandom(32)))
    host = show_alone(qtbot, line)
    assert host
    keeper = DraftKeeper(kept, "page", line)

    def touch() -> None:
        keeper.touch("new", lambda: {"text": line.text()})

    line.changed.connect(touch)
    with qtbot.waitSignal(keeper.kept, timeout=1000):
        type_text("chữ")
    assert kept.get("page", "new") == {"text": "chữ"}
    keeper.drop("new")
    assert keeper.found("new") is None
    kept.close()

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.media.drives import Drive
from gbdesk.services import exporting
from gbdesk.services.changed import Changed
from gbdesk.services.returns import CellChange
from gbdesk.ui.office.notice import Link
from gbdesk.ui.office.slip import PaperDialog
from gbdesk.ui.pages.export.again import AgainQuestion
from gbdesk.ui.pages.export.compare import review
from gbdesk.ui.pages.export.page import CONTENT, DONE, PLACE, REVIEW, WRITE, ExportPage
from gbdesk.ui.pages.export.place import Place, size_words
from helpers.desks import Window
from helpers.enrolled import Places, office_id
from helpers.ready import FORM, PASSWORD, PERIOD
from helpers.typed import QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)


def opened(qtbot: QtBot, app: App) -> tuple[ExportPage, Window]:
    window = Window(app)
    page = ExportPage(window)
    page.resize(1144, 584)
    qtbot.addWidget(page, before_close_func=ExportPage.leave)
    show(qtbot, page)
    return page, window


def to_place(page: ExportPage) -> None:
    """Contents and approval, by keys."""
    page.forward.setFocus()
    press(Qt.Key.Key_Space)
    assert page.step == REVIEW
    assert page.review.password.hasFocus()
    type_text(PASSWORD)
    press(Qt.Key.Key_Return)
    assert page.step == PLACE


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def written(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_package_is_made_by_keys_and_the_hub_takes_it(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    office, hub = apps
    out = tmp_path / "usb"
    out.mkdir()
    page, window = opened(qtbot, office)
    to_place(page)
    page.writer.choose(out)
    page.forward.setFocus()
    press(Qt.Key.Key_Space)
    assert page.step == DONE
    (name,) = written(out)
    (row,) = office.sending.sent()
    assert row.name == name
    assert row.approver == "Trần Thị Mai"
    words = said(page.done)
    assert "Gói số 01" in words
    assert row.check_code in words
    assert hub.receiving.take_in(out / name).ok
    page.done.copy.click()
    assert QGuiApplication.clipboard().text() == row.check_code
    page.forward.click()
    assert window.gone[-1] == ("home", {})
    assert page.step == CONTENT


def test_every_changed_value_stands_in_the_list(apps: tuple[App, App], qtbot: QtBot) -> None:
    page, _ = opened(qtbot, apps[0])
    assert page.planned is not None
    table = page.content.table.details
    assert table.rowCount() == len(page.planned.details) > 100
    shown = [[table.index(row, col).data() for col in range(4)] for row in range(12)]
    assert "Nói chuyện chuyên đề" in {cell for row in shown for cell in row}


def test_ux28_the_gaps_are_those_of_the_return_and_lead_to_them(
    apps: tuple[App, App], qtbot: QtBot
) -> None:
    app = apps[0]
    page, window = opened(qtbot, app)
    assert page.planned is not None
    links = [one for one in page.content.findChildren(Link) if one.isVisibleTo(page)]
    missing = app.returns.missing(FORM, PERIOD)
    rows = [app.catalogue.places[place].name for place in (*missing.blank, *missing.partial)]
    shown = [link.accessibleName() for link in links]
    assert all(any(one.startswith(f"{name}:") for one in shown) for name in rows)
    assert len(page.planned.gaps) == len(rows) + 4  # not complete, two forms and no text yet
    home = app.home.office(PERIOD)
    step = next(one for one in home.steps if one.key == "figures")
    assert step.facts["of"] - step.facts["filled"] == len(rows)
    links[0].click()
    assert window.gone[-1] == ("figures", {"form": FORM, "place": missing.blank[0]})


def test_ux20_an_error_in_the_figures_does_not_keep_from_exporting(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    app = apps[0]
    row = app.returns.open(FORM, PERIOD).rows[0]
    wrong = [CellChange(place=row, indicator="dv.households", value=9)]
    wrong += [CellChange(place=row, indicator="dv.cases", value=2)]
    app.returns.set_cells(FORM, PERIOD, wrong)
    assert app.returns.missing(FORM, PERIOD).errors
    page, _ = opened(qtbot, app)
    to_place(page)
    page.writer.choose(tmp_path)
    page.forward.click()
    assert page.step == DONE


def test_a_wrong_password_signs_nothing(apps: tuple[App, App], qtbot: QtBot) -> None:
    page, _ = opened(qtbot, apps[0])
    page.forward.click()
    page.review.password.setFocus()
    type_text("không phải")
    press(Qt.Key.Key_Return)
    assert page.step == REVIEW
    assert page.review.notice.text() == (
        "Mật khẩu của Trần Thị Mai chưa đúng. Chưa ký, gói chưa tạo."
    )
    assert apps[0].sending.sent() == ()


def test_a_printed_copy_approved_by_a_post_will_do(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    page, _ = opened(qtbot, apps[0])
    page.forward.click()
    page.review.paper.click()
    assert not page.forward.isEnabled()
    type_text("Trưởng phòng")
    press(Qt.Key.Key_Return)
    assert page.step == PLACE
    page.writer.choose(tmp_path)
    page.forward.click()
    assert apps[0].sending.sent()[0].approver == "Trưởng phòng"


def test_ux29_a_tenfold_figure_comes_first_for_the_approver(apps: tuple[App, App]) -> None:
    app = apps[0]
    before = app.returns.open(FORM, "2023-6T")
    for row in app.returns.open(FORM, PERIOD).rows:
        same = [
            CellChange(place=row, indicator=line, value=cell.value)
            for (place, line), cell in before.cells.items()
            if place == row
        ]
        app.returns.set_cells(FORM, PERIOD, same)
    row = before.rows[0]
    usual = before.cells[row, "family.households"].value
    assert isinstance(usual, int)
    tenfold = CellChange(place=row, indicator="family.households", value=10 * usual)
    app.returns.set_cells(FORM, PERIOD, [tenfold])
    found = review(app, PERIOD)
    name = app.catalogue.form(FORM).line_name("family.households")
    assert found.lines[0].name == name
    assert found.lines[0].weight > 5 * found.lines[1].weight


def test_personal_data_in_the_note_are_taken_out_before_it_goes(
    apps: tuple[App, App], qtbot: QtBot
) -> None:
    page, _ = opened(qtbot, apps[0])
    page.content.note.setFocus()
    type_text("Gọi 0912345678 khi nhận.")
    assert not page.forward.isEnabled()
    (link,) = [
        one
        for one in page.content.findChildren(QPushButton, "fixLink")
        if one.text() == "Bỏ phần đó"
    ]
    link.click()
    assert page.content.text() == "Gọi khi nhận."
    assert page.forward.isEnabled()


def test_the_note_is_a_draft_until_the_package_is_made(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    page, _ = opened(qtbot, apps[0])
    page.content.note.setFocus()
    type_text("Gửi kèm bản giấy")
    page.leave()
    again, _ = opened(qtbot, apps[0])
    assert again.content.text() == "Gửi kèm bản giấy"
    to_place(again)
    again.writer.choose(tmp_path)
    again.forward.click()
    assert apps[0].sending.sent()[0].note == "Gửi kèm bản giấy"
    third, _ = opened(qtbot, apps[0])
    assert third.content.text() == ""


def test_ux27_a_folder_that_has_gone_leaves_nothing_and_can_be_tried_again(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    office = apps[0]
    gone, other = tmp_path / "gone", tmp_path / "other"
    gone.mkdir()
    other.mkdir()
    page, _ = opened(qtbot, office)
    to_place(page)
    page.writer.choose(gone)
    gone.rmdir()
    before = office.selfcheck.digests()
    page.forward.click()
    assert page.step == WRITE
    assert page.writing.notice.isVisible()
    assert "chưa" in page.writing.notice.text().lower()
    assert office.sending.sent() == ()
    assert office.selfcheck.digests() == before
    page.back.click()
    assert page.step == PLACE
    page.writer.choose(other)
    page.forward.click()
    assert page.step == DONE
    assert len(written(other)) == 1


def test_a_full_disk_is_told_and_leaves_no_part_of_a_file(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "usb"
    out.mkdir()
    page, _ = opened(qtbot, apps[0])
    to_place(page)
    page.writer.choose(out)
    usage = shutil.disk_usage(out)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=100))
    page.forward.click()
    assert page.step == WRITE
    assert "đầy" in page.writing.notice.text() or "chỗ" in page.writing.notice.text()
    assert written(out) == []
    assert apps[0].sending.sent() == ()


class _Stick(NamedTuple):
    name: str
    free: int
    locked: bool


def stick(folder: Path, one: _Stick) -> Drive:
    path = folder / one.name
    path.mkdir(exist_ok=True)
    return Drive(
        path=path,
        label=one.name,
        free=one.free,
        total=8 << 30,
        removable=True,
        read_only=one.locked,
    )


def test_sticks_are_offered_as_they_come_and_go(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    page, _ = opened(qtbot, apps[0])
    to_place(page)
    page.place.show_drives((), 1000)
    assert page.place.nothing.isVisible()
    assert not page.forward.isEnabled()
    locked = stick(tmp_path, _Stick("KHOA", 1 << 30, locked=True))
    small = stick(tmp_path, _Stick("NHO", 100, locked=False))
    good = stick(tmp_path, _Stick("KINGSTON", 1 << 30, locked=False))
    page.place.show_drives((locked, small, good), 1000)
    choices = {one.radio.text(): one for one in page.place.findChildren(Place)}
    assert not choices["KHOA"].radio.isEnabled()
    assert not choices["NHO"].radio.isEnabled()
    assert "khóa chống ghi" in choices["KHOA"].radio.accessibleDescription()
    assert page.place.folder() == good.path
    assert page.forward.isEnabled()
    page.forward.click()
    assert page.step == DONE
    assert "KINGSTON" in said(page.done)
    page.show_step(PLACE)
    page.place.show_drives((), 1000)
    assert page.place.folder() is None


def test_an_earlier_package_beside_it_is_named_and_stays(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    apps[0].sending.export(PERIOD, tmp_path)
    (first,) = tmp_path.glob("*.gbpkg")
    raw = first.read_bytes()
    page, _ = opened(qtbot, apps[0])
    to_place(page)
    page.writer.choose(tmp_path)
    assert "đã có gói 01" in page.place.beside.text()
    page.forward.click()
    assert page.step == DONE
    assert first.read_bytes() == raw
    assert len(list(tmp_path.glob("*.gbpkg"))) == 2


def test_one_more_copy_is_the_same_file(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    page, _ = opened(qtbot, apps[0])
    to_place(page)
    page.writer.choose(one)
    page.forward.click()
    page.ending.copying.write(apps[0].sending.sent()[0].ident, two)
    assert "đọc lại khớp" in page.done.notice.text()
    (first,), (second,) = one.iterdir(), two.iterdir()
    assert first.read_bytes() == second.read_bytes()


def test_the_slip_names_the_package_and_no_figure(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    app = apps[0]
    place = app.returns.open(FORM, PERIOD).rows[0]
    app.returns.set_cells(
        FORM, PERIOD, [CellChange(place=place, indicator="family.households", value=73911)]
    )
    page, _ = opened(qtbot, app)
    to_place(page)
    page.writer.choose(tmp_path)
    page.forward.click()
    paper = page.ending.paper()
    assert paper is not None
    words = paper.document().toPlainText()
    assert app.sending.sent()[0].check_code in words
    assert "73911" not in words
    assert "73.911" not in words
    dialog = PaperDialog(paper, "phieu", page)
    qtbot.addWidget(dialog)
    target = tmp_path / "phieu.pdf"
    dialog.save(target)
    assert target.read_bytes().startswith(b"%PDF")
    raw = target.read_bytes()
    dialog.save(target)
    assert target.read_bytes() == raw
    assert not dialog.notice.isHidden()
    assert "phieu.pdf" in dialog.notice.text()


def test_before_the_hub_has_confirmed_nothing_can_be_exported(qtbot: QtBot, tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make_hub()
    hub = places.open("hub")
    invitation = hub.enrolment.invite(office_id(hub))
    places.make_office("office", invitation.bytes, invitation.code)
    office = places.open("office")
    office.activities.save(None, {"title": "Họp", "kind": "meeting", "start": "2024-05-02"})
    page, window = opened(qtbot, office)
    assert not page.forward.isEnabled()
    assert page.planned is not None
    assert page.planned.blocked is not None
    assert page.planned.blocked.happened in said(page.content)
    ask = next(one for one in page.content.findChildren(QPushButton) if one.text() == "Ghi danh…")
    ask.click()
    assert window.gone[-1][0] == "sent"
    page.leave()
    office.close()
    hub.close()


def test_what_is_entered_meanwhile_comes_into_the_list(apps: tuple[App, App], qtbot: QtBot) -> None:
    app = apps[0]
    page, window = opened(qtbot, app)
    assert page.planned is not None
    before = page.planned.all
    app.activities.save(None, {"title": "Mới", "kind": "meeting", "start": "2024-05-03"})
    page.on_changed(Changed.ACTIVITIES)
    assert page.planned.all == before + 1
    page.forward.click()
    window.period = "2023-6T"
    page.period_changed()
    assert page.step == CONTENT
    assert page.planned.period == "2023-6T"


def test_no_input_or_button_is_without_a_name(apps: tuple[App, App], qtbot: QtBot) -> None:
    page, _ = opened(qtbot, apps[0])
    for field in page.findChildren(QLineEdit):
        assert field.accessibleName(), field
    for button in page.findChildren(QPushButton):
        assert button.text().strip() or button.accessibleName(), button.objectName()


def test_sizes_are_told_in_the_way_people_read_them() -> None:
    assert size_words(219_136) == "214 KB"
    assert size_words(3_435_973_837) == "3,2 GB"
    assert size_words(10) == "1 KB"


def test_what_the_hub_asks_for_again_is_chosen_once(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, hub = apps
    assert hub.receiving.take_in(office.sending.export(PERIOD, tmp_path).path).ok
    (receipt,) = hub.receiving.receipts(tmp_path, [office.session.office])
    office.enrolment.accept(receipt)
    page, _ = opened(qtbot, office)

    def answered(question: AgainQuestion) -> bool:
        question.number.setText(str(office.sending.latest_start() + 1))
        question.number.textEdited.emit(question.number.text())
        assert not question.number.hasAcceptableInput()
        assert question.start() is None
        question.number.setText("2")
        assert question.start() == 2
        question.whole.setChecked(True)
        return True

    monkeypatch.setattr(AgainQuestion, "answered", answered)
    page.content.again.link.click()
    assert page.content.again.start == 1
    assert "từ đầu" in page.content.again.notice.text()
    out = tmp_path / "usb"
    out.mkdir()
    to_place(page)
    page.writer.choose(out)
    page.forward.click()
    assert page.step == DONE
    row = office.sending.sent()[0]
    assert row.again == 1
    assert page.content.again.start is None
    assert hub.receiving.look(out / row.name).ready


def test_every_file_of_a_large_export_is_named(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MAIL_SIZE", 2 << 10)
    out = tmp_path / "usb"
    out.mkdir()
    page, _ = opened(qtbot, apps[0])
    to_place(page)
    page.writer.choose(out)
    page.forward.click()
    assert page.step == DONE
    names = written(out)
    assert len(names) > 1
    words = said(page.done)
    assert all(name in words for name in names)
    assert "tách thành gói 1 đến" in words
    paper = page.ending.paper()
    assert paper is not None
    slip = paper.document().toPlainText()
    for one in apps[0].sending.sent():
        assert one.name in slip
        assert one.check_code in slip


def test_lines_nobody_looked_at_are_a_gap_that_leads_to_the_review(
    apps: tuple[App, App], qtbot: QtBot
) -> None:
    app = apps[0]
    club = {"register": "model", "type": "family-club"}
    ids = [app.entries.save(None, {**club, "name": f"CLB {n}"}).id for n in range(3)]
    app.entries.review(ids[:1], PERIOD)
    page, window = opened(qtbot, app)
    page.content._show_every_gap()
    (link,) = [
        one
        for one in page.content.findChildren(Link)
        if one.isVisibleTo(page)
        and one.accessibleName() == "Mô hình, địa chỉ tin cậy: 2 dòng chưa rà soát"
    ]
    link.click()
    assert window.gone[-1] == ("registers", {"register": "model", "review": True})

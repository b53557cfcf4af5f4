from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.ui import dialogs
from gbdesk.ui.office.track import TrackLine
from gbdesk.ui.pages.sent.page import SentPage
from helpers.desks import Window
from helpers.enrolled import Places, office_id
from helpers.ready import PERIOD
from helpers.typed import QUIET, press, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


def opened(qtbot: QtBot, app: App) -> tuple[SentPage, Window]:
    window = Window(app)
    page = SentPage(window)
    page.resize(1144, 584)
    show(qtbot, page)
    return page, window


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def drop(widget: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    at, copy = QPoint(5, 5), Qt.DropAction.CopyAction
    QApplication.sendEvent(widget, QDragEnterEvent(at, copy, data, left, none))
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, data, left, none))


def receipt(office: App, hub: App, folder: Path) -> Path:
    hub.receiving.take_in(office.sending.export(PERIOD, folder).path)
    (file,) = hub.receiving.receipts(folder)
    return file


def test_without_a_package_the_page_says_how_to_make_one(
    apps: tuple[App, App], qtbot: QtBot
) -> None:
    page, _ = opened(qtbot, apps[0])
    assert page.empty.isVisible()
    assert "Xuất gói" in page.empty.text()
    assert page.side.isHidden()


def test_ux30_a_dropped_receipt_changes_the_way_of_the_package(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    office, hub = apps
    file = receipt(office, hub, tmp_path)
    page, _ = opened(qtbot, office)
    row = page.row()
    assert row is not None
    assert row.state == "written"
    drop(page.drop, file)
    row = page.row()
    assert row is not None
    assert row.state == "received"
    assert "đã được nhận" in page.said.text()
    tracks = [one for one in page.side.findChildren(TrackLine) if one.isVisibleTo(page)]
    assert "Có biên nhận" in tracks[-1].accessibleName()
    again = office.selfcheck.digests()
    drop(page.drop, file)
    assert office.selfcheck.digests() == again


def test_a_receipt_is_opened_with_the_button(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, hub = apps
    file = receipt(office, hub, tmp_path)
    page, _ = opened(qtbot, office)
    monkeypatch.setattr(dialogs, "ask_file", lambda *_given: file)
    page.drop.button.setFocus()
    press(Qt.Key.Key_Space)
    row = page.row()
    assert row is not None
    assert row.state == "received"


def test_a_package_sent_back_says_why(apps: tuple[App, App], qtbot: QtBot, tmp_path: Path) -> None:
    office, hub = apps
    done = office.sending.export(PERIOD, tmp_path)
    hub.receiving.take_in(done.path)
    hub.receiving.send_back(done.ident, "Thiếu số liệu của hai xã")
    (file,) = hub.receiving.receipts(tmp_path)
    page, _ = opened(qtbot, office)
    page.arrive(file=file)
    row = page.row()
    assert row is not None
    assert row.state == "returned"
    assert "Thiếu số liệu của hai xã" in said(page.side)


@pytest.mark.parametrize("kind", ["damaged", "text", "gone"])
def test_another_file_is_refused_in_words_and_changes_nothing(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    office, hub = apps
    file = receipt(office, hub, tmp_path)
    wrong = tmp_path / "tep.gbpkg"
    if kind == "damaged":
        raw = bytearray(file.read_bytes())
        raw[len(raw) // 2] ^= 1
        wrong.write_bytes(raw)
    elif kind == "text":
        wrong.write_text("không phải gói", encoding="utf-8")
    page, _ = opened(qtbot, office)
    before = office.selfcheck.digests()
    page.take(wrong)
    assert page.said.isVisible()
    assert page.said.property("tone") == "danger"
    assert len(page.said.text()) > 40
    assert "mã" not in page.said.text().split("(")[-1]
    row = page.row()
    assert row is not None
    assert row.state == "written"
    assert office.selfcheck.digests() == before


def test_a_package_is_written_again_byte_for_byte(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = apps[0]
    done = office.sending.export(PERIOD, tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    page, _ = opened(qtbot, office)
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_given: other)
    page.side.copy.click()
    (copy,) = other.iterdir()
    assert copy.read_bytes() == done.path.read_bytes()
    assert "đọc lại khớp" in page.side.notice.text()
    (tmp_path / "gone").mkdir()
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_given: tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    page.side.copy.click()
    assert page.side.notice.property("tone") == "danger"


def test_the_slip_of_an_old_package_can_be_printed_again(
    apps: tuple[App, App], qtbot: QtBot, tmp_path: Path
) -> None:
    done = apps[0].sending.export(PERIOD, tmp_path)
    page, _ = opened(qtbot, apps[0])
    paper = page.paper()
    assert paper is not None
    assert done.check_code in paper.document().toPlainText()


def test_registration_is_asked_for_and_answered_here(qtbot: QtBot, tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make_hub()
    hub = places.open("hub")
    invitation = hub.enrolment.invite(office_id(hub))
    made = places.make_office("office", invitation.bytes, invitation.code)
    office = places.open("office")
    page, _ = opened(qtbot, office)
    card = page.registration
    assert card is not None
    assert made.request_code in said(card)
    target = tmp_path / "yeu-cau.gbreq"
    card.save(target)
    assert target.read_bytes() == made.request
    card.save(target)
    assert card.notice.property("tone") == "danger"
    answer = tmp_path / "answer.gbpkg"
    answer.write_bytes(hub.enrolment.certify(target.read_bytes()).bytes)
    page.take(answer)
    assert office.enrolment.state() == "enrolled"
    assert page.registration is None
    office.close()
    hub.close()


def test_no_button_is_without_a_name(apps: tuple[App, App], qtbot: QtBot, tmp_path: Path) -> None:
    apps[0].sending.export(PERIOD, tmp_path)
    page, _ = opened(qtbot, apps[0])
    for button in page.findChildren(QPushButton):
        assert button.text().strip() or button.accessibleName(), button.objectName()

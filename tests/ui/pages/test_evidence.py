"""Files in the window: dropped, pasted, listed under the form, seen in memory, taken back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gbdesk.services.changed import Changed
from gbdesk.services.evidence import Given, Target
from gbdesk.ui import dialogs
from gbdesk.ui.evidence.box import EvidenceBox
from gbdesk.ui.evidence.files import FilesDialog
from gbdesk.ui.evidence.questions import DestroyQuestion, TitleQuestion
from gbdesk.ui.evidence.viewer import Fitted, Viewer
from gbdesk.ui.hub.paper import PaperView
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.pages.activities.page import ActivitiesPage
from gbdesk.ui.pages.figures.page import FiguresPage
from helpers.attached import docx, jpeg, pdf
from helpers.desks import PERIOD, Window, Workplace, workplace
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path)
    yield made
    made.store.close()


def opened(qtbot: QtBot, place: Workplace) -> tuple[ActivitiesPage, Window, EvidenceBox]:
    values = {"title": "Hội nghị", "kind": "talk", "start": "2024-05-20", "measure.quantity": 1}
    place.activities.save(None, values)
    window = Window(place)
    page = ActivitiesPage(window)
    page.resize(1310, 700)
    show(qtbot, page)
    page.one.open(_first(place))
    return page, window, page.evidence


def _first(place: Workplace) -> int:
    return place.activities.ids(place.activities.query_of(PERIOD)).keys[0]


def dropped(box: EvidenceBox, *paths: Path) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    how = (Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton)
    enter = QDragEnterEvent(QPoint(5, 5), *how, Qt.KeyboardModifier.NoModifier)
    box.dragEnterEvent(enter)
    assert enter.isAccepted()
    box.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            held,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def said(box: EvidenceBox) -> list[str]:
    """What is said of files that were not taken, among what is shown."""
    QApplication.processEvents()
    boxes = box.findChildren(NoticeBox)
    return [one.text() for one in boxes if one.isVisible() and one is not box.faces]


def test_files_are_dropped_and_the_bad_one_is_told(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    page, window, box = opened(qtbot, place)
    assert box.head.text() == "Minh chứng"
    assert "khuôn mặt" in box.faces.text()
    assert box.faces.isVisible()
    photo, heic = tmp_path / "Chi Hoa.jpg", tmp_path / "hop.heic"
    photo.write_bytes(jpeg())
    heic.write_bytes(b"\0\0\0\x18ftypheic" + bytes(40))
    dropped(box, photo, heic)
    assert [one.title for one in box.files] == ["Ảnh 1"]
    assert box.head.text().startswith("Minh chứng: 1 tệp")
    assert len(said(box)) == 1
    assert said(box)[0].startswith("Ảnh “hop.heic” chưa đọc được.")
    assert window.told[-1][0] == "Đã thêm 1 tệp minh chứng"
    assert page.listed.row(_first(place)).evidence == 1  # type: ignore[union-attr]
    page.back.undo()
    assert box.files == ()


def test_ux38_a_copied_picture_is_attached_and_never_becomes_a_readable_file(
    qtbot: QtBot, place: Workplace
) -> None:
    _, window, box = opened(qtbot, place)
    QGuiApplication.clipboard().setText("chữ")
    assert not box.paste_now()
    assert "sao chép" in window.told[-1][0]
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    box.paste.click()
    (file,) = box.files
    assert (file.kind, file.title) == ("png", "Ảnh 1")
    files = [one for one in place.store.path.parent.rglob("*") if one.is_file()]
    assert not [one for one in files if b"IHDR" in one.read_bytes()]


def test_what_is_not_recorded_yet_takes_no_files(qtbot: QtBot, place: Workplace) -> None:
    page, _, box = opened(qtbot, place)
    page.one.begin()
    assert not box.add.isEnabled()
    assert not box.acceptDrops()
    assert box.words.text() == "Lưu hoạt động trước, sau đó thêm được tệp."


def test_files_are_seen_out_of_memory(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, box = opened(qtbot, place)
    target = box._target
    assert target is not None
    files = (("a.jpg", jpeg(3000, 2000)), ("b.pdf", pdf()), ("c.docx", docx()))
    place.evidence.add(target, [Given.of(*one) for one in files])
    box.refresh()
    monkeypatch.setattr(tempfile, "TemporaryDirectory", None)
    for line in box.lines:
        line.see.click()
    picture, paper, word = box.findChildren(Viewer)
    shown = picture.findChild(Fitted)
    assert shown is not None
    assert 0 < shown.pixmap().width() <= shown.width()
    assert paper.findChild(PaperView) is not None
    assert any("Lưu bản sao" in one.text() for one in word.findChildren(QLabel))
    for one in (picture, paper, word):
        one.close()


def test_a_title_is_asked_for_and_watched(qtbot: QtBot) -> None:
    asked = TitleQuestion("Ảnh 1", (), None)  # type: ignore[arg-type]
    qtbot.addWidget(asked)
    asked.field.setText("")
    asked.accept()
    assert asked.result() == 0
    asked.field.setText("Chị Hoa nhận quà")
    asked.accept()
    assert asked.result() == 0
    asked._fix(None, type("F", (), {"set": None}))  # type: ignore[arg-type]
    asked.accept()
    assert asked.result() == 1
    assert asked.is_kept


def test_destroying_is_never_what_enter_does(qtbot: QtBot) -> None:
    asked = DestroyQuestion("Ảnh 1", None)  # type: ignore[arg-type]
    qtbot.addWidget(asked)
    (default,) = [one for one in asked.findChildren(QPushButton) if one.isDefault()]
    assert default.text() == "Giữ lại"


def test_a_copy_is_written_only_after_its_meaning_was_said(
    qtbot: QtBot, place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, window, box = opened(qtbot, place)
    target = box._target
    assert target is not None
    place.evidence.add(target, [Given.of("a.jpg", jpeg())])
    box.refresh()
    to, asked = tmp_path / "copy.jpg", []
    monkeypatch.setattr(dialogs, "ask_save", lambda *given: asked.append(given[2]) or to)
    monkeypatch.setattr("gbdesk.ui.evidence.deeds.SaveQuestion.answered", lambda _: False)
    box.deeds.save(target, box.files[0])
    assert not to.exists()
    assert not asked
    monkeypatch.setattr("gbdesk.ui.evidence.deeds.SaveQuestion.answered", lambda _: True)
    box.deeds.save(target, box.files[0])
    assert len(to.read_bytes()) == box.files[0].size
    assert asked == ["minh-chung.jpg"]
    assert "không mã hóa" in window.told[-1][0]


def test_the_report_of_a_commune_is_kept_beside_its_figures(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(place)
    page = FiguresPage(window)
    page.resize(1310, 700)
    show(qtbot, page)
    seen: list[FilesDialog] = []
    monkeypatch.setattr(FilesDialog, "exec", lambda one: seen.append(one) or 0)
    page.scans.begin.trigger()
    (dialog,) = seen
    first = page.grid.sheet.rows[0]  # type: ignore[union-attr]
    target = Target.report(place.session.office, PERIOD, first.place)
    assert first.name in dialog.windowTitle()
    assert dialog.box._target == target
    dialog.box.deeds._add(target, [lambda: Given.of("a.pdf", pdf())])
    assert [one.kind for one in place.evidence.list(target)] == ["pdf"]


def test_files_that_come_while_they_are_shown_are_shown(qtbot: QtBot, place: Workplace) -> None:
    """What a package or another page brings; lines that are the same stay what they are."""
    page, _, box = opened(qtbot, place)
    row = page.listed.row(_first(place))
    assert row is not None
    target = Target.activity(row.office, row.id)
    added = place.evidence.add(target, [Given.of("a.jpg", jpeg())])
    page.on_changed(Changed.PACKAGES)
    (line,) = box.lines
    page.on_changed(Changed.EVIDENCE)
    assert box.lines == [line]
    place.evidence.rename(target, added.ids[0], "Hội nghị, hàng đầu")
    page.on_changed(Changed.ACTIVITIES)
    assert box.lines == [line]
    page.on_changed(Changed.EVIDENCE)
    assert [one.title for one in box.files] == ["Hội nghị, hàng đầu"]


def test_the_report_of_a_commune_that_is_shown_follows_too(qtbot: QtBot, place: Workplace) -> None:
    page = FiguresPage(Window(place))
    page.resize(1310, 700)
    show(qtbot, page)
    assert page.grid is not None
    row = page.grid.sheet.rows[0]
    seen: list[int] = []

    def come() -> None:
        dialog = page.scans.dialog
        assert dialog is not None
        seen.append(len(dialog.box.files))
        target = Target.report(place.session.office, PERIOD, row.place)
        place.evidence.add(target, [Given.of("a.pdf", pdf())])
        page.on_changed(Changed.EVIDENCE)
        seen.append(len(dialog.box.files))
        dialog.reject()

    QTimer.singleShot(100, come)
    page.grid.view.setFocus()
    page.scans.begin.trigger()
    assert seen == [0, 1]
    assert page.scans.dialog is None

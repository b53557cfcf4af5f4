"""A unit's own documents in the window: chosen, shown, written, printed, the heading put right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from gbdesk.app import App
from gbdesk.reports.preview import page_count, page_texts
from gbdesk.services.changed import Changed
from gbdesk.services.office_report import ACTIVITIES, FORMS, REPORT, TASKS
from gbdesk.services.publishing import published
from gbdesk.ui.hub.password import PasswordQuestion
from gbdesk.ui.pages.printing.page import PrintingPage
from helpers import ready
from helpers.desks import Window
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    office, hub = ready.pair(tmp_path)
    hub.close()
    yield office
    office.close()


def opened(qtbot: QtBot, app: App) -> tuple[PrintingPage, Window]:
    window = Window(app)
    page = PrintingPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def words(page: PrintingPage) -> str:
    return " ".join(" ".join(page_texts(page.paper.pdf)).split())


def test_each_document_is_shown_and_written(qtbot: QtBot, app: App, tmp_path: Path) -> None:
    page, window = opened(qtbot, app)
    assert "BÁO CÁO" in words(page)
    marks = ((ACTIVITIES, "DANH SÁCH"), (TASKS, "BẢNG THEO DÕI"), (FORMS, "PHIẾU SỐ LIỆU"))
    for what, mark in marks:
        page.choices.documents[what].click()
        assert mark in words(page)
        assert not page.choices.profiles["internal"].isEnabled()
    page.choices.documents[REPORT].click()
    assert page.choices.profiles["internal"].isEnabled()
    page.choices.kinds["xlsx"].setChecked(False)
    out = tmp_path / "out"
    out.mkdir()
    page.write_to(out)
    assert sorted(one.suffix for one in out.iterdir()) == [".docx", ".pdf"]
    assert page.done.isVisible()
    assert window.told
    page.write_to(tmp_path / "nowhere")
    assert page.notice.isVisible()
    assert not page.done.isVisible()
    for tick in page.choices.kinds.values():
        tick.setChecked(False)
    assert not page.write_files.isEnabled()


def test_ux41_full_figures_are_asked_for_each_time(
    qtbot: QtBot, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _window = opened(qtbot, app)
    monkeypatch.setattr(PasswordQuestion, "answered", lambda _asked: False)
    page.choices.profiles["internal"].click()
    assert page.choices.profiles["shared"].isChecked()
    assert "LƯU HÀNH NỘI BỘ" not in words(page)
    monkeypatch.setattr(PasswordQuestion, "answered", lambda _asked: True)
    monkeypatch.setattr(PasswordQuestion, "said_reason", lambda _asked: "gửi Sở")
    page.choices.profiles["internal"].click()
    assert "LƯU HÀNH NỘI BỘ" in words(page)
    page.period_changed()
    assert page.choices.profiles["shared"].isChecked()
    assert "LƯU HÀNH NỘI BỘ" not in words(page)


def test_the_heading_is_put_right_in_place(qtbot: QtBot, app: App) -> None:
    page, _window = opened(qtbot, app)
    line = page.choices.heading["symbol"]
    line.setText("BC-VHTT")
    line.editingFinished.emit()
    assert "BC-VHTT" in words(page)
    line.setText("")
    line.editingFinished.emit()
    assert line.text() == "BC-PVHTT"
    assert "BC-PVHTT" in words(page)


def test_it_follows_what_is_entered(qtbot: QtBot, app: App) -> None:
    page, _window = opened(qtbot, app)
    app.narratives.save(page.wanted().period, "proposals", "Đề nghị mở thêm lớp tập huấn.")
    assert "mở thêm lớp" not in words(page)
    page.on_changed(Changed.NARRATIVES)
    assert "mở thêm lớp" in words(page)


def test_every_page_goes_to_the_printer(qtbot: QtBot, app: App, tmp_path: Path) -> None:
    page, window = opened(qtbot, app)
    page.choices.documents[ACTIVITIES].click()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.printing.send(page.paper.pdf, printer)
    assert page_count(tmp_path / "printed.pdf") == page_count(page.paper.pdf)
    assert "máy in" in window.told[-1][0]


def test_what_a_printed_shared_report_told_is_remembered(
    qtbot: QtBot, app: App, tmp_path: Path
) -> None:
    page, _window = opened(qtbot, app)
    period = page.wanted().period
    with app.desk.read() as db:
        assert not published(db, period).values  # a look is no output
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.printing.send(page.paper.pdf, printer)
    with app.desk.read() as db:
        assert published(db, period).values

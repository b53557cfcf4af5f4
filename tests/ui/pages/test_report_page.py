from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.reports.preview import page_texts
from gbdesk.store import audit
from gbdesk.ui.hub.password import PasswordQuestion
from gbdesk.ui.pages.consolidated.page import ConsolidatedPage
from helpers.desks import Window
from helpers.entering import desk
from helpers.hub import TODAY, hub_app, note_packages
from helpers.typed import QUIET, press, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
PASSWORD = "mật khẩu thử"
REASON = "Báo cáo Ban Vì sự tiến bộ"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Any]:
    with desk(tmp_path, "dept", today=TODAY) as at:
        note_packages(at)
        yield hub_app(at)


def opened(qtbot: QtBot, hub: Any) -> tuple[ConsolidatedPage, Window]:
    window = Window(hub)
    page = ConsolidatedPage(window)
    page.resize(1140, 600)
    show(qtbot, page)
    return page, window


def audited(hub: Any) -> list[str]:
    with hub.desk.read() as db:
        return [f"{line.what} {line.ref}" for line in audit.lines(db) if line.kind == "period"]


def test_the_real_pages_are_shown_and_what_they_cover_is_said(qtbot: QtBot, hub: Any) -> None:
    page, _ = opened(qtbot, hub)
    assert page.paper.count > 1
    assert page.paper.page.pixmap().width() > 200
    said = [one.text() for one in page.choices.covers.findChildren(QLabel)]
    assert "Tổng hợp từ 15/18 đơn vị" in said
    assert any("Thư viện tỉnh" in one for one in said)
    page.paper.area.setFocus()
    page.paper.setFocus()
    press(Qt.Key.Key_PageDown, widget=page.paper)
    assert page.paper._at == 1


def test_shared_is_the_default_and_writes_three_files(
    qtbot: QtBot, hub: Any, tmp_path: Path
) -> None:
    page, window = opened(qtbot, hub)
    assert page.choices.profiles[SHARED.id].isChecked()
    folder = tmp_path / "out"
    folder.mkdir()
    page.write_to(folder)
    assert sorted(one.suffix for one in folder.iterdir()) == [".docx", ".pdf", ".xlsx"]
    assert page.done.isVisible()
    assert window.told
    assert audited(hub)[0].startswith("report shared 2024-6T")


def choose_full(qtbot: QtBot, page: ConsolidatedPage) -> None:
    """Press the circle of the internal profile."""
    radio = page.choices.profiles[INTERNAL.id]
    qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=QPoint(12, radio.height() // 2))


def answer(monkeypatch: pytest.MonkeyPatch, *tries: tuple[str, str]) -> list[tuple[str, bool]]:
    """Fill the question with each (reason, password) in turn; what was said, whether it closed."""
    told: list[tuple[str, bool]] = []

    def answered(question: PasswordQuestion) -> bool:
        for reason, password in tries:
            question.reason.setPlainText(reason)
            question.password.setText(password)
            question.accept()
            words = [one.text() for one in question.findChildren(QLabel, "noteText")]
            told.append((" ".join(words), bool(question.result())))
        return bool(question.result())

    monkeypatch.setattr(PasswordQuestion, "answered", answered)
    return told


def test_ux41_full_figures_need_password_and_reason_and_leave_a_line(
    qtbot: QtBot, hub: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = opened(qtbot, hub)
    told = answer(
        monkeypatch,
        ("", PASSWORD),
        ("Hỏi chị Lan 0912345678", PASSWORD),
        (REASON, "sai"),
        (REASON, PASSWORD),
    )
    choose_full(qtbot, page)
    assert [closed for _, closed in told] == [False, False, False, True]
    assert "Mật khẩu chưa đúng" in told[2][0]
    assert "LƯU HÀNH NỘI BỘ" in page_texts(page.paper._pdf)[0]
    page.write_to(tmp_path)
    lines = audited(hub)
    assert lines[0] == f"report internal 2024-6T {REASON}"
    assert lines[1] == f"view internal 2024-6T {REASON}"
    assert (tmp_path / "BC_6T-2024_SVHTTDL_noi-bo.docx").exists()


def test_turning_away_keeps_the_shared_profile(
    qtbot: QtBot, hub: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = opened(qtbot, hub)
    answer(monkeypatch, ("", ""))
    choose_full(qtbot, page)
    assert page.choices.profiles[SHARED.id].isChecked()
    assert not any("internal" in line for line in audited(hub))


def test_another_period_asks_for_full_figures_anew(
    qtbot: QtBot, hub: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, window = opened(qtbot, hub)
    answer(monkeypatch, (REASON, PASSWORD))
    choose_full(qtbot, page)
    window.period = "2023-N"
    page.period_changed()
    assert page.choices.profiles[SHARED.id].isChecked()
    assert page._reason == ""


def test_an_older_file_is_not_replaced(qtbot: QtBot, hub: Any, tmp_path: Path) -> None:
    page, _ = opened(qtbot, hub)
    for tick in page.choices.kinds.values():
        tick.setChecked(False)
    assert not page.write_files.isEnabled()
    page.choices.kinds["pdf"].setChecked(True)
    page.write_to(tmp_path)
    page.write_to(tmp_path)
    assert {one.name for one in tmp_path.glob("BC*")} == {
        "BC_6T-2024_SVHTTDL.pdf",
        "BC_6T-2024_SVHTTDL (2).pdf",
    }

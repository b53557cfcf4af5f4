"""Rows say whether they are as they were sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gbdesk.ui.grid.model import SENDING
from gbdesk.ui.grid.sheet import CHANGED, SENT
from gbdesk.ui.pages.figures.page import FiguresPage
from helpers.desks import Window
from helpers.journey import figure, province, send
from helpers.typed import CTRL, QUIET, press, show, type_text

pytestmark = pytest.mark.qt_log_ignore(QUIET)


def marks(page: FiguresPage, role: int = SENDING) -> list[str]:
    assert page.grid is not None
    model = page.grid.model
    return [
        str(model.headerData(row, Qt.Orientation.Vertical, role)) for row in range(model.rowCount())
    ]


def test_rows_tell_what_changed_since_they_were_sent(qtbot: QtBot, tmp_path: Path) -> None:
    with province(tmp_path / "p", "a") as at:
        office = at.apps["a"]
        figure(office, 3)
        page = FiguresPage(Window(office))
        page.resize(1310, 600)
        show(qtbot, page)
        assert set(marks(page)) == {""}
        send(at, "a")
        page.reopen()
        assert set(marks(page)) == {SENT}
        assert marks(page, Qt.ItemDataRole.ToolTipRole)[0].endswith("– đã gửi, chưa sửa gì thêm")
        assert page.grid is not None
        page.grid.view.setFocus()
        page.grid.view.go(1, 0)
        type_text("4")
        press(Qt.Key.Key_Tab)
        assert marks(page)[:3] == [SENT, CHANGED, SENT]
        page.reopen()
        assert marks(page)[:3] == [SENT, CHANGED, SENT]
        page.grid.view.go(2, 0)
        type_text("1")
        press(Qt.Key.Key_Return)
        assert marks(page)[2] == CHANGED
        press(Qt.Key.Key_Z, CTRL)
        assert marks(page)[2] == SENT
        send(at, "a")
        page.reopen()
        assert set(marks(page)) == {SENT}


def test_a_department_sends_to_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    with province(tmp_path / "p", "a") as at:
        figure(at.apps["a"], 3)
        at.hub.receiving.take_in_all([send(at, "a").path])
        page = FiguresPage(Window(at.hub))
        show(qtbot, page)
        assert set(marks(page)) <= {""}

"""The tasks T1 to T8 of the design by keys alone in the real window: no more keys than its paths.

A letter counts once here; an input method for Vietnamese adds about a third.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gbdesk.services.returns import CellChange
from gbdesk.ui.host import Host
from gbdesk.ui.pages.export.page import DONE, PLACE, REVIEW
from gbdesk.ui.pages.home.lines import StepLine
from gbdesk.ui.shell.shell import Shell
from helpers import looking
from helpers.ready import PASSWORD, pair
from helpers.typed import CTRL, NONE, QUIET, type_text
from helpers.windows import WAIT, opened, settle, window

pytestmark = pytest.mark.qt_log_ignore(QUIET)
ALT = Qt.KeyboardModifier.AltModifier
LOG, FIGURES = Qt.Key.Key_2, Qt.Key.Key_3


class Hands:
    """A person at the keyboard: every key is counted, work is waited for."""

    def __init__(self, qtbot: QtBot, host: Host) -> None:
        self.qtbot, self.host = qtbot, host
        self.keys = self.clicks = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key, into the list that is open or the window."""
        popup = QApplication.activePopupWidget()
        window = self.host.window.windowHandle()
        if popup is not None:
            QTest.keyClick(QApplication.focusWidget() or popup, key, modifiers)
        else:
            QTest.keyClick(window, key, modifiers)
        self.keys += 1
        self.rest()

    def type(self, text: str) -> None:
        """Each letter is a key."""
        type_text(text)
        self.keys += len(text)
        self.rest()

    def rest(self) -> None:
        """Until what a key began is done."""
        self.qtbot.wait(5)
        settle(self.qtbot, self.host)

    def begin(self) -> None:
        """Count from here."""
        self.keys = self.clicks = 0

    @property
    def page(self) -> Any:
        """The page that is shown."""
        shell = self.host.shell
        assert shell is not None
        frame = shell.current()
        assert frame is not None
        return frame.page


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Hands, Shell]]:
    with opened(qtbot, tmp_path) as (host, shell):
        yield Hands(qtbot, host), shell


def test_t1_unlocking_shows_what_is_missing(at: tuple[Hands, Shell]) -> None:
    hands, _ = at
    hands.press(Qt.Key.Key_L, CTRL)
    hands.begin()
    screen = hands.host._unlock
    assert screen is not None
    hands.qtbot.waitUntil(screen.button.isEnabled, timeout=WAIT)
    hands.type(looking.PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.host.shell is not None, timeout=WAIT)
    hands.rest()
    assert hands.keys == len(looking.PASSWORD) + 1
    lines = [one for one in hands.page.findChildren(StepLine) if one.isVisible()]
    assert {one.step.key for one in lines} >= {"activities", "figures", "narrative"}
    assert sum(one.button.isVisible() for one in lines) >= 3


def test_ux07_t2_an_activity_is_logged_without_the_mouse(at: tuple[Hands, Shell]) -> None:
    """Ctrl N, title, form, commune, two numbers, Enter: 16 keys beside the title."""
    hands, _ = at
    hands.press(LOG, ALT)
    before = len(hands.page.listed.model.keys)
    hands.begin()
    title = "Tập huấn phòng, chống bạo lực gia đình"
    hands.press(Qt.Key.Key_N, CTRL)
    hands.type(title)
    hands.press(Qt.Key.Key_Tab)
    for typed in ("ho", "ban", "56"):
        hands.type(typed)
        hands.press(Qt.Key.Key_Tab)
    hands.type("41")
    hands.press(Qt.Key.Key_Return)
    assert hands.keys == len(title) + 15
    assert hands.keys * 1.3 <= 75
    rows = [hands.page.listed.model.row(n) for n in range(len(hands.page.listed.model.keys))]
    assert len(rows) == before + 1
    row = next(one for one in rows if one.title == title)
    assert (row.kind_label, row.places_label) == ("Hội nghị, cuộc họp", "Xã Bản Mới")
    assert (row.attendees, row.women, row.status) == (56, 41, "complete")
    assert hands.page.listed.quick.title.hasFocus()


def test_ctrl_n_twice_takes_what_was_typed_into_the_form(at: tuple[Hands, Shell]) -> None:
    hands, _ = at
    hands.press(LOG, ALT)
    hands.press(Qt.Key.Key_N, CTRL)
    hands.type("Tọa đàm")
    hands.press(Qt.Key.Key_N, CTRL)
    assert hands.page.panel.form.values()["title"] == "Tọa đàm"
    assert hands.page.listed.quick.is_empty()
    for field in ("kind", "places"):
        hands.page.panel.form.focus_on("title" if field == "kind" else "kind")
        hands.press(Qt.Key.Key_Return)
        assert hands.page.panel.form.focused() == field


def test_t3_the_same_activity_in_another_commune(at: tuple[Hands, Shell]) -> None:
    """Ctrl D, day, commune, numbers, Ctrl Enter."""
    hands, _ = at
    hands.press(LOG, ALT)
    hands.press(Qt.Key.Key_N, CTRL)
    hands.type("Tập huấn")
    hands.press(Qt.Key.Key_Tab)
    for typed in ("ho", "ban", "56"):
        hands.type(typed)
        hands.press(Qt.Key.Key_Tab)
    hands.type("41")
    hands.press(Qt.Key.Key_Return)
    known = {row.id for row in _rows(hands)}
    source = next(row for row in _rows(hands) if row.title == "Tập huấn")
    hands.page.listed.mark(source.id)
    hands.page.listed.table.setFocus()
    hands.begin()
    hands.press(Qt.Key.Key_D, CTRL)
    hands.type("3/5")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Backspace)
    hands.type("na")
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Return)
    hands.type("40")
    hands.press(Qt.Key.Key_Return)
    hands.type("25")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.keys <= 16
    (new,) = [row for row in _rows(hands) if row.id not in known]
    assert (new.title, new.start, new.places_label) == ("Tập huấn", "2024-05-03", "Xã Nà Hoa")
    assert (new.attendees, new.women) == (40, 25)


def _rows(hands: Hands) -> list[Any]:
    model = hands.page.listed.model
    return [model.row(at) for at in range(len(model.keys))]


def test_t4_the_figures_of_one_commune_cell_by_cell(at: tuple[Hands, Shell]) -> None:
    """A figure and Tab: two keys a cell; a row without cases is one key."""
    hands, _ = at
    hands.press(FIGURES, ALT)
    grid = hands.page.grid
    grid.view.go(8, 0)
    hands.begin()
    columns = min(16, grid.model.columnCount())
    for _column in range(columns):
        hands.type("2")
        hands.press(Qt.Key.Key_Tab)
    assert (hands.keys, columns) == (32, 16)
    place = grid.sheet.rows[8].place
    assert [grid.model.index(8, n).data() for n in range(columns)] == ["2"] * columns
    app = hands.host.app
    stored = app.returns.open("TT07-2017", "2024-6T")
    assert stored.cells[place, "dv.cases"].value == 2
    grid.view.go(9, 0)
    hands.begin()
    hands.press(Qt.Key.Key_0, CTRL)
    assert hands.keys == 1
    assert grid.sheet.cell(grid.sheet.rows[9].place, "dv.cases").value == 0


def test_ux14_t5_a_whole_grid_is_pasted_with_three_keys(at: tuple[Hands, Shell]) -> None:
    """Twelve communes and sixteen lines out of Excel; its row of sums fits and is not entered."""
    hands, _ = at
    hands.press(FIGURES, ALT)
    grid = hands.page.grid
    names = [row.name for row in grid.sheet.rows]
    assert len(names) == 12
    lines = ["\t".join([name, *["1"] * 16]) for name in names]
    QGuiApplication.clipboard().setText("\n".join([*lines, "\t".join(["Cộng", *["12"] * 16])]))
    grid.view.go(0, 0)
    hands.begin()
    hands.press(Qt.Key.Key_V, CTRL)
    assert hands.keys <= 3
    assert {grid.model.index(row, n).data() for row in range(12) for n in range(16)} == {"1"}


def test_t6_a_flagged_figure_is_put_right(at: tuple[Hands, Shell]) -> None:
    """F8, the figure, Enter."""
    hands, _ = at
    hands.press(FIGURES, ALT)
    grid, app = hands.page.grid, hands.host.app
    place = grid.sheet.rows[4].place
    wrong = [CellChange(place=place, indicator="dv.households", value=9)]
    app.returns.set_cells("TT07-2017", "2024-6T", wrong)
    hands.page.reopen()
    grid.view.go(0, 0)
    hands.begin()
    hands.press(Qt.Key.Key_F8)
    assert grid.view.at()[0] == 4
    hands.type("2")
    hands.press(Qt.Key.Key_Return)
    assert hands.keys <= 4
    assert grid.sheet.cell(place, "dv.households").value == 2


def test_t7_t8_a_package_is_signed_written_and_read_back(qtbot: QtBot, tmp_path: Path) -> None:
    """Ctrl E, Enter, the approver's password, Enter, Enter."""
    office, hub = pair(tmp_path)
    out = tmp_path / "usb"
    out.mkdir()
    with window(qtbot, tmp_path) as host:
        host.take(tmp_path / "ready" / "office.gbdesk", office)
        hands = Hands(qtbot, host)
        hands.rest()
        hands.press(Qt.Key.Key_E, CTRL)
        hands.page.writer.choose(out)  # the stick that was used last time
        hands.press(Qt.Key.Key_1, ALT)
        hands.begin()
        hands.press(Qt.Key.Key_E, CTRL)
        hands.press(Qt.Key.Key_Return)
        assert hands.page.step == REVIEW
        assert hands.page.review.password.hasFocus()
        before = hands.keys
        hands.type(PASSWORD)
        hands.press(Qt.Key.Key_Return)
        assert hands.keys - before == len(PASSWORD) + 1
        assert hands.page.step == PLACE
        hands.press(Qt.Key.Key_Return)
        assert hands.page.step == DONE
        assert hands.keys == len(PASSWORD) + 4
        (written,) = out.iterdir()
        assert hub.receiving.take_in(written).ok
        said = " ".join(one.text() for one in hands.page.done.findChildren(QLabel))
        assert "đọc lại khớp" in said
    hub.close()

"""Every line of the menus does what it says on the page shown, or is shut and says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gbdesk.reports.preview import page_count
from gbdesk.ui import commands
from gbdesk.ui.commands import Command
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.sheet import BLANK
from gbdesk.ui.host import Host
from gbdesk.ui.shell.shell import Shell
from helpers.windows import opened, settle

RELAYED = [one.key for one in commands.commands(hub=False) if one.relayed]


def menus(host: Host) -> list[QMenu]:
    return [menu for title in host.window.menuBar().actions() if (menu := title.menu())]


def look(host: Host) -> set[str]:
    """Open every menu; which relayed commands can be carried out."""
    for menu in menus(host):
        menu.aboutToShow.emit()
    return {key for key in RELAYED if host.doing.actions[key].isEnabled()}


def blank_row(grid: FigureGrid) -> str:
    """Put the caret into a row where nothing is entered; its place."""
    at = next(n for n, row in enumerate(grid.sheet.rows) if grid.sheet.state(row.place) == BLANK)
    grid.view.go(at, 0)
    return grid.sheet.rows[at].place


def go(qtbot: QtBot, host: Host, shell: Shell, page: str) -> None:
    shell.go(page)
    settle(qtbot, host)


def test_on_the_first_page_only_adding_can_be_done_and_the_rest_says_why(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        go(qtbot, host, shell, "home")
        assert look(host) == {"new"}
        for key in set(RELAYED) - {"new"}:
            assert host.doing.actions[key].toolTip() == "Trang đang mở không có việc này."
        assert all(menu.toolTipsVisible() for menu in menus(host))


def test_the_grid_of_figures_takes_its_commands_from_the_menu(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        go(qtbot, host, shell, "figures")
        grid = shell.current().page.grid
        grid.view.setFocus()
        expected = {"undo", "redo", "copy", "paste", "duplicate", "cell", "nothing", "note"}
        assert look(host) == expected | {"problem", "problem_back", "excel"}
        row = blank_row(grid)
        host.doing.actions["nothing"].trigger()
        assert grid.sheet.cell(row, grid.model.columns[0].id).value == 0


def test_a_table_takes_copying_and_the_log_duplicating(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        go(qtbot, host, shell, "activities")
        page = shell.current().page
        page.listed.table.setFocus()
        assert {"new", "save", "duplicate", "undo", "find"} <= look(host)
        assert "nothing" not in look(host)
        host.doing.actions["undo"].trigger()
        assert shell.notices[-1].words == "Phiên này chưa có việc nào để hoàn tác."


def test_a_command_that_is_not_possible_answers_when_it_is_searched_for(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        go(qtbot, host, shell, "home")
        wanted = next(one for one in commands.commands(hub=False) if one.key == "print")
        host.doing.run(wanted)
        assert shell.notices[-1].words == "Trang đang mở không có việc này."


def test_what_is_set_is_marked_and_text_has_a_largest_size(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, percent=150) as (host, _shell):
        look(host)
        actions = host.doing.actions
        assert actions["light"].isChecked()
        assert not actions["dark"].isChecked()
        assert actions["vietnamese"].isChecked()
        assert not actions["larger"].isEnabled()
        assert actions["larger"].toolTip() == "Chữ đã to nhất."
        assert actions["smaller"].isEnabled()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_language_and_colours_change_while_working(
    qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    with opened(qtbot, tmp_path, language=language) as (host, _shell):
        other = {"vi": "english", "en": "vietnamese"}[language]
        host.doing.actions[other].trigger()
        settle(qtbot, host)
        look(host)
        assert host.doing.actions[other].isChecked()
        host.doing.actions["dark"].trigger()
        settle(qtbot, host)
        look(host)
        assert host.doing.actions["dark"].isChecked()
        assert not host.doing.actions["light"].isChecked()


def test_the_report_is_printed_page_by_page(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, "hub") as (host, shell):
        shell.go("report")
        page = shell.current().page
        assert not page.print.isEnabled()
        qtbot.waitUntil(lambda: page.paper.count > 0, timeout=60_000)
        assert page.print.isEnabled()
        page.setFocus()
        assert "print" in look(host)
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        file = tmp_path / "printed.pdf"
        printer.setOutputFileName(str(file))
        printer.setFromTo(2, 4)
        page.printing.send(page.paper.pdf, printer)
        settle(qtbot, host)
        assert page_count(file) == 3
        assert shell.notices[-1].words == "Đã gửi 3 trang tới máy in."


def test_a_menu_opened_by_keys_still_knows_where_the_caret_was(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        go(qtbot, host, shell, "figures")
        grid = shell.current().page.grid
        grid.view.setFocus()
        host.window.menuBar().setFocus(Qt.FocusReason.MenuBarFocusReason)
        assert host.doing.possible.caret() is grid.view
        place, line = blank_row(grid), grid.model.columns[0].id
        command = host.doing.actions["nothing"].data()
        assert isinstance(command, Command)
        host.doing.run(command)
        assert grid.sheet.cell(place, line).value == 0
        QTest.keyClick(grid.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert grid.sheet.cell(place, line).is_blank


def test_another_view_of_the_log_keeps_the_caret_on_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as (host, shell):
        shell.go("activities")
        settle(qtbot, host)
        page = shell.current().page
        for view in ("calendar", "trash", "table", "trash"):
            page.views.choose(view)
            settle(qtbot, host)
            held = host.window.focusWidget()
            assert held is not None
            assert page.isAncestorOf(held), view

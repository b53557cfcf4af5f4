"""Totals typed again from paper: hidden until compared, kept as a draft, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gbdesk.services.returns import CellChange
from gbdesk.ui.grid.recheck import RecheckDialog
from gbdesk.ui.pages.figures.page import FiguresPage
from helpers.desks import PERIOD, Window, Workplace, workplace
from helpers.typed import QUIET, show

pytestmark = pytest.mark.qt_log_ignore(QUIET)
FORM = "TT07-2017"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace(tmp_path)
    rows = made.returns.open(FORM, PERIOD).rows
    figures = (
        (rows[0], "dv.households", 1230),
        (rows[1], "dv.households", 4),
        (rows[0], "dv.cases", 0),
    )
    changes = [CellChange(place=row, indicator=line, value=value) for row, line, value in figures]
    made.returns.set_cells(FORM, PERIOD, changes)
    yield made
    made.store.close()


def opened(qtbot: QtBot, place: Workplace) -> FiguresPage:
    page = FiguresPage(Window(place))
    page.resize(1310, 600)
    show(qtbot, page)
    return page


def dialog(page: FiguresPage, qtbot: QtBot, begun: dict[str, str] | None = None) -> RecheckDialog:
    assert page.grid is not None
    made = RecheckDialog(page.grid.sheet, page.grid.tab, lambda _n: "xã", begun or {}, page)
    qtbot.addWidget(made)
    return made


def test_totals_are_told_only_when_compared(qtbot: QtBot, place: Workplace) -> None:
    page = opened(qtbot, place)
    asked = dialog(page, qtbot)
    asked.accept()
    assert asked.outcome.text() == "Chưa gõ số nào nên chưa so sánh gì."
    for line, text in (("dv.households", "1.234"), ("dv.cases", "3"), ("dv.forms.physical", "1")):
        field = asked.fields[line]
        field.setText(text)
        field.textEdited.emit(text)
    assert not any(one.text() for one in asked.results.values())
    asked.accept()
    said = {line: one.text() for line, one in asked.results.items() if one.text()}
    rows = len(page.grid.sheet.rows) if page.grid else 0
    assert said == {
        "dv.households": "khớp",
        "dv.cases": f"bảng có 0 (1/{rows} xã)",
        "dv.forms.physical": "bảng chưa có số",
    }
    assert asked.outcome.text().startswith("2/3 tổng khác nhau.")
    assert asked.target == "dv.cases"
    asked.fields["dv.cases"].setText("0")
    asked.fields["dv.cases"].textEdited.emit("0")
    assert asked.target == ""
    assert not asked.results["dv.cases"].text()


def test_what_was_typed_waits_and_the_caret_goes_where_it_differs(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, place)
    before = place.returns.open(FORM, PERIOD).cells

    def typing(asked: RecheckDialog) -> bool:
        asked.fields["dv.cases"].setText("7")
        asked.fields["dv.cases"].textEdited.emit("7")
        asked.accept()
        return True

    monkeypatch.setattr(RecheckDialog, "answered", typing)
    page.rechecking.ask()
    assert page.grid is not None
    assert page.place()["line"] == "dv.cases"
    page.leave()
    key = f"{page.book.office}/{FORM}/{PERIOD}/{page.grid.tab}" if page.book else ""
    assert place.store.drafts.get("recheck", key) == {"dv.cases": "7"}

    def agreeing(asked: RecheckDialog) -> bool:
        assert asked.fields["dv.cases"].text() == "7"
        asked.fields["dv.cases"].setText("0")
        asked.accept()
        return False

    monkeypatch.setattr(RecheckDialog, "answered", agreeing)
    page.rechecking.ask()
    assert place.store.drafts.get("recheck", key) is None
    assert place.returns.open(FORM, PERIOD).cells == before

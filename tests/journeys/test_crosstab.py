"""Figures sent by offices, put into a table at the hub, each traced to the package it came with."""

from __future__ import annotations

from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.cells import CellValue
from gbdesk.domain.crossplan import EVERY, Wanted
from gbdesk.domain.crosstab import ALL, LINE, OFFICE, PERIOD, PLACE
from gbdesk.domain.refusals import Refused
from gbdesk.services.crosstabs import Crossed
from gbdesk.services.returns import CellChange
from gbdesk.store import audit, figures
from helpers.journey import FORM, Province, fill, places, province, send, take

NOW = "2024-6T"
MODELS, OTHER = "prevention.standard-models", "dv.cases"  # no rule speaks of the first


def table(at: Province, lines: str = EVERY, rows: str = PLACE, columns: str = LINE) -> Crossed:
    wanted = Wanted(lines=lines, periods=(NOW,), rows=rows, columns=columns)
    found: Crossed = at.hub.crosstabs.table(wanted)
    return found


def words(at: Province, crossed: Crossed, row: str, column: str) -> list[str]:
    return [one.words for one in at.hub.crosstabs.sources(crossed, row, column)]


def figure(app: App, value: CellValue, place: int = 0, note: str | None = None) -> None:
    change = CellChange(place=places(app)[place], indicator=MODELS, value=value, note=note)
    app.returns.set_cells(FORM, NOW, [change])


def slow(at: Province) -> dict[tuple[str, str], int | None]:
    """Every figure as the store tells it, one by one."""
    with at.hub.desk.read() as db:
        rows = list(figures.cells(db, forms=[FORM], periods=[NOW]))
    return {(one.place, one.indicator): one.value for one in rows if one.state != "blank"}


def test_what_was_sent_stands_in_the_table_with_the_package_it_came_with(tmp_path: Path) -> None:
    with province(tmp_path, "a", "b") as at:
        a, b = at.apps["a"], at.apps["b"]
        for app in (a, b):
            fill(app)
            figure(app, 3)
            figure(app, "?", place=1)
            figure(app, "-", place=2)
            figure(app, None, place=3, note="hỏi lại")
        take(at, *(send(at, name).path for name in ("a", "b")))
        crossed = table(at)
        known = slow(at)
        for row in crossed.table.rows:
            for column in crossed.table.columns:
                cell = crossed.table.cell(row.id, column.id)
                assert cell is not None
                assert cell.value == known.get((row.id, column.id)), (row, column)
        first, asked = places(a)[0], MODELS
        gone = crossed.table.cell(places(a)[2], asked)
        assert gone is not None
        assert (gone.of, gone.covered) == (0, 0)
        said = crossed.table.cell(places(a)[1], asked)
        assert said is not None
        assert (said.of, said.covered, said.blank) == (1, 0, 0)
        unsaid = crossed.table.cell(places(a)[3], asked)
        assert unsaid is not None
        assert (unsaid.value, unsaid.blank) == (None, 1)
        assert words(at, crossed, first, asked) == ["gói 01, 24/05/2024"]
        # changed at the office, sent again: this figure came with the second package
        figure(a, 8)
        take(at, send(at, "a").path)
        assert words(at, table(at), first, asked) == ["gói 02, 24/05/2024"]
        assert words(at, table(at), first, OTHER) == ["gói 01, 24/05/2024"]
        # changed by the department: entered here
        change = CellChange(place=first, indicator=MODELS, value=5)
        office = a.session.office
        at.hub.returns.correct(FORM, NOW, [change], office=office, reason="Theo điện thoại")
        again = table(at)
        corrected = again.table.cell(first, asked)
        assert corrected is not None
        assert corrected.value == 5
        assert words(at, again, first, asked) == ["nhập tại máy này"]
        by_office = table(at, OTHER, OFFICE, ALL)
        rows = at.hub.crosstabs.sources(by_office, b.session.office, "")
        assert [(one.office, one.words, one.rows) for one in rows] == [
            (b.session.office, "gói 01, 24/05/2024", len(places(b)))
        ]
        everybody = at.hub.crosstabs.sources(by_office, "", "")
        assert {one.office for one in everybody} == {a.session.office, b.session.office}


def test_an_import_taken_back_leaves_the_table(tmp_path: Path) -> None:
    with province(tmp_path, "a") as at:
        fill(at.apps["a"])
        figure(at.apps["a"], 4)
        (taken,) = take(at, send(at, "a").path)
        office = at.apps["a"].session.office
        before = table(at, MODELS, OFFICE, PERIOD).table.cell(office, NOW)
        assert before is not None
        assert before.value == 4
        at.hub.receiving.undo(taken.number)
        after = table(at, MODELS, OFFICE, PERIOD).table.cell(office, NOW)
        assert after is not None
        assert (after.value, after.covered) == (None, 0)


def test_a_locked_period_counts_as_it_was_locked(tmp_path: Path) -> None:
    with province(tmp_path, "a") as at:
        fill(at.apps["a"])
        take(at, send(at, "a").path)
        at.hub.locks.lock(NOW)
        figure(at.apps["a"], 9)
        take(at, send(at, "a").path)
        crossed = table(at)
        cell = crossed.table.cell(places(at.apps["a"])[0], MODELS)
        assert cell is not None
        assert cell.value == 0


def test_only_the_hub_and_full_figures_with_a_reason(tmp_path: Path) -> None:
    with province(tmp_path, "a") as at:
        wanted = Wanted(lines="forms", periods=(NOW,), rows=OFFICE, columns=LINE)
        with pytest.raises(Refused) as refused:
            at.apps["a"].crosstabs.table(wanted)
        assert refused.value.code == "report.hub_only"
        for reason, checked in (("", True), ("họp", False)):
            with pytest.raises(Refused):
                at.hub.crosstabs.look(wanted, reason, password_checked=checked)
        at.hub.crosstabs.look(wanted, "họp giao ban", password_checked=True)
        with at.hub.desk.read() as db:
            newest = audit.lines(db)[0]
        assert (newest.what, newest.ref) == ("view internal", f"{NOW} họp giao ban")

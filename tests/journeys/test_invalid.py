"""A record whose content is wrong: kept, told, not counted, and counted again once it is right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.cells import CellValue
from gbdesk.domain.refusals import Refused
from gbdesk.services.returns import CellChange
from helpers.enrolled import PERIOD
from helpers.journey import FORM, Province, places, province, send, take

CASES, HOUSEHOLDS = "dv.cases", "dv.households"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def enter(app: App, **values: CellValue) -> None:
    """The cases and households of the first place."""
    lines = {"cases": CASES, "households": HOUSEHOLDS}
    changes = [
        CellChange(place=places(app)[0], indicator=lines[name], value=value)
        for name, value in values.items()
    ]
    app.returns.set_cells(FORM, PERIOD, changes)


def correct(at: Province, line: str, value: CellValue) -> None:
    app = at.apps["a"]
    change = CellChange(place=places(app)[0], indicator=line, value=value)
    office = app.session.office
    at.hub.returns.correct(FORM, PERIOD, [change], office=office, reason="Theo điện thoại")


def counted(app: App, line: str = CASES) -> int | None:
    return app.figures.consolidated(PERIOD, FORM).tally.value(line)


def cell(app: App, owner: App, line: str) -> CellValue:
    sheet = app.returns.open(FORM, PERIOD, office=owner.session.office)
    return sheet.cell(places(owner)[0], line).value


def test_undoing_the_correction_of_a_wrong_row_makes_it_wrong_again(at: Province) -> None:
    app = at.apps["a"]
    enter(app, cases=2, households=5)
    first = take(at, send(at, "a").path)[0]
    assert first.faults
    assert counted(at.hub) is None
    at.receipt("a")
    enter(app, cases=7)
    second = take(at, send(at, "a").path)[0]
    assert counted(at.hub) == 7
    at.hub.receiving.undo(second.number)
    assert counted(at.hub) is None


def test_undoing_what_made_a_row_wrong_lets_it_count_again(at: Province) -> None:
    app = at.apps["a"]
    enter(app, cases=7, households=5)
    take(at, send(at, "a").path)
    at.receipt("a")
    enter(app, cases=2)
    second = take(at, send(at, "a").path)[0]
    assert counted(at.hub) is None
    at.hub.receiving.undo(second.number)
    assert counted(at.hub) == 7


def test_the_hub_can_correct_a_wrong_row_and_make_none_wrong(at: Province) -> None:
    enter(at.apps["a"], cases=2, households=5)
    take(at, send(at, "a").path)
    correct(at, CASES, 6)
    assert counted(at.hub) == 6
    with pytest.raises(Refused, match=r"return\.breaks_rule"):
        correct(at, CASES, 1)
    assert counted(at.hub) == 6


def test_an_office_never_loses_sight_of_its_own_figures(at: Province) -> None:
    """The hub answers while the office has a row that does not fit yet."""
    app = at.apps["a"]
    enter(app, cases=7, households=5)
    take(at, send(at, "a").path)
    correct(at, "dv.forms.physical", 3)
    enter(app, cases=2)
    at.receipt("a")
    assert (cell(app, app, CASES), cell(app, app, HOUSEHOLDS)) == (2, 5)
    assert cell(app, app, "dv.forms.physical") == 3
    enter(app, households=1)
    assert cell(app, app, HOUSEHOLDS) == 1


def test_a_difference_on_a_wrong_row_is_shown_and_can_be_settled(at: Province) -> None:
    app = at.apps["a"]
    enter(app, cases=7, households=2)
    take(at, send(at, "a").path)
    correct(at, CASES, 3)
    enter(app, cases=9, households=5)
    take(at, send(at, "a").path)
    assert counted(at.hub) is None
    (view,) = at.hub.conflicts.list()
    assert at.hub.conflicts.count() == at.hub.conflicts.count(app.session.office) == 1
    assert [side.value for side in view.sides] == [3, 9]
    at.hub.conflicts.settle([(view.key, 1)])
    assert counted(at.hub) == 9
    assert at.hub.conflicts.count() == 0


def test_the_hub_sees_what_it_has_to_correct(at: Province) -> None:
    """A row that does not count is no empty row."""
    app = at.apps["a"]
    enter(app, cases=2, households=5)
    app.returns.set_cells(
        FORM,
        PERIOD,
        [CellChange(place=places(app)[0], indicator="dv.forms.sexual", value="?", note="Chưa rõ")],
    )
    take(at, send(at, "a").path)
    assert [cell(at.hub, app, line) for line in (CASES, HOUSEHOLDS)] == [2, 5]
    sheet = at.hub.returns.open(FORM, PERIOD, office=app.session.office)
    seen = sheet.cell(places(app)[0], "dv.forms.sexual")
    assert (seen.value, seen.note) == ("?", "Chưa rõ")
    assert places(app)[0] in sheet.problems
    correct(at, CASES, 4)
    assert [cell(at.hub, app, line) for line in (CASES, HOUSEHOLDS)] == [4, 5]
    assert counted(at.hub) is None
    correct(at, HOUSEHOLDS, 4)
    assert counted(at.hub) == 4

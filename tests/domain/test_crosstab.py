"""The table of figures against the obvious slow computation, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gbdesk.domain.crossing import CONCEPT, UNITS
from gbdesk.domain.crossing import FORM as VERSION
from gbdesk.domain.crossplan import EVERY, Wanted, planned
from gbdesk.domain.crosstab import (
    ALL,
    AREA,
    BLANK,
    LINE,
    NOT_APPLICABLE,
    OFFICE,
    PERIOD,
    PLACE,
    UNKNOWN,
    CrossTable,
    Packed,
)
from gbdesk.domain.refusals import Refused
from helpers.two_worlds import DIVIDED, MOVED, NEW, OLD, STRADDLING, two_worlds

CATALOGUE = two_worlds()
PERIODS = ("2022-N", "2023-6T", "2023-N", "2024-N", "2025-6T", "2025-N", "2026-N")
LINES = ("dv.cases", "dv.households", "family.households", "family.households.single-parent")
KINDS = ("forms", "sex", "age", "households", EVERY, *LINES)
HERE = {"office": 0, "period": 1, "place": 2}
MARKS = {"unknown": UNKNOWN, "na": NOT_APPLICABLE, "blank": BLANK}
Told = dict[tuple[str, str, str], dict[str, Any]]
DEEDS = [
    (office.id, period, place.id)
    for period in PERIODS
    for office, form in CATALOGUE.expected(period)
    for place in CATALOGUE.duty_places(office.id, form, period)
]


def form_of(period: str) -> str:
    return OLD if period < "2024" else NEW


# the obvious computation: nothing of the program's own but names of lines and dates
def slow_lines(period: str, line: str) -> list[str]:
    """The lines of the form of a period that tell what this line of the newest form tells."""
    lines = {one.id: one for one in CATALOGUE.forms[form_of(period)].indicators if not one.heading}
    if line in lines:
        return [line]
    concepts = {one.id: one.concept for f in CATALOGUE.forms.values() for one in f.indicators}
    return [one.id for one in lines.values() if one.concept == concepts[line]]


def slow_figure(told: Told, at: tuple[str, str, str], line: str) -> Any:
    """A number, "unknown", "na" or "blank"."""
    mine = slow_lines(at[1], line)
    if not mine:
        return "na"
    found = [told.get(at, {}).get(one, "blank") for one in mine]
    for bad in ("blank", "na", "unknown"):
        if bad in found:
            return bad
    return sum(found)


def slow_unit(place: str, end: Any) -> str:
    """Where a place is counted on the boundary of a day."""
    while True:
        over = CATALOGUE.places[place].valid_to
        if over is None or over >= end:
            return place
        ahead = [one for one in CATALOGUE.succession if one.old == place]
        if len(ahead) != 1 or ahead[0].share != "whole":
            return place
        place = ahead[0].new


def slow_area(place: str) -> str:
    above = {
        CATALOGUE.places[one.old].parent for one in CATALOGUE.succession if one.new == place
    } or {CATALOGUE.places[place].parent}
    return above.pop() if len(above) == 1 else place


def slow_cell(told: Told, wanted: Wanted, line: str, keys: dict[str, str]) -> tuple[Any, ...]:
    """Value, numbers in it, rows expected, rows blank: over all rows that the keys name."""
    end = max(CATALOGUE.periods[one].end for one in wanted.periods)

    def is_in(at: tuple[str, str, str]) -> bool:
        office, period, place = at
        unit = slow_unit(place, end) if wanted.bounds == "today" else place
        mine = {"office": office, "period": period, "place": unit, "area": slow_area(place)}
        return period in wanted.periods and all(mine[axis] == key for axis, key in keys.items())

    rows = [at for at in DEEDS if is_in(at)]
    windows = [CATALOGUE.periods[one] for one in wanted.periods]
    over_time = len(windows) > 1 and "period" not in {wanted.rows, wanted.columns}
    measure = CATALOGUE.forms[NEW].by_id.get(line) or CATALOGUE.forms[OLD].by_id[line]
    if over_time and measure.measure == "stock":
        newest = max(windows, key=lambda one: one.end).id
        rows = [at for at in rows if at[1] == newest]
    said = [slow_figure(told, at, line) for at in rows]
    numbers = [one for one in said if isinstance(one, int)]
    value: int | None = sum(numbers) if numbers else None
    meet = any(
        one is not two and one.start <= two.end and two.start <= one.end
        for one in windows
        for two in windows
    )
    if over_time and (measure.measure == "distinct" or (meet and measure.measure == "flow")):
        value = None
    return value, len(numbers), sum(one != "na" for one in said), said.count("blank")


def packed(told: Told) -> list[Packed]:
    found = []
    for (office, period, place), row in told.items():
        lines = tuple(line for line, value in row.items() if value != "blank")
        values = tuple(MARKS.get(row[line], row[line]) for line in lines)
        found.append(Packed(office, form_of(period), period, place, lines, values))
    return found


def made(wanted: Wanted, told: Told) -> CrossTable:
    return planned(CATALOGUE, wanted).table(packed(told))


@st.composite
def tellings(draw: st.DrawFn) -> Told:
    """Some rows of some returns, each with some of the lines of the form of its time."""
    told: Told = {}
    lines: dict[str, list[str]] = {}
    for form in (OLD, NEW):
        lines[form] = [one.id for one in CATALOGUE.forms[form].entry_lines]
    chance = Random(draw(st.integers(0, 10_000)))
    share = draw(st.sampled_from([0.2, 0.9, 1.0]))
    plain = draw(st.booleans())
    for at in DEEDS:
        if chance.random() < share:
            told[at] = {
                line: chance.choice([*range(9), *([] if plain else MARKS)])
                for line in lines[form_of(at[1])]
            }
    return told


@st.composite
def wishes(draw: st.DrawFn) -> Wanted:
    axes = [OFFICE, PLACE, AREA, PERIOD, LINE, ALL]
    return Wanted(
        lines=draw(st.sampled_from(KINDS)),
        periods=tuple(draw(st.lists(st.sampled_from(PERIODS), min_size=1, unique=True))),
        rows=draw(st.sampled_from(axes)),
        columns=draw(st.sampled_from(axes)),
        bounds=draw(st.sampled_from(["own", "today"])),
    )


def asked_of(wanted: Wanted) -> tuple[Wanted, list[str]] | None:
    try:
        plan = planned(CATALOGUE, wanted)
    except Refused:
        return None
    told = Wanted(
        lines=wanted.lines,
        periods=wanted.periods,
        rows=plan.asked.rows,
        columns=plan.asked.columns,
        bounds=wanted.bounds,
    )
    return told, [one.id for one in plan.asked.lines]


@settings(max_examples=25, deadline=None)
@given(wishes(), tellings())
def test_every_cell_is_what_adding_figure_by_figure_gives(wish: Wanted, told: Told) -> None:
    if (found := asked_of(wish)) is None:
        return
    wanted, lines = found
    table = made(wish, told)
    checked = 0
    for row in table.rows:
        for column in table.columns:
            keys = {
                axis: head.id
                for axis, head in ((wanted.rows, row), (wanted.columns, column))
                if axis not in {LINE, ALL}
            }
            line = {wanted.rows: row.id, wanted.columns: column.id}.get(LINE, lines[0])
            slow = slow_cell(told, wanted, line, keys)
            cell = table.cell(row.id, column.id)
            mine = (None, 0, 0, 0) if cell is None else (cell.value, *cell[1:4])
            assert mine == slow, (row, column, cell)
            checked += 1
    assert checked == len(table.rows) * len(table.columns)
    for column in table.columns:
        if (total := table.totals.get(column.id)) is not None:
            axis = wanted.columns
            keys = {axis: column.id} if axis not in {LINE, ALL} else {}
            line = column.id if axis == LINE else lines[0]
            assert (total.value, *total[1:4]) == slow_cell(told, wanted, line, keys)


def everything(value: int = 1) -> Told:
    lines = {form: [one.id for one in CATALOGUE.forms[form].entry_lines] for form in (OLD, NEW)}
    return {at: dict.fromkeys(lines[form_of(at[1])], value) for at in DEEDS}


def heads(table: CrossTable) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.id: (one.mark, one.of) for one in table.rows}


def test_todays_boundary_marks_what_was_divided_and_shares_nothing_out() -> None:
    wanted = Wanted(
        lines="dv.cases",
        periods=("2024-N", "2025-N"),
        rows=PLACE,
        columns=PERIOD,
        bounds="today",
    )
    table = made(wanted, everything(10))
    marks = heads(table)
    assert marks[DIVIDED] == ("split", ("Xã Tả Khâu", "Xã Đồi Cọ"))
    assert marks[STRADDLING] == ("partly", ("Xã Vàng Đán",))
    assert marks["sample2025:90010"] == ("", ())
    assert MOVED not in marks
    divided = table.cell(DIVIDED, "2024-N")
    assert divided is not None
    assert divided.value == 10
    straddling = table.cell(STRADDLING, "2024-N")
    assert straddling is not None
    assert straddling.value == 30
    assert table.totals["2024-N"].value == 230
    assert table.cell(DIVIDED, "2025-N") is None


def test_former_areas_leave_a_unit_across_two_of_them_beside() -> None:
    wanted = Wanted(lines="dv.cases", periods=("2025-N",), rows=AREA, columns=ALL)
    table = made(wanted, everything(7))
    marks = heads(table)
    assert marks[STRADDLING] == ("straddles", ("Huyện Sông Mây", "Huyện Đồi Cọ"))
    assert {one.name for one in table.rows} == {"Huyện Sông Mây", "Xã Tả Khâu", "Xã Đồi Cọ"}
    assert table.totals[""].value == 28


def test_stock_stands_once_and_households_are_never_added_up_over_time() -> None:
    wanted = Wanted(lines=EVERY, periods=("2024-N", "2022-N"), rows=OFFICE, columns=LINE)
    table = made(wanted, everything(3))
    office = table.rows[0].id
    flow, stock = table.cell(office, "dv.cases"), table.cell(office, "family.households")
    again = table.cell(office, "dv.households")
    assert flow is not None
    assert stock is not None
    assert again is not None
    assert (flow.value, flow.of) == (72, 24)
    assert (stock.value, stock.of) == (36, 12)
    assert (again.value, again.refused, again.kind) == (None, "distinct", "distinct")
    half = made(
        Wanted(lines="dv.cases", periods=("2023-6T", "2023-N"), rows=OFFICE, columns=ALL),
        everything(3),
    )
    cell = half.cell(office, "")
    assert cell is not None
    assert (cell.value, cell.refused) == (None, "overlap")


def test_a_household_may_stand_in_several_places_and_the_cell_says_so() -> None:
    table = made(
        Wanted(lines="dv.households", periods=("2024-N",), rows=OFFICE, columns=ALL), everything(2)
    )
    cell = table.cell(table.rows[0].id, "")
    assert cell is not None
    assert (cell.value, cell.may_repeat) == (24, True)


def test_breaks_name_the_version_the_lines_and_the_units() -> None:
    wanted = Wanted(
        lines="households",
        periods=("2023-N", "2024-N", "2025-N"),
        rows=LINE,
        columns=PERIOD,
    )
    found = {(one.before, one.kind): one.of for one in planned(CATALOGUE, wanted).breaks}
    assert found["2023-N", VERSION] == (OLD, NEW)
    assert "Chỉ cha hoặc mẹ" in " ".join(found["2023-N", CONCEPT])
    assert ("2023-N", UNITS) not in found
    assert "Xã Vàng Đán" in found["2024-N", UNITS]
    assert ("2024-N", VERSION) not in found


def test_figures_that_nobody_owes_are_counted_apart() -> None:
    at = DEEDS[0]
    stray = Packed("u_other", form_of(at[1]), at[1], at[2], ("dv.cases",), (500,))
    wanted = Wanted(lines="dv.cases", periods=(at[1],), rows=OFFICE, columns=ALL)
    table = planned(CATALOGUE, wanted).table([*packed({at: {"dv.cases": 4}}), stray])
    assert table.stray == 1
    assert table.totals[""].value == 4
    assert (table.places.n, table.offices.n) == (1, 0)


def test_behind_a_cell_stand_the_rows_it_is_made_of() -> None:
    wanted = Wanted(lines="forms", periods=("2024-N", "2022-N"), rows=OFFICE, columns=LINE)
    table = made(wanted, everything())
    row = table.rows[0].id
    behind = table.behind(row, "dv.forms.physical")
    assert {one.office for one in behind} == {row}
    assert len(behind) == 24
    assert len(table.behind("", "dv.forms.physical")) == 46
    assert [one.id for one in table.lines_of(row, "dv.forms.physical")] == ["dv.forms.physical"]


@pytest.mark.parametrize("said", ["dv", "nothing", "dv.forms"])
def test_what_no_form_has_is_refused(said: str) -> None:
    wanted = Wanted(lines=said, periods=("2024-N",), rows=OFFICE, columns=LINE)
    if said == "dv":  # the breakdown of cases and households
        assert len(planned(CATALOGUE, wanted).asked.lines) == 2
        return
    with pytest.raises(Refused):
        planned(CATALOGUE, wanted)


def ids(found: Iterable[Any]) -> list[str]:
    return [one.id for one in found]


def test_heads_stand_in_official_order() -> None:
    wanted = Wanted(lines="forms", periods=("2024-N",), rows=PLACE, columns=LINE)
    table = made(wanted, {})
    order = list(CATALOGUE.places)
    assert ids(table.rows) == sorted(ids(table.rows), key=order.index)
    areas = Wanted(lines="dv.cases", periods=("2024-N", "2025-N"), rows=AREA, columns=ALL)
    assert [bool(one.mark) for one in made(areas, {}).rows] == [False, False, True, True]
    assert table.places.n == 0
    assert table.totals["dv.forms.physical"].value is None

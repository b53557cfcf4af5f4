from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain.charting import Bar, bars_of, tiles_of, tone_of, trend_of
from gbdesk.domain.crossplan import Plan, Wanted, planned
from gbdesk.domain.crosstab import ALL, LINE, OFFICE, PERIOD, PLACE, CrossTable, Packed
from gbdesk.domain.crosstab_told import told
from gbdesk.domain.disclosure import INTERNAL, SHARED
from helpers.two_worlds import two_worlds

CATALOGUE = two_worlds()
LEAST = CATALOGUE.threshold
YEARS = ("2023-N", "2024-N", "2025-N")
FORMS = Wanted(lines="forms", periods=YEARS, rows=LINE, columns=PERIOD)
NOW = Wanted(lines="forms", periods=("2025-N",), rows=OFFICE, columns=LINE)
CASES = replace(NOW, lines="dv.cases", columns=ALL)


def filled(wanted: Wanted, values: list[int]) -> tuple[Plan, CrossTable]:
    """Every row owed tells these values in turn, on each line asked for."""
    plan = planned(CATALOGUE, wanted)
    lines = tuple(one.id for one in plan.asked.lines)
    told_ = iter(range(10**6))
    records = [
        Packed(*one, lines, tuple(values[next(told_) % len(values)] for _ in lines))
        for one in plan.owed
    ]
    return plan, plan.table(records)


small = st.lists(st.integers(0, 3), min_size=1, max_size=9)


@given(small, st.sampled_from([FORMS, NOW, CASES, replace(CASES, rows=PLACE)]))
def test_outside_no_bar_point_or_tile_is_drawn_from_a_small_count(
    values: list[int], wanted: Wanted
) -> None:
    plan, table = filled(wanted, values)
    shown = told(table, SHARED, LEAST)
    drawn: list[Bar] = []
    if PERIOD in {table.asked.rows, table.asked.columns}:
        drawn += [one for each in trend_of(table, shown, plan.breaks).series for one in each.points]
    else:
        drawn += bars_of(table, shown).bars
    assert drawn
    for one in drawn:
        assert one.value is None or one.value == 0 or one.value >= LEAST, one
    if wanted.columns == ALL:
        for block in tiles_of(table, shown, {}, LEAST):
            assert all(tile.shade == -1 for tile in block.tiles)


@given(small)
def test_a_map_tells_no_small_count_even_inside(values: list[int]) -> None:
    _, table = filled(replace(CASES, rows=PLACE), values)
    blocks = tiles_of(table, told(table, INTERNAL, LEAST), {}, LEAST)
    said = {tile.text for block in blocks for tile in block.tiles}
    assert said <= {"0", f"<{LEAST}"}


def test_colours_follow_the_line_and_breaks_the_periods() -> None:
    plan, table = filled(FORMS, [20])
    found = trend_of(table, told(table, INTERNAL, LEAST), plan.breaks)
    tones = {one.name: one.tone for one in found.series}
    assert tones == {"Tinh thần": 2, "Thân thể": 1, "Tình dục": 3, "Kinh tế": 4}
    assert found.labels == ("Năm 2023", "Năm 2024", "Năm 2025")
    assert found.broken == (1, 2)
    assert tone_of("dv.victims.sex.female", 0) == 3
    assert tone_of("dv.perpetrators.sex.male", 1) == 2


def test_units_over_time_are_drawn_as_their_total_and_lines_without_room_are_counted() -> None:
    plan, table = filled(replace(FORMS, lines="dv.cases", rows=OFFICE), [2])
    (series,) = trend_of(table, told(table, INTERNAL, LEAST), plan.breaks).series
    assert [one.value for one in series.points] == [46, 46, 8]
    plan, table = filled(replace(FORMS, lines="households"), [2])
    many = trend_of(table, told(table, INTERNAL, LEAST), plan.breaks)
    assert (len(many.series), many.left_out) == (5, 0)
    plan, table = filled(replace(FORMS, lines="every"), [2])
    assert trend_of(table, told(table, INTERNAL, LEAST), plan.breaks).left_out == 30


def test_bars_of_units_are_ranked_when_all_came() -> None:
    _, table = filled(CASES, [3, 9, 30, 1])
    found = bars_of(table, told(table, INTERNAL, LEAST))
    assert found.ranked
    assert [one.value for one in found.bars] == [30, 9, 3, 1]
    assert all(one.whole for one in found.bars)

from __future__ import annotations

from dataclasses import replace

import pytest

from gbdesk import text
from gbdesk.domain.crossing import Break
from gbdesk.domain.crossplan import Wanted, planned
from gbdesk.domain.crosstab import ALL, LINE, OFFICE, PERIOD, CrossCell, CrossTable, Packed
from gbdesk.domain.crosstab_told import (
    HIDDEN,
    TOTAL,
    cell_notes,
    change,
    coverage_words,
    may_rank,
    stock_words,
    told,
)
from gbdesk.domain.crosstab_words import break_words, mark_words
from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.domain.tally import Coverage
from helpers.two_worlds import NEW, two_worlds

CATALOGUE = two_worlds()
LEAST = CATALOGUE.threshold


def made(rows: str, columns: str, *values: int, lines: str = "dv.cases") -> CrossTable:
    """The first places of the first office tell these values, for both years."""
    plan = planned(
        CATALOGUE, Wanted(lines=lines, periods=("2024-N", "2025-N"), rows=rows, columns=columns)
    )
    line = plan.asked.lines[0].id
    owed = [one for one in plan.owed if one.period == "2024-N"][: len(values)]
    records = [
        Packed(one.office, NEW, one.period, one.place, (line,), (value,))
        for one, value in zip(owed, values, strict=True)
    ]
    return plan.table(records)


def cell(value: int | None, covered: int, of: int, kind: str = "flow") -> CrossCell:
    return CrossCell(value, covered, of, of - covered, kind)


def test_outside_nothing_is_told_by_unit_and_small_totals_are_hidden() -> None:
    table = made(OFFICE, PERIOD, 40, 2)
    shared = told(table, SHARED, LEAST)
    office = table.rows[0].id
    assert (shared[office, "2024-N"].text, shared[office, "2024-N"].number) == (HIDDEN, None)
    assert shared[TOTAL, "2024-N"].text == "42"
    small = told(made(OFFICE, PERIOD, 3), SHARED, LEAST)
    assert (small[TOTAL, "2024-N"].text, small[TOTAL, "2024-N"].hidden) == (f"<{LEAST}", True)
    inside = told(table, INTERNAL, LEAST)
    assert inside[office, "2024-N"].text == "42"


def test_units_as_columns_are_hidden_outside_with_their_totals() -> None:
    table = made(PERIOD, OFFICE, 40)
    assert {one.text for one in told(table, SHARED, LEAST).values()} == {HIDDEN}
    province = told(made(PERIOD, ALL, 40), SHARED, LEAST)
    assert province["2024-N", ""].text == "40"


def test_a_change_has_a_percentage_only_between_whole_figures() -> None:
    whole = change(cell(10, 2, 2), cell(15, 2, 2))
    assert whole is not None
    assert (whole.by, whole.percent) == (5, "50,0%")
    partly = change(cell(10, 1, 2), cell(15, 2, 2))
    assert partly is not None
    assert (partly.by, partly.percent) == (5, "")
    from_nothing = change(cell(0, 2, 2), cell(3, 2, 2))
    assert from_nothing is not None
    assert (from_nothing.by, from_nothing.percent) == (3, "")
    assert change(None, cell(1, 1, 1)) is None
    assert change(cell(None, 0, 2), cell(1, 1, 1)) is None


@pytest.mark.parametrize(("n", "of", "enough"), [(9, 10, True), (89, 100, False), (0, 0, False)])
def test_units_are_ranked_only_when_nearly_all_came(n: int, of: int, enough: bool) -> None:  # noqa: FBT001
    assert may_rank(Coverage(n, of)) is enough


def test_what_is_said_beside_a_figure() -> None:
    assert cell_notes(cell(5, 2, 2)) == ()
    assert "1/2" in cell_notes(cell(5, 1, 2))[0]
    assert "nhiều nơi" in cell_notes(cell(5, 2, 2, "distinct"))[0]
    refused = cell(None, 2, 2, "distinct")._replace(refused="distinct")
    assert "Không cộng" in cell_notes(refused)[0]
    assert "không thu thập" in cell_notes(cell(None, 0, 0))[0]
    assert cell_notes(None)


def test_words_of_coverage_marks_and_breaks() -> None:
    table = made(OFFICE, LINE, 1, 2, 3, lines="forms")
    assert coverage_words(table).startswith("Độ phủ: 0/27 xã, phường, thị trấn; 0/6 đơn vị")
    wanted = Wanted(
        lines="households",
        periods=("2023-N", "2024-N", "2025-N"),
        rows="place",
        columns=PERIOD,
        bounds="today",
    )
    plan = planned(CATALOGUE, wanted)
    by_place = planned(CATALOGUE, replace(wanted, lines="dv.cases"))
    marks = [words for one in by_place.rows.heads if (words := mark_words(one))]
    assert "Xã Vàng Đán đã được chia về Xã Tả Khâu, Xã Đồi Cọ" in " ".join(marks)
    said = [break_words(CATALOGUE, one) for one in plan.breaks]
    assert said[0] == "Năm 2023 báo cáo theo biểu TT23-2011, Năm 2024 theo biểu TT07-2017."
    assert len(said) == 3
    many = Break(before="2023-N", after="2024-N", kind="units", of=tuple("abcdefghij"))
    assert "và 5 đơn vị khác" in break_words(CATALOGUE, many)
    text.set_language("en")
    try:
        assert "5 others" in break_words(CATALOGUE, many)
    finally:
        text.set_language("vi")


def test_stock_says_of_which_period_it_is() -> None:
    many = made(OFFICE, LINE, 1, lines="every")
    assert stock_words(many) == "Số hộ, số mô hình là số của Năm 2025, không cộng qua các kỳ."
    assert not stock_words(made(OFFICE, LINE, 1, lines="forms"))
    assert not stock_words(made(LINE, PERIOD, 1, lines="every"))

"""Columns read the Vietnamese way; what reads two ways is asked once and never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from gbdesk.domain import columns
from gbdesk.domain.columns import Odd, doubts_of_counts, doubts_of_days, read_count, read_day

TODAY = date(2024, 5, 24)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.234", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("12", 12),
        (1234, 1234),
        ("?", "?"),
        (None, None),
        ("12,00", 12),
        ("12,5", Odd.NO_NUMBER),
        ("1.23", Odd.NO_NUMBER),
        ("nhiều", Odd.NO_NUMBER),
        (-3, Odd.NO_NUMBER),
        (True, Odd.NO_NUMBER),
        (date(2024, 1, 2), Odd.NO_NUMBER),
        (10**12, Odd.NO_NUMBER),
        ("1,234", Odd.ASKED),
        ("-", Odd.ASKED),
        ("Không", Odd.ASKED),
    ],
)
def test_counts(cell: columns.Written, value: object) -> None:
    assert read_count(cell, {}) == value


def test_answers_settle_a_column() -> None:
    assert read_count("1,234", {columns.THOUSANDS: columns.WHOLE}) == 1234
    assert read_count("1,234", {columns.THOUSANDS: columns.LEAVE}) is Odd.NO_NUMBER
    assert read_count("–", {columns.DASH: columns.ZERO}) == 0
    assert read_count("–", {columns.DASH: columns.BLANK}) is None
    assert read_count("–", {columns.DASH: columns.NOT_HERE}) == "-"


def test_a_column_of_counts_asks_each_thing_once() -> None:
    asked = doubts_of_counts(["1,234", "5,678", "-", "không", 7, "1.234"])
    assert [(one.kind, one.sample) for one in asked] == [
        (columns.THOUSANDS, "1,234"),
        (columns.DASH, "-"),
    ]
    assert not any(one.default for one in asked)
    assert doubts_of_counts(["1.234", "12", 5, None, "nhiều"]) == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("22/5/2024", date(2024, 5, 22)),
        ("22-05-24", date(2024, 5, 22)),
        ("22/5", date(2024, 5, 22)),
        ("Ngày 3/4/2024", date(2024, 4, 3)),
        ("22/05/2024 08:30", date(2024, 5, 22)),
        ("2024-05-22", date(2024, 5, 22)),
        (date(2024, 5, 3), date(2024, 5, 3)),
        (None, None),
        ("31/2/2024", Odd.NO_DAY),
        ("05/22/2024", Odd.NO_DAY),
        ("quý II", Odd.NO_DAY),
        (45432, Odd.NO_DAY),
    ],
)
def test_days(cell: columns.Written, value: object) -> None:
    assert read_day(cell, {}, TODAY) == value


def test_days_with_the_month_first() -> None:
    (asked,) = doubts_of_days(["03/05/2024", "05/22/2024"])
    assert (asked.kind, asked.sample, asked.default) == (
        columns.ORDER,
        "05/22/2024",
        columns.MONTH_FIRST,
    )
    answers = {columns.ORDER: columns.MONTH_FIRST}
    assert read_day("05/22/2024", answers, TODAY) == date(2024, 5, 22)
    assert read_day("03/05/2024", answers, TODAY) == date(2024, 3, 5)


def test_days_that_could_be_either_are_asked_and_mixed_ones_have_no_default() -> None:
    (either,) = doubts_of_days(["03/05/2024", "07/08/2024"])
    assert either.default == columns.DAY_FIRST
    (mixed,) = doubts_of_days(["22/05/2024", "05/22/2024"])
    assert not mixed.default
    assert doubts_of_days(["22/05/2024", "03/05/2024"]) == []
    assert doubts_of_days(["05/05/2024", "quý II", None, date(2024, 5, 1)]) == []


def test_days_an_english_spreadsheet_has_swapped() -> None:
    cells = [date(2024, 3, 5), date(2024, 7, 8), date(2024, 4, 4), "22/05/2024"]
    (asked,) = doubts_of_days(cells)
    assert (asked.kind, asked.default) == (columns.SWAPPED, "")
    swap = {columns.SWAPPED: columns.SWAP}
    assert [read_day(cell, swap, TODAY) for cell in cells] == [
        date(2024, 5, 3),
        date(2024, 8, 7),
        date(2024, 4, 4),
        date(2024, 5, 22),
    ]
    assert doubts_of_days(cells[1:]) == []
    assert doubts_of_days([date(2024, 3, 25), *cells]) == []

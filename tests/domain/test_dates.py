from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk import text
from gbdesk.domain.dates import day_month, long, parse_date, read_iso, short, until, weekday

TODAY = date(2024, 5, 24)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22/5", date(2024, 5, 22)),
        ("22.5", date(2024, 5, 22)),
        ("220524", date(2024, 5, 22)),
        ("22052024", date(2024, 5, 22)),
        ("22-05-2024", date(2024, 5, 22)),
        (" 5/6/24 ", date(2024, 6, 5)),
        ("2024-05-22", date(2024, 5, 22)),
        ("h", TODAY),
        ("H", TODAY),
        ("hôm nay", TODAY),
        ("31/4", None),
        ("29/02/2023", None),
        ("29/02/2024", date(2024, 2, 29)),
        ("22", None),
        ("", None),
        ("tháng 5", None),
    ],
)
def test_dates_are_read_day_first(typed: str, meant: date | None) -> None:
    assert parse_date(typed, TODAY) == meant


@given(days)
def test_a_date_shown_is_read_back(day: date) -> None:
    assert parse_date(short(day), TODAY) == day
    assert parse_date(f"{day:%d%m%y}", TODAY) == day
    assert read_iso(day.isoformat()) == day


@given(st.text(max_size=12))
def test_anything_typed_is_a_date_or_nothing(typed: str) -> None:
    assert parse_date(typed, TODAY) is None or isinstance(parse_date(typed, TODAY), date)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 6, 5), "ngày 05 tháng 6 năm 2026"),
        (date(2026, 1, 15), "ngày 15 tháng 01 năm 2026"),
        (date(2026, 2, 9), "ngày 09 tháng 02 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_long_dates_have_zeros_only_where_the_decree_asks(day: date, words: str) -> None:
    assert long(day) == words


def test_short_words_speak_the_language_in_use() -> None:
    assert day_month(date(2024, 6, 5)) == "05/06"
    assert weekday(date(2024, 5, 24)) == "thứ Sáu"
    assert until(12) == "còn 12 ngày"
    assert until(0) == "hạn là hôm nay"
    assert until(-3) == "đã quá hạn 3 ngày"
    text.set_language("en")
    assert weekday(date(2024, 5, 26)) == "Sunday"
    assert until(1) == "1 day left"
    assert until(-2) == "2 days overdue"

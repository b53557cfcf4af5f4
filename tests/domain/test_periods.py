from __future__ import annotations

from datetime import date

import pytest

from gbdesk import text
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.templates import load_template


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_template("sample-2024")


def test_windows_and_due_dates_are_three_settings(catalogue: Catalogue) -> None:
    half, year = catalogue.period("2024-6T"), catalogue.period("2024-N")
    assert (half.start, half.end) == (date(2023, 12, 1), date(2024, 5, 31))
    assert (year.start, year.end) == (date(2023, 12, 1), date(2024, 11, 30))
    assert (half.due, year.due) == (date(2024, 6, 5), date(2024, 12, 5))
    assert not half.due_inclusive
    assert not half.verified


def test_before_the_fifth_makes_the_fourth_the_last_day(catalogue: Catalogue) -> None:
    half = catalogue.period("2024-6T")
    assert half.last_day == date(2024, 6, 4)
    assert not half.is_late(date(2024, 6, 4))
    assert half.is_late(date(2024, 6, 5))
    assert [half.days_late(date(2024, 6, day)) for day in (1, 4, 5, 10)] == [0, 0, 1, 6]


def test_every_period_is_bound_to_the_forms_and_starts_where_the_last_year_ended(
    catalogue: Catalogue,
) -> None:
    for year in range(2022, 2027):
        for mark in ("6T", "N"):
            period = catalogue.period(f"{year}-{mark}")
            bound = [form.id for form in catalogue.forms_of(period.id)]
            assert bound == ["TT07-2017", "CADRE", "PRODUCTS"]
            assert period.contains(period.start)
            assert period.contains(period.end)
            assert not period.contains(date(year - 1, 11, 30))
            assert period.same_last_year() == f"{year - 1}-{mark}"


def test_titles_speak_the_language_in_use(catalogue: Catalogue) -> None:
    half, year = catalogue.period("2024-6T"), catalogue.period("2024-N")
    assert (half.title, year.title) == ("6 tháng đầu năm 2024", "Năm 2024")
    assert (half.short, half.official) == ("6 tháng 2024", "6 tháng đầu năm 2024")
    text.set_language("en")
    assert (half.title, year.title) == ("First 6 months of 2024", "Year 2024")
    assert year.official == "năm 2024"

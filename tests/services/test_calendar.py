"""The calendar: weeks from Monday, what was done and planned, days that want an activity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gbdesk.domain.ops import Fields
from gbdesk.services.activities import Activities
from gbdesk.services.calendar import Calendar, Day, Page
from gbdesk.services.coming import upcoming
from gbdesk.services.desk import Desk
from helpers.entering import desk

TODAY = date(2024, 11, 5)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        made.today = lambda: TODAY
        yield made


def add(at: Desk, title: str, start: str, **more: object) -> str:
    fields: Fields = {"title": title, "kind": "meeting", "start": start}
    return Activities(at).save(None, {**fields, **more}).id  # type: ignore[dict-item]


def days(page: Page) -> dict[date, Day]:
    return {one.day: one for row in page.rows for one in row}


def november(at: Desk, office: str | None = None) -> dict[date, Day]:
    return days(Calendar(at).month(2024, 11, office))


def test_a_month_is_weeks_from_monday_with_days_around_it_apart(at: Desk) -> None:
    page = Calendar(at).month(2024, 11)
    assert [row[0].day.weekday() for row in page.rows] == [0] * 5
    assert (page.rows[0][0].day, page.rows[-1][-1].day) == (date(2024, 10, 28), date(2024, 12, 1))
    assert [one.inside for one in page.rows[0]] == [False] * 4 + [True] * 3


def test_activities_stand_on_each_of_their_days_done_or_planned(at: Desk) -> None:
    add(at, "Tập huấn", "2024-10-30", end="2024-11-02")
    add(at, "Hội nghị", "2024-11-02", status="planned")
    found = november(at)
    assert [found[date(2024, 11, n)].done for n in (1, 2, 3)] == [1, 1, 0]
    second = found[date(2024, 11, 2)]
    assert (second.planned, [one.title for one in second.entries]) == (1, ["Tập huấn", "Hội nghị"])


def test_what_began_long_ago_and_goes_on_stands_on_its_days_too(at: Desk) -> None:
    add(at, "Truyền thanh cả năm", "2023-12-10", end="2024-11-10")
    add(at, "Đã xong", "2024-01-05", end="2024-10-27")
    add(at, "Cả mùa", "2024-08-20", end="2024-11-02")
    found = november(at, at.session.office)
    assert [found[date(2024, 11, n)].done for n in (2, 10, 11)] == [2, 1, 0]
    first = found[date(2024, 10, 28)]
    assert [one.title for one in first.entries] == ["Truyền thanh cả năm", "Cả mùa"]
    year = days(Calendar(at).year(2024))
    assert year[date(2024, 1, 1)].done == 1
    other = next(one.id for one in at.catalogue.offices.values() if one.id != at.session.office)
    assert november(at, other)[date(2024, 11, 2)].done == 0


def test_an_office_sees_its_own_days(at: Desk) -> None:
    add(at, "Hội nghị", "2024-11-06")
    other = next(one.id for one in at.catalogue.offices.values() if one.id != at.session.office)
    assert november(at, other)[date(2024, 11, 6)].done == 0
    assert november(at, at.session.office)[date(2024, 11, 6)].done == 1


def test_occasions_are_data_with_their_years(at: Desk) -> None:
    found = november(at)
    (mark,) = found[date(2024, 11, 25)].marks
    assert mark.name == "Ngày quốc tế xóa bỏ bạo lực đối với phụ nữ"
    (band,) = found[date(2024, 11, 15)].bands
    assert (band.start, band.end) == (date(2024, 11, 15), date(2024, 12, 15))
    later = days(Calendar(at).month(2025, 11))
    assert later[date(2025, 11, 15)].bands[0].occasion == "action-month-2025"


def test_a_near_commemorative_day_wants_an_activity(at: Desk) -> None:
    day = date(2024, 11, 25)
    assert november(at)[day].warns
    at.today = lambda: date(2024, 10, 25)  # 31 days before
    assert not november(at)[day].warns
    at.today = lambda: date(2024, 11, 26)  # over
    assert not november(at)[day].warns
    at.today = lambda: TODAY
    kept = add(at, "Tọa đàm", "2024-11-21", occasion="end-violence-day")
    assert not november(at)[day].warns
    Activities(at).save(kept, {"occasion": None})
    assert november(at)[day].warns  # four days before, and of no occasion
    Activities(at).save(kept, {"start": "2024-11-25"})
    assert not november(at)[day].warns


def test_a_year_is_twelve_rows(at: Desk) -> None:
    add(at, "Hội nghị", "2024-02-29")
    page = Calendar(at).year(2024)
    assert [len(row) for row in page.rows][:3] == [31, 29, 31]
    assert page.rows[1][28].done == 1


def test_the_first_page_says_the_same_and_plans_with_what_is_known(at: Desk) -> None:
    add(at, "Tọa đàm", "2024-11-21", occasion="end-violence-day", status="planned")
    with at.read() as db:
        found = upcoming(at, db)
    by_title = {one.title: one for one in found}
    assert by_title["Ngày quốc tế xóa bỏ bạo lực đối với phụ nữ"].has_activity
    month = next(one for one in found if one.title.startswith("Tháng hành động"))
    assert month.action.facts["new"]["start"] == "2024-11-15"
    assert month.action.facts["new"]["status"] == "planned"

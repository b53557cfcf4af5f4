"""Activities recorded as done on a day that is still to come: taken in, counted, told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.journey import Province, meeting, province, same_for, send

AHEAD = "ngày chưa tới"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def told(at: Province) -> str:
    """What the hub is told of the newest package of the office."""
    path = send(at, "a").path
    before = at.hub.receiving.preview(path).notices
    taken = at.hub.receiving.take_in(path)
    assert taken.ok
    assert taken.notices == before
    return " ".join(taken.notices)


def test_h06_an_activity_after_the_day_of_the_import_is_taken_in_and_told(at: Province) -> None:
    office = at.apps["a"]
    meeting(office, "Việc của tháng sau", start="2024-06-20")
    meeting(office, "Việc đã làm")
    said = told(at)
    assert said.startswith("1 hoạt động")
    assert AHEAD in said
    assert same_for(at.hub, office, office.session.office)


def test_h06_what_is_planned_may_be_ahead_and_so_may_what_has_come(at: Province) -> None:
    office = at.apps["a"]
    meeting(office, "Kế hoạch", start="2024-06-20", status="planned")
    meeting(office, "Hôm nay", start=at.now.date().isoformat())
    assert AHEAD not in told(at)


def test_h06_a_day_that_was_put_right_on_the_way_is_not_told(at: Province) -> None:
    office = at.apps["a"]
    record = meeting(office, "Gõ nhầm", start="2024-06-20")
    office.activities.save(record, {"start": "2024-05-20"})
    assert AHEAD not in told(at)

from __future__ import annotations

from datetime import date

import pytest

from gbdesk.domain.activities import (
    check_activity,
    days_of,
    missing_of,
    places_of,
    required_of,
    status_of,
    tidy,
)
from gbdesk.domain.ops import Fields
from gbdesk.domain.templates import load_template

CATALOGUE = load_template("sample-2024")
BASE: Fields = {"title": "Họp", "kind": "meeting", "start": "2024-05-20", "status": "done"}


def test_text_is_one_line_and_notes_keep_their_lines() -> None:
    found = tidy({"title": " Ho\u0323p\n thôn ", "notes": "một \n hai", "measure.area": "12,5"})
    assert found == {"title": "Họp thôn", "notes": "một\nhai", "measure.area": "12.5"}
    assert tidy({"venue_text": "  "}) == {"venue_text": None}


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("meeting", ("quantity", "attendees")),
        ("performance", ("quantity", "viewers")),
        ("broadcast", ("quantity",)),
        ("display", ("quantity", "readers")),
    ],
)
def test_each_kind_needs_its_number_and_whom_it_reached(kind: str, needed: tuple[str, ...]) -> None:
    assert required_of(CATALOGUE.kinds[kind], CATALOGUE) == needed


def test_status_follows_what_is_missing() -> None:
    assert missing_of(BASE, CATALOGUE) == ("places", "quantity", "attendees")
    assert status_of(BASE, CATALOGUE) == "missing"
    assert status_of({**BASE, "status": "planned"}, CATALOGUE) == "planned"
    whole: Fields = {**BASE, "place.x": True, "measure.quantity": 1, "measure.attendees": 0}
    assert status_of(whole, CATALOGUE) == "complete"
    assert places_of({**whole, "place.y": False}) == ("x",)


def test_days_are_read_only_where_they_are_dates() -> None:
    assert days_of(BASE) == (date(2024, 5, 20), date(2024, 5, 20))
    assert days_of({"start": "2024-05-20", "end": "2024-05-22"}) == (
        date(2024, 5, 20),
        date(2024, 5, 22),
    )
    assert days_of({"start": "2024-02-30"}) is None
    assert days_of({}) is None


def test_a_day_alone_is_no_problem_but_what_is_missing_is_told() -> None:
    codes = [one.code for one in check_activity(BASE, CATALOGUE)]
    assert codes == ["activity.places", "activity.measure", "activity.measure"]


def test_names_of_communes_in_notes_are_no_trace() -> None:
    place = next(one for one in CATALOGUE.places.values() if one.kind == "commune")
    values: Fields = {**BASE, "notes": f"Họp tại bản {place.name.split(' ', 1)[1]}"}
    assert not [one for one in check_activity(values, CATALOGUE) if one.field == "notes"]


def test_an_area_may_have_a_decimal_and_nothing_else() -> None:
    def said(value: str) -> list[str]:
        values: Fields = {**BASE, "measure.area": value}
        return [one.code for one in check_activity(values, CATALOGUE) if "area" in one.field]

    assert said("12.5") == []
    assert said("12.5.1") == ["activity.number"]
    assert said("viele") == ["activity.number"]

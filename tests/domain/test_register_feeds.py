"""What the lines of a register count for in a return."""

from __future__ import annotations

from datetime import date

import pytest

from gbdesk.domain import registers
from gbdesk.domain.ops import Fields
from gbdesk.domain.register_feeds import fed
from gbdesk.domain.tables import table
from helpers.entering import sample

MODEL = registers.register("model")
TT07 = sample().form("TT07-2017")
CLUBS = "prevention.independent.clubs"
HALF = (date(2023, 12, 1), date(2024, 5, 31))
HERE, THERE = "vn2004:02260", "vn2004:02263"


def club(**more: object) -> Fields:
    values: Fields = {"type": "family-club", "place": HERE, "status": "active"}
    return {**values, **more}  # type: ignore[dict-item]


def test_the_types_feed_the_lines_that_the_table_of_types_names() -> None:
    said = {(one.line, *(one.when or {})["type"]) for one in MODEL.feeds}
    named = {
        (row["form_line_id"], row["id"])
        for row in table("activities", "model-types.tsv")
        if row["form_line_id"]
    }
    assert said == named
    assert {line for line, _ in named} <= {one.concept for one in TT07.entry_lines}


def test_active_lines_count_at_their_place() -> None:
    lines = [club(), club(since="2019"), club(place=THERE), club(type="other"), club(place=None)]
    found = fed(MODEL, TT07, (HERE, THERE), lines, HALF)
    assert found is not None
    assert found.figures == {(HERE, CLUBS): 2, (THERE, CLUBS): 1}
    assert (found.elsewhere, found.undated) == ({CLUBS: 1}, 0)


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({"since": "2024-06-01"}, 0),
        ({"since": "2024-05-31"}, 1),
        ({"since": "2025"}, 0),
        ({"status": "paused", "status_day": "2024-05-31"}, 0),
        ({"status": "dissolved", "status_day": "2024-06-01"}, 1),
        ({"status": "dissolved"}, 0),
    ],
)
def test_what_stood_on_the_last_day_counts(change: Fields, counts: int) -> None:
    found = fed(MODEL, TT07, (HERE,), [club(**change)], HALF)
    assert found is not None
    assert found.figures.get((HERE, CLUBS), 0) == counts


def test_a_register_that_feeds_no_line_of_a_form_says_nothing() -> None:
    assert fed(MODEL, sample().form("CADRE"), ("",), [club()], HALF) is None
    committee = registers.register("committee")
    assert fed(committee, TT07, (HERE,), [{"status": "active"}], HALF) is None

from __future__ import annotations

import pytest

from gbdesk.domain.crossplan import EVERY, Wanted, planned
from gbdesk.domain.crosstab import LINE, PLACE, CrossTable, Packed
from gbdesk.domain.outliers import CHANGE, DIGIT, outliers
from helpers.two_worlds import NEW, two_worlds

CATALOGUE = two_worlds()
LINES = tuple(one.id for one in CATALOGUE.forms[NEW].entry_lines)


def table(period: str, values: dict[str, int]) -> CrossTable:
    """One line of some places, on the units of the end of 2025."""
    wanted = Wanted(lines=EVERY, periods=(period,), rows=PLACE, columns=LINE, bounds="2025-N")
    plan = planned(CATALOGUE, wanted)
    records = [
        Packed(one.office, one.form, one.period, one.place, ("dv.cases",), (values[one.place],))
        for one in plan.owed
        if one.place in values
    ]
    return plan.table(records)


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        (10, 15, ""),  # half, and 5: neither is more
        (10, 16, CHANGE),
        (2, 8, CHANGE),
        (3, 8, ""),  # not more than 5
        (100, 150, ""),
        (100, 151, CHANGE),
        (16, 4, CHANGE),
        (0, 6, CHANGE),
        (12, 120, DIGIT),
        (120, 12, DIGIT),
        (12, 145, CHANGE),
    ],
)
def test_more_than_half_and_more_than_five(then: int, now: int, kind: str) -> None:
    place = "sample2025:90010"
    parts = [f"sample2004:{one}" for one in (90010, 90013, 90016)]
    before = dict.fromkeys(parts, 0) | {parts[0]: then}
    found = outliers(table("2025-N", {place: now}), table("2024-N", before))
    assert found is not None
    assert [(one.kind, one.then, one.now) for one in found] == ([(kind, then, now)] if kind else [])


def test_a_unit_of_which_a_part_told_nothing_is_not_compared() -> None:
    place = "sample2025:90010"
    parts = [f"sample2004:{one}" for one in (90010, 90013)]
    now = table("2025-N", {place: 50})
    assert outliers(now, table("2024-N", dict.fromkeys(parts, 1))) is None
    assert outliers(now, table("2024-N", dict.fromkeys((*parts, "sample2004:90016"), 16))) == ()


def test_a_digit_too_many_comes_first_then_the_largest() -> None:
    before = {
        **{f"sample2004:{one}": 0 for one in (90004, 90007, 90013, 90016)},
        "sample2004:90001": 10,
        "sample2004:90010": 50,
    }
    now = table("2025-N", {"sample2025:90001": 100, "sample2025:90010": 250})
    found = outliers(now, table("2024-N", before))
    assert found is not None
    assert [(one.kind, one.by) for one in found] == [(DIGIT, 90), (CHANGE, 200)]

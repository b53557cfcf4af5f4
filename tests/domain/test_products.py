from __future__ import annotations

import pytest

from gbdesk.domain.products import MET, NOT_COMPUTED, NOT_MET, UNKNOWN, Rate


@pytest.mark.parametrize(
    ("reduced", "identified", "verdict", "words"),
    [
        (41, 48, MET, "85,4%"),
        (40, 50, NOT_MET, "80,0%"),
        (801, 1000, MET, "80,1%"),
        (20001, 25000, MET, "80,0%"),  # more than 80 %, whatever one decimal prints
        (0, 5, NOT_MET, "0,0%"),
        (5, 5, MET, "100,0%"),
        (0, 0, NOT_COMPUTED, ""),
        (None, 0, NOT_COMPUTED, ""),
        (None, 48, UNKNOWN, ""),
        (41, None, UNKNOWN, ""),
        (50, 48, UNKNOWN, ""),
    ],
)
def test_the_rate_and_its_verdict(
    reduced: int | None, identified: int | None, verdict: str, words: str
) -> None:
    rate = Rate(reduced, identified)
    assert (rate.verdict, rate.words) == (verdict, words)


def test_only_exactly_80_percent_is_told_as_such() -> None:
    assert Rate(40, 50).is_exactly_the_target
    assert not Rate(20001, 25000).is_exactly_the_target
    assert not Rate(0, 0).is_exactly_the_target

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain.numbers import (
    Ambiguous,
    group,
    parse_count,
    parse_decimal,
    percent,
    two_digits,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0", 0),
        ("08", 8),
        ("1234", 1234),
        ("1.234", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234\u202f567", 1_234_567),
        ("12.345.678", 12_345_678),
        ("12,0", 12),
        ("", None),
        ("-", None),
        ("-5", None),
        ("1.23", None),
        ("12,5", None),
        ("1.234,5", None),
        ("1.2345", None),
        ("ba", None),
    ],
)
def test_counts_are_read_the_vietnamese_way(typed: str, meant: int | None) -> None:
    assert parse_count(typed) == meant


@pytest.mark.parametrize(("typed", "whole"), [("1,234", 1234), ("53,152", 53152)])
def test_a_comma_before_three_digits_is_asked_about(typed: str, whole: int) -> None:
    assert parse_count(typed) == Ambiguous(typed, whole)


@given(st.integers(min_value=0, max_value=10**12))
def test_a_number_shown_is_read_back(value: int) -> None:
    assert parse_count(group(value)) == value
    assert parse_count(group(value).replace(".", "\u00a0")) == value


@given(st.text(max_size=12))
def test_anything_typed_is_a_count_a_question_or_nothing(typed: str) -> None:
    found = parse_count(typed)
    assert found is None or isinstance(found, Ambiguous) or found >= 0


def test_documents_print_small_counts_and_shares_their_own_way() -> None:
    assert [two_digits(n) for n in (0, 8, 12, 1234)] == ["00", "08", "12", "1.234"]
    assert percent(416, 1000) == "41,6%"
    assert percent(1, 3) == "33,3%"
    assert percent(1, 0) == ""
    assert parse_decimal("1.234,5") == "1234,5"
    assert parse_decimal("x") is None

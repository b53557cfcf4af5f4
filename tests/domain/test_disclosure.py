from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk import text
from gbdesk.domain.disclosure import (
    INTERNAL,
    PROFILES,
    SHARED,
    is_sensitive,
    profile,
    shown,
    shown_percent,
)
from gbdesk.domain.templates import load_template


@given(st.integers(0, 10_000), st.integers(1, 20))
def test_inside_the_sector_every_figure_is_told(value: int, threshold: int) -> None:
    assert shown(value, INTERNAL, threshold).number == value


@given(st.integers(0, 10_000), st.integers(1, 20))
def test_outside_a_small_count_is_only_told_to_be_small(value: int, threshold: int) -> None:
    told = shown(value, SHARED, threshold)
    assert told.hidden == (0 < value < threshold)
    if told.hidden:
        assert told.number is None
        assert told.text == f"<{threshold}"
    else:
        assert told.number == value


def test_zero_and_nothing_are_two_things() -> None:
    assert shown(0, SHARED, 5).text == "0"
    assert shown(None, SHARED, 5).text == ""


def test_what_is_no_count_of_people_is_told() -> None:
    assert shown(3, SHARED, 5, sensitive=False).text == "3"


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(3, 100, ""), (97, 100, ""), (2, 4, ""), (40, 100, "40,0%")]
)
def test_a_percentage_never_tells_a_hidden_count(part: int, whole: int, told: str) -> None:
    assert shown_percent(part, whole, SHARED, 5) == told


def test_inside_every_percentage_is_told() -> None:
    assert shown_percent(1, 8, INTERNAL, 5) == "12,5%"


def test_cases_and_people_are_sensitive_households_and_models_are_not() -> None:
    form = load_template("sample-2024").forms["TT07-2017"]
    sensitive = {line.id for line in form.entry_lines if is_sensitive(line)}
    assert sensitive == {line.id for line in form.entry_lines if line.nil}


def test_profiles_are_found_by_id_and_speak_both_languages() -> None:
    assert profile("shared") is SHARED
    with pytest.raises(ValueError, match="public"):
        profile("public")
    assert [one.name for one in PROFILES] == ["Nội bộ, đủ số liệu", "Chia sẻ, ẩn số nhỏ"]
    text.set_language("en")
    assert INTERNAL.name == "Internal, full figures"
    assert not SHARED.by_office
    assert INTERNAL.marked

"""The merge laws on real encrypted files, whatever is written, lost, repeated and undone."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import SQLAlchemyError

from laws.laws import LAWS
from laws.scripts import Step, Story, clocks, scripts

QUIET = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large)


def check(name: str, story: Story, examples: int, most: int) -> None:
    """Run one law on so many scripts."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET)
    @given(scripts(most), clocks(), st.integers(0, 1000))
    def law(script: list[Step], offsets: list[int], seed: int) -> None:
        LAWS[name](story, script, offsets, random.Random(seed))

    law()


def seen(name: str, story: Story, examples: int = 100) -> bool:
    """Whether a law finds a fault that is at work: same scripts every time, no shrinking."""

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=QUIET,
        derandomize=True,
        phases=[Phase.generate],
        database=None,
        report_multiple_bugs=False,
    )
    @given(scripts(), clocks(), st.integers(0, 1000))
    def law(script: list[Step], offsets: list[int], seed: int) -> None:
        LAWS[name](story, script, offsets, random.Random(seed))

    try:
        law()
    except (AssertionError, SQLAlchemyError, KeyError, IndexError, ValueError):
        return True
    return False


@pytest.mark.parametrize("name", LAWS)
def test_g01_law(name: str, story: Story) -> None:
    check(name, story, 15, 16)


@pytest.mark.slow
@pytest.mark.parametrize("name", LAWS)
def test_g01_law_at_length(name: str, story: Story) -> None:
    check(name, story, 400, 40)

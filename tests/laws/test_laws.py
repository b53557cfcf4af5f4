"""The merge laws on real encrypted files, whatever is written, lost, repeated and undone."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import SQLAlchemyError

from laws.laws import LAWS
from laws.scripts import CLOCKS, TROUBLE, Step, Story, clocks, scripts

QUIET = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large)


def check(name: str, story: Story, examples: int, most: int) -> None:
    """Run one law on so many scripts."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET)
    @given(scripts(most), clocks(), st.integers(0, 1000))
    def law(script: list[Step], offsets: list[int], seed: int) -> None:
        LAWS[name](story, script, offsets, random.Random(seed))

    law()


def seen(name: str, story: Story) -> bool:
    """Whether a law finds a fault that is at work in one of the troubles that are known."""
    try:
        for trouble in TROUBLE:
            known(name, story, trouble)
    except (AssertionError, SQLAlchemyError, KeyError, IndexError, ValueError):
        return True
    return False


def known(name: str, story: Story, trouble: str) -> None:
    """Run one law on one trouble with every set of clocks."""
    for offsets in CLOCKS:
        LAWS[name](story, list(TROUBLE[trouble]), list(offsets), random.Random(1))


@pytest.mark.parametrize("trouble", TROUBLE)
@pytest.mark.parametrize("name", LAWS)
def test_g01_law_in_known_trouble(name: str, trouble: str, story: Story) -> None:
    known(name, story, trouble)


@pytest.mark.parametrize("name", LAWS)
def test_g01_law(name: str, story: Story) -> None:
    check(name, story, 15, 16)


@pytest.mark.slow
@pytest.mark.parametrize("name", LAWS)
def test_g01_law_at_length(name: str, story: Story) -> None:
    check(name, story, max(400, settings.default.max_examples), 40)

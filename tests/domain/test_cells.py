from __future__ import annotations

import pytest

from gbdesk.domain.cells import Cell, is_valid, total


def test_unknown_counts_as_answered_but_not_covered() -> None:
    found = total([3, 0, "?", None, "-"])
    assert (found.value, found.covered, found.of, found.blank) == (3, 2, 4, 1)
    assert not found.is_whole


def test_a_column_without_figures_has_no_sum() -> None:
    assert total([None, "?"]).value is None


def test_zero_is_a_figure() -> None:
    assert total([0, 0]).value == 0
    assert not Cell(0).is_blank


@pytest.mark.parametrize("value", [-1, 1_000_000_000, "x", "", True, 1.5])
def test_a_cell_takes_nothing_else(value: object) -> None:
    assert not is_valid(value)

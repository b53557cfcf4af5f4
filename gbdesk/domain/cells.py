"""The four states of a figure: a number, blank, unknown, not applicable; and sums that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

CellValue: TypeAlias = int | str | None

UNKNOWN: Final = "?"
NOT_APPLICABLE: Final = "-"
LARGEST: Final = 999_999_999


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as it stands; None is blank."""

    value: CellValue = None
    note: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said yet."""
        return self.value is None

    @property
    def number(self) -> int | None:
        """The figure where there is one."""
        return number_of(self.value)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that says how much it covers: `covered` figures of `of` expected, `blank` not said."""

    value: int | None
    covered: int
    of: int
    blank: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every expected figure is in the sum."""
        return self.covered == self.of


def number_of(value: object) -> int | None:
    """The figure where the value is one."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def is_valid(value: object) -> bool:
    """Whether a cell may hold this: a whole number from 0, `?`, `-` or blank."""
    if value.__class__ is int:
        return 0 <= value <= LARGEST
    return value is None or value in {UNKNOWN, NOT_APPLICABLE}


def total(values: Iterable[CellValue]) -> Total:
    """The sum of a column: unknown counts as answered but not covered, n/a leaves the count."""
    summed = covered = of = blank = 0
    for value in values:
        if value == NOT_APPLICABLE:
            continue
        of += 1
        if (number := number_of(value)) is not None:
            summed += number
            covered += 1
        elif value is None:
            blank += 1
    return Total(summed if covered else None, covered, of, blank)

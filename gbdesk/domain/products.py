"""Cultural products with gender stereotypes: the rate reduced against the target (seed III.1).

The rate is worked out where it is shown and never stored. It is reduced / identified; without a
product identified there is none, neither 0 % nor 100 %. The target is more than 80 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gbdesk.domain import numbers

REVIEWED: Final = "products.reviewed"
IDENTIFIED: Final = "products.identified"
REDUCED: Final = "products.reduced"
TARGET: Final = 80
MET: Final = "met"
NOT_MET: Final = "not-met"
NOT_COMPUTED: Final = "not-computed"
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many were reduced of those identified; None where it is not known yet."""

    reduced: int | None
    identified: int | None

    @property
    def verdict(self) -> str:
        """`MET`, `NOT_MET`, `NOT_COMPUTED` without a product identified, `UNKNOWN` too early.

        Compared in whole numbers: 80.04 % is more than 80 %, though one decimal prints 80,0 %.
        """
        if self.identified == 0 and not self.reduced:
            return NOT_COMPUTED
        if self.identified is None or self.reduced is None or self.reduced > self.identified:
            return UNKNOWN
        return MET if self.reduced * 100 > TARGET * self.identified else NOT_MET

    @property
    def words(self) -> str:
        """The rate with one decimal, empty where there is none."""
        if self.verdict not in {MET, NOT_MET} or not self.identified:
            return ""
        return numbers.percent(self.reduced or 0, self.identified)

    @property
    def share(self) -> float:
        """The rate between 0 and 1, 0 where there is none."""
        return (self.reduced or 0) / self.identified if self.words and self.identified else 0.0

    @property
    def is_exactly_the_target(self) -> bool:
        """Whether it is 80 % to the product, which does not meet "more than 80 %"."""
        return bool(self.words) and (self.reduced or 0) * 100 == TARGET * (self.identified or 0)

"""Which office lives through what: decided by its place in the row, so that any number works."""

from __future__ import annotations

from dataclasses import dataclass

from gbdesk.demo.entering import Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Positions of offices; None where there are too few to show it."""

    differs: int
    twice: int
    damaged: int | None
    silent: int | None
    gaps: int | None
    nil: int | None

    def manner(self, number: int) -> Manner:
        """How the office at this position fills in its figures."""
        return Manner(
            gaps=number == self.gaps, nil=number == self.nil, unknown=number == self.twice
        )


def roles(offices: int) -> Roles:
    """The roles for so many offices, two at least."""
    if offices == 2:
        return Roles(differs=0, twice=0, damaged=None, silent=1, gaps=None, nil=None)
    if offices == 3:
        return Roles(differs=0, twice=0, damaged=1, silent=2, gaps=None, nil=None)
    return Roles(
        differs=0,
        twice=1,
        damaged=2,
        silent=3,
        gaps=4 if offices > 4 else None,
        nil=5 if offices > 5 else None,
    )

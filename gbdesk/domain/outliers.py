"""Figures that are far from those of the same period last year, largest first.

The measure is that of the rule `all.change` of the forms: more than half as much again or less, and
more than 5. A figure about ten times the other one has perhaps a digit too many or too few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gbdesk.domain.crosstab import CrossTable, Head
from gbdesk.domain.crosstab_told import change

SHARE: Final = 50
LEAST: Final = 5
TEN: Final = (9, 11)
SURE: Final = 3  # below it ten times as much is not unusual
DIGIT: Final = "digit"
CHANGE: Final = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """One figure of a unit: `then` last year, `now` this year; `kind` is `digit` or `change`."""

    unit: Head
    line: Head
    then: int
    now: int
    kind: str

    @property
    def by(self) -> int:
        """The difference."""
        return self.now - self.then


def outliers(now: CrossTable, then: CrossTable) -> tuple[Outlier, ...] | None:
    """Of two tables, units by lines. Only figures that are whole in both years are compared.

    None where there is no such figure: that nothing stands out cannot be said then.
    """
    found, compared = [], False
    lines = {one.id: one for one in now.columns}
    for unit in now.rows:
        for ident, line in lines.items():
            here, before = now.cell(unit.id, ident), then.cell(unit.id, ident)
            if here is None or before is None or not (here.is_whole and before.is_whole):
                continue
            if (moved := change(before, here)) is None:
                continue
            compared = True
            new, old = moved.by + (before.value or 0), before.value or 0
            if kind := _kind(old, new):
                found.append(Outlier(unit=unit, line=line, then=old, now=new, kind=kind))
    if not compared:
        return None
    return tuple(sorted(found, key=lambda one: (one.kind != DIGIT, -abs(one.by))))


def _kind(then: int, now: int) -> str:
    """What kind of outlier it is; empty where it is none."""
    by = abs(now - then)
    if by <= LEAST or by * 100 <= then * SHARE:
        return ""
    low, high = sorted((then, now))
    return DIGIT if low >= SURE and TEN[0] * low <= high <= TEN[1] * low else CHANGE

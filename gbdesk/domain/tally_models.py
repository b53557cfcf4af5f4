"""Models and trusted addresses of the registers, added up (seed II.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gbdesk.domain.dates import read_iso
from gbdesk.domain.ops import Value
from gbdesk.domain.registers import ACTIVE, STATUS
from gbdesk.domain.tally import Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTally:
    """Lines that are active: by label of type, in the order of the catalogue.

    `coverage` tells how many units have a line.

    `founded` are those of a day within the period, and those of its year where only a year is
    known and the period is the whole year.
    """

    by_type: tuple[tuple[str, int], ...]
    founded: int
    coverage: Coverage

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.by_type)


def model_tally(
    lines: Iterable[tuple[str, Mapping[str, Value]]],
    types: Mapping[str, str],
    window: tuple[date, date],
    *,
    whole_year: int,
    units: int,
) -> ModelTally | None:
    """From lines as (unit, fields); None where no unit has any.

    `types` are the labels by id; `whole_year` is the year of an annual period, 0 for a shorter
    one; `units` how many may report.
    """
    counts, offices, founded = Counter[str](), set[str](), 0
    for office, fields in lines:
        offices.add(office)
        if (fields.get(STATUS) or ACTIVE) != ACTIVE:
            continue
        counts[str(fields.get("type"))] += 1
        founded += _is_new(fields.get("since"), window, whole_year)
    if not offices:
        return None
    order = {ident: at for at, ident in enumerate(types)}
    found = sorted(counts.items(), key=lambda one: order.get(one[0], len(order)))
    return ModelTally(
        by_type=tuple((types.get(ident, ident), count) for ident, count in found),
        founded=founded,
        coverage=Coverage(len(offices), units),
    )


def _is_new(since: Value, window: tuple[date, date], whole_year: int) -> bool:
    if not isinstance(since, str):
        return False
    if since.isdecimal():
        return bool(whole_year) and int(since) == whole_year
    day = read_iso(since)
    return day is not None and window[0] <= day <= window[1]

"""Models and trusted addresses of the registers, added up (seed II.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gbdesk.domain.dates import read_iso
from gbdesk.domain.ops import Value
from gbdesk.domain.registers import ACTIVE, STATUS, STATUS_DAY
from gbdesk.domain.tally import Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTally:
    """Lines that were active at the end of a period: by label of type, as the catalogue orders.

    `founded` are those of a day within the period, in a whole year also those of that year alone;
    `year_only` may be new: of a shorter period only their year is known. `coverage` tells how many
    units have a line.
    """

    by_type: tuple[tuple[str, int], ...]
    founded: int
    year_only: int
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
    counts, offices, founded, year_only = Counter[str](), set[str](), 0, 0
    for office, fields in lines:
        offices.add(office)
        since = since_of(fields.get("since"))
        if not stood(fields, since, window[1]):
            continue
        counts[str(fields.get("type") or "")] += 1
        if isinstance(since, date):
            founded += window[0] <= since <= window[1]
        elif since is not None and whole_year:
            founded += since == whole_year
        elif since is not None:
            year_only += since == window[1].year
    if not offices:
        return None
    order = {ident: at for at, ident in enumerate(types)}
    found = sorted(counts.items(), key=lambda one: order.get(one[0], len(order)))
    return ModelTally(
        by_type=tuple((types.get(ident, ""), count) for ident, count in found),
        founded=founded,
        year_only=year_only,
        coverage=Coverage(len(offices), units),
    )


def since_of(said: Value) -> date | int | None:
    """A day, or a year where only that is known."""
    if isinstance(said, str) and said.isdecimal():
        return int(said)
    return read_iso(said)


def stood(fields: Mapping[str, Value], since: date | int | None, end: date) -> bool:
    """Whether a line was active on the last day of the period."""
    later = since > end if isinstance(since, date) else (since or 0) > end.year
    if later:
        return False
    if (fields.get(STATUS) or ACTIVE) == ACTIVE:
        return True
    ended = read_iso(fields.get(STATUS_DAY))
    return ended is not None and ended > end

"""What the lines of a register count for in a return: offered beside its figures, never written.

Of lines with a state those count that were active on the last day of the period, else those of a
day within it (ux.md S08, S10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gbdesk.domain.dates import read_iso
from gbdesk.domain.entries import lacking
from gbdesk.domain.forms import WHOLE, FormSpec
from gbdesk.domain.ops import Value
from gbdesk.domain.registers import Register
from gbdesk.domain.tally_models import since_of, stood

PLACE: Final = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fed:
    """By (place, line) of a return: how many lines of the register count there.

    `elsewhere` counts, by line, those that name no place of the return; `undated` those that may
    belong to the period and name no day. `unsaid` counts those of the period that do not say what a
    figure hangs on: then the figures are too low.
    """

    register: str
    figures: Mapping[tuple[str, str], int]
    elsewhere: Mapping[str, int]
    undated: int = 0
    unsaid: int = 0


def fed(
    spec: Register,
    form: FormSpec,
    rows: Sequence[str],
    lines: Iterable[Mapping[str, Value]],
    window: tuple[date, date],
) -> Fed | None:
    """What a register counts for in a return with these rows; None where it feeds no line of it."""
    concepts = {line.concept: line.id for line in form.entry_lines}
    feeds = [(concepts[one.line], one) for one in spec.feeds if one.line in concepts]
    if not feeds:
        return None
    figures, elsewhere = Counter[tuple[str, str]](), Counter[str]()
    undated = unsaid = 0
    names = {name for _, one in feeds for name in (*(one.when or {}), *(one.unless or {}))}
    for fields in lines:
        counts = _counts(spec, fields, window)
        undated += counts is None
        if not counts:
            continue
        unsaid += any(one.id in names for one in lacking(spec, fields))
        place = WHOLE if rows == (WHOLE,) else str(fields.get(PLACE) or "")
        for line, feed in feeds:
            if feed.takes(fields) and place in rows:
                figures[place, line] += 1
            elif feed.takes(fields):
                elsewhere[line] += 1
    return Fed(
        register=spec.id, figures=figures, elsewhere=elsewhere, undated=undated, unsaid=unsaid
    )


def _counts(spec: Register, fields: Mapping[str, Value], window: tuple[date, date]) -> bool | None:
    """Whether a line is of the period; None where nobody can tell."""
    if spec.states:
        return stood(fields, since_of(fields.get(spec.day)), window[1])
    day = read_iso(fields.get(spec.day))
    return None if day is None else window[0] <= day <= window[1]

"""The periods of a catalogue as lines: what they gather, when they are due, the next year.

A period is never removed, for figures may stand in it; its dates may change. The year is a full
restatement, so both periods of a year begin on the same day (`decisions.md` 8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from gbdesk.domain.catalogue_lines import ID, Line
from gbdesk.domain.dates import read_iso

DAYS: Final = ("start", "end", "due")
INCLUSIVE: Final = "inclusive"
YES: Final = "1"
FURTHEST: Final = 2099


def lines_of(raw: Mapping[str, Any]) -> list[Line]:
    """The periods of a release, in its order."""
    return [
        {
            ID: one["id"],
            **{name: one[name] for name in DAYS},
            INCLUSIVE: YES if one["due_inclusive"] else "",
        }
        for one in raw["periods"]
    ]


def year_of(line: Line) -> int:
    """The year a period is of, which is what its id begins with."""
    return int(line[ID].partition("-")[0])


def years(lines: Sequence[Line]) -> list[int]:
    """The years there are periods of, the first first."""
    return sorted({year_of(one) for one in lines})


def next_year(lines: Sequence[Line]) -> list[Line]:
    """The periods of the year after the last one, on the same days; empty in a far future."""
    last = max(years(lines), default=FURTHEST)
    if last >= FURTHEST:
        return []
    return [
        {
            **one,
            ID: f"{last + 1}-{one[ID].partition('-')[2]}",
            **{name: _later(one[name]) for name in DAYS},
        }
        for one in lines
        if year_of(one) == last
    ]


def _later(said: str) -> str:
    day = read_iso(said)
    if day is None:
        return said
    try:
        return day.replace(year=day.year + 1).isoformat()
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28).isoformat()


def wrong(lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    """(row, column, what is wrong as a word) of every date that cannot be."""
    for row, line in enumerate(lines):
        days = {name: _read(line.get(name, "")) for name in DAYS}
        odd = [name for name, day in days.items() if day is None]
        yield from ((row, name, "day.odd") for name in odd)
        start, end, due = (days[name] for name in DAYS)
        if odd or start is None or end is None or due is None:
            continue
        if end <= start:
            yield row, "end", "period.order"
        elif due <= start:
            yield row, "due", "period.due"
        elif not year_of(line) - 1 <= start.year <= end.year <= year_of(line) + 1:
            yield row, "start", "period.year"


def _read(said: str) -> date | None:
    try:
        return read_iso(said)
    except ValueError:
        return None


def put(raw: dict[str, Any], lines: Sequence[Line]) -> None:
    """Give the periods of a release these dates, and add those it lacks with their forms."""
    there = {one["id"]: one for one in raw["periods"]}
    for line in lines:
        found = there.get(line[ID])
        if found is None:
            found = _added(raw, line)
        now: dict[str, Any] = {name: line[name] for name in DAYS}
        now["due_inclusive"] = bool(line.get(INCLUSIVE))
        if any(found[name] != said for name, said in now.items()):
            found |= now | {"verified": True}


def _added(raw: dict[str, Any], line: Line) -> dict[str, Any]:
    """A new period: like the one of the year before, with the forms bound to that."""
    year, ending = year_of(line), line[ID].partition("-")[2]
    alike = [one for one in raw["periods"] if one["id"].partition("-")[2] == ending]
    model = max(alike, key=lambda one: int(one["year"]))
    made = {**model, "id": line[ID], "year": year, **{name: line[name] for name in DAYS}}
    raw["periods"].append(made)
    bound = [form for form, period in raw["bindings"] if period == model["id"]]
    raw["bindings"] += [[form, line[ID]] for form in bound]
    for duty in raw["duties"]:
        if model["id"] in duty.get("periods", ()):
            duty["periods"] = [*duty["periods"], line[ID]]
    return made

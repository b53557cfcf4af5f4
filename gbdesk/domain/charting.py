"""What a chart of a table shows: bars, pairs of bars or lines over time, each with its label.

A figure that the profile hides has no length; only its text is told. A figure that does not cover
every row owed is drawn hatched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gbdesk.domain.crossing import Break
from gbdesk.domain.crosstab import ALL, LINE, PERIOD, CrossCell, CrossTable, Head
from gbdesk.domain.crosstab_told import TOTAL, may_rank
from gbdesk.domain.disclosure import Shown, is_small

SERIES: Final = 5
CLASSES: Final = 4
_TONES: Final[Mapping[str, int]] = {
    "physical": 1,
    "psychological": 2,
    "sexual": 3,
    "economic": 4,
    "male": 2,
    "female": 3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; `value` is None where there is none to draw. `tone` is one of five colours."""

    id: str
    label: str
    value: int | None
    text: str
    whole: bool
    group: str = ""
    tone: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars from zero; `ranked` says whether the largest stands first."""

    bars: tuple[Bar, ...]
    ranked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line over time, a bar's worth for each period."""

    name: str
    tone: int
    points: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Lines over the same periods; `broken` has the places before which nothing is alike.

    `left_out` counts the lines that there was no room for.
    """

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    broken: tuple[int, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A unit on the map; `shade` from 0 (none) to 4, -1 where no figure can be told."""

    id: str
    name: str
    text: str
    shade: int
    whole: bool
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The tiles of one area, in official order."""

    name: str
    tiles: tuple[Tile, ...]


Told = Mapping[tuple[str, str], Shown]


def tone_of(line: str, at: int) -> int:
    """The colour of a line: the same for a form of violence or a sex wherever it is shown."""
    return _TONES.get(line.rpartition(".")[2], at % SERIES + 1)


def bars_of(table: CrossTable, shown: Told, *, always_rank: bool = False) -> Bars:
    """Bars by line where lines are asked for, else by the rows, the largest first where allowed."""
    if LINE in {table.asked.rows, table.asked.columns} and len(table.asked.lines) > 1:
        return Bars(bars=tuple(_line_bars(table, shown)))
    column = table.columns[0].id if table.columns else ""
    bars = [
        _bar(head, table.cell(head.id, column), shown.get((head.id, column))) for head in table.rows
    ]
    ranked = (always_rank or may_rank(table.places)) and table.asked.rows != PERIOD
    if ranked:
        bars.sort(key=lambda one: -1 if one.value is None else one.value, reverse=True)
    return Bars(bars=tuple(bars), ranked=ranked)


def _line_bars(table: CrossTable, shown: Told) -> list[Bar]:
    """A bar for each line, over all units."""
    rows = table.asked.rows == LINE
    heads = table.rows if rows else table.columns
    other = (table.columns if rows else table.rows)[:1]
    found = []
    for at, head in enumerate(heads):
        if rows:
            key = (head.id, other[0].id if other else "")
            cell = table.cells.get(key)
        else:
            key = (TOTAL, head.id)
            cell = table.totals.get(head.id) or table.cell(other[0].id, head.id) if other else None
        told = shown.get(key) or shown.get((other[0].id if other else "", head.id))
        found.append(_bar(head, cell, told, tone_of(head.id, at)))
    return found


def _bar(head: Head, cell: CrossCell | None, told: Shown | None, tone: int = 1) -> Bar:
    return Bar(
        id=head.id,
        label=head.name,
        value=told.number if told else None,
        text=told.text if told else "",
        whole=cell is not None and cell.is_whole and cell.of > 0,
        group=head.group,
        tone=tone,
    )


def trend_of(table: CrossTable, shown: Told, breaks: Sequence[Break]) -> Trend:
    """Lines over the periods of a table; where the rows are units, their total and no more."""
    over_rows = table.asked.rows == PERIOD
    periods = table.rows if over_rows else table.columns
    other = table.columns if over_rows else table.rows
    axis = table.asked.columns if over_rows else table.asked.rows
    if axis not in {LINE, ALL} and not over_rows:
        line = table.asked.lines[0]
        other = (Head(id=TOTAL, name=table.asked.form.line_name(line.id)),)
    kept = other[:SERIES]
    series = tuple(
        Series(
            name=_series_name(table, head),
            tone=tone_of(head.id, at),
            points=tuple(_point(table, shown, one, head, over_rows=over_rows) for one in periods),
        )
        for at, head in enumerate(kept)
    )
    order = [one.id for one in periods]
    broken = sorted({order.index(one.after) for one in breaks if one.after in order})
    return Trend(
        labels=tuple(one.name for one in periods),
        series=series,
        broken=tuple(broken),
        left_out=len(other) - len(kept),
    )


def _series_name(table: CrossTable, head: Head) -> str:
    if not head.id:
        return table.asked.form.line_name(table.asked.lines[0].id)
    return f"{head.group}: {head.name}" if head.group else head.name


def _point(table: CrossTable, shown: Told, period: Head, other: Head, *, over_rows: bool) -> Bar:
    at = (period.id, other.id) if over_rows else (other.id, period.id)
    is_total = not over_rows and other.id == TOTAL and table.totals
    cell = table.totals.get(period.id) if is_total else table.cells.get(at)
    return _bar(period, cell, shown.get(at))


def tiles_of(
    table: CrossTable, shown: Told, areas: Mapping[str, str], threshold: int
) -> tuple[Block, ...]:
    """The units of a table of one line as tiles by area; a small count is never told exactly."""
    numbers = {
        head.id: told.number
        for head in table.rows
        if (told := shown.get((head.id, ""))) is not None and told.number is not None
    }
    most = max(numbers.values(), default=0)
    blocks: dict[str, list[Tile]] = {}
    for head in table.rows:
        cell, told = table.cell(head.id, ""), shown.get((head.id, ""))
        number = numbers.get(head.id)
        small = number is not None and is_small(number, threshold)
        tile = Tile(
            id=head.id,
            name=head.name,
            text=f"<{threshold}" if small else told.text if told else "",
            shade=-1 if number is None else _shade(number, most, small=small),
            whole=cell is not None and cell.is_whole and cell.of > 0,
            mark=head.mark,
        )
        blocks.setdefault(areas.get(head.id, ""), []).append(tile)
    return tuple(Block(name=name, tiles=tuple(tiles)) for name, tiles in blocks.items())


def _shade(number: int, most: int, *, small: bool) -> int:
    if not number or not most:
        return 0
    return 1 if small else max(1, -(-number * CLASSES // most))

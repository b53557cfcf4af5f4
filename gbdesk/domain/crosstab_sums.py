"""Putting figures into a table: rows of returns grouped, each line of a group added up once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from gbdesk.domain.breakdowns import lines_like
from gbdesk.domain.crosstab import (
    ALL,
    AREA,
    BLANK,
    DISTINCT,
    LINE,
    NOT_APPLICABLE,
    OFFICE,
    OVERLAP,
    PERIOD,
    PLACE,
    UNKNOWN,
    Asked,
    Axis,
    CrossCell,
    CrossTable,
    Owed,
    Packed,
    overlapping,
)
from gbdesk.domain.tally import Coverage

_Way: TypeAlias = Callable[[tuple[int, ...]], tuple[int, ...]]
_FIELDS: Final = {OFFICE: 0, PERIOD: 2, PLACE: 3, AREA: 3}


class _Part(NamedTuple):
    """Some rows of one period: per line the sum, how many numbers, "not applicable", "unknown"."""

    sums: tuple[int, ...]
    covered: tuple[int, ...]
    na: tuple[int, ...]
    unknown: tuple[int, ...]
    rows: int


def cross(
    asked: Asked, rows: Axis, columns: Axis, owed: Iterable[Owed], records: Iterable[Packed]
) -> CrossTable:
    """Put the figures into a table.

    Raises:
        ValueError: several lines and no axis of lines.
    """
    if len(asked.lines) != 1 and LINE not in {asked.rows, asked.columns}:
        raise ValueError(asked.rows, asked.columns)
    known = {one[:4]: one for one in records}
    aligned = _Aligned(asked)
    parts: dict[tuple[str, str], list[Owed]] = defaultdict(list)
    grouped: dict[tuple[str, str, str], list[tuple[int, ...]]] = defaultdict(list)
    seen = _Seen()
    matched = 0
    by_row, by_column = _Key(asked.rows, rows.keys), _Key(asked.columns, columns.keys)
    for one in owed:
        record = known.get(one)
        matched += record is not None
        values = aligned.blank(one.form) if record is None else aligned.values(record)
        at = by_row(one), by_column(one)
        parts[at].append(one)
        grouped[*at, one.period].append(values)
        seen.add(one, values)
    summed = {at: _part(values) for at, values in grouped.items()}
    laid = _Laid(asked)
    return CrossTable(
        asked=asked,
        rows=rows.heads,
        columns=columns.heads,
        cells=laid.cells(summed),
        totals=laid.totals(summed),
        parts=dict(parts),
        offices=seen.offices,
        places=seen.places,
        stray=len(known) - matched,
    )


class _Key:
    """The head of a row owed on an axis; "" where the axis does not part rows."""

    def __init__(self, axis: str, keys: Mapping[str, str]) -> None:
        self._at = _FIELDS.get(axis)
        self._keys = keys

    def __call__(self, one: Owed) -> str:
        return "" if self._at is None else self._keys[one[self._at]]


class _Aligned:
    """Values in the order of the lines asked for, whatever version of the form they stand on."""

    def __init__(self, asked: Asked) -> None:
        self._wanted = {
            ident: tuple(lines_like(form, line) for line in asked.lines)
            for ident, form in asked.forms.items()
        }
        self._blanks = {
            form: tuple(BLANK if ids else NOT_APPLICABLE for ids in wanted)
            for form, wanted in self._wanted.items()
        }
        self._ways: dict[tuple[str, tuple[str, ...]], _Way] = {}

    def blank(self, form: str) -> tuple[int, ...]:
        """Nothing was said; what the version does not ask is not expected."""
        return self._blanks[form]

    def values(self, record: Packed) -> tuple[int, ...]:
        """The values of a row in the order asked for."""
        layout = record.form, record.lines
        way = self._ways.get(layout)
        if way is None:
            way = self._ways[layout] = self._way(*layout)
        return way(record.values)

    def _way(self, form: str, lines: tuple[str, ...]) -> _Way:
        """How values of such a row are put into order; made once, used for thousands of rows."""
        wanted = self._wanted[form]
        if wanted == tuple((one,) for one in lines):
            return _same
        where = {ident: at for at, ident in enumerate(lines)}
        absent, unasked = len(lines), len(lines) + 1
        spots = [[where.get(one, absent) for one in ids] or [unasked] for ids in wanted]
        if len(spots) > 1 and all(len(one) == 1 for one in spots):
            pick = itemgetter(*(one[0] for one in spots))
            return lambda values: pick((*values, BLANK, NOT_APPLICABLE))

        def gathered(values: tuple[int, ...]) -> tuple[int, ...]:
            wide = (*values, BLANK, NOT_APPLICABLE)
            return tuple(_one([wide[at] for at in each]) for each in spots)

        return gathered


def _same(values: tuple[int, ...]) -> tuple[int, ...]:
    return values


def _one(values: Sequence[int]) -> int:
    """Several lines of one concept as one figure: a number only where each of them is one."""
    if min(values) >= 0:
        return sum(values)
    bad = {value for value in values if value < 0}
    if bad <= {UNKNOWN}:
        return UNKNOWN
    return NOT_APPLICABLE if bad <= {UNKNOWN, NOT_APPLICABLE} else BLANK


def _part(rows: Sequence[tuple[int, ...]]) -> _Part:
    count, width = len(rows), len(rows[0])
    columns = list(zip(*rows, strict=True))
    if min(map(min, rows), default=0) >= 0:
        zeros = (0,) * width
        return _Part(tuple(map(sum, columns)), (count,) * width, zeros, zeros, count)
    numbers = [[value for value in column if value >= 0] for column in columns]
    return _Part(
        tuple(map(sum, numbers)),
        tuple(map(len, numbers)),
        tuple(column.count(NOT_APPLICABLE) for column in columns),
        tuple(column.count(UNKNOWN) for column in columns),
        count,
    )


def _added(parts: Sequence[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    wide = zip(*(part[:4] for part in parts), strict=True)
    summed = [tuple(map(sum, zip(*column, strict=True))) for column in wide]
    return _Part(summed[0], summed[1], summed[2], summed[3], sum(part.rows for part in parts))


class _Seen:
    """How many offices and places gave every figure asked for that applies to them."""

    def __init__(self) -> None:
        self._offices: dict[str, bool] = {}
        self._places: dict[tuple[str, str], bool] = {}

    def add(self, one: Owed, values: tuple[int, ...]) -> None:
        whole = min(values) >= 0
        if not whole:
            if set(values) == {NOT_APPLICABLE}:
                return
            whole = all(value >= 0 or value == NOT_APPLICABLE for value in values)
        place = one.office, one.place
        self._offices[one.office] = self._offices.get(one.office, True) and whole
        self._places[place] = self._places.get(place, True) and whole

    @property
    def offices(self) -> Coverage:
        return Coverage(sum(self._offices.values()), len(self._offices))

    @property
    def places(self) -> Coverage:
        return Coverage(sum(self._places.values()), len(self._places))


class _Laid:
    """Sums of rows laid out as cells."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._order = [one.id for one in sorted(asked.periods, key=lambda one: one.end)]
        self._overlaps = overlapping(asked.periods)

    def cells(
        self, summed: Mapping[tuple[str, str, str], _Part]
    ) -> dict[tuple[str, str], CrossCell]:
        by_period: dict[tuple[str, str], dict[str, _Part]] = defaultdict(dict)
        for (row, column, period), part in summed.items():
            by_period[row, column][period] = part
        found: dict[tuple[str, str], CrossCell] = {}
        for (row, column), parts in by_period.items():
            for line, cell in zip(self._asked.lines, self._combined(parts), strict=True):
                at = (
                    (line.id if self._asked.rows == LINE else row),
                    (line.id if self._asked.columns == LINE else column),
                )
                found[at] = cell
        return found

    def totals(self, summed: Mapping[tuple[str, str, str], _Part]) -> dict[str, CrossCell]:
        """Over all rows; none where the rows are lines or periods."""
        if self._asked.rows in {LINE, PERIOD, ALL}:
            return {}
        gathered: dict[tuple[str, str], list[_Part]] = defaultdict(list)
        for (_row, column, period), part in summed.items():
            gathered[column, period].append(part)
        whole = {("", *at): _added(parts) for at, parts in gathered.items()}
        return {column: cell for (_, column), cell in self.cells(whole).items()}

    def _combined(self, parts: Mapping[str, _Part]) -> Iterable[CrossCell]:
        every = _added(list(parts.values()))
        over_time = len(self._order) > 1 and PERIOD not in {self._asked.rows, self._asked.columns}
        none = (0,) * len(self._asked.lines)
        last = parts.get(self._order[-1]) or _Part(none, none, none, none, 0)
        for at, line in enumerate(self._asked.lines):
            if not over_time:
                yield _cell(every, at, line.measure)
            elif line.measure == "stock":
                yield _cell(last, at, line.measure)
            elif line.measure == DISTINCT or self._overlaps:
                why = DISTINCT if line.measure == DISTINCT else OVERLAP
                yield _cell(every, at, line.measure)._replace(value=None, refused=why)
            else:
                yield _cell(every, at, line.measure)


def _cell(part: _Part, at: int, kind: str) -> CrossCell:
    covered, of = part.covered[at], part.rows - part.na[at]
    value = part.sums[at] if covered else None
    return CrossCell(value, covered, of, of - covered - part.unknown[at], kind)

"""Rows of returns, each packed into one, for tables of figures over many periods.

One question that groups by office, period and line would sort every figure of the province. Here
the engine only strings the figures of a row together, in the order in which they lie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, select

from gbdesk.domain.crosstab import BLANK, NOT_APPLICABLE, UNKNOWN, Packed
from gbdesk.store import papers, terms
from gbdesk.store.papers import Paper
from gbdesk.store.tables import cell, sheet

FEW: Final = 12  # up to so many lines are looked up one by one, more are read as they lie
MARKS: Final[Mapping[str, int]] = {"?": UNKNOWN, "-": NOT_APPLICABLE}
_SAID: Final = func.coalesce(cell.c.value, -1 - cell.c.state)  # as `domain.crosstab` marks states


def packed(
    db: Connection, forms: Sequence[str], periods: Sequence[str], indicators: Sequence[str]
) -> Iterator[Packed]:
    """The rows of these forms and periods with, at least, what they say on these lines.

    Where a document counts, its figures stand in the place of the office's own return.
    """
    there = papers.known(db, periods)
    for row in _own(db, forms, periods, indicators):
        if (row.office, row.form, row.period) not in there:
            yield row
    for one in there.values():
        if one.form in forms:
            yield from _of_document(one)


def _own(
    db: Connection, forms: Sequence[str], periods: Sequence[str], indicators: Sequence[str]
) -> Iterator[Packed]:
    of_form, of_period = terms.numbers(db, forms), terms.numbers(db, periods)
    of_line = terms.numbers(db, indicators)
    if not (of_form and of_period and of_line):
        return
    here = [cell.c.record == sheet.c.record]
    if len(of_line) <= FEW:
        here.append(cell.c.indicator.in_(of_line))
    wanted = select(
        sheet.c.office,
        sheet.c.form,
        sheet.c.period,
        sheet.c.place,
        _strung(cell.c.indicator, here),
        _strung(_SAID, here),
    ).where(sheet.c.period.in_(of_period), sheet.c.form.in_(of_form))
    yield from _read(db, wanted)


def _of_document(paper: Paper) -> Iterator[Packed]:
    by_place: dict[str, dict[str, int]] = defaultdict(dict)
    for (place, line), (value, _note) in paper.cells.items():
        by_place[place][line] = value if type(value) is int else MARKS.get(str(value), BLANK)
    for place, said in by_place.items():
        values = tuple(said.values())
        yield Packed(paper.office, paper.form, paper.period, place, tuple(said), values)


def _strung(what: ColumnElement[int], here: Sequence[ColumnElement[bool]]) -> Any:
    """The figures of one row as a text, parted by commas."""
    strung = select(func.aggregate_strings(what, ",")).where(*here)
    return strung.correlate(sheet).scalar_subquery()


def _read(db: Connection, wanted: Select[Any]) -> Iterator[Packed]:
    texts = terms.reading(db)
    layouts: dict[str, tuple[str, ...]] = {}
    numbers = msgspec.json.Decoder(tuple[int, ...]).decode
    result = db.execute(wanted)
    cursor: Any = result.cursor  # no row is made of each: they may be very many
    for office, form, period, place, lines, said in cursor:
        if lines is None:
            continue
        if (layout := layouts.get(lines)) is None:
            layout = layouts[lines] = tuple([texts[one] for one in numbers(f"[{lines}]")])
        values = numbers(f"[{said}]")
        yield Packed(texts[office], texts[form], texts[period], texts[place], layout, values)
    result.close()

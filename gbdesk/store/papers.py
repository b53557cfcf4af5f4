"""Figures that the hub entered for an office out of a document, and when they count.

A document stands beside what the office itself sent: it names what was here of that return when
it was entered. As long as that is so, it counts in its place; once the office's own return comes,
or changes, that counts, and the document is kept as it was. Nothing is written over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection

from gbdesk.domain.ids import derived_id
from gbdesk.domain.ops import canonical
from gbdesk.store import figures, oplog
from gbdesk.store.figures import CellRow, EntryRow, ReturnRow

PAPER: Final = "paper"
SEPARATOR: Final = "/"
NOTE: Final = ".note"
_MARKS: Final = {"?": "unknown", "-": "na"}

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document out of which a return was entered; `counts`: in the place of the office's own.

    `cells` by place and line (`""` is the place of the whole); `day` and `came` are ISO dates.
    """

    id: str
    office: str
    form: str
    period: str
    number: str
    day: str
    came: str
    state: str
    seen: str
    counts: bool
    cells: Mapping[tuple[str, str], tuple[Any, str]]

    @property
    def key(self) -> Key:
        """The return it stands for."""
        return self.office, self.form, self.period


def papers(
    db: Connection,
    *,
    period: str | None = None,
    office: str | None = None,
    form: str | None = None,
) -> list[Paper]:
    """The documents (of a period, an office, a form), oldest first."""
    offices = None if office is None else [office]
    rows = figures.entries(db, PAPER, register=period, offices=offices)
    return [
        _paper(db, row)
        for row in rows
        if row.fields.get("form") and (form is None or row.fields.get("form") == form)
    ]


def counting(db: Connection, *, period: str | None = None) -> dict[Key, Paper]:
    """The documents that count now, by the return they stand for."""
    return {one.key: one for one in papers(db, period=period) if one.counts}


def digest(db: Connection, office: str, form: str, period: str) -> str:
    """What is here of an office's own return, as one word; `""` where there is nothing.

    Notes are not part of it: one that is erased later must not change which figures count.
    """
    said: list[Any] = [
        [one.place, one.indicator, one.value, one.state]
        for one in figures.cells(db, forms=[form], periods=[period], offices=[office])
    ]
    said += [[one.state] for one in figures.return_states(db, period, offices=[office], form=form)]
    return hashlib.sha256(canonical(sorted(said, key=canonical))).hexdigest() if said else ""


def removed(db: Connection, office: str, form: str, period: str) -> dict[str, None]:
    """The figures of a document that was taken away, blank: the next one does not say them."""
    was = oplog.state_of(db, office, derived_id(PAPER, office, form, period), PAPER)
    return {} if was is None else dict.fromkeys(name for name in was.fields if SEPARATOR in name)


def cells(
    db: Connection, *, forms: Sequence[str] | None = None, periods: Sequence[str]
) -> Iterator[CellRow]:
    """As `figures.cells`, with the document in the place of a return where it counts."""
    there = known(db, periods)
    for row in figures.cells(db, forms=forms, periods=periods):
        if (row.office, row.form, row.period) not in there:
            yield row
    for one in there.values():
        if forms is None or one.form in forms:
            yield from _cells(one)


def return_states(db: Connection, period: str, *, form: str | None = None) -> list[ReturnRow]:
    """As `figures.return_states`, likewise."""
    known = {
        key: one
        for key, one in counting(db, period=period).items()
        if form is None or one.form == form
    }
    rows = figures.return_states(db, period, form=form)
    kept = [one for one in rows if (one.office, one.form, one.period) not in known]
    return kept + [
        ReturnRow(
            office=one.office,
            form=one.form,
            period=one.period,
            state=one.state,
            note="",
            id=one.id,
        )
        for one in known.values()
    ]


def known(db: Connection, periods: Sequence[str]) -> dict[Key, Paper]:
    """The documents that count in these periods, by the return they stand for."""
    return {key: one for each in periods for key, one in counting(db, period=each).items()}


def _cells(paper: Paper) -> Iterator[CellRow]:
    for (place, line), (value, note) in sorted(paper.cells.items()):
        number = value if type(value) is int else None
        state = "number" if number is not None else _MARKS.get(str(value or ""), "blank")
        yield CellRow(
            office=paper.office,
            form=paper.form,
            period=paper.period,
            place=place,
            indicator=line,
            value=number,
            state=state,
            note=note,
            row=0,
        )


def _paper(db: Connection, row: EntryRow) -> Paper:
    said = {name: str(row.fields.get(name) or "") for name in _FACTS}
    found = Paper(id=row.id, office=row.office, counts=False, cells=_values(row.fields), **said)
    return replace(found, counts=digest(db, *found.key) == found.seen)


def _values(fields: Mapping[str, Any]) -> dict[tuple[str, str], tuple[Any, str]]:
    found = {}
    for name in {each.removesuffix(NOTE) for each in fields if SEPARATOR in each}:
        place, _, line = name.rpartition(SEPARATOR)
        found[place, line] = (fields.get(name), str(fields.get(name + NOTE) or ""))
    return {at: said for at, said in found.items() if said != (None, "")}


_FACTS: Final = ("form", "period", "number", "day", "came", "state", "seen")

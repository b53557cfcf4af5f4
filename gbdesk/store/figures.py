"""Figures for sheets, tallies and reports, read from the projections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from gbdesk.store import terms
from gbdesk.store.tables import (
    cell,
    entry,
    narrative,
    record,
    return_state,
    sheet,
    submission,
)

STATES: Final = ("blank", "number", "unknown", "na", "odd")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """One figure: `state` is blank, number, unknown, na or odd; `value` only for number."""

    office: str
    form: str
    period: str
    place: str
    indicator: str
    value: int | None
    state: str
    note: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """How an office's return stands: draft, complete, nil or returned."""

    office: str
    form: str
    period: str
    state: str
    note: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeRow:
    """One section an office wrote for a period."""

    office: str
    period: str
    section: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRow:
    """What an office declared with one export; `made` in ms by the sender's clock."""

    office: str
    period: str
    device: str
    made: int
    id: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """A record of a kind without a table of its own."""

    entity: str
    office: str
    register: str
    id: str
    fields: dict[str, Any]


def _chosen(
    db: Connection, *wanted: tuple[ColumnElement[int], Sequence[str] | None]
) -> list[ColumnElement[bool]] | None:
    """Conditions for those columns for which texts are given; None where nothing can match."""
    found: list[ColumnElement[bool]] = []
    for column, texts in wanted:
        if texts is None:
            continue
        numbers = terms.numbers(db, list(texts))
        if not numbers:
            return None
        found.append(column.in_(numbers))
    return found


def cells(
    db: Connection,
    *,
    forms: Sequence[str] | None = None,
    periods: Sequence[str] | None = None,
    offices: Sequence[str] | None = None,
    places: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
) -> Iterator[CellRow]:
    """Every figure that is not blank or has a note, row by row."""
    conditions = _chosen(
        db,
        (sheet.c.form, forms),
        (sheet.c.period, periods),
        (sheet.c.office, offices),
        (sheet.c.place, places),
        (cell.c.indicator, indicators),
    )
    if conditions is None:
        return
    texts = terms.reading(db)
    wanted = (
        select(sheet, cell.c.indicator, cell.c.value, cell.c.state, cell.c.note)
        .join(cell, cell.c.record == sheet.c.record)
        .where(*conditions)
        .order_by(sheet.c.period, sheet.c.form, sheet.c.office, sheet.c.place, cell.c.indicator)
    )
    for number, office, form, period, place, indicator, value, state, note in db.execute(wanted):
        yield CellRow(
            office=texts[office],
            form=texts[form],
            period=texts[period],
            place=texts[place],
            indicator=texts[indicator],
            value=value,
            state=STATES[state],
            note=note or "",
            row=number,
        )


def filled(db: Connection, *, form: str, periods: Sequence[str]) -> dict[tuple[str, str], int]:
    """How many cells each office has answered (a number, ? or -), by (office, period)."""
    conditions = _chosen(db, (sheet.c.form, (form,)), (sheet.c.period, periods))
    if conditions is None:
        return {}
    texts = terms.reading(db)
    wanted = (
        select(sheet.c.office, sheet.c.period, func.count())
        .join(cell, cell.c.record == sheet.c.record)
        .where(*conditions, cell.c.state.between(1, 3))
        .group_by(sheet.c.office, sheet.c.period)
    )
    return {(texts[o], texts[p]): count for o, p, count in db.execute(wanted)}


def begun(db: Connection, period: str) -> set[tuple[str, str]]:
    """The offices of which figures of a form are here for a period: (office, form)."""
    conditions = _chosen(db, (sheet.c.period, (period,)))
    if conditions is None:
        return set()
    texts, wanted = terms.reading(db), select(sheet.c.office, sheet.c.form).where(*conditions)
    return {(texts[office], texts[form]) for office, form in db.execute(wanted.distinct())}


def return_states(
    db: Connection,
    period: str | None = None,
    *,
    offices: Sequence[str] | None = None,
    form: str | None = None,
) -> list[ReturnRow]:
    """The returns of a period (of all when None) that somebody has begun or completed."""
    conditions = _chosen(
        db,
        (return_state.c.period, None if period is None else (period,)),
        (return_state.c.office, offices),
        (return_state.c.form, None if form is None else (form,)),
    )
    if conditions is None:
        return []
    texts = terms.reading(db)
    wanted = select(return_state, record.c.uid).join(record, record.c.id == return_state.c.record)
    return [
        ReturnRow(
            office=texts[row.office],
            form=texts[row.form],
            period=texts[row.period],
            state=row.state,
            note=row.note,
            id=row.uid.hex(),
        )
        for row in db.execute(wanted.where(*conditions).order_by(return_state.c.record))
    ]


def narratives(
    db: Connection, period: str, *, offices: Sequence[str] | None = None
) -> list[NarrativeRow]:
    """What offices wrote for a period."""
    conditions = _chosen(db, (narrative.c.period, (period,)), (narrative.c.office, offices))
    if conditions is None:
        return []
    texts = terms.reading(db)
    return [
        NarrativeRow(office=texts[row.office], period=period, section=row.section, text=row.text)
        for row in db.execute(select(narrative).where(*conditions).order_by(narrative.c.record))
    ]


def submissions(
    db: Connection,
    *,
    periods: Sequence[str] | None = None,
    offices: Sequence[str] | None = None,
) -> list[SubmissionRow]:
    """What offices declared with their exports, oldest first by the sender's clock."""
    conditions = _chosen(db, (submission.c.period, periods), (submission.c.office, offices))
    if conditions is None:
        return []
    texts = terms.reading(db)
    wanted = select(submission, record.c.uid).join(record, record.c.id == submission.c.record)
    return [
        SubmissionRow(
            office=texts[row.office],
            period=texts[row.period],
            device=texts[row.device],
            made=row.made,
            id=row.uid.hex(),
            fields=msgspec.json.decode(row.fields),
        )
        for row in db.execute(wanted.where(*conditions).order_by(submission.c.made))
    ]


def entries(
    db: Connection,
    entity: str = "entry",
    *,
    register: str | None = None,
    offices: Sequence[str] | None = None,
) -> list[EntryRow]:
    """Records of a kind without a table of its own, oldest first."""
    conditions = _chosen(db, (entry.c.kind, (entity,)), (entry.c.office, offices))
    if conditions is None:
        return []
    if register is not None:
        conditions.append(entry.c.register == register)
    texts = terms.reading(db)
    wanted = select(entry, record.c.uid).join(record, record.c.id == entry.c.record)
    return [
        EntryRow(
            entity=entity,
            office=texts[row.office],
            register=row.register,
            id=row.uid.hex(),
            fields=msgspec.json.decode(row.fields),
        )
        for row in db.execute(wanted.where(*conditions).order_by(entry.c.record))
    ]

"""Records that are kept but do not count: which they are and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from gbdesk.domain.ops import Value
from gbdesk.store import stored, terms
from gbdesk.store.certificates import ranks as known_ranks
from gbdesk.store.merging import fold_writes
from gbdesk.store.tables import INVALID, record


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidRow:
    """One record that does not count, with the fields it shows; `fault` as the judge named it."""

    office: str
    entity: str
    record: str
    fault: str
    fields: dict[str, Value]


def listed(db: Connection) -> list[InvalidRow]:
    """Every record that does not count, in the order they came."""
    return _read(db, db.scalars(select(record.c.id).where(record.c.state == INVALID)).all())


def among(db: Connection, office: str, ids: Sequence[str]) -> list[InvalidRow]:
    """Those of these records of an office that do not count."""
    owner = terms.numbers(db, [office])
    if not owner:
        return []
    wanted = select(record.c.id).where(
        record.c.office == owner[0],
        record.c.uid.in_([bytes.fromhex(one) for one in ids]),
        record.c.state == INVALID,
    )
    return _read(db, db.scalars(wanted).all())


def _read(db: Connection, numbers: Sequence[int]) -> list[InvalidRow]:
    ranks, found = known_ranks(db), []
    for held in stored.by_record(db, numbers):
        for number, standing in stored.standings(db, [*held]).items():
            now = fold_writes([kept.op for kept in held[number]], ranks)
            if now is None:
                continue
            about = standing.subject
            found.append(
                InvalidRow(
                    office=about.office,
                    entity=about.kind,
                    record=about.uid,
                    fault=standing.fault or "",
                    fields=now.fields,
                )
            )
    return found

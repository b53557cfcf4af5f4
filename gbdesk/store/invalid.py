"""Records that are kept but do not count: which they are and why."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from gbdesk.domain.ops import Value
from gbdesk.store import stored
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
    numbers = list(db.scalars(select(record.c.id).where(record.c.state == INVALID)))
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

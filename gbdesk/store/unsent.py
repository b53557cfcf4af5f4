"""What has not gone out yet: records whose value differs from what was last exported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, select

from gbdesk.domain.merge import Folded
from gbdesk.domain.ops import Value
from gbdesk.store import ledger, stored, tables
from gbdesk.store.certificates import ranks as known_ranks
from gbdesk.store.merging import fold_writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A record to be exported: its fields before (None: was not there) and now (None: deleted)."""

    entity: str
    office: str
    record: str
    before: dict[str, Value] | None
    now: dict[str, Value] | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        old, new = self.before or {}, self.now or {}
        return tuple(name for name in sorted({*old, *new}) if old.get(name) != new.get(name))


def unsent(db: Connection, device: str, stream: str, since: int | None = None) -> list[Unsent]:
    """Every record that own ops after a position (the last exported one) really changed."""
    start = ledger.exported(db, device, stream) if since is None else since
    chain, row = stored.chain_number(db, device, stream), tables.op
    later = select(row.c.record).where(row.c.chain == chain, row.c.n > start).distinct()
    ranks, found = known_ranks(db), []
    for held in stored.by_record(db, db.scalars(later).all()):
        standing = stored.standings(db, list(held))
        for number, kept in held.items():
            own = [k.op for k in kept if (k.op.device, k.op.stream) == (device, stream)]
            going = {op.id for op in own if op.n > start}
            before = _seen(fold_writes([k.op for k in kept if k.op.id not in going], ranks))
            now = _seen(fold_writes([k.op for k in kept], ranks))
            about = standing[number].subject
            if before != now:
                found.append(
                    Unsent(
                        entity=about.kind,
                        office=about.office,
                        record=about.uid,
                        before=before,
                        now=now,
                    )
                )
    return found


def counts(db: Connection, device: str, stream: str) -> Counter[str]:
    """How many records of each kind wait for the next export."""
    return Counter(each.entity for each in unsent(db, device, stream))


def _seen(folded: Folded | None) -> dict[str, Value] | None:
    if folded is None or folded.hidden or folded.pending:
        return None
    return folded.fields

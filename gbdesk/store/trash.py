"""Records that were deleted: what they said, who deleted them and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from gbdesk.domain.merge import DELETE, standing
from gbdesk.domain.ops import Fields
from gbdesk.store import stored, terms
from gbdesk.store.certificates import ranks
from gbdesk.store.merging import fold_writes
from gbdesk.store.tables import HIDDEN, op, record

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """One deleted record: its number here, its fields, the person, the clock of the deletion."""

    key: int
    id: str
    fields: Fields
    who: str
    device: str
    clock: str


def deleted(db: Connection, entity: str, office: str) -> Iterator[Deleted]:
    """The deleted records of a kind, the last stored first; at most 1000."""
    known = terms.by_text(db, [entity, office])
    if len(known) < len({entity, office}):
        return
    last = func.max(op.c.id)
    wanted = (
        select(record.c.id)
        .join(op, op.c.record == record.c.id)
        .where(
            record.c.kind == known[entity],
            record.c.office == known[office],
            record.c.state == HIDDEN,
        )
        .group_by(record.c.id)
        .order_by(last.desc())
        .limit(MOST)
    )
    keys = list(db.scalars(wanted))
    subjects, order, found = stored.standings(db, keys), ranks(db), {}
    for portion in stored.by_record(db, keys):
        for key, kept in portion.items():
            writes = [one.op for one in kept]
            now = fold_writes(writes, order)
            ends = [one for one in standing(writes) if one.head.k == DELETE]
            if now is None or not ends:
                continue
            newest = max(ends, key=lambda one: one.head.h)
            found[key] = Deleted(
                key=key,
                id=subjects[key].subject.uid,
                fields=now.fields,
                who=newest.head.u,
                device=newest.device,
                clock=newest.head.h,
            )
    yield from (found[key] for key in keys if key in found)

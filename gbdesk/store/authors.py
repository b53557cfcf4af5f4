"""Who entered a record and when it was changed last, by the ops about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from gbdesk.domain.merge import CREATE, WRITES
from gbdesk.store.rows import portions
from gbdesk.store.stored import PORTION, chains, read_head
from gbdesk.store.tables import op

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The person (by the id on that computer) and device, the clock of the newest op."""

    who: str
    device: str
    clock: str


def written(db: Connection, keys: Sequence[int]) -> dict[int, Written]:
    """Who entered each of these records and when they were changed last."""
    names = chains(db)
    entered: dict[int, tuple[str, str]] = {}
    clocks: dict[int, str] = {}
    for wanted in portions(keys, PORTION):
        asked = select(op.c.record, op.c.chain, op.c.env).where(op.c.record.in_(wanted))
        for key, chain, env in db.execute(asked.order_by(op.c.record, op.c.id)):
            head = read_head(env)
            if head.k not in WRITES:
                continue
            clocks[key] = max(clocks.get(key, ""), head.h)
            if head.k == CREATE:
                entered.setdefault(key, (head.u, names[chain][0]))
    return {
        key: Written(who=who, device=device, clock=clocks[key])
        for key, (who, device) in entered.items()
    }

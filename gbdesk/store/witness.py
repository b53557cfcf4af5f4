"""What else in this file proves that nothing was cut off the two logs.

A chain of hashes shows lines that were changed or taken out of the middle; its end it cannot hold.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, and_, exists, select

from gbdesk.store import audit, oplog, tables
from gbdesk.store.tables import attempt, chain, contribution, op, package

_CARRIERS: Final = ("submission", "ack")


def lost_heads(db: Connection, device: str) -> list[str]:
    """Heads of the audit (hex) that packages and receipts written here carry and no line has.

    Ops of this device that came back in a package were written by a later state of the file, before
    a backup was opened: they prove nothing about it.
    """
    had = {row.hex() for row in db.scalars(select(tables.audit.c.hash))} | {audit.START.hex()}
    came_back = _came_back(db, device)
    told = [
        str(one.fields.get("audit") or "")
        for kind in _CARRIERS
        for one in oplog.ops_of_kind(db, kind)
        if one.device == device and one.id not in came_back
    ]
    return sorted({head for head in told if head and head not in had})


def _came_back(db: Connection, device: str) -> set[bytes]:
    inside = and_(
        contribution.c.chain == op.c.chain,
        contribution.c.from_n <= op.c.n,
        contribution.c.to_n >= op.c.n,
    )
    own = select(op.c.ch).join(chain, chain.c.id == op.c.chain).where(chain.c.device == device)
    return set(db.scalars(own.where(exists().where(inside))))


def unlogged(db: Connection) -> list[int]:
    """Numbers of imports that are in force though the log of packages has no line of them."""
    tried = select(attempt.c.package)
    wanted = select(package.c.id).where(package.c.accepted == 1, package.c.ident.not_in(tried))
    return list(db.scalars(wanted.order_by(package.c.id)))

"""Where a text that was erased from the log may still stand in the files of a workspace."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import Connection, select, update

from gbdesk.store import stored, tables

_WITH_FACTS: Final = (tables.package, tables.sent, tables.receipt)
GONE: Final = "…"


def forget(db: Connection, texts: Collection[str]) -> None:
    """Take these texts out of what is noted beside packages."""
    for table in _WITH_FACTS:
        keys = list(table.primary_key.columns)
        for row in db.execute(select(*keys, table.c.facts)).all():
            said, facts = json.loads(row.facts), row.facts
            left = json.dumps(_without(said, texts), ensure_ascii=False, sort_keys=True)
            if left != json.dumps(said, ensure_ascii=False, sort_keys=True) and facts:
                here = [key == value for key, value in zip(keys, row[:-1], strict=True)]
                db.execute(update(table).where(*here).values(facts=left))


def _without(said: Any, texts: Collection[str]) -> Any:
    if isinstance(said, dict):
        return {name: _without(value, texts) for name, value in said.items()}
    if isinstance(said, list):
        return [_without(value, texts) for value in said]
    return GONE if said in texts else said


def packages_with(db: Connection, numbers: Iterable[int]) -> tuple[str, ...]:
    """The names in the archive of packages, received or sent, that hold these ops."""
    op, brought, package = tables.op, tables.contribution, tables.package
    names, found = stored.chains(db), dict[str, None]()
    for number in numbers:
        chain, n = db.execute(select(op.c.chain, op.c.n).where(op.c.id == number)).one()
        came = (
            select(package.c.archive)
            .join(brought, brought.c.package == package.c.id)
            .where(brought.c.chain == chain, brought.c.from_n <= n, brought.c.to_n >= n)
        )
        found |= dict.fromkeys(db.scalars(came))
        device, stream = names[chain]
        sent = tables.sent.c
        went = select(sent.ident).where(
            sent.device == device, sent.stream == stream, sent.base_n < n, sent.head_n >= n
        )
        found |= dict.fromkeys(f"{ident}.gbpkg" for ident in db.scalars(went))
    return tuple(found)

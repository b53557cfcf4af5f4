"""What the installation knows about itself: role, office, device, settings, as JSON values."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from gbdesk.store.rows import Prepared
from gbdesk.store.tables import meta

_GET = Prepared(lambda: select(meta.c.value).where(meta.c.key == bindparam("wanted")))


def get(db: Connection, key: str) -> Any | None:
    """The value kept under a key, None where there is none."""
    found = _GET(db, wanted=key).scalar_one_or_none()
    return None if found is None else json.loads(found)


def put(db: Connection, key: str, value: Any) -> None:
    """Keep a JSON value in the place of what was kept before; None forgets it."""
    if value is None:
        db.execute(delete(meta).where(meta.c.key == key))
        return
    said = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if not db.execute(update(meta).where(meta.c.key == key).values(value=said)).rowcount:
        db.execute(insert(meta).values(key=key, value=said))


def everything(db: Connection) -> dict[str, Any]:
    """Every key with its value."""
    rows = db.execute(select(meta.c.key, meta.c.value).order_by(meta.c.key))
    return {key: json.loads(value) for key, value in rows}

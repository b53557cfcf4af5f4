"""Private keys of this device, inside the encrypted file and nowhere else."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from gbdesk.store.tables import secret


def get(db: Connection, name: str) -> bytes | None:
    """The secret kept under a name, None where there is none."""
    return db.execute(select(secret.c.value).where(secret.c.name == name)).scalar_one_or_none()


def put(db: Connection, name: str, value: bytes) -> None:
    """Keep a secret in the place of the older one."""
    drop(db, name)
    db.execute(insert(secret).values(name=name, value=value))


def drop(db: Connection, name: str) -> None:
    """Forget a secret."""
    db.execute(delete(secret).where(secret.c.name == name))


def names(db: Connection) -> list[str]:
    """What is kept, without the values."""
    return list(db.scalars(select(secret.c.name).order_by(secret.c.name)))

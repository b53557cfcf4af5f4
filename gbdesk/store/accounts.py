"""The people of this workspace and what each may do; their passwords are in the vault."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from gbdesk.domain.refusals import Refused
from gbdesk.store.tables import account


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person: short id as ops carry it, name as shown, role."""

    id: str
    display: str
    role: str
    added: str


def accounts(db: Connection) -> list[Account]:
    """Everybody, in the order in which they were added."""
    rows = db.execute(select(account).order_by(account.c.added, account.c.id))
    return [Account(id=r.id, display=r.display, role=r.role, added=r.added) for r in rows]


def add(db: Connection, ident: str, display: str, role: str, added: str) -> Account:
    """Let a person in.

    Raises:
        Refused: there is a person with this id.
    """
    if role_of(db, ident) is not None:
        raise Refused("unlock.user_exists", user=ident)
    db.execute(insert(account).values(id=ident, display=display, role=role, added=added))
    return Account(id=ident, display=display, role=role, added=added)


def role_of(db: Connection, ident: str) -> str | None:
    """A person's role, None where there is no such person."""
    wanted = select(account.c.role).where(account.c.id == ident)
    return db.execute(wanted).scalar_one_or_none()


def set_role(db: Connection, ident: str, role: str) -> None:
    """Give a person another role."""
    db.execute(update(account).where(account.c.id == ident).values(role=role))


def remove(db: Connection, ident: str) -> None:
    """Take a person off the list; what they wrote keeps their id."""
    db.execute(delete(account).where(account.c.id == ident))

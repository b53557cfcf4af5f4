"""The catalogue releases received or made here, as the bytes that were signed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select, update

from gbdesk.domain.refusals import Refused
from gbdesk.store.tables import catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One stored release."""

    number: int
    signed: bytes = field(repr=False)
    seen: str


def add(db: Connection, number: int, signed: bytes, seen: str, *, kind: str = "release") -> bool:
    """Keep a release; whether it was new.

    Raises:
        Refused: another release with this number is stored.
    """
    digest = hashlib.sha256(signed).digest()
    wanted = select(catalogue.c.digest).where(catalogue.c.number == number)
    known = db.execute(wanted).scalar_one_or_none()
    if known is not None:
        if known != digest:
            raise Refused("package.E_EQUIVOCATION", number=number)
        return False
    db.execute(
        insert(catalogue).values(number=number, signed=signed, digest=digest, seen=seen, kind=kind)
    )
    return True


def resign(db: Connection, number: int, signed: bytes) -> None:
    """Keep a release that says the same with another signature."""
    digest = hashlib.sha256(signed).digest()
    changing = update(catalogue).where(catalogue.c.number == number)
    db.execute(changing.values(signed=signed, digest=digest))


def current(db: Connection) -> bytes | None:
    """The signed bytes of the newest release, None before the first."""
    newest = select(catalogue.c.signed).order_by(catalogue.c.number.desc()).limit(1)
    return db.execute(newest).scalar_one_or_none()


def number(db: Connection) -> int:
    """The number of the newest release, 0 before the first."""
    newest = select(catalogue.c.number).order_by(catalogue.c.number.desc()).limit(1)
    return db.execute(newest).scalar_one_or_none() or 0


def all(db: Connection) -> list[Release]:  # noqa: A001 - read as catalogues.all
    """Every stored release, oldest first."""
    rows = db.execute(select(catalogue).order_by(catalogue.c.number))
    return [Release(number=row.number, signed=row.signed, seen=row.seen) for row in rows]

"""Who did what, when: ids and words only, each line bound to the one before by a hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, insert, select

from gbdesk.domain.ops import canonical
from gbdesk.store.rows import Prepared
from gbdesk.store.tables import audit

START: Final = hashlib.sha256(b"gbaudit0\n").digest()
_NEXT: Final = b"gbaudit1\n"
_LAST: Final = Prepared(
    lambda: select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)
)
_ADD: Final = Prepared(lambda: insert(audit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the audit."""

    id: int
    at: str
    who: str
    what: str
    kind: str
    ref: str


def add(db: Connection, who: str, what: str, kind: str, ref: str, *, at: str) -> str:
    """Write a line of this moment (UTC, ISO, seconds); the new head in hex."""
    last = _LAST(db).first()
    ident, previous = (last.id + 1, last.hash) if last else (1, START)
    line = {"at": at, "who": who, "what": what, "kind": kind, "ref": ref}
    digest = chained(previous, ident, line)
    _ADD(db, id=ident, previous=previous, hash=digest, **line)
    return digest.hex()


def chained(previous: bytes, ident: int, line: dict[str, str]) -> bytes:
    """The hash that binds a line to the one before."""
    return hashlib.sha256(_NEXT + previous + canonical([ident, line])).digest()


def head(db: Connection) -> str:
    """The newest hash in hex: packages and receipts carry it, so others witness it."""
    newest = select(audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    return (db.execute(newest).scalar_one_or_none() or START).hex()


def end(db: Connection) -> tuple[int, bytes]:
    """Number and hash of the newest line, 0 and the start where there is none."""
    last = _LAST(db).first()
    return (last.id, last.hash) if last else (0, START)


def hash_of(db: Connection, ident: int) -> bytes | None:
    """The hash of a line, None where there is no such line."""
    if not ident:
        return START
    return db.execute(select(audit.c.hash).where(audit.c.id == ident)).scalar_one_or_none()


def lines(db: Connection, most: int = 500) -> list[Line]:
    """The newest lines, newest first."""
    rows = db.execute(select(audit).order_by(audit.c.id.desc()).limit(most))
    return [Line(id=r.id, at=r.at, who=r.who, what=r.what, kind=r.kind, ref=r.ref) for r in rows]


def verify(db: Connection) -> int | None:
    """The first line that does not follow from the one before, None where all do."""
    previous, expected = START, 1
    for row in db.execute(select(audit).order_by(audit.c.id)):
        line = {name: getattr(row, name) for name in ("at", "who", "what", "kind", "ref")}
        digest = chained(previous, row.id, line)
        if row.id != expected or row.previous != previous or row.hash != digest:
            return int(row.id)
        previous, expected = digest, expected + 1
    return None

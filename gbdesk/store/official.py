"""Official versions of reports: written once, never changed; only the content can be taken out."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from gbdesk.domain.refusals import Refused
from gbdesk.store.tables import official_report as row


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One version. `made`: UTC, ISO; `digest`: SHA-256 of the content, hex; `facts`: plain JSON."""

    number: int
    period: str
    profile: str
    recipient: str
    made: str
    who: str
    digest: str
    withdrawn: bool
    facts: dict[str, Any]


def add(  # noqa: PLR0917 - what a version is
    db: Connection, about: tuple[str, str, str], made: str, who: str, content: bytes, facts: object
) -> int:
    """Keep a version of (period, profile, recipient); its number, which rises by one."""
    period, profile, recipient = about
    number = int(db.execute(select(func.max(row.c.id))).scalar_one() or 0) + 1
    db.execute(
        insert(row).values(
            id=number,
            period=period,
            profile=profile,
            recipient=recipient,
            made=made,
            who=who,
            facts=msgspec.json.encode(facts).decode(),
            digest=hashlib.sha256(content).digest(),
            content=zlib.compress(content),
        )
    )
    return number


def every(db: Connection) -> list[Kept]:
    """All versions, newest first."""
    parts = [one for one in row.c if one.name != "content"]
    wanted = select(*parts, row.c.content.is_(None).label("gone")).order_by(row.c.id.desc())
    return [
        Kept(
            number=one.id,
            period=one.period,
            profile=one.profile,
            recipient=one.recipient,
            made=one.made,
            who=one.who,
            digest=one.digest.hex(),
            withdrawn=bool(one.gone),
            facts=msgspec.json.decode(one.facts),
        )
        for one in db.execute(wanted)
    ]


def content(db: Connection, number: int) -> bytes:
    """The bytes of a version, looked at before they are given out.

    Raises:
        Refused: they are not those that were kept.
    """
    found = db.execute(select(row.c.content, row.c.digest).where(row.c.id == number)).one()
    try:
        raw = zlib.decompress(found.content)
    except zlib.error as fault:
        raise Refused("official.unreadable") from fault
    if hashlib.sha256(raw).digest() != found.digest:
        raise Refused("official.unreadable")
    return raw


def withdraw(db: Connection, number: int) -> None:
    """Take the content out; when, by whom and the digest stay."""
    db.execute(update(row).where(row.c.id == number).values(content=None))

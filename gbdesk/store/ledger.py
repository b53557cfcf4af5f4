"""The ledger: every attempt to take in a package, what was accepted, what was sent, receipts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, select, update

from gbdesk.domain.ops import canonical
from gbdesk.store.rows import Prepared
from gbdesk.store.tables import attempt, package, receipt, sent

START: Final = hashlib.sha256(b"gbledger0\n").digest()
_NEXT: Final = b"gbledger1\n"
_LAST: Final = Prepared(
    lambda: select(attempt.c.id, attempt.c.hash).order_by(attempt.c.id.desc()).limit(1)
)
_TRIED: Final = Prepared(lambda: insert(attempt))
_BY_IDENT: Final = Prepared(lambda: select(package).where(package.c.ident == bindparam("wanted")))
_UNDONE: Final = Prepared(
    lambda: (
        select(package)
        .where(package.c.office == bindparam("of_office"), package.c.accepted == 0)
        .order_by(package.c.id.desc())
    )
)
_NEWEST: Final = Prepared(lambda: select(func.max(package.c.id)))
_ACCEPT: Final = Prepared(lambda: insert(package))
_FACTS: Final = Prepared(
    lambda: update(package).where(package.c.id == bindparam("at")).values(facts=bindparam("said"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to take in a file, also a refused one; `package` is its id, "" when unreadable."""

    outcome: str
    who: str
    at: str
    package: str = ""
    office: str = ""
    device: str = ""
    seq: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    header: bytes | None = field(default=None, repr=False)
    signatures: bytes | None = field(default=None, repr=False)
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A package that was accepted; `id` is its number here, `ident` the hash of its header."""

    ident: str
    kind: str
    office: str
    device: str
    seq: int
    made: str
    taken: str
    archive: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    accepted: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A package written here: positions after `base_n` up to `head_n` of one own stream."""

    ident: str
    device: str
    stream: str
    receiver: str
    seq: int
    base_n: int
    head_n: int
    head_ch: bytes
    made: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """How far the other side says it holds a chain."""

    device: str
    stream: str
    n: int
    ch: bytes
    at: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def note_attempt(db: Connection, tried: Attempt) -> int:
    """Write an attempt into the chained log; its number."""
    last = _LAST(db).first()
    ident, previous = (last.id + 1, last.hash) if last else (1, START)
    row = {
        "at": tried.at,
        "outcome": tried.outcome,
        "who": tried.who,
        "package": tried.package,
        "office": tried.office,
        "device": tried.device,
        "seq": tried.seq,
        "facts": _said(tried.facts),
    }
    digest = _chained(previous, ident, row, tried.header, tried.signatures)
    proof = {"header": tried.header, "signatures": tried.signatures}
    _TRIED(db, id=ident, previous=previous, hash=digest, **proof, **row)
    return ident


def _chained(
    previous: bytes,
    ident: int,
    row: Mapping[str, Any],
    header: bytes | None,
    signatures: bytes | None,
) -> bytes:
    parts = [hashlib.sha256(part or b"").hexdigest() for part in (header, signatures)]
    return hashlib.sha256(_NEXT + previous + canonical([ident, dict(row), parts])).digest()


def attempts(db: Connection, most: int = 500, *, outcome: str = "") -> list[Attempt]:
    """The newest attempts (with an outcome), newest first."""
    wanted = select(attempt).order_by(attempt.c.id.desc()).limit(most)
    if outcome:
        wanted = wanted.where(attempt.c.outcome == outcome)
    names = {each.name for each in attempt.c} - {"facts", "previous", "hash"}
    return [
        Attempt(facts=json.loads(row.facts), **{name: getattr(row, name) for name in names})
        for row in db.execute(wanted)
    ]


def verify(db: Connection) -> int | None:
    """The first attempt that does not follow from the one before, None where all do."""
    previous, expected = START, 1
    names = ("at", "outcome", "who", "package", "office", "device", "seq", "facts")
    for row in db.execute(select(attempt).order_by(attempt.c.id)):
        said = {name: getattr(row, name) for name in names}
        digest = _chained(previous, row.id, said, row.header, row.signatures)
        if (row.id, row.previous, row.hash) != (expected, previous, digest):
            return int(row.id)
        previous, expected = digest, expected + 1
    return None


def accept(db: Connection, came: Received) -> int:
    """Note a package as accepted; its number, also where it was accepted before or undone."""
    known = by_ident(db, came.ident)
    values = {
        "accepted": 1,
        "kind": came.kind,
        "office": came.office,
        "device": came.device,
        "seq": came.seq,
        "made": came.made,
        "taken": came.taken,
        "archive": came.archive,
        "facts": _said(came.facts),
    }
    if known is not None:
        db.execute(update(package).where(package.c.id == known.id).values(**values))
        return known.id
    number = (_NEWEST(db).scalar_one() or 0) + 1
    _ACCEPT(db, id=number, ident=came.ident, **values)
    return number


def withdraw(db: Connection, number: int) -> None:
    """The package was undone; it stays in the list as not accepted."""
    db.execute(update(package).where(package.c.id == number).values(accepted=0))


def set_facts(db: Connection, number: int, facts: Mapping[str, Any]) -> None:
    """Put other facts (counts, outcome) beside a package."""
    _FACTS(db, at=number, said=_said(facts))


def by_ident(db: Connection, ident: str) -> Received | None:
    """A package by the hash of its header."""
    return next(map(_received, _BY_IDENT(db, wanted=ident)), None)


def by_number(db: Connection, number: int) -> Received | None:
    """A package by its number here."""
    found = db.execute(select(package).where(package.c.id == number))
    return next(map(_received, found), None)


def received(
    db: Connection, office: str | None = None, *, accepted_only: bool = False
) -> list[Received]:
    """Packages taken in (from an office), newest first."""
    wanted = select(package).order_by(package.c.id.desc())
    if office is not None:
        wanted = wanted.where(package.c.office == office)
    if accepted_only:
        wanted = wanted.where(package.c.accepted == 1)
    return [_received(row) for row in db.execute(wanted)]


def undone(db: Connection, office: str) -> list[Received]:
    """Packages of an office whose import was undone, newest first."""
    return [_received(row) for row in _UNDONE(db, of_office=office)]


def _received(row: Any) -> Received:
    return Received(
        id=row.id,
        ident=row.ident,
        accepted=bool(row.accepted),
        kind=row.kind,
        office=row.office,
        device=row.device,
        seq=row.seq,
        made=row.made,
        taken=row.taken,
        archive=row.archive,
        facts=msgspec.json.decode(row.facts),
    )


def note_sent(db: Connection, out: Sent) -> int:
    """Note a package that was written and read back."""
    number = (db.execute(select(func.max(sent.c.id))).scalar_one() or 0) + 1
    names = {each.name for each in sent.c} - {"id", "facts"}
    values = {name: getattr(out, name) for name in names}
    db.execute(insert(sent).values(id=number, facts=_said(out.facts), **values))
    return number


def all_sent(db: Connection, receiver: str | None = None) -> list[Sent]:
    """Packages written here (for a receiver), newest first."""
    wanted = select(sent).order_by(sent.c.id.desc())
    if receiver is not None:
        wanted = wanted.where(sent.c.receiver == receiver)
    names = {each.name for each in sent.c} - {"facts"}
    return [
        Sent(facts=json.loads(row.facts), **{name: getattr(row, name) for name in names})
        for row in db.execute(wanted)
    ]


def next_seq(db: Connection, device: str) -> int:
    """The number of the next package this device writes."""
    last = select(func.max(sent.c.seq)).where(sent.c.device == device)
    return (db.execute(last).scalar_one() or 0) + 1


def exported(db: Connection, device: str, stream: str) -> int:
    """The last position of an own stream that went out or is acknowledged, 0 before the first."""
    here = sent.c.device == device, sent.c.stream == stream
    last = select(sent.c.head_n).where(*here).order_by(sent.c.id.desc()).limit(1)
    got = receipt_for(db, device, stream)
    return max(db.execute(last).scalar_one_or_none() or 0, got.n if got is not None else 0)


def put_receipt(db: Connection, got: Receipt) -> None:
    """Keep what the other side acknowledged, in the place of the older word on that chain."""
    here = receipt.c.device == got.device, receipt.c.stream == got.stream
    values = {"n": got.n, "ch": got.ch, "at": got.at, "facts": _said(got.facts)}
    if not db.execute(update(receipt).where(*here).values(**values)).rowcount:
        db.execute(insert(receipt).values(device=got.device, stream=got.stream, **values))


def receipt_for(db: Connection, device: str, stream: str) -> Receipt | None:
    """The newest receipt for a chain, None before the first."""
    here = receipt.c.device == device, receipt.c.stream == stream
    row = db.execute(select(receipt).where(*here)).first()
    if row is None:
        return None
    return Receipt(
        device=device,
        stream=stream,
        n=row.n,
        ch=row.ch,
        at=row.at,
        facts=json.loads(row.facts),
    )


def _said(facts: Mapping[str, Any]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)

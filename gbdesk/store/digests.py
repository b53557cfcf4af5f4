"""Digests that say whether two workspaces hold the same: by content and by ops."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from gbdesk.domain.merge import Folded
from gbdesk.domain.ops import LOCAL, canonical
from gbdesk.store import stored, tables, terms
from gbdesk.store.certificates import ranks as known_ranks
from gbdesk.store.merging import fold_writes
from gbdesk.store.shapes import Subject

RECEIPT: str = "ack"
BOOKKEEPING: frozenset[str] = frozenset({RECEIPT, "open"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """SHA-256 in hex: everything here, and per office what is not local to one PC."""

    content: str
    ops: str
    content_by_office: dict[str, str] = field(default_factory=dict)
    ops_by_office: dict[str, str] = field(default_factory=dict)


def content(db: Connection) -> str:
    """The digest of everything visible."""
    return both(db).content


def ops(db: Connection) -> str:
    """The digest of the set of all op ids."""
    return _set_digest(db.scalars(select(tables.op.c.ch)))


def both(db: Connection) -> Digests:
    """Content and ops, over all and per office.

    Content holds (kind, office, id, visible fields, values in conflict) of visible records but
    receipts and openings of the file, folded from the op log; per office without the stream that
    never leaves the PC.
    """
    lines: list[bytes] = []
    by_office: dict[str, list[bytes]] = defaultdict(list)
    ranks = known_ranks(db)
    numbers = db.scalars(select(tables.record.c.id).order_by(tables.record.c.id)).all()
    for held in stored.by_record(db, numbers):
        standing = stored.standings(db, list(held))
        for number, kept in held.items():
            about = standing[number].subject
            everything = [k.op for k in kept]
            shared = [op for op in everything if op.stream != LOCAL]
            line = _line(about, fold_writes(everything, ranks))
            lines += [line] if line else []
            if len(shared) < len(everything):
                line = _line(about, fold_writes(shared, ranks) if shared else None)
            by_office[about.office] += [line] if line else []
    return Digests(
        content=_lines_digest(lines),
        ops=ops(db),
        content_by_office={
            office: _lines_digest(found) for office, found in sorted(by_office.items()) if found
        },
        ops_by_office=_ops_by_office(db),
    )


def _line(about: Subject, now: Folded | None) -> bytes | None:
    if now is None or now.hidden or now.pending or about.kind in BOOKKEEPING:
        return None
    conflicts = {
        name: sorted({canonical(head.fields[name]).decode() for head in heads})
        for name, heads in now.conflicts.items()
    }
    return canonical([about.kind, about.office, about.uid, now.fields, conflicts])


def _ops_by_office(db: Connection) -> dict[str, str]:
    texts, local = terms.reading(db), []
    local = [number for number, (_, stream) in stored.chains(db).items() if stream == LOCAL]
    receipts = [number for number, text in texts.items() if text == RECEIPT]
    wanted = (
        select(tables.record.c.office, tables.op.c.ch)
        .join(tables.op, tables.op.c.record == tables.record.c.id)
        .where(tables.op.c.chain.not_in(local), tables.record.c.kind.not_in(receipts))
    )
    found: dict[int, list[bytes]] = defaultdict(list)
    for office, ch in db.execute(wanted):
        found[office].append(ch)
    return {texts[office]: _set_digest(held) for office, held in sorted(found.items())}


def _lines_digest(lines: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for line in sorted(lines):
        whole.update(line + b"\n")
    return whole.hexdigest()


def _set_digest(ids: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(sorted(ids))).hexdigest()

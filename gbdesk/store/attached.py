"""Which files are attached to what, and which of their bytes have to be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from gbdesk.domain.evidence import EVIDENCE, register_of
from gbdesk.domain.merge import Rank
from gbdesk.domain.ops import Op
from gbdesk.store import oplog, terms
from gbdesk.store.certificates import ranks as known_ranks
from gbdesk.store.logrows import RecordKey
from gbdesk.store.merging import fold_writes
from gbdesk.store.rows import portions
from gbdesk.store.tables import entry

_PORTION = 400


def counts(db: Connection, entity: str, records: Sequence[str]) -> Counter[str]:
    """How many files are attached to each of these records."""
    found: Counter[str] = Counter()
    kind = terms.by_text(db, [EVIDENCE]).get(EVIDENCE)
    if kind is None:
        return found
    by_register = {register_of(entity, one): one for one in records}
    for wanted in portions(list(by_register), _PORTION):
        chosen = entry.c.kind == kind, entry.c.register.in_(wanted)
        counted = select(entry.c.register, func.count()).where(*chosen).group_by(entry.c.register)
        for register, number in db.execute(counted):
            found[by_register[register]] = number
    return found


def kept(db: Connection, since: int, device: str = "") -> set[str]:
    """The SHA-256 of files whose bytes are still needed (of those a `device` added, if named).

    Needed is what is attached to something that stands, and what was removed, or belongs to
    something that was deleted, at or after `since` (milliseconds since 1970). What was destroyed
    is not.
    """
    ranks, by_record = known_ranks(db), _by_record(oplog.ops_of_kind(db, EVIDENCE))
    return {
        str(op.fields["sha256"])
        for ops in by_record.values()
        if _is_needed(db, ops, ranks, since)
        for op in ops
        if op.fields.get("sha256") and device in {"", op.device}
    }


def _by_record(ops: Iterable[Op]) -> dict[RecordKey, list[Op]]:
    found: dict[RecordKey, list[Op]] = {}
    for op in ops:
        found.setdefault((op.head.ou, op.head.r, op.head.e), []).append(op)
    return found


def _is_needed(db: Connection, ops: Sequence[Op], ranks: Rank, since: int) -> bool:
    now = fold_writes(ops, ranks)
    if any(op.fields.get("destroyed") is True for op in ops):
        return False
    if now is None or now.hidden:
        return _newest(ops) >= since
    entity, _, record = str(now.fields.get("register") or "").partition(":")
    return not _is_long_gone(db, (ops[0].head.ou, record, entity), ranks, since)


def _is_long_gone(db: Connection, key: RecordKey, ranks: Rank, since: int) -> bool:
    office, record, entity = key
    if entity == EVIDENCE or not record:
        return False
    held = oplog.ops_of(db, office, record, entity)
    now = fold_writes(held, ranks)
    return now is not None and now.hidden and _newest(held) < since


def _newest(ops: Iterable[Op]) -> int:
    return max(int(op.head.h[:12], 16) for op in ops)

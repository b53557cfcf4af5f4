"""What was erased so far: when, why, and how far the order has travelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gbdesk.domain.erasing import REDACT, named_in
from gbdesk.domain.ops import REPORT, Op
from gbdesk.services.desk import Desk
from gbdesk.services.labels import field_label, kind_label, office_name, record_title
from gbdesk.services.redacting_parts import (
    CAME,
    HERE,
    RECEIVED,
    WAITING,
    WRITTEN,
    Erasure,
    written_at,
)
from gbdesk.store import ledger, oplog

if TYPE_CHECKING:
    from sqlalchemy import Connection


def erasures(desk: Desk, db: Connection) -> tuple[Erasure, ...]:
    """Every order to erase that stands here, newest first."""
    every = sorted(oplog.ops_of_kind(db, REDACT), key=lambda op: op.head.h, reverse=True)
    return tuple(_erasure(desk, db, key, op) for key, op in enumerate(every, 1))


def _erasure(desk: Desk, db: Connection, key: int, op: Op) -> Erasure:
    catalogue, office = desk.catalogue, op.head.ou
    entity, record = (str(op.fields.get(name) or "") for name in ("entity", "record"))
    now = oplog.state_of(db, office, record, entity) if _is_id(record) else None
    fields = now.fields if now is not None else {}
    name = str(op.fields.get("field") or "")
    state, day = _travelled(desk, db, op)
    return Erasure(
        key=key,
        at=str(op.fields.get("at") or written_at(op.head.h)),
        who=op.head.u,
        office=office,
        office_name=office_name(catalogue, office),
        title=record_title(catalogue, entity, fields) if fields else kind_label(entity),
        label=field_label(catalogue, entity, fields, name) if name else "",
        versions=len(named_in(op)),
        reason=str(op.fields.get("reason") or ""),
        state=state,
        day=day,
        hub=desk.session.hub,
    )


def _travelled(desk: Desk, db: Connection, op: Op) -> tuple[str, str]:
    """The state, and the day of the first file with it."""
    if op.device != desk.session.device:
        return CAME, ""
    if desk.session.hub and op.stream == REPORT:
        return HERE, ""
    got = ledger.receipt_for(db, op.device, op.stream)
    if got is not None and got.n >= op.n:
        return RECEIVED, got.at
    receiver = op.head.ou if desk.session.hub else desk.catalogue.hub.office
    made = [
        one.made
        for one in ledger.all_sent(db, receiver)
        if (one.device, one.stream) == (op.device, op.stream) and one.base_n < op.n <= one.head_n
    ]
    return (WRITTEN, min(made)) if made else (WAITING, "")


def _is_id(record: str) -> bool:
    try:
        return len(bytes.fromhex(record)) == 16
    except ValueError:
        return False

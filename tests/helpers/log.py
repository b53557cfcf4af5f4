"""Ops written by hand into a real store, by devices that stand in no catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from gbdesk.domain.clock import HybridClock
from gbdesk.domain.ids import new_row_id, return_row_id
from gbdesk.domain.ops import Op, Value, read_op
from gbdesk.store import ledger, oplog
from gbdesk.store.chains import chain_hash
from gbdesk.store.oplog import Author, Draft, Taken

OFFICE = "u_" + "1" * 26
OTHER = "u_" + "2" * 26
DEVICE = "d_" + "a" * 26
SECOND = "d_" + "b" * 26
HUB = "d_" + "h" * 26
FORM, PERIOD = "TT07-2017", "2024-6T"


def put(
    db: Connection,
    entity: str,
    record: str,
    fields: Mapping[str, Value],
    *,
    device: str = DEVICE,
    stream: str = "report",
    office: str = OFFICE,
    kind: str = "put",
    clock: HybridClock | None = None,
) -> list[Op]:
    """Write one record as a service does."""
    author = Author(device=device, stream=stream, user="ha", office=office)
    draft = Draft(entity=entity, kind=kind, record=record, office=office, fields=dict(fields))
    return oplog.append(db, author, [draft], clock or HybridClock(oplog.last_clock(db)))


def activity(db: Connection, number: int, title: str, **fields: Value) -> str:
    """One activity; its id."""
    ident = new_row_id(number, number.to_bytes(10, "big"))
    said: dict[str, Any] = {"title": title, "start": f"2024-03-{1 + number % 28:02d}"}
    put(db, "activity", ident, {**said, "kind": "performance", **fields})
    return ident


def figures(db: Connection, place: str, cells: Mapping[str, Value], **how: Any) -> str:
    """One row of figures; its id."""
    ident = return_row_id(how.get("office", OFFICE), FORM, PERIOD, place)
    put(db, "row", ident, {"form": FORM, "period": PERIOD, "place": place, **cells}, **how)
    return ident


def chain_of(
    db: Connection, device: str = DEVICE, stream: str = "report", low: int = 1
) -> list[Op]:
    """The ops of a chain from `low` on, read back from their bytes."""
    previous = chain_hash(db, device, stream, low - 1)
    found: list[Op] = []
    for _, ch, line in oplog.lines_after(db, device, stream, low - 1):
        assert previous is not None
        op = read_op(previous, device, stream, line)
        assert op.id == ch
        found.append(op)
        previous = ch
    return found


def take(db: Connection, ops: list[Op], ident: str = "p1", **how: Any) -> Taken:
    """Take ops in as one package."""
    number = ledger.accept(
        db,
        ledger.Received(
            ident=ident,
            kind="office-ops",
            office=OFFICE,
            device=DEVICE,
            seq=1,
            made="2024",
            taken="2024",
        ),
    )
    return oplog.take_in(db, ops, package=number, **how)

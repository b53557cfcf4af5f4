"""Undoing an import: what only it brought leaves, decisions made with it are withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gbdesk.domain.merge import PUT
from gbdesk.domain.ops import REPORT
from gbdesk.domain.refusals import Refused
from gbdesk.services.desk import Desk
from gbdesk.services.labels import office_name
from gbdesk.services.outgoing import COUNTED
from gbdesk.services.receiving_parts import Leaving, Undone
from gbdesk.services.streams import stream_to
from gbdesk.store import branches, ledger, oplog
from gbdesk.store.ledger import Received
from gbdesk.store.oplog import Draft

if TYPE_CHECKING:
    from sqlalchemy import Connection


def what_leaves(desk: Desk, number: int) -> Leaving:
    """What undoing this import would take away; nothing is changed.

    Raises:
        Refused: there is no such import, or it is an answer of the hub.
    """
    with desk.store.tried() as db:
        return _undo(desk, db, number)


def undo(desk: Desk, number: int) -> Undone:
    """Undo an import.

    Raises:
        Refused: there is no such import, it is an answer of the hub, or this person may only look.
    """
    with desk.write() as db:
        leaving = _undo(desk, db, number)
        _withdraw(desk, db, _imported(desk, db, number).facts.get("decisions") or ())
        ledger.withdraw(db, number)
        desk.note(db, "undo-import", "package", str(number))
    return Undone(leaving=leaving)


def _imported(desk: Desk, db: Connection, number: int) -> Received:
    came = ledger.by_number(db, number)
    if came is None or not came.accepted:
        raise Refused("undo.gone", number=number)
    if came.office == desk.catalogue.hub.office and not desk.session.hub:
        raise Refused("undo.answer", number=number)  # it may be older than what is known by now
    return came


def _undo(desk: Desk, db: Connection, number: int) -> Leaving:
    came = _imported(desk, db, number)
    removed = oplog.remove(db, number, valid=desk.judge.fault)
    branches.forget_empty(db)
    return Leaving(
        number=number,
        office_name=office_name(desk.catalogue, came.office),
        seq=came.seq,
        ops=removed.ops,
        kept=removed.kept,
        kept_by=removed.kept_by,
        records={kind: removed.records[kind] for kind in COUNTED if removed.records[kind]},
        decisions=len(came.facts.get("decisions") or ()),
    )


def _withdraw(desk: Desk, db: Connection, decisions: Any) -> None:
    """Bring back what stood here, where nobody has written there after the decision."""
    for decided in decisions:
        draft = _compensation(db, decided)
        if draft is not None:
            own = draft.office in desk.offices
            stream = REPORT if own else stream_to(desk.catalogue, draft.office)
            desk.record(db, [draft], stream=stream)


def _compensation(db: Connection, decided: Mapping[str, Any]) -> Draft | None:
    office, record, entity = (str(decided[name]) for name in ("office", "record", "entity"))
    field, before = str(decided["field"]), decided["before"]
    now = oplog.fields_of(db, office, record, entity)
    wrote = [op for op in oplog.ops_of(db, office, record, entity) if field in op.fields]
    newest = max(wrote, key=lambda op: op.head.h, default=None)
    if now is None or newest is None or newest.ref not in decided["refs"]:
        return None
    return Draft(entity=entity, kind=PUT, record=record, office=office, fields={field: before})

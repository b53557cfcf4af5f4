"""What was taken in and what was tried, as lists show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gbdesk.domain.refusals import Refused
from gbdesk.services import looks, planning
from gbdesk.services.arriving import ACK, SENDBACK
from gbdesk.services.codes import check_code
from gbdesk.services.desk import Desk
from gbdesk.services.labels import office_name
from gbdesk.services.messages import Message, describe
from gbdesk.services.receiving_parts import AttemptRow, HistoryRow
from gbdesk.store import figures, ledger, oplog
from gbdesk.store.ledger import Attempt, Received
from gbdesk.sync.header import OFFICE_OPS
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection


def history_rows(
    desk: Desk, db: Connection, office: str | None, period: str | None
) -> tuple[HistoryRow, ...]:
    """Packages taken in (of an office, for a period), newest first."""
    back = {
        str(row.fields.get("package")): str(row.fields.get("reason") or "")
        for row in figures.entries(db, SENDBACK)
    }
    receipts = {
        str(op.fields.get("device")): str(op.fields.get("at") or "")
        for op in oplog.ops_of_kind(db, ACK)
    }
    return tuple(
        _history(desk, came, receipts.get(came.device, ""), back.get(came.ident, ""))
        for came in ledger.received(db, office)
        if came.kind == OFFICE_OPS and (period is None or period in came.facts.get("periods", ()))
    )


def _history(desk: Desk, came: Received, receipt: str, back: str) -> HistoryRow:
    facts, periods = came.facts, tuple(came.facts.get("periods", ()))
    gaps = planning.read_gaps(desk.catalogue, facts.get("gaps"))
    return HistoryRow(
        number=came.id,
        taken=came.taken,
        who=str(facts.get("who") or ""),
        office=came.office,
        office_name=office_name(desk.catalogue, came.office),
        seq=came.seq,
        periods=periods,
        title=looks.titles(desk.catalogue, periods),
        made=came.made,
        ident=came.ident,
        check_code=check_code(came.ident),
        outcome=str(facts.get("outcome") or ""),
        undone=not came.accepted,
        counts=planning.read_counts(facts.get("counts")),
        conflicts=int(facts.get("conflicts") or 0),
        settled=int(facts.get("settled") or 0),
        gaps=tuple(gap.words for gap in gaps),
        receipt_at=receipt if came.accepted and receipt >= came.taken else "",
        sent_back=back,
    )


def attempt_rows(desk: Desk, db: Connection) -> tuple[AttemptRow, ...]:
    """The newest attempts, newest first."""
    return tuple(_attempt(desk, one) for one in ledger.attempts(db))


def _attempt(desk: Desk, tried: Attempt) -> AttemptRow:
    return AttemptRow(
        number=tried.id,
        at=tried.at,
        who=tried.who,
        name=str(tried.facts.get("name") or ""),
        office=tried.office,
        office_name=office_name(desk.catalogue, tried.office),
        seq=tried.seq,
        outcome=tried.outcome,
        message=_message(desk, tried),
    )


def _message(desk: Desk, tried: Attempt) -> Message:
    outcome = tried.outcome
    if outcome.startswith("OK"):
        return looks.fine(translate("Receiving", "Taken in"), outcome)
    if outcome == "ALREADY":
        return looks.fine(translate("Receiving", "Taken in before"), outcome)
    why = tried.facts.get("why") or {}
    return describe(Refused(f"package.{outcome}", **why), desk.catalogue)

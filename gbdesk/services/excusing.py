"""An office that owes no report for a period after all: excused at the hub, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gbdesk.domain.ids import derived_id
from gbdesk.domain.merge import DELETE, PUT
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import late, planning
from gbdesk.services import undo as undoing
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.streams import stream_to
from gbdesk.services.undo import Undo
from gbdesk.store import figures
from gbdesk.store.oplog import Draft

if TYPE_CHECKING:
    from sqlalchemy import Connection

EXCUSE: Final = "excuse"


def excused(db: Connection, period: str) -> dict[str, str]:
    """The reason by office, of those excused for a period."""
    return {
        row.office: str(row.fields.get("reason") or "")
        for row in figures.entries(db, EXCUSE)
        if row.fields.get("period") == period
    }


def excuse(desk: Desk, period: str, office: str, reason: str) -> Undo:
    """Excuse an office from its report of a period; what it sends all the same counts.

    Raises:
        Refused: this is not the hub, the office owes nothing, the period is locked, or there is no
            reason, or it seems to name a person.
    """
    why = planning.checked_note(desk.catalogue, reason)
    if not why:
        raise Refused("excuse.reason")
    return _write(desk, period, office, {"period": period, "reason": why})


def owes_again(desk: Desk, period: str, office: str) -> Undo:
    """Take the excuse of an office back.

    Raises:
        Refused: as `excuse`, or it is not excused.
    """
    with desk.read() as db:
        if office not in excused(db, period):
            raise Refused("excuse.none")
    return _write(desk, period, office, {}, kind=DELETE)


def _write(desk: Desk, period: str, office: str, fields: Fields, *, kind: str = PUT) -> Undo:
    if not desk.session.hub:
        raise Refused("enrolment.hub_only")
    catalogue = desk.catalogue
    if office not in {one.id for one in catalogue.reporting(period)}:
        raise Refused("reminder.nothing_owed", name=catalogue.office(office).short)
    record = derived_id(EXCUSE, office, period)
    draft = Draft(entity=EXCUSE, kind=kind, record=record, office=office, fields=fields)
    with desk.write() as db:
        if late.standing(desk, db, period).is_locked:
            raise Refused("excuse.locked", period=catalogue.period(period).short)
        stream = stream_to(catalogue, office)
        undo = undoing.record(desk, db, [draft], Changed.PACKAGES, stream=stream)
        desk.note(db, "excuse" if fields else "owes-again", "office", office)
    return undo

"""What was deleted from the log in the last half year, to be looked at and put back.

Nothing is kept twice: a deleted activity stays in the op log, and putting it back is a change like
any other, which the next package carries (`ux.md` S29).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gbdesk.domain.activities import places_of
from gbdesk.domain.clock import moment_of
from gbdesk.domain.erasing import GONE, INSTEAD
from gbdesk.domain.merge import PUT
from gbdesk.domain.names import fold
from gbdesk.domain.refusals import Refused
from gbdesk.services import undo as undoing
from gbdesk.services.activity_rows import places_label
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.labels import ACTIVITY
from gbdesk.services.undo import Undo
from gbdesk.store import accounts, trash
from gbdesk.store.oplog import Draft
from gbdesk.store.trash import Deleted
from gbdesk.text import say, translate

DAYS: Final = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class TrashRow:
    """One deleted activity; `left` is how many days it stays, `who` the person who deleted it."""

    key: int
    id: str
    start: str
    title: str
    kind_label: str
    places_label: str
    attendees: int | None
    deleted: date
    who: str
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """Activities are in the log again."""

    ids: tuple[str, ...]
    undo: Undo
    changed: Changed = Changed.ACTIVITIES


class Trash:
    """The deleted activities of this workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self, text: str = "", *, office: str | None = None) -> list[TrashRow]:
        """Those deleted in the last 180 days with every word of `text`, the newest first."""
        desk, owner = self._desk, office or self._desk.session.office
        words = fold(text).split()
        with desk.read() as db:
            names = {one.id: one.display for one in accounts.accounts(db)}
            found = list(trash.deleted(db, ACTIVITY, owner))
        rows = [self._row(one, owner, names) for one in found]
        return [row for row in rows if row.left > 0 and _has(row, words)]

    def restore(self, ids: Sequence[str], *, office: str | None = None) -> PutBack:
        """Put deleted activities back as they were.

        Raises:
            Refused: one of them is not in the trash, or another office's.
        """
        desk, owner = self._desk, self._desk.office_or_own(office)
        with desk.write() as db:
            known = {one.id for one in trash.deleted(db, ACTIVITY, owner)}
            if not known.issuperset(ids):
                raise Refused("trash.gone")
            drafts = [Draft(entity=ACTIVITY, kind=PUT, record=ident, office=owner) for ident in ids]
            undo = undoing.record(desk, db, drafts, Changed.ACTIVITIES)
            for ident in ids:
                desk.note(db, "undelete", ACTIVITY, ident)
        return PutBack(ids=tuple(ids), undo=undo)

    def _row(self, one: Deleted, office: str, names: dict[str, str]) -> TrashRow:
        desk, fields = self._desk, one.fields
        catalogue, own = desk.catalogue, one.device == desk.session.device
        kind = catalogue.kinds.get(str(fields.get("kind") or ""))
        day = moment_of(int(one.clock[:12], 16)).astimezone().date()
        attendees = fields.get("measure.attendees")
        title = fields.get("title")
        return TrashRow(
            key=one.key,
            id=one.id,
            start=str(fields.get("start") or ""),
            title=say(INSTEAD) if title == GONE else str(title or ""),
            kind_label=kind.name if kind else str(fields.get("kind") or ""),
            places_label=places_label(catalogue, office, places_of(fields)),
            attendees=attendees if isinstance(attendees, int) else None,
            deleted=day,
            who=names.get(one.who, one.who) if own else translate("Trash", "another computer"),
            left=min(DAYS, (day + timedelta(days=DAYS) - desk.today()).days),
        )


def _has(row: TrashRow, words: Sequence[str]) -> bool:
    said = fold(f"{row.title} {row.places_label} {row.kind_label}")
    return all(word in said for word in words)

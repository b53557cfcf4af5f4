"""Evidence (minh chứng): files attached to an activity, or to what a commune reported.

The bytes stay on this PC, encrypted (`store.evidence`); packages carry title, kind, size and
SHA-256 (`decisions.md` 15). A file is stored before the change that names it, and its bytes go
180 days after it was removed, or at once where somebody asks for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gbdesk.domain.activities import public_words
from gbdesk.domain.evidence import (
    DAY_MS,
    EVIDENCE,
    KEPT_DAYS,
    MB,
    RECORD_MOST,
    TITLE_MOST,
    tidy_title,
)
from gbdesk.domain.merge import CREATE, DELETE, PUT
from gbdesk.domain.ops import REPORT, Fields, Value
from gbdesk.domain.pii import find_personal
from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import on_carrier, write_verified
from gbdesk.services import planning
from gbdesk.services import undo as undoing
from gbdesk.services.desk import Desk
from gbdesk.services.evidence_parts import (
    Added,
    Attached,
    Done,
    Given,
    Target,
    attached_of,
    numbered,
)
from gbdesk.services.streams import stream_to
from gbdesk.store import attached, figures, oplog
from gbdesk.store.oplog import Draft
from gbdesk.store.papers import PAPER
from gbdesk.text import say

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Added", "Attached", "Done", "Evidence", "Given", "Target"]


class Evidence:
    """The attached files of this workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # what there is
    def list(self, target: Target) -> tuple[Attached, ...]:
        """The files of a record in the order they were added."""
        desk = self._desk
        with desk.read() as db:
            rows = figures.entries(db, EVIDENCE, register=target.register, offices=[target.office])
        here = desk.store.evidence.here() if rows else {}
        return tuple(attached_of(row, here) for row in rows)

    def open(self, target: Target, ident: str) -> tuple[Attached, bytes]:
        """A file and its bytes, compared with its SHA-256; only in memory.

        Raises:
            Refused: it is no longer attached, on another PC, or damaged.
        """
        found = self._one(target, ident)
        data = self._desk.store.evidence.get(found.sha256)
        if data is None:
            raise Refused("evidence.elsewhere")
        return found, data

    # what is done
    def add(self, target: Target, given: Sequence[Given]) -> Added:
        """Attach files in one step; one that cannot be is told, the others are kept.

        Raises:
            Refused: the record is not there or another office's, or the disk does not take them.
        """
        desk = self._desk
        target = replace(target, office=_office(desk, target))
        there, refused, new, drafts = list(self.list(target)), [], [], []
        for one in given:
            try:
                draft = self._drafted(target, one, there)
            except Refused as told:
                refused.append(told)
                continue
            drafts.append(draft)
            there.append(attached_of(_row(draft), {}))
        before = desk.store.evidence.here()
        try:
            for one in _taken(given, drafts):
                sha = desk.store.evidence.put(one.data, desk.clock.now_ms())
                new += [] if sha in before else [sha]
            undo = self._write(target, drafts) if drafts else None
        except BaseException:
            self._drop_unnamed(target, new)
            raise
        ids = tuple(draft.record for draft in drafts)
        return Added(ids=ids, undo=undo, refused=tuple(refused), changed=target.changed)

    def rename(self, target: Target, ident: str, title: str, *, keep: bool = False) -> Done:
        """Give a file another title; `keep` one that seems to name a person, but does not.

        Raises:
            Refused: it is no longer attached, or the title is empty, long or names a person.
        """
        found, said = self._one(target, ident), self._title(title, keep=keep)
        return self._done(target, [_draft(PUT, target, found.id, {"title": said})])

    def remove(self, target: Target, idents: Sequence[str]) -> Done:
        """Take files off; `undo` brings them back, their bytes stay for 180 days.

        Raises:
            Refused: one is no longer attached, or it is another office's.
        """
        drafts = [_draft(DELETE, target, self._one(target, one).id, {}) for one in idents]
        return self._done(target, drafts)

    def destroy(self, target: Target, ident: str) -> Done:
        """Take a file off wherever it is attached and overwrite its bytes now, for good.

        Older backups still hold it.

        Raises:
            Refused: as `remove`, or the disk refuses; then `sweep` overwrites it later.
        """
        desk, found = self._desk, self._one(target, ident)
        with desk.read() as db:
            every = figures.entries(db, EVIDENCE)
        drafts = [
            draft
            for row in every
            if row.fields.get("sha256") == found.sha256 and desk.may_see(row.office)
            for draft in _destroying(row)
        ]
        done = self._done(target, drafts)
        desk.store.evidence.drop([found.sha256])
        return replace(done, undo=None)

    def save_copy(self, target: Target, ident: str, place: Path) -> Path:
        """Write a copy that is not encrypted to a new file, read it back; the file.

        Raises:
            Refused: as `open`, the name is taken, or the disk does not take it.
        """
        found, data = self.open(target, ident)
        desk = self._desk

        def check(written: Path) -> None:
            if written.read_bytes() != data:
                raise Refused("disk.failed", name=place.name)

        with on_carrier(place):
            write_verified(place, lambda out: out.write(data), check, private=True)
        with desk.store.write() as db:
            desk.note(db, "evidence-copied", EVIDENCE, found.id)
        return place

    def sweep(self) -> int:
        """Overwrite the bytes of files removed more than 180 days ago; how many went.

        Raises:
            Refused: the disk refuses; they go another time.
        """
        desk, now = self._desk, self._desk.clock.now_ms()
        here = desk.store.evidence.here()
        if not here:
            return 0
        with desk.read() as db:
            needed = attached.kept(db, now - KEPT_DAYS * DAY_MS)
        gone = [sha for sha, at in here.items() if sha not in needed and at < now - DAY_MS]
        return desk.store.evidence.drop(gone)

    # inside
    def _one(self, target: Target, ident: str) -> Attached:
        found = next((one for one in self.list(target) if one.id == ident), None)
        if found is None:
            raise Refused("evidence.gone", days=KEPT_DAYS)
        return found

    def _drafted(self, target: Target, one: Given, there: Sequence[Attached]) -> Draft:
        """The change that attaches a file beside those that are there."""
        if one.sha256 in {other.sha256 for other in there}:
            raise Refused("evidence.twice", name=one.name)
        if sum(other.size for other in there) + len(one.data) > RECORD_MOST:
            raise Refused("evidence.full", name=one.name, most=RECORD_MOST // MB)
        title = self._title(one.title, keep=one.keep) if one.title else numbered(one.kind, there)
        about: dict[str, Value] = {"kind": one.kind, "size": len(one.data), "sha256": one.sha256}
        fields: Fields = {"register": target.register, **target.about, "title": title, **about}
        return _draft(CREATE, target, self._desk.new_id(), fields)

    def _title(self, title: str, *, keep: bool) -> str:
        said = tidy_title(title)
        if not said or len(said) > TITLE_MOST:
            raise Refused("evidence.title", most=TITLE_MOST)
        hits = () if keep else find_personal(said, public_words(self._desk.catalogue))
        if hits:
            raise Refused("evidence.personal", kind=say(planning.TRACES[hits[0].kind]))
        return said

    def _write(self, target: Target, drafts: Sequence[Draft]) -> undoing.Undo:
        desk = self._desk
        with desk.write() as db:
            self._need(db, target)
            undo = _record(desk, db, target, drafts)
            for draft in drafts:
                desk.note(db, "evidence-added", EVIDENCE, draft.record)
                self._note_kept(db, draft)
        return undo

    def _done(self, target: Target, drafts: Sequence[Draft]) -> Done:
        desk = self._desk
        _office(desk, target)
        with desk.write() as db:
            undo = _record(desk, db, target, drafts)
            for draft in drafts:
                if draft.kind == DELETE:
                    desk.note(db, "evidence-removed", EVIDENCE, draft.record)
                self._note_kept(db, draft)
        return Done(undo=undo, changed=target.changed)

    def _note_kept(self, db: Connection, draft: Draft) -> None:
        """Note that a title was kept though it seems to name a person."""
        if find_personal(str(draft.fields.get("title") or ""), public_words(self._desk.catalogue)):
            self._desk.note(db, "kept-personal", EVIDENCE, draft.record)

    def _drop_unnamed(self, target: Target, new: Sequence[str]) -> None:
        """After a failure: take the bytes away again, unless the change that names them holds.

        Where this fails too, `sweep` does it a day later.
        """
        with suppress(Refused):
            named = {one.sha256 for one in self.list(target)}
            self._desk.store.evidence.drop([sha for sha in new if sha not in named])

    def _need(self, db: Connection, target: Target) -> None:
        """The record the files belong to has to be there, where it is one."""
        if not target.is_record:
            return
        if oplog.fields_of(db, target.office, target.record, target.entity) is None:
            raise Refused("activity.gone")


def _office(desk: Desk, target: Target) -> str:
    """The office of a target, where files may be attached here: a document is the hub's.

    Raises:
        Refused: it is another office's.
    """
    if target.entity == PAPER and desk.session.hub:
        return target.office
    return desk.office_or_own(target.office)


def _record(desk: Desk, db: Connection, target: Target, drafts: Sequence[Draft]) -> undoing.Undo:
    stream = stream_to(desk.catalogue, target.office) if target.entity == PAPER else REPORT
    return undoing.record(desk, db, drafts, target.changed, stream=stream)


def _taken(given: Sequence[Given], drafts: Sequence[Draft]) -> list[Given]:
    """The files that these changes attach, in their order."""
    by_sha = {one.sha256: one for one in given}
    return [by_sha[str(draft.fields["sha256"])] for draft in drafts]


def _row(draft: Draft) -> figures.EntryRow:
    return figures.EntryRow(
        entity=EVIDENCE,
        office=draft.office,
        register=str(draft.fields["register"]),
        id=draft.record,
        fields=draft.fields,
    )


def _destroying(row: figures.EntryRow) -> tuple[Draft, Draft]:
    """What says of a file that its bytes are gone, and takes it off."""
    put = Draft(
        entity=EVIDENCE, kind=PUT, record=row.id, office=row.office, fields={"destroyed": True}
    )
    return put, replace(put, kind=DELETE, fields={})


def _draft(kind: str, target: Target, record: str, fields: Fields) -> Draft:
    return Draft(entity=EVIDENCE, kind=kind, record=record, office=target.office, fields=fields)

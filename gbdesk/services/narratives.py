"""The written part of the report, section by section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gbdesk.domain.activities import public_words
from gbdesk.domain.ids import derived_id
from gbdesk.domain.merge import PUT
from gbdesk.domain.names import nfc_lines
from gbdesk.domain.pii import Hit, find_personal
from gbdesk.domain.refusals import Refused
from gbdesk.services import undo as undoing
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.labels import SECTIONS, section_label
from gbdesk.services.undo import Undo, Undone
from gbdesk.store import figures, oplog
from gbdesk.store.oplog import Draft

MOST: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section: its id and heading."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedText:
    """A section as recorded; `hits` are traces of persons that were kept."""

    hits: tuple[Hit, ...]
    undo: Undo
    changed: Changed = Changed.NARRATIVES


class Narratives:
    """The narratives written or received in this workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def sections(self) -> tuple[Section, ...]:
        """The sections in the order of the report."""
        return tuple(Section(id=ident, label=section_label(ident)) for ident in SECTIONS)

    def get(self, period: str, *, office: str | None = None) -> dict[str, str]:
        """What an office wrote for a period, by section; sections without text are empty."""
        desk = self._desk
        desk.catalogue.period(period)
        with desk.read() as db:
            rows = figures.narratives(db, period, offices=[office or desk.session.office])
        return {**dict.fromkeys(SECTIONS, ""), **{row.section: row.text for row in rows}}

    def save(
        self,
        period: str,
        section: str,
        text: str,
        *,
        office: str | None = None,
        seen: str | None = None,
    ) -> SavedText:
        """Record the text of a section; traces of persons are told, not removed.

        `seen` is what stood there when the person began to write.

        Raises:
            Refused: no such section or period, the text is too long, or somebody else wrote
                another one since it was seen.
        """
        desk, owner = self._desk, self._desk.office_or_own(office)
        ident, said = desk.catalogue.period(period).id, nfc_lines(text)
        if section not in SECTIONS:
            raise Refused("narrative.section", section=section)
        if len(said) > MOST:
            raise Refused("narrative.long", length=len(said), most=MOST)
        hits = find_personal(said, public_words(desk.catalogue))
        draft = Draft(
            entity="narrative",
            kind=PUT,
            record=derived_id("narrative", owner, ident, section),
            office=owner,
            fields={"period": ident, "section": section, "text": said},
        )
        with desk.write() as db:
            now = oplog.fields_of(db, owner, draft.record, draft.entity) or {}
            if seen is not None and (now.get("text") or "") not in {nfc_lines(seen), said}:
                raise Refused("narrative.moved", section=section_label(section))
            undo = undoing.record(desk, db, [draft], Changed.NARRATIVES)
            if hits:
                desk.note(db, "kept-personal", "narrative", draft.record)
        return SavedText(hits=hits, undo=undo)

    def undo(self, undo: Undo) -> Undone:
        """Take a step back.

        Raises:
            Refused: the step changed nothing, or what it set was changed again since.
        """
        return undoing.take_back(self._desk, undo)

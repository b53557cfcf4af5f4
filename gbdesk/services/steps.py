"""What a person did since the program was opened, taken back step by step and done again.

The steps stand in the encrypted file of the drafts: locking, leaving a page and closing a form keep
them, the end of the program ends them. Whatever is erased for good goes out of them too.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from gbdesk.domain.refusals import Refused
from gbdesk.services import undo as undoing
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.undo import Undo
from gbdesk.store.oplog import Draft
from gbdesk.store.steps import Kept, StepFile

RUN: Final = secrets.token_hex(8)
"""One run of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step that was taken back or done again, by its words."""

    words: str
    changed: Changed


class Steps:
    """The steps of the person who works here; a page may keep its own on a `shelf`.

    One that is refused because something was changed since stays and gives way to the one before;
    it is tried again once another one succeeded, or when nothing else is left.
    """

    def __init__(self, desk: Desk, shelf: str = "") -> None:
        self._desk = desk
        who = f"{desk.session.user}\t{shelf}" if shelf else desk.session.user
        self._file = StepFile(desk.store.drafts, who, RUN)
        self._file.begin()
        self._waiting: list[tuple[str, Undo]] = []
        self._refused: set[int] = set()

    def keep(self, words: str, undo: Undo) -> None:
        """One more step; where the disk is full it is held until there is room."""
        self._waiting.append((words, undo))
        self._refused.clear()
        try:
            self._file.drop_forth()
            self._store_waiting()
        except Refused:
            return  # what was done is done; only the step back waits

    def back_words(self) -> str:
        """What `back` would take back, empty where there is nothing."""
        return self._waiting[-1][0] if self._waiting else self._words(forth=False)

    def forth_words(self) -> str:
        """What `forth` would do again, empty where there is nothing."""
        return self._words(forth=True)

    def back(self) -> Taken:
        """Take the last step back.

        Raises:
            Refused: there is none, what it set was changed again since, or the disk is full.
        """
        return self._go(forth=False)

    def forth(self) -> Taken:
        """Do again what was taken back last.

        Raises:
            Refused: there is none, what it would set was changed since, or the disk is full.
        """
        return self._go(forth=True)

    def _go(self, *, forth: bool) -> Taken:
        self._store_waiting()
        step = self._next(forth=forth)
        payload = self._file.read(step.number) if step else None
        if step is None or payload is None:
            raise Refused("undo.nothing")
        try:
            done = undoing.take_back(self._desk, _read(payload))
        except Refused as refused:
            if refused.code == "undo.moved":
                self._refused.add(step.number)
            raise
        self._refused.clear()
        with suppress(Refused):  # it is done; on a full disk only the way back is lost
            self._file.drop(step.number)
            self._file.add(step.words, _written(done.undo), forth=not forth)
        return Taken(words=step.words, changed=done.changed)

    def _next(self, *, forth: bool) -> Kept | None:
        known = self._file.all(forth=forth)
        fresh = [one for one in known if one.number not in self._refused]
        return next(iter(fresh or known), None)

    def _words(self, *, forth: bool) -> str:
        step = self._next(forth=forth)
        return step.words if step else ""

    def _store_waiting(self) -> None:
        while self._waiting:
            words, undo = self._waiting[0]
            self._file.add(words, _written(undo))
            del self._waiting[0]


def _written(undo: Undo) -> dict[str, Any]:
    drafts = [
        [one.entity, one.kind, one.record, one.office, one.fields, one.over] for one in undo.drafts
    ]
    left = [one.hex() if isinstance(one, bytes) else one for one in undo.left]
    beside = _written(undo.beside) if undo.beside else None
    facts = {"changed": undo.changed.value, "stream": undo.stream, "beside": beside}
    return {"drafts": drafts, "left": left, **facts}


def _read(said: dict[str, Any]) -> Undo:
    drafts = tuple(
        Draft(entity=entity, kind=kind, record=record, office=office, fields=fields, over=over)
        for entity, kind, record, office, fields, over in said["drafts"]
    )
    left = tuple(bytes.fromhex(one) if isinstance(one, str) else one for one in said["left"])
    changed = Changed(said["changed"])
    beside = _read(said["beside"]) if said["beside"] else None
    return Undo(drafts=drafts, left=left, changed=changed, stream=said["stream"], beside=beside)

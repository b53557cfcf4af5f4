"""The folder that the hub has watched for packages: what is new in it, and that it is only read.

Nothing is taken in, moved or deleted by itself. A package that was taken in before is not new;
which one a file is, its header says, so a copy under another name is known too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain.refusals import Refused
from gbdesk.media import inbox
from gbdesk.media.inbox import Mark
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.store import ledger, meta
from gbdesk.sync import peeking
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FOLDER: Final = "inbox_folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the last look saw: `new` files that nobody has dealt with yet, how many still grow."""

    folder: Path | None = None
    reachable: bool = True
    new: tuple[Path, ...] = ()
    growing: int = 0

    @property
    def words(self) -> str:
        """How the folder stands, in the language in use; empty where none is watched."""
        if self.folder is None:
            return ""
        if not self.reachable:
            return translate(
                "Inbox",
                "The folder {folder} cannot be read now; it is looked at again every minute.",
                folder=self.folder.name or self.folder,
            )
        if self.growing:
            return translate(
                "Inbox",
                "Watching {folder}; {n} files are still being copied.",
                n=self.growing,
                folder=self.folder.name or self.folder,
            )
        return translate("Inbox", "Watching {folder}.", folder=self.folder.name or self.folder)


class Inbox:
    """One folder for one workspace; looking again is cheap where nothing changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._busy = threading.Lock()
        self._marks: dict[Path, Mark] = {}
        self._idents: dict[tuple[Path, Mark], str] = {}
        self._done: set[tuple[Path, Mark | None]] = set()
        self.latest = Found()

    def folder(self) -> Path | None:
        """The folder that is watched, None where nobody asked for it."""
        with self._desk.read() as db:
            said = meta.get(db, _FOLDER)
        return Path(said) if isinstance(said, str) and self._desk.session.hub else None

    def set_folder(self, folder: Path | None) -> Changed:
        """Watch this folder from now on, or none.

        Raises:
            Refused: this is no hub, or there is no such folder.
        """
        if not self._desk.session.hub:
            raise Refused("receive.office")
        if folder is not None and not folder.is_dir():
            raise Refused("inbox.folder", name=str(folder))
        with self._desk.write() as db:
            meta.put(db, _FOLDER, str(folder) if folder is not None else None)
            self._desk.note(db, "inbox-folder", "workspace", "")
        self._marks, self.latest = {}, Found(folder=folder)
        return Changed.PACKAGES

    def look(self) -> Found:
        """Look into the folder; where another look is under way, what the last one saw."""
        if not self._busy.acquire(blocking=False):
            return self.latest
        try:
            self.latest = self._look()
        finally:
            self._busy.release()
        return self.latest

    def new(self) -> tuple[Path, ...]:
        """What the last look saw and nobody has dealt with since; the folder is not read."""
        marks = self._marks
        return tuple(path for path in self.latest.new if (path, marks.get(path)) not in self._done)

    def mark(self, path: Path) -> Mark | None:
        """Size and time of a file as the last look saw them, None where it is not there."""
        return self._marks.get(path)

    def done(self, paths: Iterable[Path]) -> None:
        """These were dealt with: they are new again only when they change."""
        marks = self._marks
        self._done |= {(path, marks[path]) for path in paths if path in marks}

    def _look(self) -> Found:
        folder = self.folder()
        if folder is None:
            return Found()
        sight = inbox.look(folder, self._marks)
        if not sight.reachable:
            return Found(folder=folder, reachable=False, new=self.latest.new)
        self._marks = dict(sight.marks)
        with self._desk.read() as db:
            new = tuple(path for path in sight.settled if self._is_new(db, path))
        return Found(folder=folder, new=new, growing=sight.growing)

    def _is_new(self, db: Connection, path: Path) -> bool:
        key = path, self._marks[path]
        if key in self._done:
            return False
        if key not in self._idents:
            self._idents[key] = peeking.ident_of(path)
        ident = self._idents[key]
        known = ledger.by_ident(db, ident) if ident else None
        return known is None or not known.accepted

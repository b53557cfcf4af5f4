"""The walks about the root key: a new root file, its sheet, then the change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.root_keys import NewRoot, Rooted
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.writing import write_new
from gbdesk.ui.keys.file_line import content
from gbdesk.ui.keys.root import RootChangeWalk, RootLostWalk
from gbdesk.ui.keys.root_sheet import RootSheet

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The root file in force and its code."""

    raw: bytes = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A new root file as it stands on the stick; `present` is None where that one is lost."""

    new: NewRoot
    path: Path
    present: Present | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The new root key is in force; `backup` is the new one, None where it could not be made."""

    rooted: Rooted
    backup: Path | None
    changed: Changed = Changed.PACKAGES


class Roots(QObject):
    """`done` with words, `refused` with what was in the way."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page

    def ask_change(self) -> None:
        """A new root key, signed for by the present one."""
        asked = RootChangeWalk(self._around, self._page)
        if not asked.answered() or asked.root.path is None:
            return
        path, code = asked.root.path, asked.code.text()
        self._ask_folder(lambda: Present(raw=content(path), code=code))

    def ask_lost(self) -> None:
        """Another root key without the present one."""
        if RootLostWalk(self._around, self._page).answered():
            self._ask_folder(None)

    def _ask_folder(self, present: Callable[[], Present] | None) -> None:
        folder = ask_folder(self._page, translate("Keys", "Stick for the new root file"))
        if folder is None:
            return

        def work(_progress: Progress) -> Written:
            keys, held = self._around.app.root_keys, present() if present else None
            new = keys.make(held.raw, held.code) if held else keys.make()
            path = write_new(folder, new.name, new.bytes, private=True)
            return Written(new=new, path=path, present=held)

        self._around.read(work, self._written, self.refused.emit)

    def _written(self, found: Written) -> None:
        yes = translate("Keys", "Take the new root key into use")
        asked = RootSheet(self._around, found.new, found.path, self._page, yes=yes)
        if asked.answered():
            self._around.write(partial(self._change, found), self._changed, self.refused.emit)
            return
        self.done.emit(
            translate(
                "Keys", "Nothing was changed. {file} is of no use: delete it.", file=found.path.name
            )
        )

    def _change(self, found: Written, _progress: Progress) -> Done:
        from gbdesk.bootstrap import backed_up

        app, present = self._around.app, found.present
        new = content(found.path), found.new.code
        keys = app.root_keys
        rooted = keys.change((present.raw, present.code), new) if present else keys.replace(new)
        return Done(rooted=rooted, backup=backed_up(app))

    def _changed(self, done: Done) -> None:
        words = _lost_words(done.rooted) if done.rooted.lost else _changed_words(done.rooted)
        self.done.emit(f"{words} {backup_words(done.backup)}")


def _lost_words(done: Rooted) -> str:
    return translate(
        "Keys",
        "Root key no. {number} is in force here. Put the new root file and its sheet into two "
        "safes. Make an invitation for every unit now and telephone: each one types its code.",
        number=done.number,
    )


def _changed_words(done: Rooted) -> str:
    return translate(
        "Keys",
        "Root key no. {number} is in force. Write receipts for all units now, put the new root "
        "file and its sheet into two safes, and destroy the older ones.",
        number=done.number,
    )


def backup_words(backup: Path | None) -> str:
    """Whether there is a backup that knows the new key."""
    if backup is None:
        return translate("Keys", "No new backup could be made: make one now.")
    return translate("Keys", "A new backup is made: {name}.", name=backup.name)

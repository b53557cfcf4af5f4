"""What is done with packages: taken in, undone, sent back, acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gbdesk.domain.catalogue import Catalogue
from gbdesk.services.changed import Changed
from gbdesk.services.conflicts import Own
from gbdesk.services.receiving_parts import Look, SentBack, Taken, Undone
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.reason import ReasonQuestion
from gbdesk.ui.pages.receive import foot
from gbdesk.ui.pages.receive.entries import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from gbdesk.services.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """Several files taken in, or several imports undone."""

    taken: Sequence[Taken] = ()
    undone: Sequence[Undone] = ()
    paths: Sequence[Path] = ()
    changed: Changed = Changed.NOTHING


class Deeds(QObject):
    """`done` with the entries whose state changed."""

    done = Signal(list)
    refused = Signal(str)

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page

    def do(self, deed: str, entry: Entry) -> None:
        """Do what a button below the package says."""
        deeds = {
            foot.BACK: self.send_back,
            foot.ALLOW: self.allow,
            foot.DENY: self.deny,
            foot.TELL: self.copy_message,
            foot.RECEIPT: self._receipt,
            foot.UNDO: self._undo_one,
        }
        deeds[deed](entry)

    def _receipt(self, entry: Entry) -> None:
        if entry.look is not None:
            self.receipts([entry.look.office])

    def _undo_one(self, entry: Entry) -> None:
        if entry.taken is not None:
            self.undo([entry.taken.number])

    def take(self, entry: Entry, choices: Sequence[tuple[str, int | Own]]) -> None:
        """Take one package in with what was decided."""
        path = entry.path

        def work(progress: Progress) -> Many:
            taken: Taken = self._around.app.receiving.take_in(path, choices, progress)
            return Many(taken=[taken], changed=taken.changed)

        self._around.write(work, partial(self._taken, [entry]), self._failed)

    def take_all(self, entries: Sequence[Entry]) -> None:
        """Take several in, one after the other, each whole or not at all."""
        paths = [one.path for one in entries]

        def work(progress: Progress) -> Many:
            taken: list[Taken] = self._around.app.receiving.take_in_all(paths, progress)
            changed = Changed.NOTHING
            for one in taken:
                changed |= one.changed
            return Many(taken=taken, changed=changed)

        self._around.write(work, partial(self._taken, list(entries)), self._failed)

    def _taken(self, entries: Sequence[Entry], done: Many) -> None:
        by_path = {one.path: one for one in done.taken}
        for entry in entries:
            entry.taken = by_path.get(entry.path)
        good = [one for one in done.taken if one.ok]
        numbers = [one.number for one in good if one.number]
        if numbers:
            said = _words(good, hub=self._around.app.session.hub)
            self._around.tell(said, partial(self.undo, numbers))
        bad = [one for one in done.taken if not one.ok]
        if bad:
            self.refused.emit(bad[0].message.text)
        self.done.emit(list(entries))

    def undo(self, numbers: Sequence[int]) -> None:
        """Undo imports, the last one first."""

        def work(_progress: Progress) -> Many:
            app = self._around.app
            undone = [app.receiving.undo(one) for one in reversed(numbers)]
            changed = Changed.NOTHING
            for one in undone:
                changed |= one.changed
            return Many(undone=undone, changed=changed)

        self._around.write(work, self._undone, self._failed)

    def _undone(self, done: Many) -> None:
        if done.undone:
            self._around.tell(done.undone[0].words)
        self.done.emit([])

    def send_back(self, entry: Entry) -> None:
        """Ask why, then write the note that goes with the next receipt."""
        look = entry.look
        if look is None:
            return
        asked = ReasonQuestion(
            self._around,
            translate("Receive", "Send back the package of {office}", office=look.office_name),
            translate(
                "Receive",
                "The unit reads the reason with the receipt. Nothing of the package is taken in.",
            ),
            translate("Receive", "Send back"),
            self._page,
        )
        if not asked.answered():
            return
        reason = asked.reason()

        def work(_progress: Progress) -> SentBack:
            back: SentBack = self._around.app.receiving.send_back(look.ident, reason)
            return back

        self._around.write(work, partial(self._back, entry), self._failed)

    def _back(self, entry: Entry, back: SentBack) -> None:
        entry.aside = True
        self._around.tell(back.words)
        self.done.emit([entry])

    def allow(self, entry: Entry) -> None:
        """Ask what the unit said, then let a second history of its PC in."""
        question = ReasonQuestion(
            self._around,
            translate("Receive", "Let in what this PC wrote a second time"),
            translate(
                "Receive",
                "Telephone the unit first: did it put back a backup or copy its data to another "
                "PC? What stands here stays; where both differ you choose.",
            ),
            translate("Receive", "Let it in"),
            self._page,
        )
        self._decide(question, partial(self._around.app.receiving.allow, entry.path))

    def deny(self, entry: Entry) -> None:
        """Ask what the unit said, then refuse this history of its PC."""
        question = ReasonQuestion(
            self._around,
            translate("Receive", "Refuse what this PC wrote a second time"),
            translate(
                "Receive",
                "The unit reads the reason with the receipt. The file stays as evidence and can "
                "still be let in later.",
            ),
            translate("Receive", "Refuse"),
            self._page,
        )
        self._decide(question, partial(self._around.app.receiving.deny, entry.path))

    def _decide(self, question: ReasonQuestion, decide: Callable[[str], Changed]) -> None:
        if not question.answered():
            return
        reason = question.reason()

        def work(_progress: Progress) -> Many:
            return Many(changed=decide(reason))

        self._around.write(work, self._allowed, self._failed)

    def _allowed(self, _done: Many) -> None:
        self.done.emit([])

    def receipts(self, offices: Sequence[str] | None = None) -> None:
        """Ask where, then write receipts for these offices, or for all that need one."""
        folder = ask_folder(self._page, translate("Receive", "Folder or stick for the receipts"))
        if folder is not None:
            self.write_receipts(folder, offices)

    def write_receipts(self, folder: Path, offices: Sequence[str] | None = None) -> None:
        """Write receipts into a folder."""

        def work(_progress: Progress) -> Many:
            app = self._around.app
            paths = app.receiving.receipts(folder, list(offices) if offices else None)
            return Many(paths=paths, changed=Changed.PACKAGES)

        self._around.write(work, self._receipts_written, self._failed)

    def _receipts_written(self, done: Many) -> None:
        words = (
            translate(
                "Receive",
                "{n} receipts are written and read back, in {folder}.",
                n=len(done.paths),
                folder=done.paths[0].parent,
            )
            if done.paths
            else translate("Receive", "There is no receipt to write: every one was written before.")
        )
        self._around.tell(words)

    def copy_message(self, entry: Entry) -> None:
        """Put a message for the unit on the clipboard."""
        if entry.look is not None:
            words = _message(entry.look, self._around.app.catalogue)
            QGuiApplication.clipboard().setText(words)
            self._around.tell(translate("Receive", "A message for the unit is on the clipboard."))

    def _failed(self, error: Exception) -> None:
        self.refused.emit(words_of(error, self._around))
        self.done.emit([])


def _message(look: Look, catalogue: Catalogue) -> str:
    """What the unit is told of a file that could not be taken in."""
    return translate(
        "Receive",
        "To: {office}. {hub} could not take in the file “{file}”. {happened} {todo}",
        office=look.office_name or "…",
        hub=catalogue.hub.name,
        file=look.path.name,
        happened=look.message.happened,
        todo=look.message.todo,
    )


def _words(taken: Sequence[Taken], *, hub: bool) -> str:
    """What is done, in exact words."""
    if len(taken) == 1:
        one = taken[0]
        said = translate(
            "Receive",
            "Package {number} of {office} is taken in: {n} items.",
            n=one.items,
            number=f"{one.seq:02d}",
            office=one.office_name,
        )
        left = one.conflicts
    else:
        items = sum(one.items for one in taken)
        said = translate(
            "Receive", "{n} packages are taken in: {items} items.", n=len(taken), items=items
        )
        left = sum(one.conflicts for one in taken)
    if not left:
        return said
    more = (
        translate("Receive", "{n} items are left to ask the unit.", n=left)
        if hub
        else translate(
            "Receive", "{n} items are left open; they stand on the page “Differences”.", n=left
        )
    )
    return f"{said} {more}"

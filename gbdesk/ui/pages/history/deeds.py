"""What is done with imports: undone, acknowledged, sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.phoning import PhoneCode
from gbdesk.services.receiving_parts import HistoryRow, Leaving, SentBack, Undone
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.reason import ReasonQuestion
from gbdesk.ui.pages.history.phone import PhoneCodes

if TYPE_CHECKING:
    from pathlib import Path

    from gbdesk.services.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """Receipts were written."""

    paths: Sequence[Path]
    changed: Changed = Changed.PACKAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A receipt as codes."""

    codes: Sequence[PhoneCode]
    changed: Changed = Changed.PACKAGES


class UndoQuestion(Question):
    """What really leaves when an import is undone."""

    def __init__(self, leaving: Leaving, parent: QWidget) -> None:
        title = translate(
            "History",
            "Undo package {seq} of {office}",
            seq=f"{leaving.seq:02d}",
            office=leaving.office_name,
        )
        super().__init__(title, parent)
        self.setStyleSheet(sheet())
        self.words = self.say(leaving.words)
        self.say(
            translate(
                "History",
                "The file of the package is kept; it can be taken in again at any time.",
            )
        )
        self.end(translate("History", "Undo the import"), translate("History", "Keep it"))


class Deeds(QObject):
    """`done` with words, `refused` with what was in the way."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page

    def ask_undo(self, found: HistoryRow) -> None:
        """Say what really leaves, then undo."""
        work = partial(self._leaving, found.number)
        self._around.read(work, self._undo_asked, self.refused.emit)

    def _leaving(self, number: int, _progress: Progress) -> Leaving:
        leaving: Leaving = self._around.app.receiving.what_leaves(number)
        return leaving

    def _undo_asked(self, leaving: Leaving) -> None:
        question = UndoQuestion(leaving, self._page)
        if not question.answered():
            return

        def work(_progress: Progress) -> Undone:
            undone: Undone = self._around.app.receiving.undo(leaving.number)
            return undone

        self._around.write(work, self._undone, self.refused.emit)

    def _undone(self, undone: Undone) -> None:
        self.done.emit(undone.words)

    def ask_receipts(self, offices: Sequence[str] | None) -> None:
        """Ask where, then write receipts of these offices, or of all."""
        folder = ask_folder(self._page, translate("History", "Folder or stick for the receipts"))
        if folder is not None:
            self.write_receipts(folder, offices)

    def write_receipts(self, folder: Path, offices: Sequence[str] | None = None) -> None:
        """Write receipts into a folder."""

        def work(progress: Progress) -> Receipts:
            paths = self._around.app.receiving.receipts(folder, offices, progress)
            return Receipts(paths=paths)

        self._around.write(work, self._receipts_written, self.refused.emit)

    def _receipts_written(self, done: Receipts) -> None:
        words = translate("History", "{n} receipts are written and read back.", n=len(done.paths))
        self.done.emit(words)

    def ask_phone(self, office: str) -> None:
        """Acknowledge, and show the codes to read out."""

        def work(_progress: Progress) -> Told:
            return Told(codes=self._around.app.receiving.phone_codes(office))

        self._around.write(work, self._told, self.refused.emit)

    def _told(self, told: Told) -> None:
        PhoneCodes(told.codes, self._page).answered()
        self.done.emit("")

    def ask_back(self, found: HistoryRow) -> None:
        """Ask why, then write the note that goes with the next receipt."""
        asked = ReasonQuestion(
            self._around,
            translate("History", "Send back the package of {office}", office=found.office_name),
            translate(
                "History",
                "The unit reads the reason with the receipt. What was taken in stays until you "
                "undo it.",
            ),
            translate("History", "Send back"),
            self._page,
        )
        if not asked.answered():
            return
        reason = asked.reason()

        def work(_progress: Progress) -> SentBack:
            back: SentBack = self._around.app.receiving.send_back(found.ident, reason)
            return back

        self._around.write(work, self._sent_back, self.refused.emit)

    def _sent_back(self, back: SentBack) -> None:
        self.done.emit(back.words)

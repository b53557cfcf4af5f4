"""What the hub does to make offices known: invitations, answers, withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.writing import write_new
from gbdesk.ui.keys import hub
from gbdesk.ui.keys.pc import CertifyWalk
from gbdesk.ui.pages.enrolment.codes import Invitations, Invited
from gbdesk.ui.pages.enrolment.requests import Answered, DigitsHeard, DigitsShown, answer

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A PC was withdrawn, or has other keys."""

    changed: Changed


class Deeds(QObject):
    """`made` with invitations, `done` with words, `refused` with what was in the way."""

    made = Signal(object)
    done = Signal(str)
    refused = Signal(object)

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page

    def make(self, offices: Sequence[Office], folder: Path) -> None:
        """Write invitations into a folder, then show their codes."""

        def work(progress: Progress) -> Invitations:
            made = []
            for at, one in enumerate(offices):
                progress.step(at, len(offices), one.short)
                found = self._around.app.enrolment.invite(one.id)
                path = write_new(folder, found.name, found.bytes, private=True)
                made.append(Invited(name=one.name, path=path, code=found.code))
            return Invitations(each=made)

        self._around.write(work, self.made.emit, self.refused.emit)

    def take_in(self, file: Path, folder: Path, heard: str = "") -> None:
        """Certify the PC of a request and write the answer."""
        work = partial(answer, self._around.app.enrolment, file, folder, heard)
        self._around.write(work, self._answered, partial(self._unproven, file, folder))

    def _unproven(self, file: Path, folder: Path, error: Exception) -> None:
        """A request without a code is proven by digits that are heard."""
        if isinstance(error, Refused) and error.code == "enrolment.digits":
            asked = DigitsHeard(self._page)
            if asked.answered():
                self.take_in(file, folder, asked.typed.text())
            return
        self.refused.emit(error)

    def show_digits(self, office: Office) -> None:
        """The digits of an open invitation."""

        def look(_progress: Progress) -> str:
            return str(self._around.app.enrolment.digits(office.id))

        self._around.read(look, partial(self._show_digits, office.name), self.refused.emit)

    def _show_digits(self, name: str, digits: str) -> None:
        DigitsShown(name, digits, self._page).answered()

    def _answered(self, done: Answered) -> None:
        offices = self._around.app.catalogue.offices
        name = offices[done.office].name if done.office in offices else ""
        self.done.emit(
            translate(
                "Enrolment",
                "{name} is registered. Give it the answer {file}.",
                name=name,
                file=done.path.name,
            )
        )

    def ask_keys(self) -> None:
        """Take new keys of the hub into use."""
        asked = hub.HubKeysWalk(self._around, self._page)
        if asked.answered():
            work = partial(hub.renewed, asked.given(), self._around)
            self._around.write(work, self._renewed, self.refused.emit)

    def _renewed(self, done: hub.Done) -> None:
        self.done.emit(hub.told_of(done))

    def ask_certify(self, device: str, label: str) -> None:
        """Certify the new keys that a PC asks for."""
        asked = CertifyWalk(self._around, label, self._page)
        if asked.answered():
            heard = asked.code.text()

            def work(_progress: Progress) -> Withdrawn:
                return Withdrawn(changed=self._around.app.pc_keys.certify(device, heard))

            self._around.write(work, self._certified, self.refused.emit)

    def _certified(self, _done: Withdrawn) -> None:
        self.done.emit(translate("Keys", "The new keys are certified. Write the receipt now."))

    def ask_help(self) -> None:
        """Help a unit that lost its passwords."""
        asked = hub.HelpWalk(self._around, self._page)
        if not asked.answered():
            return
        given = asked.given()
        folder = ask_folder(self._page, translate("Keys", "Folder or stick for the file"))
        if folder is not None:
            work = partial(hub.helped, given, folder, self._around)
            self._around.write(work, self._helped, self.refused.emit)

    def _helped(self, done: hub.Helped) -> None:
        hub.HelpShown(done.made, done.path, self._page).answered()
        self.done.emit(translate("Keys", "The file for {name} is written.", name=done.made.title))

    def ask_revoke(self, device: str) -> None:
        """Ask, then accept nothing more from this PC."""
        asked = Question(translate("Enrolment", "Withdraw this PC"), self._page)
        asked.setStyleSheet(sheet())
        asked.say(
            translate(
                "Enrolment",
                "What it sent until now stays. Packages it signs from now on are not accepted. "
                "This cannot be taken back; the unit then needs a new invitation.",
            )
        )
        asked.end(translate("Enrolment", "Withdraw"), translate("Enrolment", "Keep it"))
        if asked.answered():
            self.revoke(device)

    def revoke(self, device: str) -> None:
        """Accept nothing more from this PC."""

        def work(_progress: Progress) -> Withdrawn:
            return Withdrawn(changed=self._around.app.enrolment.revoke(device))

        self._around.write(work, self._revoked, self.refused.emit)

    def _revoked(self, _done: Withdrawn) -> None:
        self.done.emit(translate("Enrolment", "The PC is withdrawn."))

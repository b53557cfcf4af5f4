"""Answering the request of an office: certified, and the answer written beside or elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import button, row, said
from gbdesk.ui.hub.writing import write_new

if TYPE_CHECKING:
    from gbdesk.services.enrolment import Enrolment
    from gbdesk.services.progress import Progress

MOST: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer of the hub as it was written."""

    office: str
    path: Path
    changed: Changed = Changed.PACKAGES


def answer(
    enrolment: Enrolment, file: Path, folder: Path, heard: str, _progress: Progress
) -> Answered:
    """Certify the PC that asks and write the answer for it; `heard` are digits read out.

    Raises:
        Refused: the request is not proved by its code, or is no request, or the folder does not
            take the answer; asking again gives the same certificate.
    """
    try:
        with file.open("rb") as given:
            raw = given.read(MOST + 1)
    except OSError as error:
        raise Refused("disk.failed", name=file.name) from error
    if len(raw) > MOST:
        raise Refused("package.E_INVITE")
    made = enrolment.certify(raw, heard)
    return Answered(office=made.office, path=write_new(folder, made.name, made.bytes))


class DigitsHeard(Question):
    """The digits that the unit reads out, where it had no code."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("Enrolment", "The unit had no code"), parent)
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(520))
        self.say(
            translate(
                "Enrolment",
                "Telephone the unit at a number that you know. It reads out 30 digits from its "
                "page “Packages sent”. Type at least the first 10; more are better.",
            )
        )
        label = translate("Enrolment", "Digits that you hear")
        self.typed = QLineEdit(self)
        self.typed.setAccessibleName(label)
        self.typed.setPlaceholderText("00000 00000")
        self.put(said(label, "fieldLabel"))
        self.put(self.typed)
        self.end(translate("Enrolment", "Register the PC"), translate("Hub", "Leave it"))
        self.typed.setFocus()


class DigitsShown(Question):
    """The digits of an invitation, to be read out where its code is lost."""

    def __init__(self, office: str, digits: str, parent: QWidget) -> None:
        super().__init__(translate("Enrolment", "Digits for {name}", name=office), parent)
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(560))
        self.say(
            translate(
                "Enrolment",
                "Where the code is lost, read these digits out by telephone. The unit types at "
                "least the first 10 in the field of the code. They are no secret, but they must "
                "be heard from you.",
            )
        )
        shown = said(digits, "hubCode", wraps=True)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.put(shown)
        shut = button(translate("Enrolment", "Close"), primary=True)
        shut.clicked.connect(self.accept)
        feet = QWidget()
        feet.setLayout(row(None, shut))
        self.put(feet)

"""Walks that begin with the root file from the safe and the code on its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.keys.file_line import FileLine, beside
from gbdesk.ui.keys.walk import Walk
from gbdesk.ui.secret import PasswordLine

ROOT: Final = (".gbroot",)


class RootWalk(Walk):
    """A walk that needs the root file and the code on its sheet."""

    def __init__(self, around: Around, title: str, steps: Sequence[str], parent: QWidget) -> None:
        super().__init__(around, title, steps, parent)
        self.before()
        words = translate("Keys", "Root file from the safe (.gbroot)")
        self.root = FileLine(words, ROOT, self)
        label = translate("Keys", "Code on the sheet of the root file")
        self.code = PasswordLine(label, self)
        self.put(beside((words, self.root), (label, self.code)))

    def before(self) -> None:
        """Fields above the root file."""

    def check(self) -> str:
        """Root file and code."""
        if self.root.path is None:
            return translate("Keys", "Choose the root file first.")
        if not self.code.text().strip():
            return translate("Keys", "Type the code on the sheet of the root file.")
        return ""


class RootLostWalk(Walk):
    """The root file or its code is lost, or both are in other hands."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        title = translate("Keys", "Go on without the root file")
        super().__init__(around, title, _losing(), parent)
        self.ask(translate("Keys", "Make the new root file"))


def _losing() -> list[str]:
    return [
        translate(
            "Keys",
            "It is for when the root file or its code is lost, or somebody else may have both. "
            "Look in every safe first: nothing can sign for a new root key then.",
        ),
        translate(
            "Keys",
            "A new root file with a new code is made, onto a stick that you choose. You print its "
            "sheet and type a part of the code; before that nothing is changed.",
        ),
        translate(
            "Keys",
            "Here everything stays: entries, registrations, history. Packages of units come in as "
            "before. Invitations that nobody has answered become void.",
        ),
        translate(
            "Keys",
            "Units cannot open your newer files until each has opened a new invitation under "
            "“Settings › Keys” and typed its code. Make the invitations, then telephone.",
        ),
        translate(
            "Keys",
            "In an emergency, packages written until now open with this data file or the lost "
            "sheet only. A backup is made at the end.",
        ),
    ]


class RootChangeWalk(RootWalk):
    """A new root key, signed for by the present one."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        title = translate("Keys", "Take a new root key into use")
        super().__init__(around, title, _changing(), parent)
        self.ask(translate("Keys", "Make the new root file"))


def _changing() -> list[str]:
    return [
        translate(
            "Keys",
            "A new root file with a new code is made, onto a stick that you choose. You print its "
            "sheet and type a part of the code; before that nothing is changed.",
        ),
        translate(
            "Keys",
            "The present root key signs for the new one. Units follow with the next receipt they "
            "open; registrations and invitations given out stay valid.",
        ),
        translate(
            "Keys",
            "The present root file and its sheet are void then: destroy both. What they opened in "
            "an emergency, the new root file opens too.",
        ),
        translate(
            "Keys",
            "A backup is made at the end: an older backup does not know the new keys and must "
            "not be put back.",
        ),
    ]

"""At an office: an invitation of the hub opened again, where its root key was lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from gbdesk.services.repinning import Pinned
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.keys.file_line import FileLine, beside, content
from gbdesk.ui.keys.walk import Walk
from gbdesk.ui.secret import PasswordLine

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

INVITATION: Final = (".gbinv",)


class PinWalk(Walk):
    """What trusting another root key means; the invitation and its code."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        hub = around.app.catalogue.word("hub_short")
        title = translate("Keys", "Trust a new root key of {hub_short}", hub_short=hub)
        super().__init__(around, title, _pinning(hub), parent)
        words = translate("Keys", "Invitation (.gbinv)")
        self.file = FileLine(words, INVITATION, self)
        label = translate("Keys", "Code told by telephone")
        self.code = PasswordLine(label, self)
        self.put(beside((words, self.file), (label, self.code)))
        self.ask(translate("Keys", "Trust the new root key"))

    def check(self) -> str:
        """Both."""
        if self.file.path is None:
            return translate("Keys", "Choose the invitation first.")
        if not self.code.text().strip():
            return translate("Keys", "Telephone and type the code that belongs to the invitation.")
        return ""


def _pinning(hub: str) -> list[str]:
    return [
        translate(
            "Keys",
            "It is for when {hub_short} has lost its root key, or its PC without a backup. It "
            "gives you an invitation file and tells you the code.",
            hub_short=hub,
        ),
        translate(
            "Keys",
            "Telephone {hub_short} at a number that you know, never at one that came with the "
            "file: the code alone proves who wrote it.",
            hub_short=hub,
        ),
        translate(
            "Keys",
            "Everything stays: entries, packages, receipts, history, this PC and its keys. Where "
            "{hub_short} has to register the PC once more, a request is made.",
            hub_short=hub,
        ),
        translate(
            "Keys",
            "From then on only what the new root key leads to is believed. There is no way back "
            "to the older one.",
        ),
    ]


def pinned(around: Around, path: Path, code: str, _progress: Progress) -> Pinned:
    """Trust it."""
    found: Pinned = around.app.enrolment.pin(content(path), code)
    return found

"""The other computers of an office: a file for them, and their files checked and taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from gbdesk.services.sharing import Shared, Sibling
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.parts import button
from gbdesk.ui.pages.receive.page import ReceivePage

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


class OtherComputersPage(ReceivePage):
    """The import centre as an office has it; what comes in is of its own computers."""

    def _actions(self) -> tuple[QPushButton, ...]:
        self.write = button(translate("Siblings", "Write a file for them…"), "save", primary=True)
        self.write.clicked.connect(self._ask)
        differences = button(translate("Siblings", "Differences"), "git-compare")
        differences.clicked.connect(self._go)
        return differences, self.write

    def period_changed(self) -> None:
        """The line at the top tells which other computers there are."""
        self._around.read(self._ask_others, self._show_others)

    def _ask_others(self, _progress: Progress) -> Sequence[Sibling]:
        found: Sequence[Sibling] = self._around.app.sharing.others()
        return found

    def _show_others(self, found: Sequence[Sibling]) -> None:
        hub = self._around.app.catalogue.word("hub_short")
        words = " · ".join(one.words for one in found) or translate(
            "Siblings",
            "No other computer is known here; open the newest file of {hub_short}.",
            hub_short=hub,
        )
        self.told.setText(words)
        self.write.setEnabled(bool(found))

    def _ask(self) -> None:
        folder = ask_folder(self, translate("Siblings", "Folder or stick for the other computer"))
        if folder is not None:
            self.share(folder)

    def share(self, folder: Path) -> None:
        """Write what was entered here for the other computers."""

        def work(progress: Progress) -> Shared:
            done: Shared = self._around.app.sharing.write(folder, progress)
            return done

        self._around.write(work, self._shared, self._not_shared)

    def _shared(self, done: Shared) -> None:
        self._warn("")
        self._around.tell(done.words)

    def _not_shared(self, error: Exception) -> None:
        self._warn(words_of(error, self._around))

    def _go(self) -> None:
        self._around.go("conflicts")


def build(around: Around) -> QWidget:
    """The page."""
    return OtherComputersPage(around)

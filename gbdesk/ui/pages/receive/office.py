"""The other computers of an office: a file for them, and their files checked and taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from gbdesk.services.looks import day_of
from gbdesk.services.receiving_parts import HistoryRow
from gbdesk.services.sharing import Shared, Sibling
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.parts import button
from gbdesk.ui.pages.receive.detail import waiting_words
from gbdesk.ui.pages.receive.page import ReceivePage

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The other computers, and what was taken in of them last."""

    others: Sequence[Sibling]
    last: HistoryRow | None


class OtherComputersPage(ReceivePage):
    """The import centre as an office has it; what comes in is of its own computers."""

    def _actions(self) -> tuple[QPushButton, ...]:
        self.write = button(translate("Siblings", "Write a file for them…"), "save", primary=True)
        self.write.clicked.connect(self._ask)
        self.back = button(translate("Siblings", "Undo the last import"), "undo-2")
        self.back.clicked.connect(self._undo)
        differences = button(translate("Siblings", "Differences"), "git-compare")
        differences.clicked.connect(self._go)
        return self.back, differences, self.write

    def period_changed(self) -> None:
        """The line at the top tells which other computers there are."""
        self._around.read(self._ask_others, self._show_others)

    def _ask_others(self, _progress: Progress) -> Known:
        app = self._around.app
        imports = [row for row in app.receiving.history(app.session.office) if not row.undone]
        return Known(others=app.sharing.others(), last=imports[0] if imports else None)

    def _show_others(self, known: Known) -> None:
        found, self._last = known.others, known.last
        self.back.setEnabled(self._last is not None)
        tip = ""
        if self._last is not None:
            tip = translate(
                "Siblings",
                "Package {seq}, taken in on {day}",
                seq=self._last.seq,
                day=day_of(self._last.taken),
            )
        self.back.setToolTip(tip)
        hub = self._around.app.catalogue.word("hub_short")
        alone = translate(
            "Siblings",
            "No other computer is known here; open the newest file of {hub_short}.",
            hub_short=hub,
        )
        self.told.setText(" · ".join(one.words for one in found))
        self.detail.empty.say(waiting_words() if found else alone)
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

    def _undo(self) -> None:
        if self._last is not None:
            self.back.setEnabled(False)
            self.deeds.undo([self._last.number])

    def _go(self) -> None:
        self._around.go("conflicts")


def build(around: Around) -> QWidget:
    """The page."""
    return OtherComputersPage(around)

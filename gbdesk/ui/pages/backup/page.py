"""The page of backups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.services.backups import Last
from gbdesk.services.changed import Changed
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.office.look import sheet
from gbdesk.ui.office.parts import scrolled
from gbdesk.ui.pages.backup.cards import AutomaticCard, CheckCard, LastCard
from gbdesk.ui.pages.backup.inside import InsideCard
from gbdesk.ui.pages.backup.making import Making, words_of
from gbdesk.ui.pages.backup.opening import Opening

SIDE: Final = 392


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the page shows."""

    last: Last | None
    age: int | None
    folder: Path
    files: tuple[Path, ...]


class BackupPage(Dressed):
    """Cards side by side; nothing here is typed but a password."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.head: tuple[QWidget, ...] = ()
        self.buttons: tuple[QWidget, ...] = ()
        area, held = scrolled(self)
        self.last, self.inside = LastCard(held), InsideCard(held)
        self.automatic, self.check = AutomaticCard(held), CheckCard(held)
        self.making = Making(around, self.last, self.automatic, self)
        self.opening = Opening(around, self.inside, self)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self.last, self.inside)),
            (right, (self.automatic, self.check)),
        ):
            column.setSpacing(14)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        for card in (self.automatic, self.check):
            card.setFixedWidth(SIDE)
        row = QHBoxLayout(held)
        row.setContentsMargins(18, 0, 18, 18)
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addLayout(right)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        self._join()
        self.dress(sheet)
        self.refresh()

    def _join(self) -> None:
        self.making.made.connect(self.refresh)
        self.automatic.look_asked.connect(self.opening.look)
        self.check.check_asked.connect(self.run_check)

    def refresh(self) -> None:
        """Ask again which backups there are."""
        app = self._around.app

        def work(_progress: Progress) -> Standing:
            last, at = app.backups.last(), app.backups.last_at()
            age = None if at is None else max(0, (app.today() - at.date()).days)
            return Standing(
                last=last, age=age, folder=app.backups.folder, files=app.backups.automatic()
            )

        def done(found: Standing) -> None:
            self.last.show_last(found.last, found.age)
            self.automatic.show_files(found.folder, found.files)

        self._around.read(work, done)

    # the data file
    def run_check(self) -> None:
        """Check the data file."""
        app = self._around.app
        self.check.say(translate("Backup", "Checking…"), "info")

        def work(progress: Progress) -> tuple[bool, Sequence[str]]:
            found = app.selfcheck.run(progress)
            return found.ok, found.lines[: len(found.steps)]

        def done(found: tuple[bool, Sequence[str]]) -> None:
            ok, lines = found
            self.check.say("\n".join(lines), "success" if ok else "danger")

        def failed(error: Exception) -> None:
            self.check.say(words_of(error, app), "danger")

        self._around.read(work, done, failed)

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again where a backup was made."""
        if changed & Changed.BACKUPS:
            self.refresh()

    def leave(self) -> None:
        """A password begun is forgotten."""
        self.inside.password.clear()


def build(around: Around) -> QWidget:
    """The page of backups."""
    return BackupPage(around)

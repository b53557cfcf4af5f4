"""Looking into a backup, and putting it in the place of today's data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gbdesk.media.writing import told
from gbdesk.services import backups
from gbdesk.services.backup_file import Facts
from gbdesk.services.backups import Made
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.forms.around import Around
from gbdesk.ui.pages.backup.inside import InsideCard
from gbdesk.ui.pages.backup.making import words_of
from gbdesk.ui.pages.backup.question import RestoreQuestion


class Opening(QObject):
    """One backup at a time; the window around it puts it in place."""

    def __init__(self, around: Around, card: InsideCard, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._card, self._page = around, card, page
        self._file: Path | None = None
        card.file_asked.connect(self._ask_file)
        card.dropped.connect(self._dropped)
        card.opened.connect(self.open)
        card.restore_asked.connect(self._ask_restore)

    def _ask_file(self) -> None:
        title = translate("Backup", "Choose a backup")
        path = dialogs.ask_file(
            self._page, title, (backups.SUFFIX,), self._around.app.backups.folder
        )
        if path is not None:
            self.look(path)

    def _dropped(self, paths: Sequence[Path]) -> None:
        self.look(paths[0])

    def look(self, path: Path) -> None:
        """Read what a backup says about itself."""
        self._file = path

        def work(_progress: Progress) -> Facts:
            return backups.facts(path)

        def done(facts: Facts) -> None:
            self._card.show_facts(path, facts)

        self._around.read(work, done, self._refused)

    def open(self, password: str) -> None:
        """Open the backup and count what is really in it."""
        path, app = self._file, self._around.app
        if path is None:
            return
        user = app.session.user

        def work(_progress: Progress) -> tuple[Mapping[str, int], Mapping[str, int]]:
            return backups.preview(path, user, password), app.backups.counts()

        def done(found: tuple[Mapping[str, int], Mapping[str, int]]) -> None:
            self._card.show_counts(*found)

        self._around.read(work, done, self._refused)

    def _refused(self, error: Exception) -> None:
        self._card.refuse(words_of(error, self._around.app))

    def _ask_restore(self) -> None:
        if self._file is not None and RestoreQuestion(self._file.name, self._page).answered():
            self.restore()

    def restore(self) -> None:
        """Back up what is here, close the file and put the backup in its place."""
        path, app = self._file, self._around.app
        if path is None:
            return

        def work(progress: Progress) -> Made:
            folder = app.backups.folder
            with told(folder.name):
                folder.mkdir(parents=True, exist_ok=True)
            made: Made = app.backups.make(folder, progress)
            return made

        def done(_made: Made) -> None:
            self._around.restore(path)

        self._around.write(work, done, self._refused)

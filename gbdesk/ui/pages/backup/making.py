"""Making a backup: here, on a stick, in another folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.media.drives import Drive, drives
from gbdesk.media.writing import told
from gbdesk.services.backups import Made
from gbdesk.services.changed import Changed
from gbdesk.services.messages import describe
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.forms.around import Around
from gbdesk.ui.pages.backup.cards import AutomaticCard, LastCard, count_words

if TYPE_CHECKING:
    from gbdesk.app import App


class Making(QObject):
    """`made` after each backup and after another folder was chosen."""

    made = Signal()

    def __init__(
        self, around: Around, card: LastCard, automatic: AutomaticCard, page: QWidget
    ) -> None:
        super().__init__(page)
        self._around, self._card, self._page = around, card, page
        card.make_asked.connect(self.make)
        card.stick_asked.connect(self._look_for_sticks)
        automatic.folder_asked.connect(self._ask_automatic_folder)

    def make(self, folder: Path | None = None) -> None:
        """Make a backup, in the folder of the automatic ones if no other is named."""
        app = self._around.app
        target = folder if isinstance(folder, Path) else app.backups.folder
        self._card.work(busy=True)

        def work(progress: Progress) -> Made:
            with told(target.name):
                target.mkdir(parents=True, exist_ok=True)
            made: Made = app.backups.make(target, progress)
            return made

        def done(made: Made) -> None:
            self._card.work(busy=False)
            words = translate(
                "Backup",
                "{name} is in {place}; it was opened again and counted. {counts}",
                name=made.path.name,
                place=made.path.parent,
                counts=count_words(made.counts),
            )
            self._card.say(words, "success")
            self.made.emit()

        def failed(error: Exception) -> None:
            self._card.work(busy=False)
            self._card.say(words_of(error, app), "danger")

        self._around.write(work, done, failed)

    def _look_for_sticks(self) -> None:
        def work(_progress: Progress) -> tuple[Drive, ...]:
            return tuple(one for one in drives() if one.removable and not one.read_only)

        self._around.read(work, self._to_stick)

    def _to_stick(self, sticks: Sequence[Drive]) -> None:
        if len(sticks) == 1:
            self.make(sticks[0].path)
            return
        if not sticks:
            title = translate("Backup", "No stick is seen: folder for the backup")
            folder = dialogs.ask_folder(self._page, title)
            if folder is not None:
                self.make(folder)
            return
        menu = QMenu(self._page)
        for one in sticks:
            action = QAction(f"{one.label} ({one.path})", menu)
            action.setData(str(one.path))
            menu.addAction(action)
        stick = self._card.stick
        chosen = menu.exec(stick.mapToGlobal(stick.rect().bottomLeft()))
        if chosen is not None:
            self.make(Path(str(chosen.data())))

    def _ask_automatic_folder(self) -> None:
        app = self._around.app
        title = translate("Backup", "Folder for automatic backups")
        folder = dialogs.ask_folder(self._page, title, app.backups.folder)
        if folder is None:
            return

        def work(_progress: Progress) -> Changed:
            changed: Changed = app.backups.set_folder(folder)
            return changed

        def done(_changed: Changed) -> None:
            self.made.emit()

        self._around.write(work, done)


def words_of(error: Exception, app: App) -> str:
    """A failure in words."""
    refused = error if isinstance(error, Refused) else Refused("disk.failed", name="")
    return describe(refused, app.catalogue).text

"""Writing a package that was written before once more, to wherever the person says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.messages import describe
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.forms.around import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A copy stands here and reads back the same."""

    path: Path
    changed: Changed = Changed.NOTHING


class Copying(QObject):
    """`said` carries words and tone of what came of it."""

    said = Signal(str, str)

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page

    def ask(self, ident: str) -> None:
        """Ask for a folder and write there."""
        folder = dialogs.ask_folder(self._page, translate("Copying", "Folder for the copy"))
        if folder is not None:
            self.write(ident, folder)

    def write(self, ident: str, folder: Path) -> None:
        """Write the package with this id once more into a folder."""
        app = self._around.app

        def work(_progress: Progress) -> Copied:
            number = next(row.number for row in app.sending.sent() if row.ident == ident)
            return Copied(path=app.sending.rewrite(number, folder))

        def done(copied: Copied) -> None:
            name, place = copied.path.name, copied.path.parent
            words = translate(
                "Copying",
                "{name} is in {place} too and reads back the same.",
                name=name,
                place=place,
            )
            self.said.emit(words, "success")

        self._around.write(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        refused = error if isinstance(error, Refused) else Refused("disk.failed", name="")
        self.said.emit(describe(refused, self._around.app.catalogue).text, "danger")

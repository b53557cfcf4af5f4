"""The lines that are shown, written as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gbdesk.services.entries import EntryQuery
from gbdesk.text import translate
from gbdesk.ui.dialogs import ask_folder
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import MoreMenu

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress
    from gbdesk.services.register_lists import Listed


class ToExcel(QObject):
    """An entry of the page's menu; `asked` when it was chosen."""

    asked = Signal()

    def __init__(self, around: Around, more: MoreMenu, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        words = translate("Registers", "Write the lines that are shown to Excel…")
        self.action = more.offer("download", words)
        self.action.triggered.connect(self.asked)

    def ask(self, query: EntryQuery) -> None:
        """Ask where, then write these lines."""
        folder = ask_folder(self._page, translate("Registers", "Folder for the list"))
        if folder is not None:
            self.write_to(folder, query)

    def write_to(self, folder: Path, query: EntryQuery) -> None:
        """Write these lines into a folder."""
        app, period = self._around.app, self._around.period

        def work(_progress: Progress) -> Listed:
            done: Listed = app.register_lists.write(query, period, folder)
            return done

        def after(done: Listed) -> None:
            self._around.tell(done.words)

        self._around.write(work, after)

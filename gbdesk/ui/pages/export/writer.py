"""Looking for sticks, choosing a folder, and the writing itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.media.drives import Drive, drives
from gbdesk.services.messages import describe
from gbdesk.services.progress import Cancelled, Progress
from gbdesk.services.sending_parts import Exported
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.forms.around import Around
from gbdesk.ui.office.relay import Relay
from gbdesk.ui.pages.export.earlier import Earlier
from gbdesk.ui.pages.export.place import PlaceStep
from gbdesk.ui.pages.export.writing import WritingView


class Writer(QObject):
    """`written` carries the package and the name of the place; `ended` follows a refusal."""

    written = Signal(object, str)
    ended = Signal()
    chosen = Signal()

    def __init__(self, around: Around, place: PlaceStep, view: WritingView, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._place, self._view, self._page = around, place, view, page
        self._relay: Relay | None = None
        place.folder_asked.connect(self._ask_folder)
        place.refresh_asked.connect(self.look)
        view.stop_asked.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether a package is being written."""
        return self._relay is not None

    def look(self) -> None:
        """Which sticks are plugged in, how much a package needs, what lies there already."""
        app = self._around.app

        def work(_progress: Progress) -> tuple[tuple[Drive, ...], int, Earlier]:
            sent = [(row.name, row.seq) for row in app.sending.sent()]
            return drives(), app.sending.needed(), Earlier(sent)

        def done(found: tuple[tuple[Drive, ...], int, Earlier]) -> None:
            sticks, needed, earlier = found
            self._place.know_earlier(earlier)
            self._place.show_drives(sticks, needed)

        self._around.read(work, done)

    def choose(self, folder: Path) -> None:
        """Write into this folder."""
        self._place.wanted = "folder"
        self._place.show_folder(folder)
        self.chosen.emit()

    def write(self, note: str, approver: str, start: int | None = None) -> None:
        """Write the package where it was chosen."""
        app, period, folder = self._around.app, self._around.period, self._place.folder()
        if folder is None:
            return
        where = self._place.name()
        relay = Relay(self)
        relay.stepped.connect(self._view.step)
        self._relay = relay
        self._view.begin(where)

        def work(progress: Progress) -> Exported:
            exported: Exported = app.sending.export(
                period,
                folder,
                note=note,
                approver=approver,
                progress=relay.over(progress),
                start=start,
            )
            return exported

        def done(exported: Exported) -> None:
            self._relay = None
            self.written.emit(exported, where)

        self._around.write(work, done, self._failed)

    def stop(self) -> None:
        """Stop the writing; what was begun is taken away."""
        if self._relay is not None:
            self._relay.stop()
            self._view.stop.setEnabled(False)

    def _failed(self, error: Exception) -> None:
        self._relay = None
        if isinstance(error, Cancelled):
            self._view.stopped()
        else:
            refused = error if isinstance(error, Refused) else Refused("disk.failed", name="")
            self._view.failed(describe(refused, self._around.app.catalogue))
        self.ended.emit()

    def _ask_folder(self) -> None:
        title = translate("Export", "Folder for the package")
        start: Any = self._place.named_folder()
        folder = dialogs.ask_folder(self._page, title, start)
        if folder is not None:
            self.choose(folder)

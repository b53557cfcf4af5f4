"""The views of the log: the table, the calendar, the trash; the last two made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import Segments
from gbdesk.ui.pages.activities.back import Back
from gbdesk.ui.pages.activities.bin import TrashView
from gbdesk.ui.pages.activities.log import Log

TABLE: Final = "table"
TRASH: Final = "trash"


class Views(QStackedWidget):
    """`chooser` stands in the first line of the page; `changed` once another view is shown."""

    changed = Signal(str)
    restored = Signal()

    def __init__(self, around: Around, back: Back, log: Log, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._back, self._log = around, back, log
        self._office, self._may = around.app.session.office, False
        self.view = TABLE
        self.trash: TrashView | None = None
        self.addWidget(log)
        self.chooser = Segments(translate("Activities", "View"), parent)
        self.chooser.offer(
            [
                (TABLE, translate("Activities", "Table")),
                (TRASH, translate("Activities", "Trash")),
            ],
            TABLE,
        )
        self.chooser.chosen.connect(self.choose)

    def serve(self, office: str, *, may: bool) -> None:
        """Show this office from now on."""
        self._office, self._may = office, may
        if self.trash is not None:
            self.trash.serve(office, may=may)

    def choose(self, view: str) -> None:
        """Show a view."""
        self.view = view
        self.chooser.choose(view)
        self.setCurrentWidget(self._trash() if view == TRASH else self._log)
        self.refresh()
        self.changed.emit(view)

    def if_table(self, slot: Callable[[], None]) -> None:
        """Do this where the table is shown."""
        if self.view == TABLE:
            slot()

    def search(self) -> None:
        """The caret goes to the search of what is shown."""
        if self.view == TRASH:
            self._trash().seek()
        elif self.view == TABLE:
            self._log.seek()

    def refresh(self) -> None:
        """Look again at what is shown beside the table."""
        if self.view == TRASH:
            self._trash().refresh()

    def _trash(self) -> TrashView:
        if self.trash is None:
            self.trash = TrashView(self._around, self._back, self)
            self.trash.restored.connect(self.restored)
            self.trash.serve(self._office, may=self._may)
            self.addWidget(self.trash)
        return self.trash

"""The button of the activity log that takes activities out of Excel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.look import icon


class FromExcel(QObject):
    """What was taken in is one of the steps that can be taken back on the page."""

    def __init__(self, around: Around, back: Back, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._back, self._page = around, back, page
        self._office = around.app.session.office
        self.button = QPushButton(f" {translate('Activities', 'From Excel…')}", page)
        self.button.setIcon(icon("clipboard-paste", "text"))
        self.button.setToolTip(
            translate("Activities", "Take activities out of a workbook or a paste (Ctrl Shift V)")
        )
        self.button.clicked.connect(self.open)
        self.walk: Any = None

    def serve(self, office: str, *, may: bool) -> None:
        """Take in for this office; shut where its entries are not made here."""
        self._office = office
        self.button.setEnabled(may)

    def open(self) -> None:
        """Open the walk, where entries of this office are made here."""
        from gbdesk.ui.excel.activities import ActivityWalk

        if self.button.isEnabled():
            self.walk = ActivityWalk(self._around, self._office, self._page, self._back.steps)
            self.walk.recorded.connect(self._recorded)
            self.walk.open()

    def _recorded(self, words: str) -> None:
        self._back.tell(words)
        self._back.done.emit()

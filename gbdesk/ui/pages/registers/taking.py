"""Lines taken out of a workbook or a paste."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gbdesk.domain.registers import Register
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.parts import MoreMenu


class FromExcel(QObject):
    """An entry of the page's menu; what was taken in is a step that can be taken back."""

    def __init__(self, around: Around, back: Back, more: MoreMenu, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._back, self._page = around, back, page
        words = translate("Registers", "Take lines from Excel… (Ctrl Shift V)")
        self.action = more.offer("clipboard-paste", words)
        self.walk: Any = None

    def open(self, spec: Register, office: str) -> None:
        """Open the walk, where lines of this office are written here."""
        from gbdesk.ui.excel.entries import EntryWalk

        if self.action.isEnabled():
            self.walk = EntryWalk(self._around, spec, office, self._page, self._back.steps)
            self.walk.recorded.connect(self._recorded)
            self.walk.open()

    def _recorded(self, words: str) -> None:
        self._back.tell(words)
        self._back.done.emit()

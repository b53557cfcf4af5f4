"""The recovery sheet made later: the same page as in the first run, in a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from gbdesk.ui import theme
from gbdesk.ui.first_run.parts import words
from gbdesk.ui.first_run.sheet import SheetStep
from gbdesk.ui.first_run.state import PROVEN, SHEET, State
from gbdesk.ui.first_run.step import Shared

if TYPE_CHECKING:
    from gbdesk.ui.host import Host

WIDTH = 620


class SheetDialog(QDialog):
    """Closes when the sheet is proven to exist or refused."""

    def __init__(self, host: Host, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = host
        self.state = State(workspace=str(host.path or ""))
        self.step = SheetStep(Shared(state=self.state, host=host, recovery=code), self)
        self.setWindowTitle(self.step.title)
        self.setMinimumWidth(theme.px(WIDTH))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.accept)
        self.step.ready_changed.connect(self._ready)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(words(self.step.caption, self))
        box.addWidget(self.step)
        box.addWidget(self.buttons)
        self._ready()

    def _ready(self) -> None:
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setEnabled(self.step.is_ready())
        app = self._host.app
        if self.state.sheet == PROVEN and app is not None:
            app.drafts.drop(*SHEET)

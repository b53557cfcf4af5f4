"""Before something of a locked period is changed: what becomes of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gbdesk.ui.forms.around import Around
from gbdesk.ui.office.notice import NoticeBox


class LockedNotice(NoticeBox):
    """Said at the office whose hub locked the period; gone otherwise."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        super().__init__("lock", "warning", "", parent)
        self._app = around.app
        self.hide()

    def follow(self, period: str) -> None:
        """Say it for this period."""
        words = "" if self._app.session.hub else self._app.locks.of(period).warning
        self.say(words)
        self.setVisible(bool(words))

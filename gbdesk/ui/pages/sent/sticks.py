"""Files of the hub on a stick that is plugged in: offered, never opened by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from gbdesk.media.drives import drives
from gbdesk.services.spotting import Spotted
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.files import files_in
from gbdesk.ui.office.notice import NoticeBox

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

EVERY_MS: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSticks:
    """The names of the sticks and what is new on them."""

    names: str = ""
    found: Spotted = field(default_factory=Spotted)


class StickNotice(NoticeBox):
    """`open_asked` with files of the hub; those of another computer go to their own page."""

    open_asked = Signal(list)

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__("usb", "info", "", page)
        self._around, self._page = around, page
        self._seen = OnSticks()
        self._busy = False
        self.open = self.add_link(translate("Sent", "Open them"))
        self.shared = self.add_link(translate("Sent", "See what the other computer wrote"))
        self.open.clicked.connect(self._open)
        self.shared.clicked.connect(self._shared)
        self.hide()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look on the sticks, off the window's thread."""
        if not self._busy:
            self._busy = True
            self._around.read(self._ask, self.show_found, self._failed)

    def show_found(self, seen: OnSticks) -> None:
        """Say what is new there; nothing where nothing is."""
        self._busy, self._seen = False, seen
        answers, shared = seen.found.answers, seen.found.shared
        hub = self._around.app.catalogue.word("hub_short")
        parts = []
        if answers:
            parts.append(
                translate(
                    "Sent",
                    "On {name} there are {n} files of {hub_short} not opened yet.",
                    n=len(answers),
                    name=seen.names,
                    hub_short=hub,
                )
            )
        if shared:
            parts.append(
                translate(
                    "Sent",
                    "On {name} there are {n} files of the unit’s other computer.",
                    n=len(shared),
                    name=seen.names,
                )
            )
        self.say(" ".join(parts))
        self.open.setVisible(bool(answers))
        self.shared.setVisible(bool(shared))
        self.setVisible(bool(parts))

    def _ask(self, _progress: Progress) -> OnSticks:
        sticks = [one for one in drives() if one.removable]
        found: Spotted = self._around.app.sharing.spot(files_in([one.path for one in sticks]))
        return OnSticks(names=", ".join(one.label for one in sticks), found=found)

    def _failed(self, _error: Exception) -> None:
        """Before this computer is set up completely there is nothing to find."""
        self._busy = False

    def _tick(self) -> None:
        if self._page.isVisible():
            self.look()

    def _open(self) -> None:
        self.open_asked.emit(list(self._seen.found.answers))

    def _shared(self) -> None:
        self._around.go("siblings", files=list(self._seen.found.shared))

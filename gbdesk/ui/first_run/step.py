"""One page of the first run, and what all pages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from gbdesk.domain.catalogue_lines import Lists
from gbdesk.services import own_lists
from gbdesk.ui.first_run import state as kept
from gbdesk.ui.first_run.parts import Said
from gbdesk.ui.first_run.state import State

if TYPE_CHECKING:
    from pathlib import Path

    from gbdesk.services.refounding import Seen
    from gbdesk.services.setup import Made
    from gbdesk.ui.host import Host


@dataclass(slots=True, kw_only=True)
class Shared:
    """Answers, and the secrets of this run that are never kept."""

    state: State
    host: Host
    invitation: bytes = field(default=b"", repr=False)
    code: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    recovery: str = field(default="", repr=False)
    made: Made | None = field(default=None, repr=False)
    root: bytes = field(default=b"", repr=False)
    files: tuple[Path, ...] = ()
    seen: Seen | None = None

    _lists: tuple[str, Lists] | None = field(default=None, repr=False)

    @property
    def lists(self) -> Lists:
        """The lists of the template chosen, as far as somebody worked on them."""
        name = self.state.template
        if self._lists is None or self._lists[0] != name:
            raw = self.state.lists.get(name)
            self._lists = (name, Lists.from_dict(raw) if raw else own_lists.begun(name))
        return self._lists[1]

    def keep_lists(self) -> None:
        """Keep the lists with the answers."""
        self.state.lists[self.state.template] = self.lists.to_dict()
        self.state.by_place = own_lists.enters_by_place(self.lists)
        kept.save(self.state)

    @property
    def given(self) -> dict[str, Any]:
        """What setting up takes from outside."""
        return self.host.given


class AlreadySaid(Exception):  # noqa: N818 - the sentence stands on the page already
    """Stay on this page."""


class Step(QWidget):
    """One question; `go` does what must be done before the next one."""

    ready_changed = Signal()
    title = ""
    caption = ""
    wide = False

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(parent)
        self.shared, self.state = shared, shared.state
        self.said = Said(self)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(12)

    def done(self) -> None:
        """Put the note at the end, what is left of the room below."""
        self.box.addWidget(self.said)
        self.box.addStretch(1)

    def is_ready(self) -> bool:
        """Whether one may go on."""
        return True

    def take_caret(self) -> None:
        """Put the caret where typing begins: the marked choice or the first part with keys."""
        for part in self.findChildren(QWidget):
            if isinstance(part, QRadioButton) and not part.isChecked():
                continue
            if part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                part.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def go(self, on: Callable[[], None], stop: Callable[[Exception], None]) -> None:  # noqa: ARG002
        """Keep the answer and go on; a failure stops here."""
        on()

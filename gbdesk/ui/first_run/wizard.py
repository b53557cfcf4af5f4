"""The first run: one question a page in a card; it can be left and is taken up where it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import errors, theme
from gbdesk.ui.first_run import state as kept
from gbdesk.ui.first_run.again import AgainStep
from gbdesk.ui.first_run.begin import HubStep, InvitationStep, Role, TrialStep, Words
from gbdesk.ui.first_run.ending import EndStep, RootStep, SafetyStep
from gbdesk.ui.first_run.own import NamesStep, PlacesStep, UnitsStep
from gbdesk.ui.first_run.person import PersonStep
from gbdesk.ui.first_run.restore import RestoreStep
from gbdesk.ui.first_run.sheet import SheetStep
from gbdesk.ui.first_run.state import AGAIN, BACKUP, REFUSED, SHEET
from gbdesk.ui.first_run.step import AlreadySaid, Shared, Step

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.ui.host import Host

WIDTH: Final = 640
WIDE: Final = 1060
HEIGHT: Final = 600
MARGIN: Final = 40
STEPS: Final[Mapping[str, Callable[[Shared, QWidget], Step]]] = {
    "words": Words,
    "role": Role,
    "invitation": InvitationStep,
    "hub": HubStep,
    "names": NamesStep,
    "units": UnitsStep,
    "places": PlacesStep,
    "trial": TrialStep,
    "restore": RestoreStep,
    "again": AgainStep,
    "person": PersonStep,
    "sheet": SheetStep,
    "root": RootStep,
    "safety": SafetyStep,
    "end": EndStep,
}


class Wizard(QWidget):
    """`made` gives the data file that is there in the end, to be unlocked."""

    made = Signal(object)

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(translate("FirstRun", "Setting up gbdesk"))
        self.shared, self.state = shared, shared.state
        self.step: Step | None = None
        self._count = QLabel(self)
        self._count.setObjectName("aside")
        self._title, self._caption = QLabel(self), QLabel(self)
        self._title.setObjectName("sectionTitle")
        self._title.setWordWrap(True)
        self._caption.setObjectName("aside")
        self._caption.setWordWrap(True)
        self.back = QPushButton(translate("FirstRun", "Back"), self)
        self.back.clicked.connect(self._back)
        self.next = QPushButton(self)
        self.next.setObjectName("primary")
        self.next.clicked.connect(self.go_on)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay()
        self.show_step(self.state.step)

    def _lay(self) -> None:
        name = QLabel(translate("FirstRun", "Setting up gbdesk"), self)
        name.setObjectName("aside")
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(self._count)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.next)
        card = self._card = QFrame(self)
        card.setObjectName("card")
        card.setMaximumHeight(theme.px(HEIGHT))
        box = QVBoxLayout(card)
        box.setContentsMargins(30, 20, 30, 20)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(self._title)
        box.addWidget(self._caption)
        box.addWidget(self._area, 1)
        box.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 24, 20, 24)
        outer.addStretch(1)
        outer.addWidget(card, 100, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)

    def show_step(self, name: str) -> None:
        """Show a page and remember that the run stands here."""
        self.state.step = name
        kept.save(self.state)
        step = STEPS[name](self.shared, self._area)
        step.setObjectName("held")
        step.ready_changed.connect(self._ready)
        self.step = step
        self._area.setWidget(step)
        self._fit()
        order = self.state.order
        self._count.setText(f"{order.index(name) + 1}/{len(order)}")
        self._title.setText(step.title)
        self._caption.setText(step.caption)
        self._caption.setVisible(bool(step.caption))
        self.back.setVisible(name != order[0] and not self.state.made)
        last = name == order[-1]
        self.next.setText(
            translate("FirstRun", "Open gbdesk") if last else translate("FirstRun", "Go on")
        )
        self._ready()
        self.take_caret()

    def _fit(self) -> None:
        """A wide page for lists; never wider than the window."""
        wide = self.step is not None and self.step.wide
        room = max(WIDTH // 2, self.width() - MARGIN)
        self._card.setFixedWidth(min(room, theme.px(WIDE if wide else WIDTH)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the room there is."""
        super().resizeEvent(event)
        self._fit()

    def take_caret(self) -> None:
        """Where typing begins on this page; on a page without fields, the button."""
        if self.step is None:
            return
        self.step.take_caret()
        held = self.window().focusWidget()
        if held is None or not self.step.isAncestorOf(held):
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ready(self) -> None:
        self.next.setEnabled(self.step is not None and self.step.is_ready())

    def go_on(self) -> None:
        """To the next page, where this one lets it."""
        if self.step is None or not self.step.is_ready():
            return
        self.next.setEnabled(False)
        self.back.setEnabled(False)
        self.step.go(partial(self._on, self.state.step), self._stop)

    def _on(self, name: str) -> None:
        self.back.setEnabled(True)
        if name == self.state.order[-1]:
            self._finish()
        else:
            self.show_step(self.state.after(name))

    def _stop(self, error: Exception) -> None:
        self.back.setEnabled(True)
        self._ready()
        if self.step is not None and not isinstance(error, AlreadySaid):
            self.step.said.say(errors.in_words(error).text)
        QTimer.singleShot(0, self, self._look_at_note)

    def _look_at_note(self) -> None:
        if self.step is not None:
            self._area.ensureWidgetVisible(self.step.said)

    def _back(self) -> None:
        self.show_step(self.state.after(self.state.step, -1))

    def _finish(self) -> None:
        host, path = self.shared.host, Path(self.state.workspace)
        if self.state.role == BACKUP or not self.shared.password:
            kept.drop()
            self.made.emit(path)
            return
        work = partial(_open, self.shared)
        host.lanes.write(work, self._opened, self._stop)

    def _opened(self, app: App) -> None:
        if self.state.sheet == REFUSED:
            app.drafts.put(*SHEET, {"refused": True})
        kept.drop()
        path = Path(self.state.workspace)
        self.shared.password = self.shared.code = self.shared.recovery = ""
        self.shared.made, self.shared.root = None, b""
        self.shared.host.take(path, app)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.next.isEnabled():
            self.go_on()
            return
        super().keyPressEvent(event)


def _open(shared: Shared, _progress: Progress) -> App:
    from gbdesk.bootstrap import open_app

    state = shared.state
    return open_app(Path(state.workspace), state.user, shared.password, **shared.given)


def shared_for(host: Host, workspace: Path | None) -> Shared:
    """The answers of a run that was left, or a new one."""
    state = kept.load()
    if state.made and not Path(state.workspace).exists():
        state = kept.State()
    if state.role == AGAIN and state.step == "person" and not state.made:
        state.step = "again"  # its files and code are not kept
    if workspace is not None and not state.made:
        state.workspace, state.own_place = str(workspace), True
    return Shared(state=state, host=host)

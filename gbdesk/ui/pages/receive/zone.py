"""Where packages come in: dropped, chosen, or found on a stick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gbdesk.media.drives import drives
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import px, repolish
from gbdesk.ui.hub.files import files_in
from gbdesk.ui.hub.parts import link, picture, said, say, small

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

LOOK_MS: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stick:
    """A stick with the packages on it, perhaps none."""

    label: str
    files: tuple[Path, ...]


def sticks() -> tuple[Stick, ...]:
    """The sticks that are plugged in."""
    return tuple(
        Stick(label=one.label or str(one.path), files=tuple(files_in([one.path])))
        for one in drives()
        if one.removable
    )


def paths_of(data: QMimeData) -> list[Path]:
    """The files and folders that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropZone(QFrame):
    """`given` with files and folders; while checking it shows how far that is."""

    given = Signal(list)
    choose_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dropZone")
        self.setAcceptDrops(True)
        self._around = around
        self._sticks: Sequence[Stick] = ()
        self.choose = small(translate("Receive", "Choose files…"))
        self.choose.clicked.connect(self.choose_asked)
        self.stick = link("")
        self.stick.hide()
        self.stick.clicked.connect(self._take_stick)
        self._title = said("", "hubStrong", wraps=True)
        self._under = said(translate("Receive", "or plug in a stick"), "hubAside", wraps=True)
        self.folder = said("", "hubAside", wraps=True)
        self.folder.hide()
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(translate("Receive", "Checking packages"))
        self.cancel = small(translate("Receive", "Stop"))
        self.cancel.setToolTip(
            translate("Receive", "Stop after this file; the rest stays unchecked")
        )
        self.cancel.clicked.connect(self.cancel_asked)
        self._lay()
        self.show_progress(0, 0)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.look()
        self._timer.start()

    def _lay(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._under)
        words.addWidget(self.stick)
        words.addWidget(self.folder)
        words.addWidget(self._progress)
        words.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 8, 12, 8)
        box.setSpacing(12)
        shown = picture("download", "primary", 24)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(shown)
        box.addLayout(words, 1)
        box.addWidget(self.choose)
        box.addWidget(self.cancel)
        self.setMinimumHeight(px(62))

    def show_progress(self, done: int, total: int) -> None:
        """How many files of how many are checked; none while nothing is being checked."""
        running = total > 1
        self._progress.setVisible(running)
        self.cancel.setVisible(running)
        self.choose.setVisible(not running)
        self._under.setVisible(not running and not self._sticks)
        self.stick.setVisible(bool(self._sticks) and not running)
        words = translate("Receive", "Drop .gbpkg packages here")
        if running:
            self._progress.setRange(0, total)
            self._progress.setValue(done)
            at = min(done + 1, total)
            words = translate("Receive", "Checking package {at} of {total}", at=at, total=total)
        self._title.setText(words)

    def say_folder(self, words: str) -> None:
        """How the watched folder stands; empty where none is."""
        self.folder.setText(words)
        self.folder.setVisible(bool(words))

    def look(self) -> None:
        """Look for sticks, unless nobody sees it."""

        def work(_progress: Progress) -> tuple[Stick, ...]:
            return sticks()

        if not self._timer.isActive() or self.isVisible():
            self._around.read(work, self.show_sticks)

    def show_sticks(self, found: Sequence[Stick]) -> None:
        """What lies on sticks; one that holds nothing for us is named too."""
        self._sticks = [one for one in found if one.files]
        bare = [one.label for one in found if not one.files]
        count = sum(len(one.files) for one in self._sticks)
        if self._sticks:
            names = ", ".join(one.label for one in self._sticks)
            words = translate("Receive", "Take {n} packages from {name}", n=count, name=names)
            say(self.stick, words)
        self._under.setText(
            translate("Receive", "There is no package on {name}", name=", ".join(bare))
            if bare
            else translate("Receive", "or plug in a stick")
        )
        if self.choose.isVisibleTo(self):
            self.show_progress(0, 0)

    def _take_stick(self) -> None:
        self.given.emit([path for one in self._sticks for path in one.files])

    def _over(self, *, over: bool) -> None:
        self.setProperty("over", "yes" if over else "no")
        repolish(self)

    # Qt's names
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may come in."""
        if paths_of(event.mimeData()):
            self._over(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went away again."""
        super().dragLeaveEvent(event)
        self._over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """They came in."""
        self._over(over=False)
        self.given.emit(paths_of(event.mimeData()))
        event.acceptProposedAction()

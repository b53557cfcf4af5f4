"""Taking back what was done on a page and doing it again, for as long as the program is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gbdesk.services.changed import Changed
from gbdesk.services.steps import Steps
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress
    from gbdesk.services.steps import Taken
    from gbdesk.services.undo import Undo


class Back(QObject):
    """`done` after a step went back or forth again, `moved` whenever there are other steps.

    A deed keeps its step itself, in the same job: locking the window meanwhile loses nothing.
    """

    done = Signal()
    moved = Signal()

    def __init__(self, around: Around, parent: QObject, shelf: str = "") -> None:
        super().__init__(parent)
        self._around = around
        self.steps = Steps(around.app.desk, shelf)

    def tell(self, words: str) -> None:
        """Say that something was done, with the way to take it back."""
        self._around.tell(words, self.undo)
        self.moved.emit()

    def remember(self, words: str, undo: Undo) -> None:
        """A step done elsewhere on the page."""

        def work(_progress: Progress) -> Changed:
            self.steps.keep(words, undo)
            return Changed.NOTHING

        self._around.write(work, self._remembered)

    def undo(self) -> None:
        """Take the last step back."""

        def work(_progress: Progress) -> Taken:
            return self.steps.back()

        def after(taken: Taken) -> None:
            self._around.tell(translate("Activities", "Taken back: {what}", what=taken.words))
            self._after()

        if self.steps.back_words():
            self._around.write(work, after, self._failed)
        else:
            self._around.tell(translate("Activities", "Nothing of this session to take back."))

    def redo(self) -> None:
        """Do again what was taken back last."""

        def work(_progress: Progress) -> Taken:
            return self.steps.forth()

        def after(taken: Taken) -> None:
            words = translate("Activities", "Done again: {what}", what=taken.words)
            self._around.tell(words, self.undo)
            self._after()

        if self.steps.forth_words():
            self._around.write(work, after, self._failed)
        else:
            self._around.tell(translate("Activities", "Nothing was taken back."))

    def words(self, key: str) -> str:
        """What `undo` or `redo` would do; empty where there is nothing."""
        return self.steps.back_words() if key == "undo" else self.steps.forth_words()

    def _after(self) -> None:
        self.done.emit()
        self.moved.emit()

    def _failed(self, error: Exception) -> None:
        """The step is kept: it can be tried again."""
        self._around.complain(error)
        self.moved.emit()

    def _remembered(self, _changed: Changed) -> None:
        self.moved.emit()

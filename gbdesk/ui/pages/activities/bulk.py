"""What is done with several activities at once: deleted, duplicated, put to a task; and undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gbdesk.domain.ops import Value
from gbdesk.domain.refusals import Refused
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around

if TYPE_CHECKING:
    from gbdesk.services.activities import ActivityRow
    from gbdesk.services.progress import Progress


class Bulk(QObject):
    """Each deed is one step that can be taken back; `done` after each."""

    done = Signal()

    def __init__(self, around: Around, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._steps: list[tuple[str, Any]] = []

    def delete(self, rows: Sequence[ActivityRow]) -> None:
        """Delete these; the person may take it back."""
        ids = [row.id for row in rows]
        if not ids:
            return
        activities, office = self._around.app.activities, rows[0].office

        def work(_progress: Progress) -> Any:
            return activities.delete(ids, office=office)

        words = translate("Activities", "Deleted {n} activities", n=len(ids))
        self._around.write(work, self._after(words))

    def duplicate(self, rows: Sequence[ActivityRow]) -> None:
        """Make copies of these without day, people and evidence."""
        ids = [row.id for row in rows]
        activities, office = self._around.app.activities, rows[0].office

        def work(_progress: Progress) -> Any:
            return activities.duplicate_all(ids, office=office)

        words = translate("Activities", "Duplicated {n} activities", n=len(ids))
        self._around.write(work, self._after(words))

    def put(self, rows: Sequence[ActivityRow], values: dict[str, Value], words: str) -> None:
        """Set the same fields in all of these."""
        ids = [row.id for row in rows]
        activities, office = self._around.app.activities, rows[0].office

        def work(_progress: Progress) -> Any:
            return activities.put(ids, values, office=office)

        self._around.write(work, self._after(words))

    def remember(self, words: str, token: Any) -> None:
        """A step done elsewhere on the page; the person may take it back."""
        self._steps.append((words, token))
        self._around.tell(words, self.undo)

    def undo(self) -> None:
        """Take the last step of this session back."""
        if not self._steps:
            self._around.tell(translate("Activities", "Nothing of this session to take back."))
            return
        words, token = self._steps.pop()
        activities = self._around.app.activities

        def work(_progress: Progress) -> Any:
            return activities.undo(token)

        def after(_done: Any) -> None:
            self._around.tell(translate("Activities", "Taken back: {what}", what=words))
            self.done.emit()

        def failed(error: Exception) -> None:
            if not (isinstance(error, Refused) and error.code == "undo.moved"):
                self._steps.append((words, token))  # a full disk passes; it can be tried again
            self._around.complain(error)

        self._around.write(work, after, failed)

    def _after(self, words: str) -> Callable[[Any], None]:
        def after(done: Any) -> None:
            self._steps.append((words, done.undo))
            self._around.tell(words, self.undo)
            self.done.emit()

        return after

"""What is done with several activities at once; each deed is one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gbdesk.domain.ops import Value
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.parts import place_words

if TYPE_CHECKING:
    from gbdesk.services.activities import ActivityRow, Done
    from gbdesk.services.progress import Progress


class Bulk(QObject):
    """`done` after each deed."""

    done = Signal()

    def __init__(self, around: Around, back: Back, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._back = around, back

    def delete(self, ids: Sequence[str], office: str) -> None:
        """Delete these; they lie in the trash, and the person may take it back."""
        activities = self._around.app.activities
        self._do(
            lambda: activities.delete(ids, office=office),
            translate("Activities", "delete {n} activities", n=len(ids)),
            translate("Activities", "Deleted {n} activities", n=len(ids)),
        )

    def duplicate(self, rows: Sequence[ActivityRow]) -> None:
        """Make copies of these without day, people and evidence."""
        ids = [row.id for row in rows]
        activities, office = self._around.app.activities, rows[0].office
        self._do(
            lambda: activities.duplicate_all(ids, office=office),
            translate("Activities", "duplicate {n} activities", n=len(ids)),
            translate("Activities", "Duplicated {n} activities", n=len(ids)),
        )

    def duplicate_to(self, rows: Sequence[ActivityRow], places: Sequence[str]) -> None:
        """One copy of each of these in each of these places."""
        ids = [row.id for row in rows]
        activities, office = self._around.app.activities, rows[0].office
        catalogue = self._around.app.catalogue
        n, words = len(places), place_words(catalogue, len(places))
        self._do(
            lambda: activities.duplicate_to(ids, places, office=office),
            translate("Activities", "duplicate into {n} {places}", n=n, places=words),
            translate("Activities", "Duplicated into {n} {places}", n=n, places=words),
        )

    def put(self, rows: Sequence[ActivityRow], values: Mapping[str, Value]) -> None:
        """Set the same fields in all of these."""
        ids = [row.id for row in rows]
        activities, office = self._around.app.activities, rows[0].office
        self._do(
            lambda: activities.put(ids, values, office=office),
            translate("Activities", "change {n} activities", n=len(ids)),
            translate("Activities", "Changed {n} activities", n=len(ids)),
        )

    def _do(self, deed: Callable[[], Done], step: str, told: str) -> None:
        steps = self._back.steps

        def work(_progress: Progress) -> Done:
            done = deed()
            steps.keep(step, done.undo)
            return done

        def after(_done: Any) -> None:
            self._back.tell(told)
            self.done.emit()

        self._around.write(work, after)

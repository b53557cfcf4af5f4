"""One activity in the form beside the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from gbdesk.domain.activities import FieldProblem
from gbdesk.domain.ops import Fields, Value
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.fields import Note
from gbdesk.ui.forms.record_editing import NEW, Deed, RecordEditing
from gbdesk.ui.pages.activities.fields import form_key
from gbdesk.ui.pages.activities.panel import ActivityPanel
from gbdesk.ui.pages.activities.suggesting import suggestions
from gbdesk.ui.pages.activities.words import moved_field_note, notes_of

if TYPE_CHECKING:
    from gbdesk.services.activities import Saved

PAGE: Final = "activities"
__all__ = ["NEW", "Editing"]


class Editing(RecordEditing):
    """`office` is the one whose activity it is; `opened` carries the id of what is shown."""

    opened = Signal(str)

    def __init__(self, around: Around, panel: ActivityPanel, back: Back, parent: QObject) -> None:
        super().__init__(around, panel, back, PAGE, parent)
        self.office = around.app.session.office

    def drafts(self) -> frozenset[str]:
        """The ids of the activities with a draft; `new` for one not kept yet."""
        found = self.around.app.store.drafts.list(PAGE)
        return frozenset(key for key, _ in found if key != "quick")

    def open(self, key: str, stored: Mapping[str, Value], position: str = "") -> None:
        """Show an activity with its draft, where there is one."""
        super().open(key, stored, position)
        self.opened.emit(key)

    def first_field(self, stored: Mapping[str, Value]) -> str:
        """The title, or the day where it has one."""
        return "start" if stored.get("title") else "title"

    def check(self, values: Mapping[str, Value]) -> tuple[FieldProblem, ...]:
        """What is to be said about an activity."""
        app, ident = self.around.app, self.panel.key or None
        found: tuple[FieldProblem, ...] = app.activities.check(
            values, self.around.period, ident=ident
        )
        return found

    def notes_of(self, problems: Sequence[FieldProblem]) -> list[Note]:
        """With what is suggested, without what a person keeps as it is."""
        offered = suggestions(self.around, self.panel.values(), self.office, self.kept)
        return [*notes_of(problems, self.around.app.catalogue, self.kept), *offered]

    def moved_note(self, name: str, now: Mapping[str, Value]) -> Note:
        """Both contents, and the two answers."""
        return moved_field_note(self.around.app.catalogue, name, now)

    def shown_field(self, name: str) -> str:
        """Flags stand in one field of the form."""
        return form_key(name)

    def read(self, key: str) -> Fields:
        """The activity as it is."""
        found: Fields = self.around.app.activities.get(key, office=self.office)
        return found

    def write(self, deed: Deed) -> Saved:
        """Record it."""
        done: Saved = self.around.app.activities.save(
            deed.key or None, deed.values, office=self.office, seen=deed.seen
        )
        return done

    def words(self, deed: Deed) -> tuple[str, str]:
        """Added or changed."""
        new, old = (
            translate("Activities", "add an activity"),
            translate("Activities", "change an activity"),
        )
        return old if deed.key else new, translate("Activities", "Activity saved")

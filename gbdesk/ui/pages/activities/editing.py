"""The form beside the table at work: drafts, checks when a field is left, saving, undoing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from gbdesk.domain.activities import FieldProblem, is_blocking, public_words
from gbdesk.domain.ops import Value
from gbdesk.domain.pii import find_personal, without
from gbdesk.domain.refusals import Refused
from gbdesk.services.activity_drafts import moved
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.drafts import DraftKeeper
from gbdesk.ui.forms.fields import Note
from gbdesk.ui.pages.activities.fields import form_key
from gbdesk.ui.pages.activities.panel import ActivityPanel
from gbdesk.ui.pages.activities.suggesting import suggestions
from gbdesk.ui.pages.activities.words import moved_field_note, notes_of

if TYPE_CHECKING:
    from gbdesk.services.activities import Saved
    from gbdesk.services.progress import Progress

PAGE: Final = "activities"
NEW: Final = "new"


class Editing(QObject):
    """One activity at a time; `saved` carries its id and whether another one is wanted."""

    saved = Signal(str, bool)
    opened = Signal(str)
    drafted = Signal()

    def __init__(self, around: Around, panel: ActivityPanel, back: Back, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._panel, self._back = around, panel, back
        self._keeper = DraftKeeper(around.app.store.drafts, PAGE, self)
        self._keeper.kept.connect(self._draft_kept)
        self._kept: frozenset[str] = frozenset()
        self._moved: tuple[Note, ...] = ()
        self._looked = False
        self.office = around.app.session.office
        panel.edited.connect(self._edited)
        panel.left.connect(self.look)
        panel.kept_as_is.connect(self._keep_as_is)
        panel.remove_asked.connect(self._remove_personal)
        panel.save_asked.connect(self.save)

    def drafts(self) -> frozenset[str]:
        """The ids of the activities with a draft; `new` for one not kept yet."""
        found = self._around.app.store.drafts.list(PAGE)
        return frozenset(key for key, _ in found if key != "quick")

    def open(self, key: str, stored: Mapping[str, Value], position: str = "") -> None:
        """Show an activity with its draft, where there is one."""
        self._keeper.flush()
        self._kept, self._moved, self._looked = frozenset(), (), False
        draft = self._keeper.found(key or NEW)
        seen = draft.get("seen", stored) if draft and key else stored
        self._panel.open(key, seen, position)
        if draft:
            self._panel.fill(draft["values"])
            self._follow(stored)
            self._panel.say(translate("Activities", "Draft kept"))
            self.look()
        caret = str(draft.get("caret") or "") if draft else ""
        if not self._panel.form.focus_on(caret):
            self._panel.form.focus_on("title" if not stored.get("title") else "start")
        self.opened.emit(key)

    def has_new_draft(self) -> bool:
        """Whether an activity was begun and not kept."""
        return self._keeper.found(NEW) is not None

    def discard(self) -> None:
        """Forget the draft of what is shown."""
        self._keeper.drop(self._panel.key or NEW)
        self.drafted.emit()

    def flush(self) -> None:
        """Keep what was typed, now."""
        self._keeper.flush()

    def look(self) -> None:
        """Say under the fields what is to be said about what is typed."""
        app = self._around.app
        values = self._panel.values()
        problems = app.activities.check(values, self._around.period, ident=self._panel.key or None)
        self._show(problems if self._looked else _told(problems, values))

    def _show(self, problems: Sequence[FieldProblem]) -> None:
        typed = {form_key(name) for name in self._panel.typed()}
        told = [one for one in self._moved if one.field in typed and one.code not in self._kept]
        catalogue = self._around.app.catalogue
        offered = suggestions(self._around, self._panel.values(), self.office, self._kept)
        self._panel.show_notes([*told, *notes_of(problems, catalogue, self._kept), *offered])

    def save(self, again: bool) -> None:
        """Keep the activity; what blocks it is shown and the caret goes there."""
        self._looked = True
        app, panel = self._around.app, self._panel
        values, key, seen = panel.values(), panel.key, panel.seen
        problems = app.activities.check(values, self._around.period, ident=key or None)
        if is_blocking(problems):
            self._show(problems)
            first = next(one for one in problems if one.severity == "error")
            panel.form.focus_on(first.field)
            return
        office, steps = self.office, self._back.steps
        step = _step(new=not key)

        def work(_progress: Progress) -> Saved:
            saved: Saved = app.activities.save(key or None, values, office=office, seen=seen)
            steps.keep(step, saved.undo)
            return saved

        def done(saved: Saved) -> None:
            self._keeper.drop(key or NEW)
            self._told_saved(saved, again=again)

        self._around.write(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code == "activity.moved":
            self.follow()
            self._edited()
        self._around.complain(error)

    def follow(self) -> None:
        """The activity may say something else by now: show it where nothing else was typed."""
        panel = self._panel
        if not panel.key:
            return
        try:
            now = self._around.app.activities.get(panel.key, office=self.office)
        except Refused:  # gone: saving says so
            return
        if now != panel.seen:
            self._follow(now)
            self.look()

    def _follow(self, now: Mapping[str, Value]) -> None:
        """Both changed it: what was typed stays, what stands there now is said beside it."""
        panel = self._panel
        names = moved(panel.typed(), panel.seen, now)
        panel.follow(now)
        self._moved = tuple(
            moved_field_note(self._around.app.catalogue, name, now) for name in names
        )
        self._kept -= {note.code for note in self._moved}
        panel.reveal([note.field for note in self._moved])

    def _told_saved(self, saved: Saved, *, again: bool) -> None:
        self._panel.say(translate("Activities", "Saved"))
        self._back.tell(translate("Activities", "Activity saved"))
        self.saved.emit(saved.id, again)

    def _edited(self) -> None:
        key, panel = self._panel.key or NEW, self._panel
        panel.say(translate("Activities", "Typing…"))

        def payload() -> dict[str, Any]:
            seen = {"seen": panel.seen} if panel.key else {}
            return {"values": panel.shown(), "caret": panel.form.focused(), **seen}

        self._keeper.touch(key, payload)

    def _draft_kept(self) -> None:
        self._panel.say(translate("Activities", "Draft kept"))
        self.drafted.emit()

    def _keep_as_is(self, code: str) -> None:
        self._kept |= {code}
        self.look()

    def _remove_personal(self, field: str) -> None:
        text = str(self._panel.form.editor(field).read() or "")
        hits = find_personal(text, public_words(self._around.app.catalogue))
        self._panel.form.write(field, without(text, hits))
        self._edited()


def _step(*, new: bool) -> str:
    if new:
        return translate("Activities", "add an activity")
    return translate("Activities", "change an activity")


def _told(problems: Sequence[Any], values: Mapping[str, Value]) -> list[Any]:
    """Before the first saving an empty field is not complained about."""
    return [one for one in problems if values.get(one.field) is not None or one.severity != "error"]

"""A form beside a table at work: drafts, checks, saving, what others changed meanwhile."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from gbdesk.domain.activities import ERROR, FieldProblem, is_blocking, public_words
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.pii import find_personal, without
from gbdesk.domain.refusals import Refused
from gbdesk.services.activity_drafts import moved
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.drafts import DraftKeeper
from gbdesk.ui.forms.fields import Note
from gbdesk.ui.forms.record_panel import RecordPanel

NEW: Final = "new"


@dataclass(frozen=True, slots=True)
class Deed:
    """A record to be saved: what it is to say, its id (empty: new) and what it was seen to say."""

    key: str
    values: Mapping[str, Value]
    seen: Fields


class RecordEditing(QObject):
    """One record at a time; `saved` carries its id and whether another one is wanted.

    A kind of record says how it is checked, told, read and saved; a field that somebody else
    changed meanwhile is never replaced before a person saw both (`Refused` "….moved").
    """

    saved = Signal(str, bool)
    drafted = Signal()

    def __init__(
        self, around: Around, panel: RecordPanel, back: Back, page: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.around, self.panel, self.back = around, panel, back
        self.keeper = DraftKeeper(around.app.store.drafts, page, self)
        self.keeper.kept.connect(self._draft_kept)
        self.kept: frozenset[str] = frozenset()
        self._moved: tuple[Note, ...] = ()
        self._looked = False
        panel.edited.connect(self.field_edited)
        panel.left.connect(self.look)
        panel.kept_as_is.connect(self._keep_as_is)
        panel.remove_asked.connect(self._remove_personal)
        panel.save_asked.connect(self.save)

    # what a kind of record says
    def draft_key(self, key: str) -> str:
        """Under which key the draft of a record is kept."""
        return key or NEW

    @abstractmethod
    def first_field(self, stored: Mapping[str, Value]) -> str:
        """Where the caret begins."""

    @abstractmethod
    def check(self, values: Mapping[str, Value]) -> tuple[FieldProblem, ...]:
        """What is to be said about these values."""

    @abstractmethod
    def notes_of(self, problems: Sequence[FieldProblem]) -> list[Note]:
        """The same as notes under the fields."""

    @abstractmethod
    def moved_note(self, name: str, now: Mapping[str, Value]) -> Note:
        """Somebody else changed what is typed over here."""

    def shown_field(self, name: str) -> str:
        """The field of the form that shows a stored one."""
        return name

    @abstractmethod
    def read(self, key: str) -> Fields:
        """What the record says now.

        Raises:
            Refused: it is gone.
        """

    @abstractmethod
    def write(self, deed: Deed) -> Any:
        """Save it, on the writing lane; what was saved has `id`, `undo` and `changed`."""

    @abstractmethod
    def words(self, deed: Deed) -> tuple[str, str]:
        """The step that can be taken back, and what is told once it is done."""

    # at work
    def open(self, key: str, stored: Mapping[str, Value], position: str = "") -> None:
        """Show a record with its draft, where there is one."""
        self.keeper.flush()
        self.kept, self._moved, self._looked = frozenset(), (), False
        draft = self.keeper.found(self.draft_key(key))
        seen = draft.get("seen", stored) if draft and key else stored
        self.panel.open(key, seen, position)
        if draft:
            self.panel.fill(draft["values"])
            self._follow(stored)
            self.panel.say(translate("Activities", "Draft kept"))
            self.look()
        caret = str(draft.get("caret") or "") if draft else ""
        if not self.panel.form.focus_on(caret):
            self.panel.form.focus_on(self.first_field(stored))

    def has_new_draft(self) -> bool:
        """Whether a record was begun and not kept."""
        return self.keeper.found(self.draft_key("")) is not None

    def discard(self) -> None:
        """Forget the draft of what is shown."""
        self.keeper.drop(self.draft_key(self.panel.key))
        self.drafted.emit()

    def flush(self) -> None:
        """Keep what was typed, now."""
        self.keeper.flush()

    def look(self) -> None:
        """Say under the fields what is to be said about what is typed."""
        values = self.panel.values()
        problems = self.check(values)
        self._show(problems if self._looked else _told(problems, values))

    def _show(self, problems: Sequence[FieldProblem]) -> None:
        typed = {self.shown_field(name) for name in self.panel.typed()}
        told = [one for one in self._moved if one.field in typed and one.code not in self.kept]
        self.panel.show_notes([*told, *self.notes_of(problems)])

    def save(self, again: bool) -> None:
        """Keep the record; what blocks it is shown and the caret goes there."""
        self._looked = True
        deed = Deed(self.panel.key, self.panel.values(), self.panel.seen)
        problems = self.check(deed.values)
        if is_blocking(problems):
            self._show(problems)
            first = next(one for one in problems if one.severity == ERROR)
            self.panel.form.focus_on(first.field)
            return
        (step, told), steps = self.words(deed), self.back.steps

        def work(_progress: object) -> Any:
            done = self.write(deed)
            steps.keep(step, done.undo)
            return done

        def after(done: Any) -> None:
            self.keeper.drop(self.draft_key(deed.key))
            self.panel.say(translate("Activities", "Saved"))
            self.back.tell(told)
            self.saved.emit(done.id, again)

        self.around.write(work, after, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code.endswith(".moved"):
            self.follow()
            self.field_edited("")
        self.around.complain(error)

    def follow(self) -> None:
        """The record may say something else by now: show it where nothing else was typed."""
        if not self.panel.key:
            return
        try:
            now = self.read(self.panel.key)
        except Refused:  # gone: saving says so
            return
        if now != self.panel.seen:
            self._follow(now)
            self.look()

    def _follow(self, now: Mapping[str, Value]) -> None:
        """Both changed it: what was typed stays, what stands there now is said beside it."""
        names = moved(self.panel.typed(), self.panel.seen, now)
        self.panel.follow(now)
        self._moved = tuple(self.moved_note(name, now) for name in names)
        self.kept -= {note.code for note in self._moved}
        self.panel.reveal([note.field for note in self._moved])

    def field_edited(self, _field: str) -> None:
        """Something was typed: a second later at most it is a draft."""
        panel = self.panel
        panel.say(translate("Activities", "Typing…"))

        def payload() -> dict[str, Any]:
            seen = {"seen": panel.seen} if panel.key else {}
            return {"values": panel.shown(), "caret": panel.form.focused(), **seen}

        self.keeper.touch(self.draft_key(panel.key), payload)

    def _draft_kept(self) -> None:
        self.panel.say(translate("Activities", "Draft kept"))
        self.drafted.emit()

    def _keep_as_is(self, code: str) -> None:
        self.kept |= {code}
        self.look()

    def _remove_personal(self, field: str) -> None:
        text = str(self.panel.form.editor(field).read() or "")
        hits = find_personal(text, public_words(self.around.app.catalogue))
        self.panel.form.write(field, without(text, hits))
        self.field_edited(field)


def _told(problems: Sequence[FieldProblem], values: Mapping[str, Value]) -> list[FieldProblem]:
    """Before the first saving an empty field is not complained about."""
    return [one for one in problems if values.get(one.field) is not None or one.severity != ERROR]

"""The form beside the table at work: drafts, checks when a field is left, saving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from gbdesk.domain.activities import ERROR, FieldProblem, is_blocking, public_words
from gbdesk.domain.ops import Value
from gbdesk.domain.pii import find_personal, without
from gbdesk.domain.refusals import Refused
from gbdesk.domain.registers import CODE, Register
from gbdesk.services.activity_drafts import moved
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.drafts import DraftKeeper
from gbdesk.ui.forms.fields import Note
from gbdesk.ui.pages.registers.panel import EntryPanel
from gbdesk.ui.pages.registers.words import moved_line_note, notes_of

if TYPE_CHECKING:
    from gbdesk.services.entries import Saved
    from gbdesk.services.progress import Progress

PAGE: Final = "registers"
NEW: Final = "new"


class Editing(QObject):
    """One line at a time; `saved` carries its id and whether another one is wanted."""

    saved = Signal(str, bool)
    drafted = Signal()

    def __init__(self, around: Around, spec: Register, panel: EntryPanel, back: Back) -> None:
        super().__init__(panel)
        self._around, self._spec, self._panel, self._back = around, spec, panel, back
        self._keeper = DraftKeeper(around.app.store.drafts, PAGE, self)
        self._keeper.kept.connect(self._draft_kept)
        self._kept: frozenset[str] = frozenset()
        self._moved: tuple[Note, ...] = ()
        self._looked = False
        panel.edited.connect(self._edited)
        panel.left.connect(self.look)
        panel.kept_as_is.connect(self._keep_as_is)
        panel.remove_asked.connect(self._remove_personal)
        panel.save_asked.connect(self.save)

    def _draft(self, key: str) -> str:
        return f"{self._spec.id}/{key or NEW}"

    def drafts(self) -> frozenset[str]:
        """The ids of the lines of this register with a draft; `new` for one not kept yet."""
        found = (key for key, _ in self._around.app.store.drafts.list(PAGE))
        mine = (key.partition("/") for key in found)
        return frozenset(ident for register, _, ident in mine if register == self._spec.id)

    def has_new_draft(self) -> bool:
        """Whether a line was begun and not kept."""
        return self._keeper.found(self._draft("")) is not None

    def open(self, key: str, stored: Mapping[str, Value]) -> None:
        """Show a line with its draft, where there is one."""
        self._keeper.flush()
        self._kept, self._moved, self._looked = frozenset(), (), False
        draft = self._keeper.found(self._draft(key))
        seen = draft.get("seen", stored) if draft and key else stored
        self._panel.open(key, seen)
        if draft:
            self._panel.fill(draft["values"])
            self._follow(stored)
            self._panel.say(translate("Activities", "Draft kept"))
            self.look()
        caret = str(draft.get("caret") or "") if draft else ""
        if not self._panel.form.focus_on(caret):
            self._panel.form.focus_on(self._panel.form.keys()[0])

    def discard(self) -> None:
        """Forget the draft of what is shown."""
        self._keeper.drop(self._draft(self._panel.key))
        self.drafted.emit()

    def flush(self) -> None:
        """Keep what was typed, now."""
        self._keeper.flush()

    def look(self) -> None:
        """Say under the fields what is to be said about what is typed."""
        values = self._panel.values()
        problems = self._around.app.entries.check(values, ident=self._panel.key or None)
        self._show(problems if self._looked else _told(problems, values))

    def _show(self, problems: Sequence[FieldProblem]) -> None:
        typed = set(self._panel.typed())
        told = [one for one in self._moved if one.field in typed and one.code not in self._kept]
        self._panel.show_notes([*told, *notes_of(problems, self._kept)])

    def save(self, again: bool) -> None:
        """Keep the line; what blocks it is shown and the caret goes there."""
        self._looked = True
        app, panel = self._around.app, self._panel
        values, key, seen = panel.values(), panel.key, panel.seen
        problems = app.entries.check(values, ident=key or None)
        if is_blocking(problems):
            self._show(problems)
            panel.form.focus_on(next(one for one in problems if one.severity == ERROR).field)
            return
        words = translate("Registers", "line saved: {title}", title=self._spec.title_of(values))
        period, steps = self._around.period, self._back.steps

        def work(_progress: Progress) -> Saved:
            done: Saved = app.entries.save(
                key or None, values, seen=seen if key else None, period=period
            )
            steps.keep(words, done.undo)
            return done

        def done(saved: Saved) -> None:
            self._keeper.drop(self._draft(key))
            panel.say(translate("Activities", "Saved"))
            self._back.tell(f"{words[:1].upper()}{words[1:]}.")
            self.saved.emit(saved.id, again)

        self._around.write(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code == "entry.moved":
            self.follow()
            self._edited("")
        self._around.complain(error)

    def follow(self) -> None:
        """The line may say something else by now: show it where nothing else was typed."""
        panel = self._panel
        if not panel.key:
            return
        try:
            now = self._around.app.entries.get(panel.key)
        except Refused:  # gone: saving says so
            return
        if now != panel.seen:
            self._follow(now)
            self.look()

    def _follow(self, now: Mapping[str, Value]) -> None:
        """Both changed it: what was typed stays, what stands there now is said beside it."""
        panel, catalogue = self._panel, self._around.app.catalogue
        names = moved(panel.typed(), panel.seen, now)
        panel.follow(now)
        self._moved = tuple(moved_line_note(self._spec, catalogue, name, now) for name in names)
        self._kept -= {note.code for note in self._moved}

    def _edited(self, field: str) -> None:
        if not self._panel.key and field in {self._spec.type, "holder"}:
            self._propose_code()
        key, panel = self._draft(self._panel.key), self._panel
        panel.say(translate("Activities", "Typing…"))

        def payload() -> dict[str, Any]:
            seen = {"seen": panel.seen} if panel.key else {}
            return {"values": panel.shown(), "caret": panel.form.focused(), **seen}

        self._keeper.touch(key, payload)

    def _propose_code(self) -> None:
        """A new line that is a code gets the next free one."""
        values = self._panel.values()
        field = next((one for one in self._spec.applying(values) if one.kind == CODE), None)
        if field is not None and not values.get(field.id):
            self._panel.write(field.id, self._around.app.entries.code_for(values))

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
        self._edited(field)


def _told(problems: Sequence[FieldProblem], values: Mapping[str, Value]) -> list[FieldProblem]:
    """Before the first saving an empty field is not complained about."""
    return [one for one in problems if values.get(one.field) is not None or one.severity != ERROR]

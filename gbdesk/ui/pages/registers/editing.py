"""One line of a register in the form beside the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from gbdesk.domain.activities import FieldProblem
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.registers import CODE, Register
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.fields import Note
from gbdesk.ui.forms.record_editing import Deed, RecordEditing
from gbdesk.ui.pages.registers.panel import EntryPanel
from gbdesk.ui.pages.registers.words import moved_line_note, notes_of

if TYPE_CHECKING:
    from gbdesk.services.entries import Saved

PAGE: Final = "registers"


class Editing(RecordEditing):
    """Drafts of a register are kept under its id; what is saved counts as reviewed.

    `office` is the one whose line it is.
    """

    def __init__(self, around: Around, spec: Register, panel: EntryPanel, back: Back) -> None:
        super().__init__(around, panel, back, PAGE, panel)
        self._spec, self.office = spec, around.app.session.office

    def draft_key(self, key: str) -> str:
        """The register and the line."""
        whose = "" if key or self.office == self.around.app.session.office else self.office
        return f"{self._spec.id}/{super().draft_key(key)}{whose}"

    def drafts(self) -> frozenset[str]:
        """The ids of the lines of this register with a draft; `new` for one not kept yet."""
        found = (key for key, _ in self.around.app.store.drafts.list(PAGE))
        mine = (key.partition("/") for key in found)
        return frozenset(ident for register, _, ident in mine if register == self._spec.id)

    def first_field(self, _stored: Mapping[str, Value]) -> str:
        """The first that is shown."""
        return self.panel.form.keys()[0]

    def check(self, values: Mapping[str, Value]) -> tuple[FieldProblem, ...]:
        """What is to be said about a line."""
        found: tuple[FieldProblem, ...] = self.around.app.entries.check(
            values, ident=self.panel.key or None, office=self.office
        )
        return found

    def notes_of(self, problems: Sequence[FieldProblem]) -> list[Note]:
        """Without what a person keeps as it is."""
        return notes_of(problems, self.kept)

    def moved_note(self, name: str, now: Mapping[str, Value]) -> Note:
        """Both contents, and the two answers."""
        return moved_line_note(self._spec, self.around.app.catalogue, name, now)

    def read(self, key: str) -> Fields:
        """The line as it is."""
        found: Fields = self.around.app.entries.get(key, office=self.office)
        return found

    def write(self, deed: Deed) -> Saved:
        """Record it, reviewed in the period that is shown."""
        done: Saved = self.around.app.entries.save(
            deed.key or None,
            deed.values,
            office=self.office,
            seen=deed.seen if deed.key else None,
            period=self.around.period,
        )
        return done

    def words(self, deed: Deed) -> tuple[str, str]:
        """The line by its name."""
        title = self._spec.title_of(deed.values)
        step = translate("Registers", "line saved: {title}", title=title)
        return step, f"{step[:1].upper()}{step[1:]}."

    def field_edited(self, field: str) -> None:
        """A new line that is a code gets the next free one."""
        if not self.panel.key and field in {self._spec.type, "holder"}:
            self._propose_code()
        super().field_edited(field)

    def _propose_code(self) -> None:
        values = self.panel.values()
        field = next((one for one in self._spec.applying(values) if one.kind == CODE), None)
        if field is not None and not values.get(field.id):
            self.panel.form.write(
                field.id, self.around.app.entries.code_for(values, office=self.office)
            )
            self.panel.arrange()

"""One line of a register as the form beside the table shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.entries import tidy
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.registers import PLACE, REGISTER, Register
from gbdesk.text import translate
from gbdesk.ui.forms.choices import ChoiceLine
from gbdesk.ui.forms.fields import FieldSpec, Option
from gbdesk.ui.forms.record_panel import RecordPanel
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.pages.registers.fields import shown_keys, to_fields, to_form
from gbdesk.ui.pages.registers.table import guarded_words

WIDTH: Final = 400


class EntryPanel(RecordPanel):
    """The fields follow what the line is; a shelter says why it has no place."""

    def __init__(
        self,
        spec: Register,
        specs: Sequence[FieldSpec],
        catalogue: Catalogue,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(specs, today, parent, width=WIDTH)
        self._spec, self._catalogue, self._today = spec, catalogue, today
        self._places = {each.id: each for one in specs if one.key == PLACE for each in one.options}
        self.setAccessibleName(spec.name)
        self.guard = NoticeBox("shield", "privacy", guarded_words(), self.held)
        self.body.insertWidget(0, self.guard)

    def titles(self) -> tuple[str, str]:
        """Of a line."""
        return translate("Registers", "New line"), translate("Registers", "Change a line")

    def to_form(self, stored: Mapping[str, Value]) -> Mapping[str, Any]:
        """Days and years as they are typed."""
        return to_form(self._spec, stored)

    def read_fields(self) -> Fields:
        """As a register keeps them."""
        return tidy(self._spec, to_fields(self._spec, self.form.values(), self._today()))

    def values(self) -> dict[str, Value]:
        """A line says which register it is of."""
        return {**super().values(), REGISTER: self._spec.id}

    def open(self, key: str, stored: Mapping[str, Value], position: str = "") -> None:
        """Show a line; one is not duplicated."""
        self._offer_place(stored)
        super().open(key, stored, position)
        self.duplicate_button.hide()

    def _offer_place(self, stored: Mapping[str, Value]) -> None:
        """A place that the unit at work does not have is called by its name too."""
        place = self._catalogue.places.get(str(stored.get(PLACE) or ""))
        if place is None or not self.form.has(PLACE):
            return
        line = self.form.editor(PLACE).widget
        if place.id not in self._places and isinstance(line, ChoiceLine):
            self._places[place.id] = Option(place.id, place.name)
            line.offer(tuple(self._places.values()))

    def arrange(self) -> None:
        """The fields that apply."""
        values = {**self.seen, **self.read_fields()}
        self.form.arrange(shown_keys(self._spec, values))
        self.guard.setVisible(any(one.stays_here(values) for one in self._spec.fields))

    def field_edited(self, key: str) -> None:
        """Another type has other fields; the caret stays."""
        focused = self.form.focused()
        self.arrange()
        if focused and self.form.focused() != focused:
            self.form.focus_on(focused)
        super().field_edited(key)

"""One activity as the form beside the table shows it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from gbdesk.domain.activities import MEASURE, tidy
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import Fields, Value
from gbdesk.text import translate
from gbdesk.ui.forms.choices import ChoiceLine
from gbdesk.ui.forms.fields import FieldSpec, Option
from gbdesk.ui.forms.lines import SuggestingLine
from gbdesk.ui.forms.look import icon
from gbdesk.ui.forms.record_panel import RecordPanel
from gbdesk.ui.pages.activities.fields import (
    DETAILS,
    PLACES,
    TASK,
    shown_keys,
    to_fields,
    to_form,
)

WIDTH: Final = 420
ALWAYS_ASKED: Final = frozenset({"title", "start", "kind"})


class ActivityPanel(RecordPanel):
    """The fields follow the kind of activity; the rest of them are folded away."""

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        catalogue: Catalogue,
        today: Callable[[], date],
        year_of: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(specs, today, parent, width=WIDTH, year_of=year_of)
        self.setAccessibleName(translate("Activities", "Activity"))
        self._specs, self._catalogue = tuple(specs), catalogue
        self._details = False
        self.more = QPushButton(translate("Activities", "More fields"), self.held)
        self.more.setObjectName("link")
        self.more.setCheckable(True)
        self.more.setIcon(icon("chevron-down", "primary"))
        self.more.clicked.connect(self._toggle)
        self.body.insertWidget(1, self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setTabOrder(self.more, self.save_button)
        self.form.entered.connect(self._go_on)

    def titles(self) -> tuple[str, str]:
        """Of an activity."""
        return translate("Activities", "New activity"), translate("Activities", "Edit activity")

    def to_form(self, stored: Mapping[str, Value]) -> Mapping[str, Any]:
        """Flags as lists of ids."""
        return to_form(stored)

    def read_fields(self) -> Fields:
        """Lists of ids as flags."""
        return tidy(to_fields(self.form.values(), self.seen))

    def suggest(self, titles: tuple[str, ...]) -> None:
        """Titles written before."""
        line = self.form.editor("title").widget
        if isinstance(line, SuggestingLine):
            line.suggest(titles)

    def offer_tasks(self, tasks: Sequence[Option]) -> None:
        """The tasks of the plan that can be chosen; none where the unit has none at all."""
        if not self.form.has(TASK):
            return
        line = self.form.editor(TASK).widget
        if isinstance(line, ChoiceLine):
            line.offer(tasks)

    def reveal(self, keys: Collection[str]) -> None:
        """Unfold the details where one of these fields is among them."""
        if not self._details and not set(keys).isdisjoint(DETAILS):
            self.more.click()

    def arrange(self) -> None:
        """The measures of the kind, and what is unfolded."""
        keys = shown_keys(self._specs, self._catalogue, self.form.values(), details=self._details)
        self.form.arrange(keys)

    def field_edited(self, key: str) -> None:
        """Another kind has other measures; the caret stays."""
        if key == "kind":
            focused = self.form.focused()
            self.arrange()
            self.form.focus_on(focused or "kind")
        super().field_edited(key)

    def _go_on(self, key: str) -> None:
        """The next field of those that make a line complete which is empty; the places always."""
        keys, held = self.form.keys(), self.form.values()
        if key not in keys:
            return
        asked = [
            one
            for one in keys[keys.index(key) + 1 :]
            if one == PLACES or ((one in ALWAYS_ASKED or one.startswith(MEASURE)) and not held[one])
        ]
        if asked:
            self.form.focus_on(asked[0])
        else:
            self.save_button.setFocus()

    def _toggle(self) -> None:
        self._details = self.more.isChecked()
        fewer, more = (
            translate("Activities", "Fewer fields"),
            translate("Activities", "More fields"),
        )
        self.more.setText(fewer if self._details else more)
        self.more.setIcon(icon("chevron-up" if self._details else "chevron-down", "primary"))
        self.arrange()
        self.more.setFocus()

"""The form beside the table: one activity, its problems, its draft."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.activities import tidy
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import Fields, Value
from gbdesk.services.activity_drafts import mine
from gbdesk.text import translate
from gbdesk.ui.forms.choices import ChoiceLine
from gbdesk.ui.forms.edges import PanelFoot, PanelHead
from gbdesk.ui.forms.fields import FieldSpec, Fix, Note, Option
from gbdesk.ui.forms.form import Form
from gbdesk.ui.forms.lines import SuggestingLine
from gbdesk.ui.forms.look import icon
from gbdesk.ui.forms.personal import REMOVE
from gbdesk.ui.pages.activities.fields import DETAILS, TASK, shown_keys, to_fields, to_form

WIDTH: Final = 420


class ActivityPanel(QFrame):
    """What is asked goes to the page; the panel keeps only what is typed."""

    save_asked = Signal(bool)
    duplicate_asked = Signal()
    delete_asked = Signal()
    closed = Signal()
    edited = Signal()
    left = Signal()
    kept_as_is = Signal(str)
    remove_asked = Signal(str)

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        catalogue: Catalogue,
        today: Callable[[], date],
        year_of: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(translate("Activities", "Activity"))
        self._specs, self._catalogue = tuple(specs), catalogue
        self.seen: Fields = {}
        self._base: Fields = {}
        self._details, self.key = False, ""
        self.form = Form(specs, today, self, year_of=year_of)
        self.form.edited.connect(self._edited)
        self.form.left.connect(self._left)
        self.form.fix_asked.connect(self._fix)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._head, self._foot = PanelHead(self), PanelFoot(self)
        self.save_button, self.again_button = self._foot.save, self._foot.again
        self.delete_button, self.duplicate_button = self._head.delete, self._head.duplicate
        self._join()
        box.addWidget(self._head)
        box.addWidget(self._body(), 1)
        box.addWidget(self._foot)
        self.setTabOrder(self.more, self.save_button)
        self.setTabOrder(self.save_button, self.again_button)

    def _join(self) -> None:
        self.duplicate_button.clicked.connect(self.duplicate_asked)
        self.delete_button.clicked.connect(self.delete_asked)
        self._head.close_button.clicked.connect(self.closed)
        self.save_button.clicked.connect(self._save)
        self.again_button.clicked.connect(self._save_again)

    def _body(self) -> QWidget:
        area = QScrollArea(self)
        area.setObjectName("panelBody")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held = QWidget(area)
        held.setObjectName("sideHeld")
        box = QVBoxLayout(held)
        box.setContentsMargins(16, 10, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.form)
        self.more = QPushButton(translate("Activities", "More fields"), held)
        self.more.setObjectName("link")
        self.more.setCheckable(True)
        self.more.setIcon(icon("chevron-down", "primary"))
        self.more.clicked.connect(self._toggle)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        area.setWidget(held)
        self._area = area
        return area

    def open(self, key: str, stored: Mapping[str, Value], position: str = "") -> None:
        """Show an activity; an empty key is a new one."""
        self.key, self.seen = key, dict(stored)
        new, old = translate("Activities", "New activity"), translate("Activities", "Edit activity")
        self._head.title.setText(old if key else new)
        self._head.position.setText(position)
        self.delete_button.setVisible(bool(key))
        self.duplicate_button.setVisible(bool(key))
        self.form.fill(to_form(stored))
        self._base = self._read()
        self.form.show_notes([])
        self.say("")
        self._arrange()
        self._area.verticalScrollBar().setValue(0)

    def fill(self, shown: Mapping[str, Any]) -> None:
        """Show what was typed before: a draft."""
        self.form.fill(shown)
        self._arrange()

    def follow(self, now: Mapping[str, Value]) -> None:
        """The activity says something else by now: what was not typed here says it too."""
        typed = self.typed()
        wanted = to_form({**now, **typed})
        self.seen = dict(now)
        for key, value in self.form.values().items():
            if value != wanted.get(key):
                self.form.write(key, wanted.get(key))
        self._base = {**self._read(), **{name: now.get(name) for name in typed}}
        self._arrange()

    def shown(self) -> dict[str, Any]:
        """What the form holds, for a draft."""
        return {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in self.form.values().items()
        }

    def values(self) -> dict[str, Value]:
        """What the activity is to say: what was typed, and beside it what it says."""
        return {**self.seen, **self.typed()}

    def typed(self) -> Fields:
        """The fields that are other than they were shown at first."""
        return mine(self._read(), self._base)

    def _read(self) -> Fields:
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

    def say(self, words: str) -> None:
        """The state of what is typed."""
        self._foot.state.setText(words)

    def lock(self, *, locked: bool) -> None:
        """An activity of another office is only shown."""
        self.form.lock(locked=locked)
        for button in (self.save_button, self.again_button, self.delete_button):
            button.setEnabled(not locked)
        self.duplicate_button.setEnabled(not locked)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Say these things under the fields."""
        self.form.show_notes(notes)

    def reveal(self, keys: Collection[str]) -> None:
        """Unfold the details where one of these fields is among them."""
        if not self._details and not set(keys).isdisjoint(DETAILS):
            self.more.click()

    def _arrange(self) -> None:
        keys = shown_keys(self._specs, self._catalogue, self.form.values(), details=self._details)
        self.form.arrange(keys)

    def _toggle(self) -> None:
        self._details = self.more.isChecked()
        fewer, more = (
            translate("Activities", "Fewer fields"),
            translate("Activities", "More fields"),
        )
        self.more.setText(fewer if self._details else more)
        self.more.setIcon(icon("chevron-up" if self._details else "chevron-down", "primary"))
        self._arrange()
        self.more.setFocus()

    def _edited(self, key: str) -> None:
        if key == "kind":
            focused = self.form.focused()
            self._arrange()
            self.form.focus_on(focused or "kind")
        self.edited.emit()

    def _left(self, _key: str) -> None:
        self.left.emit()

    def _fix(self, note: Note, fix: Fix) -> None:
        if fix.set is None:
            self.kept_as_is.emit(note.code)
        elif REMOVE in fix.set:
            self.remove_asked.emit(note.field)
        else:
            for key, value in fix.set.items():
                self.form.write(key, value)
            self.reveal(fix.set)
            self.edited.emit()
        self.left.emit()

    def _save(self) -> None:
        self.save_asked.emit(False)

    def _save_again(self) -> None:
        self.save_asked.emit(True)

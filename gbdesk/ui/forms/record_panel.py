"""The form beside a table: one record, what is said about it, what was typed and what it said."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gbdesk.domain.ops import Fields, Value
from gbdesk.services.activity_drafts import mine
from gbdesk.ui.forms.edges import PanelFoot, PanelHead
from gbdesk.ui.forms.fields import FieldSpec, Fix, Note
from gbdesk.ui.forms.form import Form
from gbdesk.ui.forms.personal import REMOVE


class RecordPanel(QFrame):
    """What is asked goes to the page; the panel keeps only what is typed.

    A kind of record says its `titles`, how it is shown (`to_form`), read (`read_fields`) and which
    of its fields stand there (`arrange`).
    """

    save_asked = Signal(bool)
    duplicate_asked = Signal()
    delete_asked = Signal()
    closed = Signal()
    edited = Signal(str)
    left = Signal()
    kept_as_is = Signal(str)
    remove_asked = Signal(str)

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        today: Callable[[], date],
        parent: QWidget | None,
        *,
        width: int,
        year_of: Callable[[], date] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setFixedWidth(width)
        self.key, self.seen = "", Fields()
        self._base: Fields = {}
        self.form = Form(specs, today, self, year_of=year_of)
        self.form.edited.connect(self.field_edited)
        self.form.left.connect(self._left)
        self.form.fix_asked.connect(self._fix)
        self.head, self.foot = PanelHead(self), PanelFoot(self)
        self.save_button, self.again_button = self.foot.save, self.foot.again
        self.delete_button, self.duplicate_button = self.head.delete, self.head.duplicate
        self.duplicate_button.clicked.connect(self.duplicate_asked)
        self.delete_button.clicked.connect(self.delete_asked)
        self.head.close_button.clicked.connect(self.closed)
        self.save_button.clicked.connect(self._save)
        self.again_button.clicked.connect(self._save_again)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self._body(), 1)
        box.addWidget(self.foot)
        self.setTabOrder(self.save_button, self.again_button)

    def _body(self) -> QWidget:
        area = self._area = QScrollArea(self)
        area.setObjectName("panelBody")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held = self.held = QWidget(area)
        held.setObjectName("sideHeld")
        self.body = QVBoxLayout(held)
        self.body.setContentsMargins(16, 10, 16, 12)
        self.body.setSpacing(8)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        area.setWidget(held)
        return area

    # what a kind of record says
    @abstractmethod
    def titles(self) -> tuple[str, str]:
        """What stands above a new record, and above one that is there."""

    @abstractmethod
    def to_form(self, stored: Mapping[str, Value]) -> Mapping[str, Any]:
        """Stored fields as the form shows them."""

    @abstractmethod
    def read_fields(self) -> Fields:
        """What the form holds, as fields are recorded."""

    @abstractmethod
    def arrange(self) -> None:
        """Show the fields that a record with these values has."""

    def reveal(self, _keys: Collection[str]) -> None:
        """Bring these fields into sight, where some are folded away."""

    def field_edited(self, key: str) -> None:
        """A person changed a field."""
        self.edited.emit(key)

    # what is shown and typed
    def open(self, key: str, stored: Mapping[str, Value], position: str = "") -> None:
        """Show a record; an empty key is a new one."""
        self.key, self.seen = key, dict(stored)
        new, old = self.titles()
        self.head.title.setText(old if key else new)
        self.head.position.setText(position)
        for button in (self.delete_button, self.duplicate_button):
            button.setVisible(bool(key))
        self.form.fill(self.to_form(stored))
        self._base = self.read_fields()
        self.form.show_notes([])
        self.say("")
        self.arrange()
        self._area.verticalScrollBar().setValue(0)

    def fill(self, shown: Mapping[str, Any]) -> None:
        """Show what was typed before: a draft."""
        self.form.fill(shown)
        self.arrange()

    def follow(self, now: Mapping[str, Value]) -> None:
        """The record says something else by now: what was not typed here says it too."""
        typed = self.typed()
        wanted = self.to_form({**now, **typed})
        self.seen = dict(now)
        for key, value in self.form.values().items():
            if value != wanted.get(key):
                self.form.write(key, wanted.get(key))
        self._base = {**self.read_fields(), **{name: now.get(name) for name in typed}}
        self.arrange()

    def shown(self) -> dict[str, Any]:
        """What the form holds, for a draft."""
        return {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in self.form.values().items()
        }

    def values(self) -> dict[str, Value]:
        """What the record is to say: what was typed, and beside it what it says."""
        return {**self.seen, **self.typed()}

    def typed(self) -> Fields:
        """The fields that are other than they were shown at first."""
        return mine(self.read_fields(), self._base)

    def lock(self, *, locked: bool) -> None:
        """A record of another office is only shown."""
        self.form.lock(locked=locked)
        buttons = (self.save_button, self.again_button, self.delete_button, self.duplicate_button)
        for button in buttons:
            button.setEnabled(not locked)

    def say(self, words: str) -> None:
        """The state of what is typed."""
        self.foot.state.setText(words)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Say these things under the fields."""
        self.form.show_notes(notes)

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
            self.edited.emit(note.field)
        self.left.emit()

    def _save(self) -> None:
        self.save_asked.emit(False)

    def _save_again(self) -> None:
        self.save_asked.emit(True)

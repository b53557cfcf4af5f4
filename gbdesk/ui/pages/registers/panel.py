"""The form beside the table: one line, what is said about it, its draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.entries import tidy
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.registers import REGISTER, Register
from gbdesk.services.activity_drafts import mine
from gbdesk.text import translate
from gbdesk.ui.forms.edges import PanelFoot, PanelHead
from gbdesk.ui.forms.fields import FieldSpec, Fix, Note
from gbdesk.ui.forms.form import Form
from gbdesk.ui.forms.personal import REMOVE
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.pages.registers.fields import shown_keys, to_fields, to_form
from gbdesk.ui.pages.registers.table import guarded_words

WIDTH: Final = 400


class EntryPanel(QFrame):
    """What is asked goes to the page; the panel keeps only what is typed."""

    save_asked = Signal(bool)
    delete_asked = Signal()
    closed = Signal()
    edited = Signal(str)
    left = Signal()
    kept_as_is = Signal(str)
    remove_asked = Signal(str)

    def __init__(
        self,
        spec: Register,
        specs: Sequence[FieldSpec],
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(spec.name)
        self._spec, self._today = spec, today
        self.key, self.seen = "", Fields()
        self._base: Fields = {}
        self.form = Form(specs, today, self)
        self.form.edited.connect(self._edited)
        self.form.left.connect(self._left)
        self.form.fix_asked.connect(self._fix)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._head, self._foot = PanelHead(self), PanelFoot(self)
        self._head.duplicate.hide()
        self.delete_button, self.title = self._head.delete, self._head.title
        self.save_button, self.again_button = self._foot.save, self._foot.again
        self._join()
        box.addWidget(self._head)
        box.addWidget(self._body(), 1)
        box.addWidget(self._foot)

    def _join(self) -> None:
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
        self.guard = NoticeBox("shield", "privacy", guarded_words(), held)
        box = QVBoxLayout(held)
        box.setContentsMargins(16, 10, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.guard)
        box.addWidget(self.form)
        box.addStretch(1)
        area.setWidget(held)
        self._area = area
        return area

    def open(self, key: str, stored: Mapping[str, Value]) -> None:
        """Show a line; an empty key is a new one."""
        self.key, self.seen = key, dict(stored)
        new, old = translate("Registers", "New line"), translate("Registers", "Change a line")
        self.title.setText(old if key else new)
        self.delete_button.setVisible(bool(key))
        self.form.fill(to_form(self._spec, stored))
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
        """The line says something else by now: what was not typed here says it too."""
        typed = self.typed()
        wanted = to_form(self._spec, {**now, **typed})
        self.seen = dict(now)
        for key, value in self.form.values().items():
            if value != wanted.get(key):
                self.form.write(key, wanted.get(key))
        self._base = {**self._read(), **{name: now.get(name) for name in typed}}
        self._arrange()

    def write(self, key: str, value: Value) -> None:
        """Fill one field with what is proposed."""
        self.form.write(key, value)
        self._arrange()

    def shown(self) -> dict[str, Any]:
        """What the form holds, for a draft."""
        return self.form.values()

    def values(self) -> dict[str, Value]:
        """What the line is to say: what was typed, and beside it what it says."""
        return {**self.seen, **self.typed(), REGISTER: self._spec.id}

    def typed(self) -> Fields:
        """The fields that are other than they were shown at first."""
        return mine(self._read(), self._base)

    def _read(self) -> Fields:
        return tidy(self._spec, to_fields(self._spec, self.form.values(), self._today()))

    def say(self, words: str) -> None:
        """The state of what is typed."""
        self._foot.state.setText(words)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Say these things under the fields."""
        self.form.show_notes(notes)

    def _arrange(self) -> None:
        values = {**self.seen, **self._read()}
        self.form.arrange(shown_keys(self._spec, values))
        self.guard.setVisible(any(one.stays_here(values) for one in self._spec.fields))

    def _edited(self, key: str) -> None:
        focused = self.form.focused()
        self._arrange()
        if focused and self.form.focused() != focused:
            self.form.focus_on(focused)
        self.edited.emit(key)

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
            self.edited.emit(note.field)
        self.left.emit()

    def _save(self) -> None:
        self.save_asked.emit(False)

    def _save_again(self) -> None:
        self.save_asked.emit(True)

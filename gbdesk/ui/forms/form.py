"""A form built of field specifications: rows of fields, with what is said below each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from gbdesk.ui.forms.editors import editor_for
from gbdesk.ui.forms.fields import ERROR, TICK, WARNING, Editor, FieldSpec, Note
from gbdesk.ui.forms.look import repolish
from gbdesk.ui.forms.notes import Notes

COLUMNS: Final = 12


class FieldBox(QWidget):
    """A label above its editor."""

    edited = Signal(str)
    left = Signal(str)

    def __init__(self, field: FieldSpec, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self.field, self.editor = field, editor
        editor.widget.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        if field.kind != TICK:
            box.addLayout(self._label())
        box.addWidget(editor.widget)
        box.addStretch(1)
        editor.changed.connect(self._edited)
        editor.left.connect(self._left)

    def _label(self) -> QHBoxLayout:
        label = QLabel(self.field.label, self)
        label.setObjectName("fieldLabel")
        label.setBuddy(self.editor.focus)
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(label)
        if self.field.aside:
            aside = QLabel(self.field.aside, self)
            aside.setObjectName("fieldAside")
            row.addWidget(aside)
        row.addStretch(1)
        return row

    def mark(self, severity: str) -> None:
        """Show by the frame that something is said about this field."""
        widget = self.editor.widget
        if widget.property("severity") != severity:
            widget.setProperty("severity", severity)
            repolish(widget)

    def _edited(self) -> None:
        self.edited.emit(self.field.key)

    def _left(self) -> None:
        self.left.emit(self.field.key)


class Form(QWidget):
    """Fields by key; filling never counts as an edit."""

    edited = Signal(str)
    left = Signal(str)
    fix_asked = Signal(object, object)
    entered = Signal(str)

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        year_of: Callable[[], date] | None = None,
    ) -> None:
        super().__init__(parent)
        self._boxes: dict[str, FieldBox] = {}
        self._shown: tuple[str, ...] = ()
        self._rows: list[tuple[tuple[str, ...], Notes]] = []
        self._places: list[QWidget] = []
        self._said: tuple[Note, ...] = ()
        for spec in specs:
            box = FieldBox(spec, editor_for(spec, today, year_of), self)
            box.edited.connect(self.edited)
            box.left.connect(self.left)
            self._boxes[spec.key] = box
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(9)
        self._box.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.arrange(self._boxes)

    def arrange(self, keys: Iterable[str]) -> None:
        """Show these fields, in the order of the form."""
        wanted = set(keys)
        shown = tuple(key for key in self._boxes if key in wanted)
        if shown == self._shown:
            return
        focused = self.focused()
        self._shown = shown
        while (item := self._box.takeAt(0)) is not None:
            del item
        for box in self._boxes.values():
            box.setParent(self)
            box.hide()
        for old in self._places:
            old.hide()
            old.deleteLater()
        self._places, self._rows = [], []
        for row in self._packed():
            self._add_row(row)
        self.show_notes(self._said)
        if focused:
            self._boxes[focused].editor.focus.setFocus()
        boxes = [self._boxes[key].editor.focus for key in shown]
        for before, after in pairwise(boxes):
            QWidget.setTabOrder(before, after)

    def _packed(self) -> list[tuple[str, ...]]:
        rows: list[list[str]] = []
        room = 0
        for key in self._shown:
            span = self._boxes[key].field.span
            if span > room:
                rows.append([])
                room = COLUMNS
            rows[-1].append(key)
            room -= span
        return [tuple(row) for row in rows]

    def _add_row(self, keys: tuple[str, ...]) -> None:
        held, notes = QWidget(self), Notes(self)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        used = 0
        for key in keys:
            box = self._boxes[key]
            row.addWidget(box, box.field.span)
            box.show()
            used += box.field.span
        if used < COLUMNS:
            row.addStretch(COLUMNS - used)
        notes.fix_asked.connect(self.fix_asked)
        self._box.addWidget(held)
        self._box.addWidget(notes)
        held.show()
        self._rows.append((keys, notes))
        self._places += [held, notes]

    def has(self, key: str) -> bool:
        """Whether there is such a field, shown or not."""
        return key in self._boxes

    def editor(self, key: str) -> Editor:
        """The editor of one field."""
        return self._boxes[key].editor

    def keys(self) -> tuple[str, ...]:
        """The keys of the fields shown."""
        return self._shown

    def values(self) -> dict[str, Any]:
        """What every field holds, shown or not."""
        return {key: box.editor.read() for key, box in self._boxes.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; a field not named is emptied."""
        for key, box in self._boxes.items():
            box.editor.write(values.get(key))

    def write(self, key: str, value: object) -> None:
        """Fill one field."""
        self._boxes[key].editor.write(value)

    def lock(self, *, locked: bool) -> None:
        """Let it be read only, or edited."""
        for box in self._boxes.values():
            box.editor.widget.setEnabled(not locked)

    def focus_on(self, key: str) -> bool:
        """Put the caret into a field; whether it is shown."""
        if key not in self._shown:
            return False
        focus = self._boxes[key].editor.focus
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(focus, QLineEdit):
            focus.selectAll()
        return True

    def focused(self) -> str:
        """The key of the field with the caret, empty where none has it."""
        for key, box in self._boxes.items():
            focus = box.editor.focus
            if (focus.focusProxy() or focus).hasFocus():
                return key
        return ""

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Say these things below the rows of their fields."""
        self._said = tuple(notes)
        worst: dict[str, str] = {}
        for note in notes:
            if note.severity == ERROR or (note.severity == WARNING and note.field not in worst):
                worst[note.field] = note.severity
        for keys, place in self._rows:
            place.show_notes([note for note in notes if note.field in keys])
        for key, box in self._boxes.items():
            box.mark(worst.get(key, ""))
            said = " ".join(note.text for note in notes if note.field == key)
            box.editor.focus.setAccessibleDescription(said or box.field.help)

    # Qt's names
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no editor has a use for is told, with the field it was typed in."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(self.focused())
        super().keyPressEvent(event)

"""Which widget edits which kind of field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QWidget

from gbdesk.ui.forms import fields
from gbdesk.ui.forms.choices import ChoiceLine
from gbdesk.ui.forms.dates import DateLine
from gbdesk.ui.forms.fields import Editor, FieldSpec
from gbdesk.ui.forms.lines import SuggestingLine, TextLine, TextLines
from gbdesk.ui.forms.look import icon
from gbdesk.ui.forms.numbers import CountLine, DecimalLine
from gbdesk.ui.forms.tags import TagField


class _Ticked(QObject):
    """A person's click on a tick, told without the state."""

    changed = Signal()

    def __init__(self, box: QCheckBox) -> None:
        super().__init__(box)
        box.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        self.changed.emit()


def editor_for(
    field: FieldSpec, today: Callable[[], date], year_of: Callable[[], date] | None = None
) -> Editor:
    """The editor of a field.

    Raises:
        ValueError: no editor for this kind.
    """
    if field.kind == fields.DATE:
        day = DateLine(today, year_of=year_of)
        day.add_calendar(QAction(icon("calendar", "text_2"), "", day))
        return _of_line(day, field)
    if field.kind not in _MAKERS:
        raise ValueError(f"no editor for {field.kind}")
    return _MAKERS[field.kind](field)


def _of_text(field: FieldSpec) -> Editor:
    return _of_line(SuggestingLine() if field.suggests else TextLine(), field)


def _of_count(field: FieldSpec) -> Editor:
    return _of_line(CountLine(), field)


def _of_decimal(field: FieldSpec) -> Editor:
    return _of_line(DecimalLine(), field)


def _of_tags(field: FieldSpec) -> Editor:
    tags = TagField(field.options, field.whole)
    tags.name(field.label)
    return Editor(tags, tags.value, tags.set_value, tags.changed, tags.left, tags)


def _of_line(line: TextLine, field: FieldSpec) -> Editor:
    line.setPlaceholderText(field.hint)
    _name(line, field)
    return Editor(line, line.value, line.set_value, line.changed, line.left, line)


def _of_lines(field: FieldSpec) -> Editor:
    text = TextLines()
    text.setPlaceholderText(field.hint)
    lines = 4 * text.fontMetrics().lineSpacing()
    text.setFixedHeight(lines + 18)
    text.setStyleSheet(f"min-height: {lines}px;")  # the theme's own least height is one line
    _name(text, field)
    return Editor(text, text.value, text.set_value, text.changed, text.left, text)


def _of_choice(field: FieldSpec) -> Editor:
    choice = ChoiceLine(field.options)
    choice.setPlaceholderText(field.hint)
    choice.add_arrow(QAction(icon("chevron-down", "text_2"), "", choice))
    _name(choice, field)
    return Editor(choice, choice.value, choice.set_value, choice.changed, choice.left, choice)


def _of_tick(field: FieldSpec) -> Editor:
    tick = QCheckBox(field.label)
    _name(tick, field)
    told = _Ticked(tick)

    def write(value: object) -> None:
        tick.setChecked(value is True)

    return Editor(tick, tick.isChecked, write, told.changed, told.changed, tick)


def _name(widget: QWidget, field: FieldSpec) -> None:
    widget.setAccessibleName(field.label)
    if field.help:
        widget.setToolTip(field.help)


_MAKERS: Final[Mapping[str, Callable[[FieldSpec], Editor]]] = {
    fields.TEXT: _of_text,
    fields.LINES: _of_lines,
    fields.COUNT: _of_count,
    fields.MONEY: _of_count,
    fields.DECIMAL: _of_decimal,
    fields.CHOICE: _of_choice,
    fields.TAGS: _of_tags,
    fields.TICK: _of_tick,
}

"""Counts, decimals and money: blank stays blank, what is no number stays as typed."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from gbdesk.domain.numbers import Ambiguous, group, parse_count, parse_decimal
from gbdesk.ui.forms.lines import TextLine


class CountLine(TextLine):
    """A whole number from 0, grouped when left (`1.234`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(20)

    def value(self) -> int | str | None:
        """The number; the text as typed where it is none; None where blank."""
        typed = self.typed()
        if typed is None:
            return None
        read = parse_count(typed)
        if isinstance(read, Ambiguous):
            return read.whole
        return typed if read is None else read

    def set_value(self, value: object) -> None:
        """Show a number grouped."""
        is_number = isinstance(value, int) and not isinstance(value, bool)
        super().set_value(group(value) if is_number and isinstance(value, int) else value)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A number that was understood is shown grouped."""
        read = self.value()
        if isinstance(read, int):
            self.setText(group(read))
        super().focusOutEvent(event)


class DecimalLine(TextLine):
    """A number with a decimal comma, kept as text with a point."""

    def value(self) -> str | None:
        """The number as it is kept; the text as typed where it is none."""
        typed = self.typed()
        if typed is None:
            return None
        return (parse_decimal(typed) or typed).replace(",", ".")

    def set_value(self, value: object) -> None:
        """Show it with a decimal comma."""
        super().set_value(None if value is None else str(value).replace(".", ","))

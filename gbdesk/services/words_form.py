"""What is said about catalogues, forms and rules that do not agree with themselves."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_NOT_USED: Final = mark("Message", "The catalogue was not taken into use.")
_NOTHING: Final = mark("Message", "Nothing was changed.")
_TELL: Final = mark("Message", "Tell the person who keeps the catalogue.")

FORM: Final = {
    "form.line": (
        mark("Message", "The form {form} has no line “{line}”."),
        _NOT_USED,
        _TELL,
    ),
    "form.line_twice": (
        mark("Message", "Two lines of the form {form} have the same code."),
        _NOT_USED,
        _TELL,
    ),
    "form.measure": (
        mark("Message", "The line “{line}” of the form {form} is of no known type."),
        _NOT_USED,
        _TELL,
    ),
    "form.rule": (
        mark("Message", "A check could not be read: {expression}."),
        _NOT_USED,
        _TELL,
    ),
    "form.rule_line": (
        mark("Message", "The check “{rule}” names a line that the form {form} lacks."),
        _NOT_USED,
        _TELL,
    ),
    "catalogue.shape": (
        mark("Message", "The catalogue cannot be read: {detail}."),
        _NOT_USED,
        _TELL,
    ),
    "catalogue.overlap": (
        mark("Message", "Two units of the catalogue report for the same place: {place}."),
        _NOT_USED,
        _TELL,
    ),
    "catalogue.place": (
        mark("Message", "The catalogue names a place it does not list: {place}."),
        _NOT_USED,
        _TELL,
    ),
    "catalogue.office": (
        mark("Message", "The catalogue has no such unit."),
        _NOTHING,
        mark("Message", "Choose a unit from the list."),
    ),
    "catalogue.period": (
        mark("Message", "The catalogue has no period “{period}”."),
        _NOTHING,
        mark("Message", "Choose a period from the list."),
    ),
    "catalogue.locked": (
        mark("Message", "{period} is locked: its first and last day stay as they are."),
        _NOTHING,
        mark("Message", "Open the period again first, with a reason."),
    ),
    "catalogue.locked_owed": (
        mark("Message", "{period} is locked: who reports what for it stays as it is."),
        _NOTHING,
        mark("Message", "Choose a day after that period, or open it again first, with a reason."),
    ),
    "catalogue.form": (
        mark("Message", "The catalogue has no form “{form}”."),
        _NOTHING,
        mark("Message", "Choose a form from the list."),
    ),
    "catalogue.recipient": (
        mark("Message", "The catalogue names no such recipient on this day."),
        _NOTHING,
        mark("Message", "Choose another recipient, or complete the catalogue."),
    ),
}

"""A form as data: which fields, of which kind, in which order; and what is said under them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gbdesk.domain.ops import Value

TEXT: Final = "text"
LINES: Final = "lines"
DATE: Final = "date"
COUNT: Final = "count"
DECIMAL: Final = "decimal"
MONEY: Final = "money"
CHOICE: Final = "choice"
TAGS: Final = "tags"
TICK: Final = "tick"

ERROR: Final = "error"
WARNING: Final = "warning"
HINT: Final = "hint"


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list; `also` are other words it is found by, `short` those for little room."""

    id: str
    label: str
    also: tuple[str, ...] = ()
    group: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field. `span` is its width in twelfths of the form."""

    key: str
    label: str
    kind: str
    aside: str = ""
    hint: str = ""
    span: int = 12
    options: tuple[Option, ...] = ()
    whole: Option | None = None
    most: int = 0
    suggests: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A correction offered as a link: its words and the values it sets; None keeps as it is."""

    label: str
    set: Mapping[str, Value] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is said under a field; `code` tells a note that was answered apart from a new one."""

    field: str
    severity: str
    text: str
    code: str = ""
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Editor:
    """A widget and the only ways a form talks to it.

    `changed` fires at a person's edit only, never when the form is filled; `left` when the person
    is done with the field.
    """

    widget: QWidget
    read: Callable[[], Any]
    write: Callable[[Any], None]
    changed: Any
    left: Any
    focus: QWidget
    invalid: Callable[[], str] = field(default=lambda: "")

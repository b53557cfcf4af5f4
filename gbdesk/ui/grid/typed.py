"""What a person types or pastes as a figure: a whole number, `?`, `-`, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gbdesk.domain.cells import LARGEST, NOT_APPLICABLE, UNKNOWN, CellValue
from gbdesk.domain.numbers import Ambiguous, group, parse_count

DASH: Final = "–"
ALLOWED: Final = frozenset("0123456789?-")
_DASHES: Final = frozenset({"-", DASH, "—", "−"})


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure as read; `doubt` where a person must say how it is meant."""

    value: CellValue = None
    is_valid: bool = True
    doubt: Ambiguous | None = None


def read_figure(text: str) -> Typed:
    """Read one figure as typed or pasted."""
    said = text.replace("\u00a0", " ").strip()
    if not said:
        return Typed()
    if said == UNKNOWN:
        return Typed(UNKNOWN)
    if said in _DASHES:
        return Typed(NOT_APPLICABLE)
    read = parse_count(said)
    if isinstance(read, Ambiguous):
        return Typed(read.whole, doubt=read)
    if read is None or read > LARGEST:
        return Typed(is_valid=False)
    return Typed(read)


def tidy_typing(text: str) -> str:
    """What may stay while a figure is typed; a whole pasted number loses its group marks."""
    read = read_figure(text)
    if read.is_valid and read.doubt is None and isinstance(read.value, int):
        return str(read.value) if set(text) - ALLOWED else text
    return "".join(char for char in text.replace(DASH, "-") if char in ALLOWED)


def show_figure(value: CellValue) -> str:
    """As the grid shows it."""
    if value is None:
        return ""
    if value == NOT_APPLICABLE:
        return DASH
    return group(value) if isinstance(value, int) else value


def copy_figure(value: CellValue) -> str:
    """As a spreadsheet takes it: no group marks, so that it stays a number there."""
    return "" if value is None else str(value)

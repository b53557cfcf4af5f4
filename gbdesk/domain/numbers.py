"""Numbers the Vietnamese way: 1.234 is one thousand two hundred and thirty-four."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_PLAIN: Final = re.compile(r"^\d{1,15}$")
_GROUPED: Final = re.compile(r"^\d{1,3}(?:([. '])\d{3})(?:\1\d{3})*$")
_COMMA: Final = re.compile(r"^\d{1,3}(?:,\d{3})+$")
_WHOLE: Final = re.compile(r"^(\d{1,15})[.,]0+$")
_DECIMAL: Final = re.compile(r"^(\d{1,3}(?:\.\d{3})*|\d+),(\d{1,4})$")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Reads two ways: as a whole number `whole`, or as a number with a decimal part."""

    text: str
    whole: int


def parse_count(text: str) -> int | Ambiguous | None:
    """A whole number from 0; `1,234` is ambiguous (a person decides), other text is None."""
    typed = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if _PLAIN.match(typed):
        return int(typed)
    if _GROUPED.match(typed):
        return int(re.sub(r"[. ']", "", typed))
    if _COMMA.match(typed):
        return Ambiguous(typed, int(typed.replace(",", "")))
    if whole := _WHOLE.match(typed):
        return int(whole[1])
    return None


def parse_decimal(text: str) -> str | None:
    """A number with a decimal comma as stored text (`12,5`), or None."""
    typed = text.strip()
    if _PLAIN.match(typed):
        return typed
    return typed.replace(".", "") if _DECIMAL.match(typed) else None


def group(value: int) -> str:
    """`1.234.567`."""
    return f"{value:,}".replace(",", ".")


def two_digits(value: int) -> str:
    """As documents print small counts: `08`, `12`, `1.234`."""
    return f"{value:02d}" if 0 <= value < 10 else group(value)


def percent(part: int, whole: int) -> str:
    """`41,6%` to one decimal; empty where there is nothing to divide by."""
    if whole <= 0:
        return ""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}%"

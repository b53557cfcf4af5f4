"""Columns as data: what a table shows of a row, how wide, on which side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

TEXT: Final = "text"
NUMBER: Final = "number"
PILL: Final = "pill"

DASH: Final = "–"
DOUBT: Final = "?"


@dataclass(frozen=True, slots=True)
class Pill:
    """A state in a word, an icon and a tint: `success`, `warning`, `info`, `neutral`, `danger`."""

    text: str
    tone: str
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table over rows of any kind.

    `show` gives text, a number or a `Pill`; `order` is the sort key asked from the service, empty
    where the column cannot be sorted. A column that `stretches` takes what width is left; one that
    `drops` goes where there is little. Where `ends_matter`, words too long lose their middle: the
    names of offices differ at the end.
    """

    key: str
    title: str
    show: Callable[[Any], object]
    kind: str = TEXT
    width: int = 120
    order: str = ""
    stretches: bool = False
    hidden: bool = False
    drops: bool = False
    ends_matter: bool = False
    tip: Callable[[Any], str] | None = None
    copied: Callable[[Any], str] | None = None

    @property
    def is_right(self) -> bool:
        """Whether figures stand at the right edge."""
        return self.kind == NUMBER

"""Pages of a list and what stands beside it: a line with its key, columns of words, the layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.ui.tables.columns import Column

OFFICE: Final = "office"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Generic[T]):
    """What a line is about, with its key in the table."""

    key: int
    row: T


def words_column(
    key: str,
    title: str,
    show: Callable[..., object],
    width: int,
    *,
    drops: bool = False,
    stretches: bool = False,
) -> Column:
    """A column of words; names of offices keep their end."""
    return Column(
        key=key,
        title=title,
        show=show,
        width=width,
        drops=drops,
        stretches=stretches,
        ends_matter=key == OFFICE,
    )


def lay_beside(page: QWidget, parts: Sequence[QWidget], side: QWidget) -> None:
    """These parts one below the other, the last one with the room that is left; the side beside."""
    left = QVBoxLayout()
    left.setContentsMargins(18, 0, 0, 14)
    left.setSpacing(8)
    for part in parts:
        left.addWidget(part)
    left.setStretchFactor(parts[-1], 1)
    box = QHBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(14)
    box.addLayout(left, 1)
    box.addWidget(side)

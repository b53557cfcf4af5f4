"""Other figures that would print the same tables: what a reader cannot rule out.

A hidden count is safe where two assignments of all hidden cells exist that satisfy every sum,
keep every told figure, and differ far enough in that count. They are looked for step by step: a
count is moved, each sum that no longer holds is put right by another hidden cell of it, and so
on. What is found is a proof; what is not found within the steps allowed counts as not safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

STEPS: Final = 120
MOST: Final = 10**12


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` is the sum of `parts`; each is the key of a figure."""

    total: str
    parts: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key it binds, the total last."""
        return (*self.parts, self.total)


@dataclass(slots=True, eq=False)
class Tables:
    """Figures bound by sums; `hidden` gives the least and most a reader takes for possible.

    A key that is not in `hidden` is known to the reader.
    """

    values: Mapping[str, int]
    sums: tuple[Sum, ...]
    hidden: dict[str, tuple[int, int]] = field(default_factory=dict)
    at: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    loose: list[dict[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note where every key stands: the number of the sum and the sign in it."""
        self.loose = [{} for _ in self.sums]
        for number, one in enumerate(self.sums):
            for key in one.parts:
                self.at.setdefault(key, []).append((number, 1))
            self.at.setdefault(one.total, []).append((number, -1))

    def hide(self, key: str, least: int, most: int = MOST) -> None:
        """From now on a reader only knows the bounds of this figure."""
        self.hidden[key] = (least, most)
        for number, sign in self.at.get(key, ()):
            self.loose[number][key] = sign

    def room(self, key: str, change: int) -> int:
        """How much of a change the bounds of a figure allow, with its sign."""
        least, most = self.hidden[key]
        value = self.values[key]
        if change > 0:
            return max(0, min(change, most - value))
        return min(0, max(change, least - value))


class Search:
    """Looks for one assignment in which a figure has moved; `stuck` are sums that stopped it."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.stuck: list[int] = []
        self._left = STEPS
        self._moved: dict[str, int] = {}
        self._off: dict[int, int] = {}

    def can_move(self, key: str, change: int) -> bool:
        """Whether the figure could as well differ by `change`, all that is told staying true."""
        self._left, self._moved, self._off = STEPS, {}, {}
        if self._tables.room(key, change) != change:
            return False
        self._apply(key, change)
        return self._settle()

    def _apply(self, key: str, change: int) -> None:
        self._moved[key] = self._moved.get(key, 0) + change
        if not self._moved[key]:
            del self._moved[key]
        for number, sign in self._tables.at.get(key, ()):
            off = self._off.get(number, 0) + sign * change
            if off:
                self._off[number] = off
            else:
                self._off.pop(number, None)

    def _settle(self) -> bool:
        if not self._off:
            return True
        if self._left <= 0:
            self.stuck.extend(sorted(self._off)[:1])
            return False
        self._left -= 1
        number = min(self._off, key=lambda one: (len(self._tables.loose[one]), one))
        for changes in self._ways(number):
            for key, change in changes:
                self._apply(key, change)
            if self._settle():
                return True
            for key, change in changes:
                self._apply(key, -change)
            if self._left <= 0:
                return False
        self.stuck.append(number)
        return False

    def _ways(self, number: int) -> Iterator[list[tuple[str, int]]]:
        """Ways to put a sum right: one cell alone, the least harm first; then several together."""
        off = self._off[number]
        rooms = [
            (key, room)
            for key, sign in self._tables.loose[number].items()
            if key not in self._moved and (room := self._tables.room(key, -sign * off))
        ]
        rooms.sort(key=lambda one: (self._harm(*one), -abs(one[1]), one[0]))
        for key, change in rooms:
            if abs(change) == abs(off):
                yield [(key, change)]
        if len(rooms) > 1 and sum(abs(change) for _, change in rooms) >= abs(off):
            yield self._together(rooms, abs(off))

    @staticmethod
    def _together(rooms: list[tuple[str, int]], wanted: int) -> list[tuple[str, int]]:
        taken: list[tuple[str, int]] = []
        for key, change in rooms:
            used = min(abs(change), wanted)
            if not used:
                break
            taken.append((key, used if change > 0 else -used))
            wanted -= used
        return taken

    def _harm(self, key: str, change: int) -> int:
        """How many more sums would not hold."""
        return sum(
            (self._off.get(number, 0) + sign * change != 0) - (number in self._off)
            for number, sign in self._tables.at[key]
        )

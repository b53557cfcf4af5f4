"""Which figures of an output are told, so that no hidden count follows from the others.

A plain function over plain figures: every figure of an output - in a table, a chart or a
sentence - has a key; the same key is the same figure wherever it stands, so it is hidden
everywhere or nowhere. Sums bind keys. Counts from 1 to one less than the threshold are *small*:
printed as `<5`. Where subtraction would narrow one of them, other figures are *withheld*: printed
as `◊`, which says nothing of their size. Zeros are told; what is blank has no key.

What a reader is left with: whatever is printed as `<5` can still be each of 1 to one less than
the threshold, and whatever is withheld has at least as many possible values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gbdesk.domain import numbers
from gbdesk.domain.alternatives import MOST, Search, Sum, Tables
from gbdesk.domain.published import SHOWN, SILENT, SMALL, WITHHELD, Published

SIGN: Final = "◊"

__all__ = ["SHOWN", "SIGN", "SMALL", "WITHHELD", "Output", "Published", "Sum", "Told", "suppress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Every figure that one output would print.

    `public` are told whatever their size (households in stock, models). `silent` are not printed
    and nobody is behind them: the rest of an inequality, `whole = part + rest`. A rest that counts
    people is an ordinary figure, printed or not. `unprinted` are counts that this output leaves out
    though it prints their sum, such as the offices behind a total. `sums` must hold; a sum with
    blank parts names only those that are in it.
    """

    values: Mapping[str, int]
    sums: Sequence[Sum] = ()
    public: Collection[str] = ()
    silent: Collection[str] = ()
    unprinted: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How each figure of an output is told: `marks` has shown, small, withheld or silent.

    `unproved` are hidden figures around which nothing was left to hide, because the rest is public
    or was told before: hiding more does not take that back; a caller can say so.
    """

    values: Mapping[str, int]
    marks: Mapping[str, str]
    threshold: int
    published: Published
    unproved: frozenset[str] = frozenset()

    def is_shown(self, key: str) -> bool:
        """Whether the number itself may be told."""
        return self.marks.get(key) == SHOWN

    def text(self, key: str) -> str:
        """`1.234`, `0`, `<5` or `◊`; empty where there is no figure."""
        mark = self.marks.get(key, "")
        if mark == SHOWN:
            return numbers.group(self.values[key])
        return {SMALL: f"<{self.threshold}", WITHHELD: SIGN}.get(mark, "")  # nothing for silent

    def percent(self, part: str, whole: str) -> str:
        """A percentage, only of two figures that are told; it would give the other away."""
        if not (self.is_shown(part) and self.is_shown(whole)):
            return ""
        return numbers.percent(self.values[part], self.values[whole])

    def largest(self, keys: Collection[str]) -> int | None:
        """The largest of these, None where it is hidden or would bound one that is withheld."""
        marks = {self.marks.get(key) for key in keys} - {None}
        shown = [self.values[key] for key in keys if self.is_shown(key)]
        if WITHHELD in marks or not shown:
            return None
        most = max(shown)
        return None if SMALL in marks and most < self.threshold else most

    def smallest(self, keys: Collection[str]) -> int | None:
        """The smallest of these, None where one of them is hidden."""
        if not keys or any(key in self.marks and not self.is_shown(key) for key in keys):
            return None
        return min((self.values[key] for key in keys if key in self.marks), default=None)

    @property
    def hidden(self) -> int:
        """How many figures are not told."""
        return sum(mark in {SMALL, WITHHELD} for mark in self.marks.values())


def suppress(output: Output, threshold: int, before: Published | None = None) -> Told:
    """Which figures of an output are told beside what was published of the period `before`.

    The same input gives the same answer. What was told and did not change is told again, what was
    withheld and did not change stays so, and a figure that changed by less than the threshold is
    withheld: subtracted from the earlier one it would tell a small count.

    Raises:
        ValueError: a sum does not hold, or a figure is below 0.
    """
    _check(output)
    known = (before or Published()).aged(output.values)
    changes = known.changes(output.values, threshold)
    work = _Work(
        {**known.values, **output.values, **{one.parts[1]: gap for one, gap in changes}},
        tuple(dict.fromkeys([*output.sums, *known.sums, *(one for one, _ in changes)])),
        threshold,
    )
    work.begin(output, known)
    work.protect()
    marks = {
        key: SILENT if key in output.silent else work.marks.get(key, SHOWN) for key in output.values
    }
    return Told(
        values=output.values,
        marks=marks,
        threshold=threshold,
        published=known.and_then(output.values, marks, output.sums, unprinted=output.unprinted),
        unproved=frozenset(work.unproved),
    )


def _check(output: Output) -> None:
    for key, value in output.values.items():
        if value < 0:
            raise ValueError(key)
    for one in output.sums:
        found = [output.values.get(key) for key in one.keys]
        if None in found or sum(output.values[key] for key in one.parts) != found[-1]:
            raise ValueError(one.total)


class _Work:
    """Hides figure after figure until every hidden one is safe."""

    def __init__(self, values: Mapping[str, int], sums: tuple[Sum, ...], threshold: int) -> None:
        self.tables = Tables(values, sums)
        self._locked: set[str] = set()
        self.marks: dict[str, str] = {}
        self.unproved: set[str] = set()
        self._threshold = threshold
        self._queue: list[str] = []

    def begin(self, output: Output, known: Published) -> None:
        """Hide what is small, and what was hidden; lock what is known for good."""
        self._locked = {*output.public, *output.silent, *known.shown, *known.small, *known.silent}
        for key in (*output.silent, *known.silent):
            self.tables.hide(key, 0)
        aside = {*output.unprinted, *(known.unprinted.keys() - output.values.keys())}
        for key, value in self.tables.values.items():
            if key in known.withheld or (key in aside and key not in self._locked):
                self._withhold(key, safe=key in aside and value >= self._threshold)
            elif 0 < value < self._threshold and (key not in self._locked or key in known.small):
                self.marks[key] = SMALL
                self.tables.hide(key, 1, self._threshold - 1)
                self._queue.append(key)

    def protect(self) -> None:
        """Hide more until nothing hidden is narrowed, or nothing is left to hide around it."""
        for key in self._queue:  # grows while it is gone through
            while (stuck := self._narrowed(key)) is not None:
                if not self._more(key, stuck):
                    self.unproved.add(key)
                    break

    def _withhold(self, key: str, *, safe: bool = False) -> None:
        value = self.tables.values[key]
        if key not in self.marks and not safe:
            self._queue.append(key)
        self.marks[key] = WITHHELD
        least = self._threshold if value >= self._threshold else min(value, 1)
        self.tables.hide(key, least)

    def _narrowed(self, key: str) -> list[int] | None:
        """The sums that narrow a hidden figure; None where it has all its possible values."""
        search, value, wide = Search(self.tables), self.tables.values[key], self._threshold - 2
        if not value:
            return None  # nobody is behind it; it is withheld for the sake of others
        if self.marks[key] == SMALL:
            ways = [1 - value, self._threshold - 1 - value]
            safe = all(search.can_move(key, way) for way in ways if way)
        else:
            up = next((n for n in range(wide, 0, -1) if search.can_move(key, n)), 0)
            rest = wide - up
            safe = not rest or search.can_move(key, -rest)
        return None if safe else search.stuck

    def _more(self, key: str, stuck: Sequence[int]) -> bool:
        """Hide one more figure: in the sum that stopped the search, else anywhere around."""
        for number in dict.fromkeys(stuck):
            if self._widen(number):
                return True
        return any(self._widen(number) for number in self._around(key))

    def _widen(self, number: int) -> bool:
        """Withhold the cheapest figure of a sum that is not withheld yet."""
        one = self.tables.sums[number]
        costs = [
            (self._cost(key, one), key)
            for key in one.keys
            if key not in self._locked and self.marks.get(key) != WITHHELD
        ]
        if not costs:
            return False
        self._withhold(min(costs)[1])
        return True

    def _cost(self, key: str, one: Sum) -> tuple[int, int]:
        """A part that is told, the smaller the cheaper; then the total; `<5`; zeros last."""
        value = self.tables.values[key]
        if not value:
            return 3, 0
        if key in self.marks:
            return (1, value) if key == one.total else (2, value)
        if key == one.total:
            return 1, value
        tight = value < 2 * self._threshold - 2  # it could not go down far enough
        return 0, value + (MOST if tight else 0)

    def _around(self, key: str) -> Iterator[int]:
        """The sums around a figure, nearer ones first."""
        seen, keys = set[int](), [key]
        for here in keys:  # grows while it is gone through
            for number, _sign in self.tables.at.get(here, ()):
                if number not in seen:
                    seen.add(number)
                    yield number
                    keys += self.tables.sums[number].keys

"""What outputs of one period told so far: a later one must not be subtracted from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from gbdesk.domain.alternatives import Sum

SHOWN: Final = "shown"
SMALL: Final = "small"
WITHHELD: Final = "withheld"
SILENT: Final = "silent"
_UNPRINTED: Final = "unprinted"
_AGED: Final = "@"
_CHANGE: Final = "-"
_KINDS: Final = (SHOWN, SMALL, WITHHELD, SILENT, _UNPRINTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Figures told, hidden as `<5`, withheld, silent and not printed yet; the sums that bind them.

    A figure that changed since stands here as `key@1`, then `key@2`: each is what it was.
    """

    shown: Mapping[str, int] = field(default_factory=dict)
    small: Mapping[str, int] = field(default_factory=dict)
    withheld: Mapping[str, int] = field(default_factory=dict)
    silent: Mapping[str, int] = field(default_factory=dict)
    unprinted: Mapping[str, int] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()

    @property
    def values(self) -> dict[str, int]:
        """Every figure with its number."""
        return {
            **self.unprinted,
            **self.silent,
            **self.withheld,
            **self.small,
            **self.shown,
        }

    def plain(self) -> dict[str, Any]:
        """As JSON values; they hold small counts and belong into the encrypted file only."""
        found: dict[str, Any] = {kind: dict(getattr(self, kind)) for kind in _KINDS}
        return {**found, "sums": [[one.total, *one.parts] for one in self.sums]}

    @classmethod
    def read(cls, raw: Mapping[str, Any] | None) -> Published:
        """From JSON values; nothing was published where there are none."""
        raw = raw or {}
        sums = tuple(Sum(total, tuple(parts)) for total, *parts in raw.get("sums", ()))
        return cls(**{kind: raw.get(kind, {}) for kind in _KINDS}, sums=sums)

    def aged(self, values: Mapping[str, int]) -> Published:
        """The same, every figure that has another value by now under a name of its own."""
        old = self.values
        names = {
            key: self._name(key) for key, value in old.items() if values.get(key, value) != value
        }
        if not names:
            return self
        kinds = {
            kind: {names.get(key, key): value for key, value in getattr(self, kind).items()}
            for kind in _KINDS
        }
        sums = tuple(
            Sum(names.get(one.total, one.total), tuple(names.get(key, key) for key in one.parts))
            for one in self.sums
        )
        return Published(**kinds, sums=sums)

    def _name(self, key: str) -> str:
        """A free name for what the figure was."""
        known, number = self.values, 1
        while f"{key}{_AGED}{number}" in known:
            number += 1
        return f"{key}{_AGED}{number}"

    def changes(self, values: Mapping[str, int], threshold: int) -> list[tuple[Sum, int]]:
        """Small differences between what was told once and is so no more: a sum and its rest."""
        found: list[tuple[Sum, int]] = []
        for aged, old in self.shown.items():
            key, _, number = aged.rpartition(_AGED)
            gap = values.get(key, old) - old
            if number and 0 < abs(gap) < threshold:
                more, less = (key, aged) if gap > 0 else (aged, key)
                found.append((Sum(more, (less, f"{more}{_CHANGE}{less}")), abs(gap)))
        return found

    def and_then(
        self,
        values: Mapping[str, int],
        marks: Mapping[str, str],
        sums: Sequence[Sum],
        *,
        unprinted: Collection[str],
    ) -> Published:
        """The same after one more output; what was told or printed as `<5` once stays known."""
        kinds = {kind: dict(getattr(self, kind)) for kind in _KINDS}
        for key, mark in marks.items():
            kinds[_UNPRINTED if key in unprinted else mark][key] = values[key]
        known: set[str] = set()
        for kind in _KINDS:  # the first that names a figure says most of it
            kinds[kind] = {key: value for key, value in kinds[kind].items() if key not in known}
            known |= kinds[kind].keys()
        return Published(**kinds, sums=tuple(dict.fromkeys([*self.sums, *sums])))

"""Packages that were looked at and wait to be taken in, remembered until they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from gbdesk.store.workspace import Store

_PAGE: Final = "tray"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One package seen and not yet taken in."""

    package: str
    path: str
    office: str
    periods: tuple[str, ...]
    seen: str


class Tray:
    """What waits, kept beside the drafts: it is no record and never leaves this PC."""

    def __init__(self, store: Store) -> None:
        self._drafts = store.drafts

    def put(self, waiting: Waiting) -> None:
        """Remember a package that can be taken in."""
        self._drafts.put(_PAGE, waiting.package, asdict(waiting))

    def drop(self, package: str) -> None:
        """It was taken in, or will never be."""
        self._drafts.drop(_PAGE, package)

    def all(self) -> Sequence[Waiting]:
        """Everything that waits, newest first."""
        return [
            Waiting(**{**payload, "periods": tuple(payload["periods"])})
            for _, payload in self._drafts.list(_PAGE)
        ]

    def offices(self, period: str) -> frozenset[str]:
        """The offices of which a package for this period waits."""
        return frozenset(one.office for one in self.all() if period in one.periods)

"""Administrative units: permanent ids, validity, predecessors, and names as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from gbdesk.domain.names import fold, nfc, tone_fold

_PREFIX: Final = re.compile(
    r"^(xã|phường|thị trấn|thị xã|huyện|quận|thành phố|tỉnh|đặc khu|tt|tp|p|x|h)[. ]+",
    re.IGNORECASE,
)
_SHORT: Final = {"thị trấn": "TT.", "thành phố": "TP."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A unit with its official name; `id` is new whenever its territory changes."""

    id: str
    code: str
    name: str
    kind: str
    parent: str
    valid_from: date | None = None
    valid_to: date | None = None

    def alive(self, day: date) -> bool:
        """Whether the unit exists on this day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    @property
    def short(self) -> str:
        """The name as narrow columns show it: `TT. Sông Mây`."""
        for long, brief in _SHORT.items():
            if self.name.lower().startswith(long + " "):
                return f"{brief} {self.name[len(long) + 1 :]}"
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """An old unit of which the `share` (whole, part or hamlet) went into a new one."""

    new: str
    old: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another spelling of a unit's name."""

    alias: str
    name: str


def bare_name(name: str) -> str:
    """The name without the word for its kind: `Xã Bản Mới` and `bản mới` are both `Bản Mới`."""
    return _PREFIX.sub("", nfc(name))


def match(
    written: str, places: Iterable[Place], aliases: Iterable[Alias] = ()
) -> tuple[Place, ...]:
    """The units a name can mean: exactly, by tone placement and alias, then without marks."""
    here = tuple(places)
    name = bare_name(written)
    known = {tone_fold(entry.alias): entry.name for entry in aliases}
    wanted = {tone_fold(name), tone_fold(known.get(tone_fold(name), name))}
    whole = tuple(place for place in here if tone_fold(place.name) == tone_fold(nfc(written)))
    if whole:
        return whole
    close = tuple(place for place in here if tone_fold(bare_name(place.name)) in wanted)
    if close:
        return close
    return tuple(place for place in here if fold(bare_name(place.name)) == fold(name))


def predecessors(place: str, succession: Iterable[Succession]) -> tuple[Succession, ...]:
    """From which old units a unit was made."""
    return tuple(step for step in succession if step.new == place)


def straddles(place: str, succession: Iterable[Succession], places: Mapping[str, Place]) -> bool:
    """Whether the unit was made from units of more than one former parent."""
    parents = {
        places[step.old].parent for step in predecessors(place, succession) if step.old in places
    }
    return len(parents) > 1

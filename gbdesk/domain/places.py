"""Administrative units: permanent ids, validity, predecessors, and names as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from gbdesk.domain.names import fold, iy_fold, nfc, tone_fold

_KINDS: Final = (
    "xã",
    "phường",
    "thị trấn",
    "thị xã",
    "huyện",
    "quận",
    "thành phố",
    "tỉnh",
    "đặc khu",
)
_BRIEF: Final = {
    "tt": "thị trấn",
    "tx": "thị xã",
    "tp": "thành phố",
    "p": "phường",
    "x": "xã",
    "h": "huyện",
    "q": "quận",
    "t": "tỉnh",
}
_WORD: Final = re.compile(rf"^(?P<kind>{'|'.join(_KINDS)})[. ]+(?=\S)", re.IGNORECASE)
_DOTTED: Final = re.compile(
    r"^(?P<brief>t\.?[txp]|[pxh]|[qt](?=\.))(?:\. *| +)(?=\S)", re.IGNORECASE
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
    """Another spelling of a unit's name; `code` where the alias means one unit only."""

    alias: str
    name: str
    code: str = ""


@lru_cache(maxsize=20_000)
def bare_name(name: str) -> str:
    """The name without the word for its kind: `Xã Bản Mới` is `Bản Mới`, `TT. Sơn` is `Sơn`."""
    return _WORD.sub("", _spelled_out(name))


def _spelled_out(name: str) -> str:
    """The name with `TT.`, `TP.`, `P.` … written in full."""
    tidy = nfc(name)
    if found := _DOTTED.match(tidy):
        kind = _BRIEF[found["brief"].lower().replace(".", "")]
        return f"{kind.capitalize()} {tidy[found.end() :]}"
    return tidy


def match(
    written: str, places: Iterable[Place], aliases: Iterable[Alias] = ()
) -> tuple[Place, ...]:
    """The units a name can mean, best way first: with its kind, bare, by alias, i for y, no marks.

    More than one: a person decides. None: no unit has such a name.
    """
    here = tuple(places)
    whole, bare = tone_fold(_spelled_out(written)), bare_name(written)
    meant = [alias for alias in aliases if tone_fold(bare_name(alias.alias)) == tone_fold(bare)]
    names = {tone_fold(alias.name) for alias in meant}
    codes = {alias.code for alias in meant if alias.code}
    ways: tuple[Callable[[Place], bool], ...] = (
        lambda place: tone_fold(place.name) == whole,
        lambda place: tone_fold(bare_name(place.name)) == tone_fold(bare),
        lambda place: tone_fold(bare_name(place.name)) in names and place.code in codes,
        lambda place: tone_fold(bare_name(place.name)) in names,
        lambda place: iy_fold(bare_name(place.name)) == iy_fold(bare),
        lambda place: fold(bare_name(place.name)) == fold(bare),
    )
    for way in ways:
        if found := tuple(filter(way, here)):
            return found
    return ()


def is_loose(written: str, place: Place) -> bool:
    """Whether a name that was matched is more than a tone mark or its kind away from the unit's."""
    names = {tone_fold(place.name), tone_fold(bare_name(place.name))}
    return not names & {tone_fold(_spelled_out(written)), tone_fold(bare_name(written))}


def predecessors(place: str, succession: Iterable[Succession]) -> tuple[Succession, ...]:
    """From which old units a unit was made."""
    return tuple(step for step in succession if step.new == place)


def formers(
    place: str, succession: Iterable[Succession], places: Mapping[str, Place], day: date
) -> tuple[tuple[Place, str], ...]:
    """The units of this day from which a later one was made, each with its share.

    `part` where not all of a unit went into the later one at every step.
    """
    steps, seen = tuple(succession), {place}
    found: dict[str, str] = {}
    ahead = [(step, "whole") for step in predecessors(place, steps)]
    while ahead:
        step, so_far = ahead.pop(0)
        old = places.get(step.old)
        share = step.share if so_far == "whole" else so_far
        if old is None or old.id in seen:
            continue
        seen.add(old.id)
        if old.alive(day):
            found[old.id] = share
        else:
            ahead += [(one, share) for one in predecessors(old.id, steps)]
    return tuple((places[ident], share) for ident, share in found.items())


def area_above(place: Mapping[str, Any], places: Mapping[str, Mapping[str, Any]]) -> str:
    """The area a place of a release is in: its parent, or the one below the province it became."""
    ident = str(place["parent"])
    while ident in places and places[ident]["valid_to"]:
        above = str(places[ident]["parent"])
        if above not in places or not places[above]["parent"]:
            break
        ident = above
    return ident


def straddles(place: str, succession: Iterable[Succession], places: Mapping[str, Place]) -> bool:
    """Whether the unit was made from units of more than one former parent."""
    parents = {
        places[step.old].parent for step in predecessors(place, succession) if step.old in places
    }
    return len(parents) > 1

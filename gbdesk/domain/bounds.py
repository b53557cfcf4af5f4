"""Figures on another boundary than that of their time, without sharing out any figure.

A unit that went whole into another is counted there. One that was split stays a row of its own, and
every unit that took a part of it says that the part is not in its figures. A unit made of units of
several areas stands beside the areas, never in one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.places import Place, Succession

OWN: Final = "own"
TODAY: Final = "today"
BOUNDS: Final = (OWN, TODAY)
WHOLE: Final = "whole"
SPLIT: Final = "split"
PARTLY: Final = "partly"
STRADDLES: Final = "straddles"
GONE: Final = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Where the figures of a place are counted.

    `mark` is empty, or: `split` (the unit was divided, its figures stay its own), `partly` (parts
    of divided units are not in it), `straddles` (lies across several areas), `gone` (nothing is
    known of what became of it). `of` names the units that the mark is about.
    """

    id: str
    mark: str = ""
    of: tuple[str, ...] = ()


class Boundaries:
    """The units of a catalogue and what became of them."""

    def __init__(self, places: Mapping[str, Place], succession: Sequence[Succession]) -> None:
        self._places = places
        self._after: dict[str, list[Succession]] = defaultdict(list)
        self._before: dict[str, list[Succession]] = defaultdict(list)
        for step in succession:
            self._after[step.old].append(step)
            self._before[step.new].append(step)

    def on(self, place: str, day: date) -> Unit:
        """The unit of a day in which a place is wholly contained, else the place itself, marked."""
        at, seen = place, {place}
        while (known := self._places.get(at)) is not None and _is_over(known, day):
            ahead = self._after.get(at, [])
            if not ahead:
                return Unit(id=at, mark=GONE)
            if len(ahead) > 1 or ahead[0].share != WHOLE:
                return Unit(id=at, mark=SPLIT, of=tuple(step.new for step in ahead))
            at = ahead[0].new
            if at in seen:
                break
            seen.add(at)
        parts = self._parts_in(at)
        return Unit(id=at, mark=PARTLY if parts else "", of=parts)

    def area(self, place: str) -> Unit:
        """The area above a place before any reform, where all its predecessors were in one."""
        areas = self._areas(place, frozenset())
        if len(areas) == 1:
            return Unit(id=areas[0])
        return Unit(id=place, mark=STRADDLES, of=areas)

    def _parts_in(self, place: str) -> tuple[str, ...]:
        """The divided units of which a part is in this one, at any step."""
        found: dict[str, None] = {}
        ahead, seen = [place], {place}
        while ahead:
            for step in self._before.get(ahead.pop(), []):
                if step.share != WHOLE or len(self._after[step.old]) > 1:
                    found[step.old] = None
                elif step.old not in seen:
                    seen.add(step.old)
                    ahead.append(step.old)
        return tuple(found)

    def _areas(self, place: str, seen: frozenset[str]) -> tuple[str, ...]:
        before = [step.old for step in self._before.get(place, []) if step.old in self._places]
        if not before or place in seen:
            known = self._places.get(place)
            return (known.parent if known is not None and known.parent else place,)
        found: dict[str, None] = {}
        for old in before:
            found |= dict.fromkeys(self._areas(old, seen | {place}))
        return tuple(found)


def _is_over(place: Place, day: date) -> bool:
    return place.valid_to is not None and place.valid_to < day


def heirs(offices: Iterable[Office]) -> dict[str, str]:
    """By office that was merged away: the one that stands for it in the end."""
    next_: dict[str, str] = {}
    for office in offices:
        next_ |= dict.fromkeys(office.predecessors, office.id)
    found: dict[str, str] = {}
    for old in next_:
        at, seen = old, {old}
        while at in next_ and next_[at] not in seen:
            at = next_[at]
            seen.add(at)
        found[old] = at
    return found

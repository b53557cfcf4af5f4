"""Units that become one on a day: the release that says so (`domain.md` D8).

The old units report until the day before, under their own ids; the new one, or the one that goes
on, from the day on. No figure is moved, shared out or added up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from gbdesk.domain.catalogue_lines import (
    BELOW,
    CLOSED,
    ID,
    OWN,
    Line,
    Lists,
    lists_of,
    office_kinds,
)
from gbdesk.domain.catalogue_making import Raw, next_release
from gbdesk.domain.refusals import Refused

MOST: Final = 100
WHOLE: Final = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """Units by key that become one from `day` on.

    `into` is the key of the one that goes on; where it is "", `line` is the new unit (name, short
    name, kind, area, telephone).
    """

    old: tuple[str, ...]
    day: date
    into: str = ""
    line: Mapping[str, str] = field(default_factory=dict)

    @property
    def last(self) -> date:
        """The last day on which the old units report."""
        return self.day - timedelta(days=1)

    @property
    def ending(self) -> tuple[str, ...]:
        """The units that end."""
        return tuple(one for one in self.old if one != self.into)


def lists_after(before: Mapping[str, Any], merger: Merger) -> Lists:
    """The lists with the old units closed, the new one among them, communes given to it.

    Raises:
        Refused: "merger.few", "merger.many", "merger.unknown", "merger.closed" or "merger.day".
    """
    lists, heir = _lists(before, merger)
    names = {one["key"]: one["short"] for one in before["offices"]}
    ending = {names[key] for key in merger.ending}
    for line in lists.places:
        if line["office"] in ending:
            line["office"] = heir.get("short") or heir["name"]
    return lists


def _lists(before: Mapping[str, Any], merger: Merger) -> tuple[Lists, Line]:
    """The lists, communes as they were, and the line of the new unit."""
    lists = lists_of(before)
    known = {line[ID]: line for line in lists.offices}
    _check(before, known, merger)
    heir = known[merger.into] if merger.into else _new_line(known, merger)
    if not merger.into:
        lists.offices.append(heir)
    for key in merger.ending:
        known[key][CLOSED] = merger.last.isoformat()
    return lists, heir


def release_after(before: Mapping[str, Any], merger: Merger) -> Raw:
    """The next release: as its lists say, with areas, tasks and what came from what.

    Raises:
        Refused: as `lists_after`.
    """
    lists, _ = _lists(before, merger)
    known = {one["key"] for one in before["offices"]}

    def joined(raw: Raw) -> None:
        heir = next(
            one
            for one in raw["offices"]
            if one["key"] == merger.into or not (merger.into or one["key"] in known)
        )
        ending = [one for one in raw["offices"] if one["key"] in merger.ending]
        gone = [one["id"] for one in ending]
        heir["predecessors"] = [*heir.get("predecessors", ()), *gone]
        _give_area(raw, heir, ending, merger)
        for office in raw["offices"]:
            if office["parent"] in gone and not office["valid_to"]:
                office["parent"] = heir["id"]
        for task in raw["tasks"]:
            for owners in (task["lead"], task["partners"]):
                if heir["id"] not in owners and not set(gone).isdisjoint(owners):
                    owners.append(heir["id"])

    return next_release(before, lists, merger.day, joined)


def _check(before: Mapping[str, Any], known: Mapping[str, Line], merger: Merger) -> None:
    if len(set(merger.old)) < 2 or len(set(merger.old)) != len(merger.old):
        raise Refused("merger.few")
    if len(merger.old) > MOST:
        raise Refused("merger.many", most=MOST)
    if any(key not in known for key in (*merger.old, *filter(None, (merger.into,)))):
        raise Refused("merger.unknown")
    if merger.into and merger.into not in merger.old:
        raise Refused("merger.unknown")
    for key in merger.old:
        if known[key][CLOSED] and known[key][CLOSED] <= merger.last.isoformat():
            raise Refused("merger.closed", name=known[key]["short"])
    begun = [
        one["valid_from"]
        for one in before["offices"]
        if one["key"] in merger.old and one["valid_from"]
    ]
    if any(merger.day.isoformat() <= start for start in begun):
        raise Refused("merger.day")


def _new_line(known: Mapping[str, Line], merger: Merger) -> Line:
    """The line of the new unit; what it does not say is as the first old unit has it."""
    like = known[merger.old[0]]
    made = {name: merger.line.get(name, "").strip() for name in like if name != ID}
    made["kind"] = made["kind"] or like["kind"]
    made["parent"] = made["parent"] or like["parent"]
    ends = [known[key][CLOSED] for key in merger.old]
    return {**made, CLOSED: max(ends) if all(ends) else ""}


def _give_area(raw: Raw, heir: Raw, ending: list[Raw], merger: Merger) -> None:
    """The area of the new unit; a territory that grew is another place (`decisions.md` 1).

    Communes stay below the district they were in, which is below the new area from now on.
    """
    figures = office_kinds()[heir["kind"]].figures
    if figures not in {OWN, BELOW}:
        return
    places = {one["id"]: one for one in raw["places"]}
    province = raw["hub"]["province"]
    old = [one["place"] for one in ending if one["place"] != province]
    if merger.into:
        old.insert(0, heir["place"])
    if figures == OWN or heir["place"] in old:
        heir["place"] = _new_area(places, places[heir["place"]], merger.day)
    area = heir["place"]
    for ident in dict.fromkeys(one for one in old if one != area):
        place = places[ident]
        if figures == BELOW:
            place["parent"] = area
        place["valid_to"] = place["valid_to"] or merger.last.isoformat()
        raw["succession"].append({"new": area, "old": ident, "share": WHOLE})
    raw["places"] = list(places.values())


def _new_area(places: dict[str, Raw], like: Raw, day: date) -> str:
    """A place with the name of another from this day on; that one itself where it is as new."""
    if like["valid_from"] == day.isoformat():
        return str(like["id"])
    stem, number = like["id"].partition("~")[0], 2
    while (ident := f"{stem}~{number}") in places:
        number += 1
    places[ident] = {**like, "id": ident, "valid_from": day.isoformat(), "valid_to": ""}
    return str(ident)

"""A release out of lists: the first one of a hub, or the next one after another.

Ids are made here and never typed. What a release has and the lists do not show stays as it was:
forms, periods, tasks, units of a world that is over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any, Final

from gbdesk.domain import catalogue_periods, catalogue_plan, template_offices, template_plan
from gbdesk.domain.catalogue_faults import office_meant
from gbdesk.domain.catalogue_lines import (
    BELOW,
    CLOSED,
    ID,
    OWN,
    SMALL,
    Line,
    Lists,
    OfficeKind,
    filled,
    kind_of,
    lists_of,
    place_kind,
)
from gbdesk.domain.duties_anew import duties_after
from gbdesk.domain.ids import new_office_id
from gbdesk.domain.names import nfc, tone_fold
from gbdesk.domain.places import area_above

_OWN_CODES: Final = "own"
_TWO_LEVEL: Final = "two-level"
LONGEST_NAME: Final = 24
_HUB_ROOMS: Final = {"department-office", "committee", "subordinate-unit"}

Raw = dict[str, Any]


def first_release(base: Mapping[str, Any], lists: Lists) -> Raw:
    """Release 1 of a hub: what its template showed and the lists do not name is left out."""
    making = _Making(base, lists, None)
    raw = making.made()
    making.drop_unnamed(raw)
    raw["number"] = 1
    raw["duties"] = template_offices.duties(raw["offices"], raw["places"])
    years = sorted({year for task in base.get("tasks", ()) for year in task.get("years", ())})
    raw["tasks"] = template_plan.tasks(raw["offices"], years)
    return raw


def next_release(
    before: Mapping[str, Any], lists: Lists, day: date, also: Callable[[Raw], None] | None = None
) -> Raw:
    """The release after another; new units and communes begin on `day`, closed ones stay known.

    `also` changes what lists do not show, before anybody owes anything.
    """
    making = _Making(before, lists, day)
    raw = making.made()
    if also is not None:
        also(raw)
    if lists.periods:
        catalogue_periods.put(raw, lists.periods)
    for year, lines in lists.plans.items():
        catalogue_plan.put(raw, int(year), lines)
    raw["number"] = int(before["number"]) + 1
    raw["duties"] = duties_after(before, raw, day)
    _give_tasks(raw, making.new_offices)
    return raw


class _Making:
    """Lays lists over a release; `day` None for the first."""

    def __init__(self, base: Mapping[str, Any], lists: Lists, day: date | None) -> None:
        self._lists = filled(lists)
        self._shown = lists_of(base)
        self._day = day
        self._raw: Raw = deepcopy(dict(base))
        self._places: dict[str, Raw] = {one["id"]: one for one in self._raw["places"]}
        self._offices: dict[str, Raw] = {one["key"]: one for one in self._raw["offices"]}
        self._hub = next(
            one for one in self._raw["offices"] if one["id"] == self._raw["hub"]["office"]
        )
        self._province = self._places[self._raw["hub"]["province"]]
        self._kept_places: set[str] = set()
        self.new_offices: list[Raw] = []

    def made(self) -> Raw:
        """The release with the facts, units and communes of the lists."""
        raw = self._raw
        self._say_facts()
        kept = [self._office(line) for line in self._lists.offices]
        self._give_parents(kept)
        for line in self._lists.places:
            self._place(line)
        hidden = [one for one in raw["offices"] if one not in kept and one is not self._hub]
        _tell_apart([self._hub, *hidden, *kept])
        raw["offices"] = [self._hub, *kept, *hidden]
        raw["places"] = list(self._places.values())
        return raw

    def drop_unnamed(self, raw: Raw) -> None:
        """Leave out the units and communes that the lists no longer name."""
        keys = {line.get(ID) for line in self._lists.offices}
        gone = {one[ID] for one in self._shown.offices} - keys
        raw["offices"] = [one for one in raw["offices"] if one["key"] not in gone]
        areas = {one["place"] for one in raw["offices"]}
        ended = {key for key, one in self._places.items() if self._is_over(one)}
        keep = self._kept_places | areas | ended | {self._province["id"]}
        raw["places"] = [one for one in raw["places"] if one["id"] in keep]
        raw["succession"] = [
            one for one in raw["succession"] if one["new"] in keep and one["old"] in keep
        ]

    def _is_over(self, place: Mapping[str, Any]) -> bool:
        return bool(place["valid_to"]) and self._raw["world"] == _TWO_LEVEL

    def _say_facts(self) -> None:
        raw, facts = self._raw, self._lists.facts
        province, hub = facts["province"], facts["hub"]
        self._hub |= {"title": hub, "short": facts["hub_short"]}
        self._hub["title_en"] = self._english(self._hub, self._shown.facts["hub"], hub)
        self._hub["ascii"] = template_offices.ascii_name(facts["hub_short"])
        self._province["name"] = province
        head = {"parent": facts["above"], "issuer": facts["issuer"], "seat": facts["seat"]}
        raw["letterhead"] |= {**head, "symbol": facts["symbol"], "drafter": facts["drafter"]}
        raw["hub"] |= {"name": hub, "short": facts["hub_short"]}
        raw["hub"] |= {"seat": facts["seat"], "symbol": facts["symbol"]}
        raw["hub"]["parent_body"] = self._above(facts["above"])
        raw["words"]["province"] = [province, province]
        if facts["addressee"] and raw["recipients"]:
            raw["recipients"][0]["title"] = facts["addressee"]
        if any(facts[name] != self._shown.facts[name] for name in ("hub", "province")):
            raw["title"] = raw["title_en"] = f"{hub} – {province}"

    def _above(self, said: str) -> str:
        """The superior body in ordinary letters: `Ủy ban nhân dân tỉnh Sông Vàng`."""
        if said == self._shown.facts["above"] and self._raw["hub"]["parent_body"]:
            return str(self._raw["hub"]["parent_body"])
        return said

    @staticmethod
    def _english(one: Mapping[str, Any], before: str, now: str) -> str:
        """The English name stays while the Vietnamese one does."""
        return str(one["title_en"]) if before == now else now

    def _office(self, line: Line) -> Raw:
        found = self._offices.get(line.get(ID, ""))
        if found is None:
            found = self._new_office()
        kind = kind_of(line["kind"])
        if kind is not None and kind.id != found["kind"]:
            found |= {"kind": kind.id, "device": kind.device}
        found["title_en"] = self._english(found, found["title"], line["name"])
        if found["short"] != line["short"] or not found["ascii"]:
            found["ascii"] = template_offices.ascii_name(line["short"])
        found |= {"title": line["name"], "short": line["short"]}
        if line.get("phone") or found.get("phone"):
            found["phone"] = line.get("phone", "")
        found["place"] = self._area(line, kind, found)
        found["valid_to"] = line.get(CLOSED) or None
        return found

    def _new_office(self) -> Raw:
        ident = new_office_id()
        made: Raw = {
            "id": str(ident),
            "key": f"{_OWN_CODES}.{ident[2:12]}",
            **dict.fromkeys(("title", "title_en", "short", "ascii", "kind", "place"), ""),
            "parent": "",
            "device": False,
            "valid_from": self._day.isoformat() if self._day else None,
            "valid_to": None,
        }
        self.new_offices.append(made)
        return made

    def _area(self, line: Line, kind: OfficeKind | None, office: Raw) -> str:
        """The place of a unit: its own commune or district, else the province."""
        if kind is None or kind.figures not in {OWN, BELOW}:
            hidden = self._places.get(office["place"], self._province)
            return str(hidden["id"])
        name, now = nfc(line["area"]), self._places.get(office["place"])
        if now is not None and now is not self._province and self._is_renamed(now, line):
            now["name"] = name
        if now is not None and now["name"] == name:
            return str(now["id"])
        large = kind.figures == BELOW
        for one in self._places.values():
            same = tone_fold(one["name"]) == tone_fold(name)
            if same and not self._is_over(one) and (one["kind"] not in SMALL) == large:
                return str(one["id"])
        return self._new_place(name, "", self._province["id"], large=large)

    def _is_renamed(self, place: Mapping[str, Any], line: Line) -> bool:
        """Whether a unit's own area got another spelling, not another area."""
        before = next((one for one in self._shown.offices if one[ID] == line.get(ID)), None)
        return (
            before is not None
            and place["name"] != nfc(line["area"])
            and tone_fold(place["name"]) == tone_fold(line["area"])
        )

    def _give_parents(self, kept: list[Raw]) -> None:
        by_name = {
            tone_fold(name): one["id"] for one in kept for name in (one["title"], one["short"])
        }
        for office, line in zip(kept, self._lists.offices, strict=True):
            said = tone_fold(line.get("parent", ""))
            default = self._hub["id"] if office["kind"] in _HUB_ROOMS else ""
            office["parent"] = by_name.get(said, default) if said else default

    def _place(self, line: Line) -> None:
        meant = office_meant(line.get("office", ""), self._lists.offices)
        if meant is None:
            return
        at = self._lists.offices.index(meant)
        area = self._area_of(self._lists.offices[at])
        found = self._places.get(line.get(ID, ""))
        if found is None:
            ident = self._new_place(line["name"], line.get("code", ""), area, large=False)
        else:
            ident = found["id"]
            found |= {"name": line["name"], "code": line.get("code", "")}
            if area_above(found, self._places) != area:
                found["parent"] = area
            found["valid_to"] = line.get(CLOSED) or found["valid_to"]
        self._kept_places.add(ident)

    def _area_of(self, line: Line) -> str:
        own = self._offices.get(line.get(ID, ""), {}).get("place", "")
        if own and self._places[own]["name"] == nfc(line["area"]):
            return str(own)
        for one in self._places.values():
            if one["name"] == nfc(line["area"]) and one["kind"] not in SMALL:
                return str(one["id"])
        return str(self._province["id"])

    def _new_place(self, name: str, code: str, parent: str, *, large: bool) -> str:
        prefix = str(self._province["id"]).partition(":")[0] if code else _OWN_CODES
        stem = f"{prefix}:{code or new_office_id()[2:12]}"
        ident, number = stem, 2
        while ident in self._places:
            ident, number = f"{stem}~{number}", number + 1
        kind = place_kind(name) or ("district" if large else "commune")
        self._places[ident] = {
            "id": ident,
            "code": code,
            "name": name,
            "kind": kind,
            "parent": parent,
            "valid_from": self._day.isoformat() if self._day else "",
            "valid_to": "",
        }
        return ident


def _tell_apart(offices: list[Raw]) -> None:
    """Names for files that differ; who came first keeps its own."""
    taken: set[str] = set()
    for office in offices:
        stem, number = office["ascii"] or "DonVi", 2
        name = stem
        while name in taken:
            ending = str(number)
            name, number = stem[: LONGEST_NAME - len(ending)] + ending, number + 1
        office["ascii"] = name
        taken.add(name)


def _give_tasks(raw: Raw, new: list[Raw]) -> None:
    """A new unit gets the tasks that all others of its kind have."""
    for office in new:
        like = {
            one["id"]
            for one in raw["offices"]
            if one["kind"] == office["kind"] and one not in new and not one["valid_to"]
        }
        if not like:
            continue
        for task in raw["tasks"]:
            for owners in (task["lead"], task["partners"]):
                if like <= set(owners) and office["id"] not in owners:
                    owners.append(office["id"])

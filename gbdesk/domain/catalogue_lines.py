"""A catalogue as lists a person edits: names for headings, units, communes; line by line.

A line is text by column, with the id of what it stands for where that is in a release already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any, Final, TypeAlias

from gbdesk.domain.names import fold, nfc
from gbdesk.domain.places import area_above
from gbdesk.domain.tables import many, table
from gbdesk.text import language

Line: TypeAlias = dict[str, str]

OFFICES: Final = "offices"
PLACES: Final = "places"
PERIODS: Final = "periods"
TASKS: Final = "tasks"
FACTS: Final = "facts"
ID: Final = "id"
CLOSED: Final = "closed"
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    OFFICES: ("name", "short", "kind", "area", "parent", "phone"),
    PLACES: ("name", "code", "office"),
    PERIODS: ("title", "start", "end", "due", "inclusive"),
    TASKS: ("section", "text", "lead", "partners", "due", "note", "text_en"),
}
FACT_NAMES: Final = (
    *("hub", "hub_short", "province", "above", "issuer"),
    *("seat", "symbol", "drafter", "addressee"),
)
OWN: Final = "own"
BELOW: Final = "below"
PLACE_KINDS: Final = {
    "xã": "commune",
    "phường": "ward",
    "thị trấn": "township",
    "đặc khu": "special-zone",
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "thành phố": "provincial-city",
}
SMALL: Final = frozenset({"commune", "ward", "township", "special-zone"})
DEPARTMENT: Final = "department"
_AREA: Final = re.compile(
    r"\b(xã(?!\s+hội)|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố)\s+\S.*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKind:
    """A kind of unit: whether it has a PC of its own, and whose figures it enters.

    `figures` is own (those of its own commune), below (of the communes listed) or none.
    """

    id: str
    label: str
    label_en: str
    device: bool
    figures: str
    guess: str
    also: tuple[str, ...]

    @property
    def name(self) -> str:
        """The label in the language in use."""
        return self.label if language() == "vi" else self.label_en


@dataclass(slots=True, kw_only=True)
class Lists:
    """What is edited: the facts of headings, the units, the communes of units that enter by them.

    Units of the receiving body itself are not among the lines: the facts name it. `periods` is
    empty where it is not edited, `plans` holds the plan of each year that is.
    """

    facts: Line = field(default_factory=dict)
    offices: list[Line] = field(default_factory=list)
    places: list[Line] = field(default_factory=list)
    periods: list[Line] = field(default_factory=list)
    plans: dict[str, list[Line]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As it is kept while somebody works on it."""
        return asdict(self)

    @staticmethod
    def from_dict(raw: Mapping[str, Any]) -> Lists:
        """What was kept; anything that is no text is left out."""
        return Lists(
            facts=_texts(raw.get(FACTS)),
            offices=[_texts(one) for one in raw.get(OFFICES) or ()],
            places=[_texts(one) for one in raw.get(PLACES) or ()],
            periods=[_texts(one) for one in raw.get(PERIODS) or ()],
            plans={
                str(year): [_texts(one) for one in lines]
                for year, lines in dict(raw.get("plans") or {}).items()
            },
        )


def _texts(raw: object) -> Line:
    if not isinstance(raw, Mapping):
        return {}
    return {str(name): text for name, text in raw.items() if isinstance(text, str)}


@cache
def office_kinds() -> Mapping[str, OfficeKind]:
    """The kinds of units there are, in the order in which names are tried."""
    return {
        row["id"]: OfficeKind(
            id=row["id"],
            label=row["label_vi"],
            label_en=row["label_en"],
            device=row["device"] == "1",
            figures=row["figures"],
            guess=row["guess"],
            also=tuple(many(row["also"])),
        )
        for row in table("offices", "kinds.tsv")
    }


def kind_of(written: str) -> OfficeKind | None:
    """The kind that somebody means, None where no kind is called so."""
    wanted = fold(written)
    for kind in office_kinds().values():
        names = (kind.id, fold(kind.label), fold(kind.label_en), *kind.also)
        if wanted in names:
            return kind
    return None


def guessed_kind(name: str) -> OfficeKind:
    """The kind that the name of a unit tells; a subordinate unit where it tells nothing."""
    said, kinds = nfc(name).lower(), list(office_kinds().values())
    return next((one for one in kinds if one.guess and re.search(one.guess, said)), kinds[-1])


def guessed_area(name: str) -> str:
    """`Xã Bản Mới` of `Phòng Văn hóa - Xã hội xã Bản Mới`; "" where the name tells none."""
    found = _AREA.search(nfc(name))
    return found[0][:1].upper() + found[0][1:] if found else ""


def place_kind(name: str) -> str:
    """The kind that the first word of a place's name tells; a commune where it tells none."""
    said = nfc(name).lower()
    return next((kind for word, kind in PLACE_KINDS.items() if said.startswith(word + " ")), "")


def is_blank(line: Mapping[str, str], columns: Sequence[str]) -> bool:
    """Whether nothing was written into a line."""
    return not any(line.get(column, "").strip() for column in columns)


def filled(lists: Lists) -> Lists:
    """The lists as they are meant: tidy text, no blank lines, what a name tells filled in."""
    return Lists(
        facts={name: nfc(lists.facts.get(name, "")) for name in FACT_NAMES},
        offices=[_office(_tidy(OFFICES, line)) for line in _written(OFFICES, lists.offices)],
        places=[_tidy(PLACES, line) for line in _written(PLACES, lists.places)],
        periods=lists.periods,
        plans=lists.plans,
    )


def _written(table_: str, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not is_blank(line, COLUMNS[table_])]


def _tidy(table_: str, line: Line) -> Line:
    tidy = {name: nfc(text) for name, text in line.items()}
    return {**dict.fromkeys(COLUMNS[table_], ""), **tidy}


def _office(line: Line) -> Line:
    line["short"] = line["short"] or line["name"]
    line["kind"] = line["kind"] or guessed_kind(line["name"]).id
    kind = kind_of(line["kind"])
    if kind is not None and kind.figures != "none" and not line["area"]:
        line["area"] = guessed_area(line["name"])
    return line


def lists_of(raw: Mapping[str, Any]) -> Lists:
    """A release as lists; units and places of a world that is over are left out."""
    offices = {one["id"]: one for one in raw["offices"]}
    places = {one["id"]: one for one in raw["places"]}
    hub, head = offices[raw["hub"]["office"]], raw["letterhead"]
    shown = [one for one in raw["offices"] if one["id"] != hub["id"]]
    facts = {
        "hub": hub["title"],
        "hub_short": hub["short"],
        "province": places[raw["hub"]["province"]]["name"],
        "above": head["parent"],
        "issuer": head["issuer"],
        "seat": head["seat"],
        "symbol": head["symbol"],
        "drafter": head["drafter"],
        "addressee": next(iter(raw["recipients"]), {"title": ""})["title"],
    }
    return Lists(
        facts=facts,
        offices=[_line_of(one, offices, places) for one in shown],
        places=_place_lines(raw, offices),
    )


def _line_of(one: Mapping[str, Any], offices: Mapping[str, Any], places: Mapping[str, Any]) -> Line:
    kind = office_kinds().get(one["kind"])
    figures = kind.figures if kind else ""
    parent = offices.get(one["parent"])
    return {
        ID: one["key"],
        "name": one["title"],
        "short": one["short"],
        "kind": one["kind"],
        "area": places[one["place"]]["name"] if figures in {OWN, BELOW} else "",
        "parent": parent["short"] if parent and parent["kind"] != DEPARTMENT else "",
        "phone": one.get("phone", ""),
        CLOSED: one["valid_to"] or "",
    }


def _place_lines(raw: Mapping[str, Any], offices: Mapping[str, Any]) -> list[Line]:
    by_place = {
        one["place"]: one["short"]
        for one in offices.values()
        if (kind := office_kinds().get(one["kind"])) and kind.figures == BELOW
    }
    places = {one["id"]: one for one in raw["places"]}
    return [
        {
            ID: place["id"],
            "name": place["name"],
            "code": place["code"],
            "office": by_place[area],
            CLOSED: place["valid_to"] or "",
        }
        for place in raw["places"]
        if place["kind"] in SMALL and (area := area_above(place, places)) in by_place
    ]

"""The offices of a template and what each of them owes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from gbdesk.domain.catalogue import DV_FORM
from gbdesk.domain.forms import CADRE, PRODUCTS
from gbdesk.domain.names import fold
from gbdesk.domain.places import area_above
from gbdesk.domain.tables import table

WHOLE_FORMS: Final = {"CADRE": CADRE, "PRODUCTS": PRODUCTS}
_SKIP: Final = {"group", "recipient", "partner", "commune-office"}
_COMMUNES: Final = {"commune", "ward", "township", "special-zone"}
_LONGEST: Final = 24
_UNDER: Final = {"department-office", "committee", "subordinate-unit"}
_SHORT: Final = {
    "Phòng Văn hóa và Thông tin": "Phòng VH&TT",
    "Trung tâm Văn hóa, Truyền thông và Thể thao": "TTVH,TT&TT",
}


def offices(
    name: str, places: list[dict[str, Any]], new_id: Callable[[str], str]
) -> list[dict[str, Any]]:
    """Every office of a template: the hub, its rooms, its bodies, and those below."""
    two_level = name.endswith("2025")
    source = ("sample", "offices.tsv") if name.startswith("sample") else _REAL
    found = [
        _office(row, new_id, two_level=two_level)
        for row in table(*source)
        if row["kind"] not in _SKIP and not (two_level and row["kind"].startswith("district"))
    ]
    if two_level:
        found += [
            commune_office(place, new_id)
            for place in places
            if place["kind"] in _COMMUNES and not place["valid_to"]
        ]
    return _told_apart(found)


def _told_apart(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Names for files that differ: Nà Lúa and Nà Lừa are alike without marks, so codes follow."""
    counts = Counter(office["ascii"] for office in found)
    for office in found:
        if counts[office["ascii"]] > 1:
            code = "".join(filter(str.isdigit, office["key"]))
            office["ascii"] = office["ascii"][: _LONGEST - len(code)] + code
    return found


_REAL: Final = ("offices", "tuyen-quang.tsv")


def _office(
    row: dict[str, str], new_id: Callable[[str], str], *, two_level: bool
) -> dict[str, Any]:
    place = row["place"].replace("2004:", "2025:") if two_level else row["place"]
    return {
        "id": new_id(row["id"]),
        "key": row["id"],
        "title": row["name_vi"],
        "title_en": row["name_en"],
        "short": _short(row),
        "ascii": ascii_name(_short(row)),
        "kind": row["kind"],
        "place": place,
        "parent": new_id("dept") if row["kind"] in _UNDER else "",
        "device": row["reports"] == "1",
        "valid_from": row["valid_from"] or None,
        "valid_to": row["valid_to"] or None,
    }


def _short(row: dict[str, str]) -> str:
    for long, brief in _SHORT.items():
        if row["name_vi"].startswith(long):
            area = row["name_vi"].removeprefix(long).strip()
            return f"{brief} {area.removeprefix('huyện ').replace('thành phố', 'TP.')}"
    return row["abbreviation"] or row["name_vi"]


def commune_office(place: dict[str, Any], new_id: Callable[[str], str]) -> dict[str, Any]:
    """The office of a commune in the two-level world."""
    name = place["name"]
    lower = name[0].lower() + name[1:]
    return {
        "id": new_id(f"commune-office.{place['code']}"),
        "key": f"commune-office.{place['code']}",
        "title": f"Phòng Văn hóa - Xã hội {lower}",
        "title_en": f"Culture and Social Affairs Office of {name}",
        "short": f"Phòng VH-XH {lower}",
        "ascii": ascii_name(name),
        "kind": "commune-office",
        "place": place["id"],
        "parent": "",
        "device": True,
        "valid_from": "2025-07-01",
        "valid_to": None,
    }


def ascii_name(name: str) -> str:
    """The office as file names spell it: `PhongVHTTSongMay`, at most 24 letters and digits."""
    words = "".join(word[:1].upper() + word[1:] for word in fold(name).split())
    return "".join(char for char in words if char.isalnum() and char.isascii())[:_LONGEST]


def duties(found: list[dict[str, Any]], places: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Figures by place for district and commune offices; everything else for all.

    The hub and its rooms owe nothing: their data are entered at the hub.
    """
    made: list[dict[str, Any]] = []
    for office in found:
        if not office["device"]:
            continue
        days = {"valid_from": office["valid_from"], "valid_to": office["valid_to"]}
        base = {"office": office["id"], "form": "", "places": [], **days}
        made.append({**base, "dataset": "activities"})
        made.append({**base, "dataset": "narrative"})
        made += [{**base, "dataset": name, "form": form} for form, name in WHOLE_FORMS.items()]
        covered = _covered(office, places)
        if covered:
            made.append({**base, "dataset": "dv", "form": DV_FORM, "places": covered})
    return made


def _covered(office: dict[str, Any], places: list[dict[str, Any]]) -> list[str]:
    if office["kind"] == "commune-office":
        return [office["place"]]
    if office["kind"] != "district-office":
        return []
    known = {place["id"]: place for place in places}
    return [
        place["id"]
        for place in places
        if place["kind"] in _COMMUNES
        and office["place"] in {place["parent"], area_above(place, known)}
    ]

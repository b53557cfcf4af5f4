"""An invented province of any size, for the demo and the bench."""

from __future__ import annotations

import hashlib
from typing import Any

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.ids import crockford
from gbdesk.domain.template_offices import commune_office, duties
from gbdesk.domain.template_plan import tasks
from gbdesk.domain.templates import plan_years, template


def sample_catalogue(offices: int, places_each: int = 12, world: str = "three-level") -> Catalogue:
    """The sample province of `scaled_template`, as it is read."""
    return read_catalogue(scaled_template(offices, places_each, world))


def scaled_template(
    offices: int, places_each: int = 12, world: str = "three-level"
) -> dict[str, Any]:
    """The sample province with this many offices that report figures by place.

    More are invented as needed: districts of `places_each` communes, or in the two-level world
    communes that report for themselves.
    """
    two_level = world == "two-level"
    raw = template("sample-2025" if two_level else "sample-2024")
    kind = "commune-office" if two_level else "district-office"
    wanted = [office["id"] for office in raw["offices"] if office["kind"] == kind]
    dropped = set(wanted[offices:])
    raw["offices"] = [office for office in raw["offices"] if office["id"] not in dropped]
    for number in range(len(wanted) + 1, offices + 1):
        if two_level:
            _add_commune(raw, number)
        else:
            _add(raw, number, places_each)
    raw["duties"] = duties(raw["offices"], raw["places"])
    raw["tasks"] = tasks(raw["offices"], plan_years(sample=True))
    return raw


def _add_commune(raw: dict[str, Any], number: int) -> None:
    place = _place(f"sample2025:8{number:03d}", f"Xã Mẫu {number}", "commune", "sample2025:90")
    place |= {"valid_from": "2025-07-01", "valid_to": ""}
    raw["places"].append(place)
    raw["offices"].append(commune_office(place, _sample_id))


def _sample_id(key: str) -> str:
    return "u_" + crockford(hashlib.sha256(b"gbdesk sample\n" + key.encode()).digest(), 26)


def _add(raw: dict[str, Any], number: int, places_each: int) -> None:
    district = f"sample2004:8{number:03d}"
    raw["places"].append(_place(district, f"Huyện Mẫu {number}", "district", "sample2004:90"))
    for at in range(1, places_each + 1):
        raw["places"].append(
            _place(f"{district}.{at:02d}", f"Xã Mẫu {number}.{at}", "commune", district)
        )
    key = f"district-office.8{number:03d}"
    raw["offices"].append(
        {
            "id": _sample_id(key),
            "key": key,
            "title": f"Phòng Văn hóa và Thông tin huyện Mẫu {number}",
            "title_en": f"Culture and Information Office of Mẫu {number}",
            "short": f"Phòng VH&TT Mẫu {number}",
            "ascii": f"PhongVhttMau{number}",
            "kind": "district-office",
            "place": district,
            "parent": "",
            "device": True,
            "valid_from": None,
            "valid_to": "2025-06-30",
        }
    )


def _place(ident: str, name: str, kind: str, parent: str) -> dict[str, Any]:
    code = ident.partition(":")[2]
    return {
        "id": ident,
        "code": code,
        "name": name,
        "kind": kind,
        "parent": parent,
        "valid_from": "",
        "valid_to": "2025-06-30",
    }

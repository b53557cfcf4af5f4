"""Templates of a first catalogue: Tuyên Quang in both worlds, and an invented province.

Read only when a department is set up (`decisions.md` 21); afterwards the signed release counts.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from typing import Any, Final

from gbdesk import resources
from gbdesk.domain import template_offices, template_plan
from gbdesk.domain.catalogue import DV_FORM, Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.ids import crockford
from gbdesk.domain.tables import table

TEMPLATES: Final = ("tuyen-quang-2024", "tuyen-quang-2025", "sample-2024", "sample-2025")

_TITLES: Final = {
    "tuyen-quang-2024": ("Tỉnh Tuyên Quang, ba cấp (đến 30/6/2025)", "Tuyên Quang, three levels"),
    "tuyen-quang-2025": (
        "Tỉnh Tuyên Quang, hai cấp (từ 01/7/2025): 51 trong 124 xã, phường",
        "Tuyên Quang, two levels: 51 of 124 communes and wards",
    ),
    "sample-2024": (
        "DỮ LIỆU MẪU – tỉnh Sông Vàng, ba cấp",
        "SAMPLE DATA – Sông Vàng, three levels",
    ),
    "sample-2025": ("DỮ LIỆU MẪU – tỉnh Sông Vàng, hai cấp", "SAMPLE DATA – Sông Vàng, two levels"),
}


_SYMBOL: Final = "BC-SVHTTDL"


def load_template(name: str, *, chance: bytes | None = None) -> Catalogue:
    """Release 1 made from a template; office ids are random except in samples.

    Raises:
        KeyError: there is no such template.
    """
    return read_catalogue(template(name, chance=chance))


def template(name: str, *, chance: bytes | None = None) -> dict[str, Any]:
    """The dictionary of a template, ready to be changed, signed and read."""
    sample = name.startswith("sample")
    seed = b"gbdesk sample" if sample else chance or os.urandom(32)
    places = _places(name)
    offices = template_offices.offices(name, places, lambda key: _office_id(seed, key))
    return assemble(name, sample=sample, places=places, offices=offices)


def assemble(
    name: str, *, sample: bool, places: list[dict[str, Any]], offices: list[dict[str, Any]]
) -> dict[str, Any]:
    """Put a release together from its places and offices."""
    world = "two-level" if name.endswith("2025") else "three-level"
    facts = tomllib.loads(resources.path("plan", "province.toml").read_text(encoding="utf-8"))
    hub = next(office for office in offices if office["key"] == "dept")
    province = next(place for place in places if place["kind"] == "province")
    periods = _periods(facts["windows"])
    forms = (DV_FORM, *template_offices.WHOLE_FORMS)
    title, title_en = _TITLES[name]
    return {
        "number": 1,
        "title": title,
        "title_en": title_en,
        "sample": sample,
        "world": world,
        "hub": _hub(hub, province),
        "words": {**facts["words"][world], "province": [province["name"]] * 2},
        "places": places,
        "succession": _succession(name),
        "aliases": _aliases(sample=sample),
        "offices": offices,
        "duties": template_offices.duties(offices, places),
        "forms": shipped_forms(),
        "bindings": [[form, period["id"]] for form in forms for period in periods],
        "periods": periods,
        **template_plan.lists(two_level=world == "two-level"),
        "tasks": template_plan.tasks(offices, plan_years(sample=sample)),
        "threshold": facts["threshold"],
        "letterhead": _letterhead(province["name"]),
        "recipients": facts["recipients"],
        "signers": facts["signers"],
    }


def plan_years(*, sample: bool) -> list[int]:
    """The years of the plan: that of 2024 alone; an invented province plans every year alike."""
    facts = tomllib.loads(resources.path("plan", "province.toml").read_text(encoding="utf-8"))
    return list(facts["windows"]["years"] if sample else facts["plan"]["years"])


def _office_id(seed: bytes, key: str) -> str:
    digest = hashlib.sha256(seed + b"\n" + key.encode()).digest()
    return "u_" + crockford(digest, 26)


def _source(name: str) -> tuple[str, ...]:
    if name.startswith("sample"):
        return ("sample", f"places-{name[-4:]}.tsv")
    return ("places", f"{name}.tsv")


def _places(name: str) -> list[dict[str, Any]]:
    """The units of the world, and for the second world also those it came from."""
    rows = list(table(*_source(name)))
    if name.endswith("2025"):
        rows += list(table(*_source(name.replace("2025", "2024"))))
    return [dict(row) for row in rows]


def _succession(name: str) -> list[dict[str, str]]:
    file = ("sample", "succession.tsv")
    if not name.startswith("sample"):
        file = ("places", "tuyen-quang-succession.tsv")
    new_world = name.endswith("2025")
    return [
        {"new": row["new"], "old": row["old"], "share": row["share"]}
        for row in table(*file)
        if row["old"] and (new_world or "2025:" not in row["new"])
    ]


def _aliases(*, sample: bool) -> list[dict[str, str]]:
    if sample:
        return []
    rows = table("places", "aliases.tsv")
    return [{key: row[key] for key in ("alias", "name", "code")} for row in rows]


def shipped_forms() -> list[dict[str, Any]]:
    """Every form of the program, by the names of their files."""
    files = sorted(resources.path("forms").glob("*.toml"))
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]


def _periods(windows: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for year in windows["years"]:
        for half, mark in ((True, "6T"), (False, "N")):
            window = windows["half" if half else "year"]
            found.append(
                {
                    "id": f"{year}-{mark}",
                    "year": year,
                    "half": half,
                    "start": _in_year(year, window["start"]),
                    "end": _in_year(year, window["end"]),
                    "due": _in_year(year, window["due"]),
                    "due_inclusive": windows["due_inclusive"],
                    "verified": windows["verified"],
                }
            )
    return found


def _in_year(year: int, day: str) -> str:
    before, _, rest = day.rpartition(":")
    return f"{year + int(before or 0)}-{rest}"


def _hub(office: dict[str, Any], province: dict[str, Any]) -> dict[str, str]:
    return {
        "office": office["id"],
        "name": office["title"],
        "short": office["short"],
        "province": province["id"],
        "parent_body": f"Ủy ban nhân dân {_lower(province['name'])}",
        "seat": province["name"].removeprefix("Tỉnh "),
        "symbol": _SYMBOL,
    }


def _letterhead(province: str) -> dict[str, str]:
    return {
        "parent": f"UBND {province.upper()}",
        "issuer": "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
        "symbol": _SYMBOL,
        "seat": province.removeprefix("Tỉnh "),
        "drafter": "QLVHGĐ",
    }


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]

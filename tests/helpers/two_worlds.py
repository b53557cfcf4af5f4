"""A province across its reform: two districts, then four communes; two versions of the form.

`Xã Tả Khâu` (sample2025:90028) is made of units of both districts; `Xã Vàng Đán` (sample2004:90034)
was divided between it and `Xã Đồi Cọ`. Until 2023 the form is that of 2011.
"""

from __future__ import annotations

from typing import Any

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.templates import template

OLD, NEW = "TT23-2011", "TT07-2017"
DISTRICTS = ("sample2004:901", "sample2004:902")
COMMUNES = ("sample2025:90001", "sample2025:90010", "sample2025:90028", "sample2025:90037")
STRADDLING, DIVIDED, MOVED = "sample2025:90028", "sample2004:90034", "sample2004:90040"
DATED = "2025-06-30"


def two_worlds() -> Catalogue:
    """The release."""
    return read_catalogue(raw())


def raw() -> dict[str, Any]:
    """As it is signed."""
    now, then = template("sample-2025"), template("sample-2024")
    kept = [one for one in then["offices"] if one["place"] in DISTRICTS]
    kept = [one for one in kept if one["kind"] == "district-office"]
    kept += [one for one in now["offices"] if one["place"] in COMMUNES]
    kept += [one for one in now["offices"] if one["kind"] == "department"]
    ids = {one["id"] for one in kept}
    duties = [one for one in (*then["duties"], *now["duties"]) if one["office"] in ids]
    now["offices"], now["tasks"] = kept, []
    now["duties"] = [one for one in duties if one["dataset"] == "dv"]
    now["duties"] += [
        {**one, "form": OLD, "valid_to": DATED} for one in now["duties"] if one["valid_to"] == DATED
    ]
    for place in now["places"]:
        if place["id"].startswith("sample2004:"):
            place["valid_to"] = DATED
    early = ("2022", "2023")
    now["bindings"] = [
        [OLD if one["id"][:4] in early else NEW, one["id"]] for one in now["periods"]
    ]
    steps = [one for one in now["succession"] if one["old"] not in {DIVIDED, MOVED}]
    steps += [
        {"new": STRADDLING, "old": MOVED, "share": "whole"},
        {"new": STRADDLING, "old": DIVIDED, "share": "part"},
        {"new": "sample2025:90037", "old": DIVIDED, "share": "part"},
    ]
    now["succession"] = steps
    return now

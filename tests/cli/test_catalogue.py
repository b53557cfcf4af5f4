"""`catalogue`: lists out, the next release in, files to units; a workbook of units."""

from __future__ import annotations

import json

import openpyxl
from cli.conftest import Trio

from helpers.commands import PERIOD


def test_lists_go_out_and_come_back_as_the_next_release(trio: Trio) -> None:
    shown = trio.hub("catalogue", "show").result
    assert shown["number"] == 1
    line = next(one for one in shown["lists"]["offices"] if one["id"] == "district-office.901")
    line["name"] = "Phòng Văn hóa, Khoa học huyện Sông Mây"
    file = trio.folder / "lists.json"
    file.write_text(json.dumps(shown), encoding="utf-8")
    tried = trio.hub("catalogue", "publish", str(file), "--dry-run").result
    assert tried["published"] is None
    assert len(tried["differences"]) == 1
    assert trio.hub("catalogue", "show").result["number"] == 1
    assert trio.hub("catalogue", "publish", str(file)).result["published"] == 2
    stale = trio.hub("catalogue", "publish", str(file))
    assert stale.code == "catalogue.base"
    out = trio.folder / "out"
    out.mkdir()
    files = trio.hub("catalogue", "files", "--out", str(out)).result["files"]
    assert len(files) == 2
    told = [trio.first("enrol", "accept", file) for file in files]
    assert min(one.exit for one in told) == 0
    assert trio.first("catalogue", "show").result["number"] == 2
    refused = trio.first("catalogue", "publish", str(file), "--dry-run")
    assert refused.code == "enrolment.hub_only"


def test_forms_are_added_only_where_a_release_lacks_them(trio: Trio) -> None:
    assert trio.hub("catalogue", "add-forms").result["offered"]["forms"] == []
    assert trio.hub("catalogue", "add-forms", "CADRE", "--dry-run").code == "forms.none"
    assert trio.hub("catalogue", "show").result["number"] == 1


def test_units_of_a_workbook_are_added_once(trio: Trio) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["STT", "Tên đơn vị", "Điện thoại"],
        [1, "Thư viện tỉnh", ""],
        [2, "Bảo tàng tỉnh", "0207 382 1234"],
    ):
        page.append(row)
    file = trio.folder / "units.xlsx"
    book.save(file)
    done = trio.hub("catalogue", "publish", str(file)).result
    assert len(done["differences"]) == 1
    names = [one["name"] for one in trio.hub("catalogue", "show").result["lists"]["offices"]]
    assert names.count("Thư viện tỉnh") == names.count("Bảo tàng tỉnh") == 1
    assert trio.hub("catalogue", "publish", str(file)).code == "catalogue.same"


def test_a_file_without_lists_is_told(trio: Trio) -> None:
    file = trio.folder / "x.json"
    file.write_text("[1, 2]", encoding="utf-8")
    assert trio.hub("catalogue", "publish", str(file)).code == "catalogue.lists"
    file.write_text('{"lists": {"facts": {}, "offices": [{"name": "Xã A"}]}}', encoding="utf-8")
    assert trio.hub("catalogue", "publish", str(file)).code == "catalogue.faults"
    assert trio.hub("catalogue", "show").result["number"] == 1


def test_g08_units_that_were_merged(trio: Trio) -> None:
    units = ("district-office.901", "district-office.902")
    words = ("catalogue", "merge", *units, "--from", "01/07/2024", "--into", units[0])
    tried = trio.hub(*words, "--dry-run").result
    assert (len(tried["steps"]), tried["published"]) == (6, None)
    lists = trio.hub("catalogue", "show").result["lists"]
    second = next(one["short"] for one in lists["offices"] if one["id"] == units[1])
    theirs = next(one["name"] for one in lists["places"] if one["office"] == second)
    done = trio.hub(*words).result
    assert (done["published"], done["computers"]) == (2, 1)
    out = trio.folder / "files"
    out.mkdir()
    files = trio.hub("catalogue", "files", "--out", str(out)).result["files"]
    assert trio.first("enrol", "accept", str(files[0])).exit == 0
    entered = ("cell", "set", "--period", PERIOD, theirs, "dv.households=1", "--office", units[1])
    assert trio.first(*entered).exit == 0
    assert trio.hub("catalogue", "merge", *units, "--from", "mai kia").code == "cli.date"
    assert trio.hub("catalogue", "merge", units[0], "--from", "01/07/2024").code == "merger.few"

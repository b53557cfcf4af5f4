"""The official facts shipped with the program, file by file."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest

from gbdesk import resources
from gbdesk.domain.tables import many, table

FOLDERS = ("forms", "places", "plan", "activities", "offices", "law", "sample")
FILES = [file for name in FOLDERS for file in sorted(resources.path(name).iterdir())]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_file_is_tidy_nfc_text(file: Path) -> None:
    content = file.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", content)
    assert not set(content) & set("\r\u00a0\u200b\ufeff")
    assert content.endswith("\n")
    assert not content.endswith("\n\n")


@pytest.mark.parametrize(
    "file",
    [file for file in FILES if file.suffix == ".tsv"],
    ids=lambda file: f"{file.parent.name}/{file.name}",
)
def test_every_table_has_full_rows_and_unlike_keys(file: Path) -> None:
    rows = table(file.parent.name, file.name)
    assert rows
    key = next(iter(rows[0]))
    if key == "id":
        names = [row["id"] for row in rows]
        assert len(set(names)) == len(names)
    for row in rows:
        assert all(cell == cell.strip() for cell in row.values()), row


def test_several_values_in_a_cell_are_parted() -> None:
    assert many("a; b;;c") == ["a", "b", "c"]
    assert many("a,b", ",") == ["a", "b"]


def test_the_layout_of_decree_30_is_whole() -> None:
    law = tomllib.loads(resources.path("law", "nd30.toml").read_text(encoding="utf-8"))
    elements = {entry["id"]: entry for entry in law["element"]}
    assert len(elements) == 36
    for entry in elements.values():
        if "size" in entry:
            assert entry["min"] <= entry["size"] <= entry["max"], entry["id"]
    assert elements["motto"]["rule"] == "full"
    assert elements["issuing-body"]["rule"] == "half"
    for name, page in law["page"].items():
        if {"min", "max", "sample"} <= page.keys():
            assert page["min"] <= page["sample"] <= page["max"], name
    assert law["use"]["margin_left"] == 35
    assert law["abbreviations"]["Báo cáo"] == "BC"
    assert {tuple(entry["lines"]) for entry in law["signature"]} >= {
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("GIÁM ĐỐC",),
    }

"""Files attached from the command line: told one by one, listed, saved, removed."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Trio

from helpers.attached import jpeg, pdf
from helpers.commands import PERIOD


def test_files_are_attached_listed_saved_and_removed(trio: Trio) -> None:
    photo, heic = trio.folder / "IMG_1.jpg", trio.folder / "hop.heic"
    photo.write_bytes(jpeg())
    heic.write_bytes(b"\0\0\0\x18ftypheic" + bytes(40))
    office = trio.first
    (activity,) = office("activity", "list").result["activities"]
    of = ("--activity", activity["id"])
    said = office("evidence", "add", *of, str(photo), str(heic))
    assert said.exit == 4
    assert said.json["result"]["refused"] == ["evidence.format"]
    (found,) = office("evidence", "list", *of).result["files"]
    assert (found["title"], found["kind"], found["here"]) == ("Ảnh 1", "jpg", True)
    copy = trio.folder / "copy.jpg"
    assert office("evidence", "save", *of, found["id"], "--to", str(copy)).exit == 0
    assert len(copy.read_bytes()) == found["size"]
    assert office("activity", "list").result["activities"][0]["evidence"] == 1
    assert office("evidence", "remove", *of, found["id"], "--for-good").exit == 0
    assert office("evidence", "list", *of).result["files"] == []
    assert office("evidence", "add", *of, str(heic)).code == "evidence.format"
    assert office("check").exit == 0


def test_a_report_of_a_commune_has_its_own_files(trio: Trio, tmp_path: Path) -> None:
    scan = tmp_path / "bao cao.pdf"
    scan.write_bytes(pdf())
    office = trio.first
    refused = office("evidence", "add", str(scan))
    assert (refused.exit, refused.code) == (2, "cli.evidence")
    place = "Thị trấn Sông Mây"
    of = ("--period", PERIOD, "--place", place)
    assert office("evidence", "add", *of, str(scan), "--title", "Báo cáo của xã").exit == 0
    (found,) = office("evidence", "list", *of).result["files"]
    assert (found["title"], found["kind"]) == ("Báo cáo của xã", "pdf")

"""`activity`, `cell`, `narrative`, `complete`, `status`, `report`, `backup`, `restore`, `check`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli.conftest import Trio
from openpyxl import Workbook

from helpers.commands import PERIOD, Desk

SHEET = ("--period", PERIOD)
MEETING = ("activity", "add", "--title", "Họp", "--start", "22/5/2024", "--kind", "meeting")


def workbook(path: Path, *lines: tuple[object, ...]) -> Path:
    book = Workbook()
    for line in (("Nội dung", "Hình thức", "Ngày", "Số người", "Kết quả"), *lines):
        book.active.append(line)
    book.save(path)
    return path


def test_activities_are_found_without_marks(trio: Trio) -> None:
    found = trio.first("activity", "list", *SHEET, "--text", "hoi nghi").result
    assert found["total"] == 1
    assert found["activities"][0]["title"] == "Hội nghị triển khai"
    assert trio.first("activity", "list", "--text", "khong co").result["total"] == 0


def test_a_workbook_is_taken_whole_or_not_at_all(trio: Trio) -> None:
    good = ("Tập huấn hòa giải", "Tập huấn", "20/5/2024", 35, "tốt")
    bad = ("Nói chuyện chuyên đề", "Tập huấn", "31/2/2024", 20)
    file = str(workbook(trio.folder / "nhat-ky.xlsx", good, bad))
    said = trio.first("activity", "import-xlsx", file)
    assert (said.exit, said.code) == (3, "sheet.problems")
    assert said.json["result"]["problems"][0]["cell"] == "C3"
    assert said.json["result"]["ignored"] == ["E Kết quả"]
    assert trio.first("activity", "list").result["total"] == 1
    assert trio.first("activity", "import-xlsx", file, "--dry-run", "--skip-bad").exit == 0
    done = trio.first("activity", "import-xlsx", file, "--skip-bad").result
    assert len(done["recorded"]) == 1
    assert trio.first("activity", "list").result["total"] == 2


def test_figures_are_set_and_listed_with_their_marks(trio: Trio) -> None:
    place = "Thị trấn Sông Mây"
    values = ("dv.cases=2", "dv.households=?", "dv.forms.sexual=-", "family.households=1.250")
    assert trio.first("cell", "set", *SHEET, place, *values).result["set"] == 4
    rows = trio.first("cell", "list", *SHEET).result
    assert rows["state"] == "draft"
    assert {one["line"]: one["value"] for one in rows["cells"]} == {
        "dv.cases": 2,
        "dv.households": "?",
        "dv.forms.sexual": "-",
        "family.households": 1250,
    }
    assert trio.first("cell", "set", *SHEET, place, "dv.cases=-1").code == "cli.figure"
    assert trio.first("cell", "set", *SHEET, "Xã Không Có", "dv.cases=1").code == "cli.place"


@pytest.mark.parametrize(
    "words",
    [
        ("activity", "list", "--period", "2024-9X"),
        ("activity", "add", "--title", "Họp", "--start", "22/5/2024", "--kind", "none"),
        (*MEETING, "--measure", "female=20"),
        (*MEETING, "--set", "topic.none=true"),
        (*MEETING, "--level", "none"),
        ("cell", "set", *SHEET, "Thị trấn Sông Mây", "total=3"),
        ("cell", "list", *SHEET, "--form", "none"),
        ("complete", *SHEET, "--form", "none"),
        ("narrative", "set", *SHEET, "none", "--text", "Đã làm"),
        ("status", "--period", "2024-9X"),
    ],
)
def test_an_unknown_name_is_told_with_the_known_ones(trio: Trio, words: tuple[str, ...]) -> None:
    said = trio.first(*words)
    assert (said.exit, said.code) == (2, "cli.unknown")
    assert said.json["error"]["todo"].count(",") >= 1
    assert trio.first("activity", "list").result["total"] == 1


def test_an_activity_that_does_not_fit_names_its_fields(trio: Trio) -> None:
    said = trio.first(*MEETING, "--measure", "attendees=-4")
    assert (said.exit, said.code) == (3, "cli.activity")
    assert "measure.attendees" in said.json["error"]["happened"]
    assert trio.first("activity", "list").result["total"] == 1


def test_an_id_that_is_none_is_told(trio: Trio) -> None:
    said = trio.first("erase", "activity", "zzz")
    assert (said.exit, said.code) == (2, "cli.record")


def test_a_missing_file_and_a_broken_key_file_are_surroundings(trio: Trio) -> None:
    gone = str(trio.folder / "gone.gbpkg")
    assert trio.hub("import", gone).exit == 5
    assert trio.hub("verify", gone).exit == 5
    for name in ("second.keys", "second.keys.bak"):
        (trio.folder / name).write_bytes(b"")
    said = trio.second("check")
    assert (said.exit, said.code) == (5, "unlock.ring_damaged")


def test_a_return_is_completed_only_when_it_is_whole(trio: Trio) -> None:
    assert trio.first("complete", *SHEET).code == "return.incomplete"
    assert trio.first("complete", *SHEET, "--nil").result["state"] == "nil"
    closed = trio.first("cell", "set", *SHEET, "Thị trấn Sông Mây", "dv.cases=1")
    assert (closed.exit, closed.code) == (3, "return.closed")
    assert trio.first("complete", *SHEET, "--reopen").result["state"] == "draft"
    assert trio.first("cell", "set", *SHEET, "Thị trấn Sông Mây", "--none").exit == 0


def test_traces_of_a_person_in_a_text_ask_for_a_decision(trio: Trio) -> None:
    text = ("--text", "Liên hệ bà Nguyễn Thị Hoa, số 0912345678.")
    said = trio.first("narrative", "set", *SHEET, "results", *text)
    assert said.exit == 4
    assert said.json["result"]["personal"]
    assert "0912345678" in trio.first("narrative", "list", *SHEET).result["sections"]["results"]


def test_status_of_both_sides(trio: Trio, package: Path) -> None:
    before = trio.hub("status", *SHEET).result
    assert before["counts"]["reported"] == 0
    assert trio.hub("import", str(package)).exit == 0
    after = trio.hub("status", *SHEET).result
    rows = {row["name"]: row for row in after["offices"]}
    assert rows["Phòng VH&TT Sông Mây"]["status"] == "incomplete"
    assert rows["Phòng VH&TT Đồi Cọ"]["status"] == "none"
    assert len(after["imports"]) == 1
    own = trio.first("status", *SHEET).result
    assert own["sent"][0]["seq"] == 1
    assert trio.hub("status", "--period", "1999-6T").exit == 2


def test_the_report_is_written_in_the_formats_asked_for(trio: Trio, package: Path) -> None:
    assert trio.hub("import", str(package)).exit == 0
    out = trio.folder / "reports"
    out.mkdir()
    shared = trio.hub("report", *SHEET, "--out", str(out)).result["report"]
    assert [Path(path).suffix for path in shared["paths"]] == [".docx", ".pdf", ".xlsx"]
    internal = ("report", *SHEET, "--profile", "internal", "--out", str(out), "--formats", "pdf")
    assert trio.hub(*internal).code == "report.reason"
    told = trio.hub(*internal, "--reason", "Trình lãnh đạo").result["report"]
    assert len(told["paths"]) == 1
    assert trio.hub("report", *SHEET, "--formats", "odt").exit == 2
    assert trio.first("report", *SHEET).code == "report.hub_only"


def test_a_backup_comes_back_as_it_was(trio: Trio) -> None:
    before = trio.first("check").result["check"]
    made = trio.first("backup", "--out", str(trio.folder)).result["backup"]
    look = Desk(trio.folder, "back.gbdesk")
    assert look("restore", str(made["path"]), "--look").result["counts"] == made["counts"]
    assert not (trio.folder / "back.gbdesk").exists()
    assert look("restore", str(made["path"])).exit == 0
    after = look("check").result["check"]
    assert (after["content"], after["ops"]) == (before["content"], before["ops"])
    said = look("restore", str(made["path"]))
    assert (said.exit, said.code) == (5, "backup.exists")


def test_a_damaged_workspace_ends_with_5(trio: Trio) -> None:
    path = trio.folder / "first.gbdesk"
    whole = path.read_bytes()
    shutil.copyfile(path, trio.folder / "kept")
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes(4096) + whole[middle + 4096 :])
    said = trio.first("check")
    assert said.exit == 5
    assert said.json["error"]["happened"]


@pytest.mark.parametrize("folder", ["no/such/folder"])
def test_a_folder_that_is_not_there_is_told(trio: Trio, folder: str) -> None:
    said = trio.first("export", *SHEET, "--out", str(trio.folder / folder))
    assert (said.exit, said.code) == (5, "disk.missing")
    assert trio.first("status", *SHEET).result["sent"] == []


def test_traces_of_a_person_in_an_activity_ask_for_a_decision(trio: Trio) -> None:
    words = ("--title", "Gặp bà Lan 0912345678", "--kind", "meeting", "--start", "22/5/2024")
    kept = trio.first("activity", "add", *words)
    assert kept.exit == 4
    assert "personal.phone" in {one["code"] for one in kept.json["result"]["problems"]}


def test_lines_of_registers_are_recorded_changed_and_reviewed(trio: Trio) -> None:
    club = (
        "type=family-club",
        "name=CLB gia đình Bản Mới",
        "place=Thị trấn Sông Mây",
        "since=2019",
    )
    line = trio.first("entry", "add", "model", *club, "members=30").result["id"]
    (row,) = trio.first("entry", "list", "model", "--text", "ban moi", "--open", PERIOD).result[
        "lines"
    ]
    assert (row["id"], row["day_label"], row["fields"]["members"]) == (line, "2019", 30)
    assert trio.first("entry", "change", line, "women=31").code == "entry.invalid"
    assert trio.first("entry", "change", line, "women=18", "since=3/2/2024").exit == 0
    assert trio.first("entry", "review", line, *SHEET).result["reviewed"] == [line]
    assert trio.first("entry", "list", "model", "--open", PERIOD).result["total"] == 0
    paused = ("--status", "paused", "--since", "2/5/2024", "--reason", "Sáp nhập")
    trio.first("entry", "review", line, *SHEET, *paused)
    (row,) = trio.first("entry", "list", "model", "--type", "family-club").result["lines"]
    assert row["status_label"] == "Tạm dừng từ 02/05/2024"
    book = Workbook()
    for row in (("Tên", "Loại"), ("CLB Khe Vầu", "CLB gia đình"), ("CLB Lạ", "Múa lân")):
        book.active.append(row)
    book.save(trio.folder / "lines.xlsx")
    lines = ("entry", "import-xlsx", "model", str(trio.folder / "lines.xlsx"))
    assert trio.first(*lines).code == "sheet.problems"
    assert len(trio.first(*lines, "--skip-bad").result["recorded"]) == 1
    assert trio.first(*lines, "--skip-bad").result["there"] == [2]
    out = ("--out", str(trio.folder))
    written = trio.first("entry", "export", "model", *SHEET, *out).result["list"]
    assert (written["lines"], Path(written["path"]).suffix) == (2, ".xlsx")
    assert trio.first("entry", "add", "model", "street=Trần Phú").code == "cli.unknown"
    assert trio.first("entry", "add", "places", "name=x").code == "cli.unknown"
    assert trio.first("entry", "delete", line).result["deleted"] == [line]
    assert trio.first("entry", "change", line, "women=1").code == "entry.gone"


def test_a_person_named_in_a_line_is_told_on_the_command_line(trio: Trio) -> None:
    said = trio.first("entry", "add", "committee", "type=own", "name=Ban của chị Lan 0912345678")
    assert said.exit == 4
    assert "personal.phone" in [one["code"] for one in said.json["result"]["problems"]]
